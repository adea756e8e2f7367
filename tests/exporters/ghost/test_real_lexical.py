"""Ghost's own packages read our lexical: every node is one that they know, and every word is on the page."""

import json
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from backup.document.blocks import Document
from exporters._base import Options
from exporters.ghost import Ghost
from exporters.selection import Criteria, Selection, choose
from exporters.selection.criteria import EVERYTHING
from exporters.target import Folder
from exporters.writers.lexical import LexicalWriter
from tests.document.every_node import BLOCKS, FULL, words_of
from tests.exporters.ghost.reading import article_of, losses_of
from tests.exporters.made_up import MEDIUM, SUBSTACK, Made
from tests.exporters.survival import missing_words, words_shown
from tests.exporters.survival import words_of as counted
from tests.exporters.test_samples import Saved
from tests.exporters.test_samples import saved as saved
from tests.real.components import NODE, node_package, program

pytestmark = pytest.mark.real
EVERYTHING_OF_IT = Criteria(drafts=True, responses=True, audiences=EVERYTHING)
_SHOWN_AS_ATTRIBUTE = {"alt", "title", "aria-label", "content", "src", "href", "start"}


class Page(HTMLParser):
    """Collects what a page shows, its ids, and where it leads inside."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.words.append(" ")
        self.words.extend(f" {value} " for name, value in told.items() if name in _SHOWN_AS_ATTRIBUTE)
        if "id" in told:
            self.ids.append(told["id"])
        if tag == "a" and told.get("href", "").startswith("#"):
            self.targets.append(told["href"][1:])

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("a", "b", "code", "em", "i", "mark", "s", "strong", "sub", "sup", "u"):
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """Return the words as one text."""
        return "".join(self.words)


def rendered(lexical: list[str]) -> list[str]:
    """Return lexical as HTML, made by Ghost's packages."""
    node_package("@tryghost/kg-lexical-html-renderer")
    done = subprocess.run(
        [program("node"), str(NODE / "render_lexical.cjs")],
        input=json.dumps(lexical).encode(),
        capture_output=True,
        check=True,
        timeout=300,
    )
    answers = json.loads(done.stdout)
    assert [answer["error"] for answer in answers if "error" in answer] == []
    return [answer["html"] for answer in answers]


def check(selection: Selection, folder: Path) -> None:
    """Write all posts, render them, and look for their words and their places."""
    target = Folder(folder)
    report = Ghost(Options()).write(selection, target)
    target.finish()
    posts = json.loads((folder / "ghost-import.json").read_bytes())["db"][0]["data"]["posts"]
    total = unseen = 0
    for entry, markup in zip(selection.entries, rendered([post["lexical"] for post in posts]), strict=True):
        page, document = Page(markup), selection.read(entry).document
        lost = {loss.block for loss in report.losses if loss.post == entry.id}
        unseen += missing_words(document, counted(page.text), lost).total()
        total += words_shown(document).total()
        assert set(page.targets) <= set(page.ids), entry.title
    assert unseen <= 0.005 * total, f"{unseen} of {total} words"


def test_a_document_of_every_node_is_read_and_shown(publication: Made) -> None:
    article = article_of(publication, FULL)

    (markup,) = rendered([LexicalWriter(article).body()])

    page = Page(markup)
    lost = {loss.block for loss in losses_of(article).losses}
    unseen = {word for block in BLOCKS if block.kind not in lost for word in words_of(block) if word not in page.text}
    assert unseen <= {"linktitle"}
    assert "noteword" in page.text
    assert "kickerword" in page.text
    assert set(page.targets) == {"note-1", "ref-1"} <= set(page.ids)
    assert {"par", "head", "fig"} <= set(page.ids)


def test_every_block_alone_is_read(publication: Made) -> None:
    articles = [article_of(publication, Document(blocks=(block,))) for block in BLOCKS]

    pages = rendered([LexicalWriter(article).body() for article in articles])

    for block, article, markup in zip(BLOCKS, articles, pages, strict=True):
        assert markup or losses_of(article).losses, block.kind


def test_the_structure_is_that_of_the_post(publication: Made) -> None:
    selection = choose(publication.archive, SUBSTACK, Criteria(ids=frozenset({"1015"})))
    lexical = LexicalWriter(article_of(publication, selection.read(selection.entries[0]).document)).body()

    (markup,) = rendered([lexical])

    shown = [tag for tag in Page(markup).tags if tag != "div"]
    assert " ".join(shown) == "figure iframe a blockquote ul li ul li li ol li pre code hr"


@pytest.mark.parametrize("which", [SUBSTACK, MEDIUM], ids=["substack", "medium"])
def test_the_made_up_posts_are_shown_with_all_their_words(publication: Made, which: Any, tmp_path: Path) -> None:
    check(choose(publication.archive, which, EVERYTHING_OF_IT), tmp_path / "out")


def test_the_samples_are_shown_with_all_their_words(saved: Saved, tmp_path: Path) -> None:
    check(choose(saved.archive, saved.publication, EVERYTHING_OF_IT), tmp_path / "out")
