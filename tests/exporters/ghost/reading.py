"""What Ghost gets of some blocks or posts, to look at."""

import json
from dataclasses import dataclass, replace
from typing import Any

from backup.document.blocks import Block, Document, Footnote
from exporters._base import Options, Report
from exporters.article import Article
from exporters.export import Export
from exporters.ghost import Ghost
from exporters.ghost.post import GhostPost, ghost_post
from exporters.selection import Criteria, choose
from exporters.target import Nowhere
from exporters.writers.lexical import LexicalWriter
from tests.exporters.made_up import SUBSTACK, Made


@dataclass(frozen=True, slots=True)
class Written:
    """Nodes, and what was lost."""

    nodes: list[dict[str, Any]]
    reasons: list[str]

    @property
    def kinds(self) -> list[str]:
        """Return the types of the nodes."""
        return [node["type"] for node in self.nodes]


def article_of(
    publication: Made, document: Document, *, post: str = "1001", options: Options | None = None, **fields: object
) -> Article:
    """Return a post of the made-up publication with other words, and with other fields where those are named."""
    selection = choose(publication.archive, SUBSTACK, Criteria(drafts=True, ids=frozenset({post})))
    export = Export(Ghost(options), selection, Nowhere())
    return Article(export, replace(selection.entries[0], **fields), document)  # type: ignore[arg-type]


def lexical_of(publication: Made, *blocks: Block, footnotes: tuple[Footnote, ...] = ()) -> Written:
    """Return the lexical of blocks."""
    article = article_of(publication, Document(blocks=blocks, footnotes=footnotes))
    nodes = json.loads(LexicalWriter(article).body())["root"]["children"]
    return Written(nodes, [loss.reason for loss in losses_of(article).losses])


def post_of(publication: Made, document: Document | None = None, **fields: Any) -> tuple[GhostPost, list[str]]:
    """Return a post as Ghost gets it, and the reasons of what was lost."""
    canonical = bool(fields.pop("canonical", False))
    article = article_of(publication, document or Document(blocks=()), **fields)
    return ghost_post(article, canonical=canonical), [loss.reason for loss in losses_of(article).losses]


def losses_of(article: Article) -> Report:
    """Return the report so far."""
    return article.export.report()
