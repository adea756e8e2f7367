"""Markdown: a folder for each post, with its pictures and its readers' comments beside it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from backup.document.blocks import Block, Heading, Paragraph, Quote
from backup.document.inlines import Emphasis, Inline, LineBreak, Strong, Text
from backup.model import PostKind
from exporters._base import Exporter, Place, Report
from exporters.front_matter import front_matter
from exporters.selection import Comment, Entry
from exporters.site_source import player, told
from exporters.writers.markdown import Dialect, MarkdownWriter

if TYPE_CHECKING:
    from exporters.export import Export

DIALECT = Dialect(site=False)
_DEEPEST = 6
_FOLDERS = {PostKind.DRAFT: "drafts/", PostKind.RESPONSE: "responses/"}


class Markdown(Exporter):
    """Writes files for any program that reads Markdown; `title` and `date` are what Buttondown's import asks for."""

    def write_all(self, export: "Export") -> None:
        """See `Exporter.write_all`."""
        for article in export.articles():
            entry = article.entry
            fields = told(article, canonical=self.options.canonical)
            writer = MarkdownWriter(article, DIALECT)
            body = player(article.audio()) + writer.body()
            export.target.write(f"{_folder(entry)}/index.md", f"{front_matter(fields)}\n{body}\n")
            if comments := export.comments(entry):
                export.target.write(f"{_folder(entry)}/comments.md", writer.blocks(_comments(comments)) + "\n")

    def address(self, entry: Entry, *, here: Entry | None) -> str:
        """See `Exporter.address`: the file itself, so that links work wherever the folder is looked at."""
        path = f"{_folder(entry)}/index.md"
        return path if here is None else "../" * (_folder(here).count("/") + 1) + path

    def place(self, name: str, *, here: Entry) -> Place:
        """See `Exporter.place`."""
        return Place(path=f"{_folder(here)}/{name}", address=name)

    def page_address(self, page: str, *, here: Entry | None) -> str | None:  # noqa: ARG002
        """See `Exporter.page_address`: a folder has no pages around its posts."""
        return None

    def steps(self, report: Report) -> tuple[str, ...]:
        """See `Exporter.steps`."""
        if not report.posts:
            return ()
        return (
            "Open the folder in any editor, or in a program for notes (Obsidian, Logseq …).",
            "For imports that take Markdown in a ZIP (Buttondown …): export with --no-comments, and zip the folder.",
        )


def _folder(entry: Entry) -> str:
    if entry.page and not entry.draft:
        return f"pages/{entry.slug}"
    day = entry.date.strftime("%Y-%m-%d").rjust(10, "0") if entry.date else "undated"
    return f"{_FOLDERS.get(entry.kind, '')}{day}-{entry.slug}"


def _comments(comments: Sequence[Comment]) -> tuple[Block, ...]:
    """Return comments one below the other, each answer as a quote inside what it answers."""
    depths: dict[str, int] = {}
    blocks: list[Block] = [Heading(level=1, children=(Text(text="Comments"),))]
    for comment in comments:
        depth = depths[comment.parent] + 1 if comment.parent is not None else 0
        depths[comment.id] = depth
        said: tuple[Block, ...] = (Paragraph(children=_who(comment)), *_paragraphs(comment.text))
        for _ in range(min(depth, _DEEPEST)):
            said = (Quote(blocks=said),)
        blocks += said
    return tuple(blocks)


def _who(comment: Comment) -> tuple[Inline, ...]:
    if comment.deleted:
        return (Emphasis(children=(Text(text="deleted"),)),)
    name = Strong(children=(Text(text=comment.author),))
    return (name, Text(text=f", {comment.at:%Y-%m-%d}")) if comment.at else (name,)


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for paragraph in text.split("\n\n"):
        inlines: list[Inline] = []
        for line in filter(str.strip, paragraph.split("\n")):
            inlines += [LineBreak(), Text(text=line)]
        if inlines:
            yield Paragraph(children=tuple(inlines[1:]))


EXPORTER = Markdown
