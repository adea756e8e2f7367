"""A page of `posts/` as a `Post` (formats: 1.5): an h-entry with the title above, the body within, the facts below."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from selectolax.lexbor import LexborHTMLParser, LexborNode

from backup.model import Body, BodyFormat, Json, Post, PostKind, TitleFrom
from backup.sources.medium_export.dates import day_of, iso_as_written, read_iso
from backup.sources.medium_export.markup import attribute, squeeze, tree, words
from backup.sources.medium_export.post_ids import id_in_url, is_medium, slug_in_url
from backup.sources.medium_export.responses import LIKELY, confidence

_NAME = re.compile(r"(?:(?P<draft>draft)|(?P<day>\d{4}-\d\d-\d\d))_(?P<title>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Footer:
    """What the footer of a page says."""

    by: bool
    """There is a line "By …": the post was published. A draft has "View original." in its place."""
    authors: tuple[str, ...]
    author_urls: tuple[str, ...]
    tags: tuple[str, ...] | None
    published: str | None
    """The moment as Medium wrote it."""
    published_day: str | None
    """Midnight of the day, where only its words can be read."""
    link: str | None
    canonical: str | None


def read_post(text: str, data: bytes, *, name: str, post_id: str) -> Post | None:
    """Return the post of a page, or `None` when the page is not one.

    Raises:
        TooDeep: its markup is nested beyond reason.
    """
    page = tree(text)
    body = page.css_first('section[data-field="body"]') or page.css_first(".e-content")
    heading = page.css_first("h1.p-name")
    if body is None and heading is None:
        return None
    footer = _footer(page)
    named = _NAME.fullmatch(PurePosixPath(name).stem)
    title, title_from = _title(page, words(heading), body, named["title"] if named else "", post_id)
    subtitle = words(page.css_first('section[data-field="subtitle"]')) or None
    draft = _is_draft(footer, named)
    day = footer.published_day or _day_in_name(named)
    sure = None
    if body is not None and not draft:
        sure = confidence(
            body,
            title=title,
            subtitle=subtitle,
            tagged=bool(footer.tags),
            imported=_is_imported(footer.canonical, post_id),
        )
    return Post(
        id=post_id,
        kind=_kind(draft, sure),
        type="story",
        title=title,
        title_from=title_from,
        subtitle=subtitle,
        slug=slug_in_url(footer.canonical, post_id),
        url=footer.canonical,
        published_at=None if draft else footer.published or day,
        tags=footer.tags,
        authors=footer.authors or None,
        response_confidence=sure,
        body=Body(data=data, format=BodyFormat.MEDIUM_HTML),
        file=name,
        raw=_rest(page, footer, only_day=not draft and not footer.published and day is not None),
    )


def _is_imported(canonical: str | None, post_id: str) -> bool:
    """Tell whether a story was first published elsewhere; an address at a domain of Medium's ends in the id."""
    return canonical is not None and not is_medium(canonical) and id_in_url(canonical) != post_id


def _kind(draft: bool, sure: float | None) -> PostKind:
    if draft:
        return PostKind.DRAFT
    return PostKind.RESPONSE if sure is not None and sure >= LIKELY else PostKind.POST


def _is_draft(footer: _Footer, named: re.Match[str] | None) -> bool:
    """Tell whether a piece was never published. What shows no sign of it either way is sealed like a draft."""
    if footer.by or footer.published or footer.published_day:
        return False
    return named is None or named["day"] is None


def _title(
    page: LexborHTMLParser, title: str, body: LexborNode | None, in_name: str, post_id: str
) -> tuple[str, TitleFrom]:
    """Return the title, and where it was found; Medium cuts it at 100 letters, the body may hold all of it."""
    within = words(body.css_first(".graf--title")) if body is not None else ""
    if title:
        if title.endswith("…") and len(within) > len(title) and within.startswith(title[:-1].rstrip()):
            return within, TitleFrom.BODY
        return title, TitleFrom.PLATFORM
    if within:
        return within, TitleFrom.BODY
    of_page = words(page.css_first("head > title"))
    if of_page and of_page != "Untitled":
        return of_page, TitleFrom.PLATFORM
    # An untitled draft is named `draft_post-ID.html`.
    spelt = squeeze(in_name.removesuffix(post_id).replace("-", " "))
    return (spelt, TitleFrom.SLUG) if spelt not in {"", "post"} else ("", TitleFrom.NONE)


def _footer(page: LexborHTMLParser) -> _Footer:
    footers = page.css("footer")
    if not footers:
        return _Footer(
            by=False,
            authors=(),
            author_urls=(),
            tags=None,
            published=None,
            published_day=None,
            link=None,
            canonical=None,
        )
    footer = footers[-1]
    authors = footer.css("a.p-author")
    tags = footer.css("a.p-tag")
    when = footer.css_first("time.dt-published")
    links = [attribute(a, "href") for a in footer.css('a[href*="/p/"]')]
    return _Footer(
        by=bool(authors),
        authors=tuple(filter(None, map(words, authors))),
        author_urls=tuple(url for a in authors if (url := attribute(a, "href"))),
        tags=tuple(filter(None, map(words, tags))) or None,
        published=iso_as_written(attribute(when, "datetime")),
        published_day=_published_day(when),
        link=next((link for link in links if link and "medium.com/p/" in link), None),
        canonical=attribute(footer.css_first("a.p-canonical"), "href"),
    )


def _published_day(when: LexborNode | None) -> str | None:
    day = day_of(words(when))
    return f"{day.isoformat()}T00:00:00.000Z" if day else None


def _day_in_name(named: re.Match[str] | None) -> str | None:
    """Return the date in the file's name: the UTC day of publication in 3,715 of 3,715 real files."""
    moment = read_iso(named["day"]) if named and named["day"] else None
    return f"{moment.date().isoformat()}T00:00:00.000Z" if moment else None


def _rest(page: LexborHTMLParser, footer: _Footer, *, only_day: bool) -> dict[str, Json]:
    """Return what no field of a post has room for. Nothing that changes from one export to the next."""
    rest: dict[str, Json] = {}
    if footer.link:
        rest["link"] = footer.link
    if only_day:
        rest["published_at"] = "only the day is known"
    if footer.author_urls:
        rest["author_urls"] = list(footer.author_urls)
    description = words(page.css_first('section[data-field="description"]'))
    if description:
        rest["description"] = description
    return rest
