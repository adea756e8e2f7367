"""WordPress's own format for moving a site, WXR 1.2: RSS 2.0 with elements of its own.

Laid out line by line as WordPress's export does it: its importer falls back to reading lines where PHP lacks XML.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NONE = "0000-00-00 00:00:00"
"""WordPress's word for a draft that gets its date when it is published."""
FOOT = "</channel>\n</rss>\n"
_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:wfw="http://wellformedweb.org/CommentAPI/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
\t<title>{title}</title>
\t<link>{link}</link>
\t<generator>Outlast</generator>
\t<wp:wxr_version>1.2</wp:wxr_version>
\t<wp:base_site_url>{link}</wp:base_site_url>
\t<wp:base_blog_url>{link}</wp:base_blog_url>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A category or tag."""

    slug: str
    name: str
    """Plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a post."""

    login: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WxrComment:
    """A comment; its number is above that of the one it answers, which the importer relies on."""

    number: int
    parent: int
    """0: it answers none."""
    author: str
    at: datetime
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WxrItem:
    """A post, page or attachment."""

    number: int
    type: str
    status: str
    title: str
    slug: str
    link: str
    guid: str
    author: str
    """The login."""
    at: datetime
    updated_at: datetime | None = None
    content: str = ""
    excerpt: str = ""
    discussed: bool = False
    parent: int = 0
    file: str | None = None
    """An attachment: where the importer fetches it."""
    category: Term | None = None
    tags: Sequence[Term] = ()
    fields: Sequence[tuple[str, str]] = ()
    """Custom fields."""
    comments: Sequence[WxrComment] = ()


def head(*, title: str, link: str, authors: Iterable[Author], categories: Iterable[Term], tags: Iterable[Term]) -> str:
    """Return the beginning of a file: the site, who wrote, and under which terms."""
    parts = [_HEAD.format(title=_text(title), link=_text(link))]
    for number, author in enumerate(authors, 1):
        parts.append(
            f"\t<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{_cdata(author.login)}"
            f"</wp:author_login><wp:author_email>{_cdata('')}</wp:author_email><wp:author_display_name>"
            f"{_cdata(author.name)}</wp:author_display_name><wp:author_first_name>{_cdata('')}</wp:author_first_name>"
            f"<wp:author_last_name>{_cdata('')}</wp:author_last_name></wp:author>\n"
        )
    parts += map(_category, categories)
    parts += map(_tag, tags)
    return "".join(parts)


def item(one: WxrItem) -> str:
    """Return a post, page or attachment with its terms, fields and comments."""
    lines = [
        "<item>",
        f"<title>{_cdata(one.title)}</title>",
        f"<link>{_text(one.link)}</link>",
        f"<pubDate>{format_datetime(one.at.astimezone(UTC))}</pubDate>",
        f"<dc:creator>{_cdata(one.author)}</dc:creator>",
        f'<guid isPermaLink="false">{_text(one.guid)}</guid>',
        "<description></description>",
        f"<content:encoded>{_cdata(one.content)}</content:encoded>",
        f"<excerpt:encoded>{_cdata(one.excerpt)}</excerpt:encoded>",
        f"<wp:post_id>{one.number}</wp:post_id>",
        _named("post_date", _date(one.at)),
        _named("post_date_gmt", _NONE if one.status == "draft" else _date(one.at)),
        _named("post_modified", _date(one.updated_at or one.at)),
        _named("post_modified_gmt", _date(one.updated_at or one.at)),
        _named("comment_status", "open" if one.discussed else "closed"),
        _named("ping_status", "closed"),
        _named("post_name", one.slug),
        _named("status", one.status),
        f"<wp:post_parent>{one.parent}</wp:post_parent>",
        "<wp:menu_order>0</wp:menu_order>",
        _named("post_type", one.type),
        _named("post_password", ""),
        "<wp:is_sticky>0</wp:is_sticky>",
    ]
    if one.file:
        lines.append(_named("attachment_url", one.file))
    lines += [_term("category", term) for term in filter(None, (one.category,))]
    lines += [_term("post_tag", term) for term in one.tags]
    lines += [
        f"<wp:postmeta>\n{_named('meta_key', name)}\n{_named('meta_value', value)}\n</wp:postmeta>"
        for name, value in one.fields
    ]
    lines += map(_comment, one.comments)
    return "\n".join((*lines, "</item>", ""))


def _comment(one: WxrComment) -> str:
    lines = (
        "<wp:comment>",
        f"<wp:comment_id>{one.number}</wp:comment_id>",
        _named("comment_author", escape(one.author, quote=False)),
        _named("comment_author_email", ""),
        "<wp:comment_author_url></wp:comment_author_url>",
        _named("comment_author_IP", ""),
        _named("comment_date", _date(one.at)),
        _named("comment_date_gmt", _date(one.at)),
        _named("comment_content", one.content),
        _named("comment_approved", "1"),
        _named("comment_type", "comment"),
        f"<wp:comment_parent>{one.parent}</wp:comment_parent>",
        "<wp:comment_user_id>0</wp:comment_user_id>",
        "</wp:comment>",
    )
    return "\n".join(lines)


def _category(term: Term) -> str:
    return (
        f"\t<wp:category><wp:category_nicename>{_cdata(term.slug)}</wp:category_nicename><wp:category_parent>"
        f"{_cdata('')}</wp:category_parent><wp:cat_name>{_cdata(escape(term.name, quote=False))}</wp:cat_name>"
        "</wp:category>\n"
    )


def _tag(term: Term) -> str:
    return (
        f"\t<wp:tag><wp:tag_slug>{_cdata(term.slug)}</wp:tag_slug><wp:tag_name>"
        f"{_cdata(escape(term.name, quote=False))}</wp:tag_name></wp:tag>\n"
    )


def _term(kind: str, term: Term) -> str:
    name = _cdata(escape(term.name, quote=False))
    return f'<category domain="{kind}" nicename="{_text(term.slug)}">{name}</category>'


def _named(name: str, text: str) -> str:
    return f"<wp:{name}>{_cdata(text)}</wp:{name}>"


def _cdata(text: str) -> str:
    clean = _FORBIDDEN.sub("", text).replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{clean}]]>"


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
