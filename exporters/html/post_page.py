"""The page of a post: its words, what belongs to it, what readers said under it, and the way to its neighbours."""

from dataclasses import dataclass

from backup.document.blocks import Document, Heading
from backup.document.text import plain_text
from backup.model import PostKind
from exporters.article import Article
from exporters.cover import cover_to_show
from exporters.html.about import about, beginning_of, subtitle_of
from exporters.html.card import Card, Day, label_of
from exporters.html.language import ENOUGH, direction_of, language_of
from exporters.html.site import Site
from exporters.html.terms import Terms
from exporters.html.threads import threads
from exporters.selection import Entry
from exporters.writers.html import HtmlStyle, HtmlWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a post's page leaves for the pages around it."""

    card: Card
    body: str
    text: str
    """Without markup."""
    about: str
    cover: str | None
    """To show on top, as the page names it."""
    sound: str | None


class PostPages:
    """Writes the pages of posts, one by one."""

    def __init__(self, site: Site, tags: Terms, sections: Terms) -> None:
        """Take the site, and where tags and sections are collected."""
        self._site, self._tags, self._sections = site, tags, sections
        self._near: dict[str, tuple[Entry | None, Entry | None]] = {}
        posts = site.posts
        for before, one, after in zip([None, *posts], posts, [*posts[1:], None], strict=False):
            self._near[one.id] = (before, after)
        self._answers: dict[str, list[Entry]] = {}
        for response in site.responses:
            if response.answers:
                self._answers.setdefault(response.answers, []).append(response)

    def write(self, article: Article) -> Written:
        """Write the page of a post.

        Raises:
            StorageError: the disk refuses.
        """
        from markupsafe import Markup  # Jinja's; imported on use like Jinja itself

        site, entry = self._site, article.entry
        style = HtmlStyle(shift=_shift(article.document))
        body, text = HtmlWriter(article, style).body(), plain_text(article.document)
        language = language_of(f"{article.title}\n{beginning_of(article.document, ENOUGH)}")
        cover, sound = cover_to_show(article), article.audio()
        card = Card(
            slug=entry.slug,
            title=article.title,
            subtitle=subtitle_of(article),
            day=Day.of(entry.published_at or (entry.date if entry.draft else None)),
            label=label_of(entry),
            language=language,
            podcast=entry.podcast,
        )
        told = about(article)
        before, after = self._near.get(entry.id, (None, None)) if entry.kind is PostKind.POST else (None, None)
        site.write(
            card.path,
            "post.html",
            card=card,
            kicker=article.document.kicker,
            authors=entry.authors,
            direction=direction_of(language),
            body=Markup(body),  # noqa: S704  # written by `HtmlWriter`, which escapes
            cover=cover,
            picture=site.absolute(picture.removeprefix("../../")) if (picture := article.cover()) else None,
            sound=sound,
            about=told,
            canonical=entry.url if site.export.exporter.options.canonical else site.absolute(card.path),
            tags=[self._tags.of(name) for name in article.tags],
            section=self._sections.of(entry.section) if entry.section else None,
            response=article.response,
            answered=self._link(site.export.selection.entry(entry.answers) if entry.answers else None),
            responses=[self._link(one) for one in self._answers.get(entry.id, [])],
            comments=threads(site.export.comments(entry)),
            before=self._link(before),
            after=self._link(after),
        )
        return Written(card=card, body=body, text=text, about=told, cover=cover, sound=sound)

    def _link(self, entry: Entry | None) -> Card | None:
        """Return another post as a link needs it; its words are not read."""
        if entry is None:
            return None
        return Card(
            slug=entry.slug,
            title=self._site.title_of(entry),
            subtitle=None,
            day=Day.of(entry.published_at),
            label=None,
            language=None,
            podcast=False,
        )


def _shift(document: Document) -> int:
    """Return what makes the highest heading of a body the one right below the title: nothing is skipped."""
    return 2 - min((block.level for block in document.blocks if isinstance(block, Heading)), default=2)
