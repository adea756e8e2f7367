"""Bodies that are very long, very deep or full of notes: every exporter writes them with their words, in bounded memory."""

import json
import re
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import exporters
from backup.document import parse
from backup.document.blocks import Document
from backup.model import Body, BodyFormat
from exporters._base import Options
from exporters.selection import Criteria, Entry, Reading, Selection, choose
from exporters.target import Folder, Nowhere
from tests.exporters.made_up import SUBSTACK, Made
from tests.exporters.reading_back import tree, words_in
from tests.exporters.survival import missing_words, words_of, words_shown

EXPORTERS = sorted(exporters.found())
SENTENCE = "The lamp of the pier is out and nobody says why, <b>not even</b> the <a href='https://e.com/x'>keeper</a>. "
NESTED = 500


def long_body(size: int) -> str:
    """Return so many letters of paragraphs, each with a number of its own."""
    one = f"<p>{SENTENCE * 2}par%d</p>"
    return "".join(one % number for number in range(size // len(one) + 1))


def noted(count: int) -> str:
    """Return a paragraph with so many footnotes."""
    marks = "".join(
        f'word{n}<a data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-{n}" href="#footnote-{n}"'
        f' class="footnote-anchor">{n}</a> '
        for n in range(1, count + 1)
    )
    notes = "".join(
        f'<div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-{n}" href="#footnote-anchor-{n}"'
        f' class="footnote-number">{n}</a><div class="footnote-content"><p>note{n}</p></div></div>'
        for n in range(1, count + 1)
    )
    return f"<p>{marks}</p>{notes}"


def deep(start: str, end: str) -> str:
    """Return boxes in boxes, with a word in each."""
    inner = "".join(f"{start}<p>level{n}</p>" for n in range(NESTED))
    return inner + end * NESTED


def deep_in_the_editor() -> str:
    """Return quotes in quotes as Substack's editor keeps them."""
    node: dict[str, object] = {"type": "paragraph", "content": [{"type": "text", "text": "innermost"}]}
    for number in range(NESTED // 4):
        words = {"type": "paragraph", "content": [{"type": "text", "text": f"level{number}"}]}
        node = {"type": "blockquote", "content": [words, node]}
    return json.dumps({"type": "doc", "content": [node]})


HTML, EDITOR = BodyFormat.SUBSTACK_HTML, BodyFormat.SUBSTACK_EDITOR
BODIES: dict[str, tuple[BodyFormat, Callable[[], str]]] = {
    "10,000 footnotes": (HTML, lambda: noted(10_000)),
    "500 quotes in each other": (HTML, lambda: deep("<blockquote>", "</blockquote>")),
    "500 lists in each other": (HTML, lambda: deep("<ul><li>", "</li></ul>")),
    "500 marks in each other": (HTML, lambda: f"<p>{'<b><i>' * NESTED}words{'</i></b>' * NESTED}</p>"),
    "quotes in each other in the editor": (EDITOR, deep_in_the_editor),
    "2 MB of code": (HTML, lambda: "<pre><code>" + "if (a &lt; b) { c(`d`); }\n" * 80_000 + "</code></pre>"),
    "20,000 marks in a line": (HTML, lambda: f"<p>{'<b>a</b> <i>b</i> ' * 10_000}</p>"),
    "a table of 20,000 rows": (HTML, lambda: f"<table>{'<tr><td>cell</td><td>* | _x_</td></tr>' * 20_000}</table>"),
    "one word of 200,000 letters": (HTML, lambda: f"<p>{'x' * 200_000}</p>"),
}
TITLES = {
    "letters": "An unusually long title " * 12 + "that ends here",
    "signs of four bytes": "\U0001f9ed" * 300,
    "one word": "W" * 300,
    "signs of markup": "<&\"'>|*_`[]{}%" * 21,
}


@cache
def words_of_body(name: str) -> Counter[str]:
    return words_shown(document_of(name))


@cache
def long_document() -> Document:
    return parse(Body(data=long_body(5_000_000).encode(), format=HTML))


@cache
def document_of(name: str) -> Document:
    form, make = BODIES[name]
    return parse(Body(data=make().encode(), format=form))


class OneBody(Selection):
    """A selection whose posts all have the same words."""

    document: Document

    def read(self, entry: Entry) -> Reading:
        return Reading(document=self.document)


def with_body(publication: Made, document: Document, title: str = "Hard") -> Selection:
    whole = choose(publication.archive, SUBSTACK, Criteria(ids=frozenset({"1001"})))
    entries = tuple(replace(entry, title=title, subtitle=None) for entry in whole.entries)
    selection = OneBody(publication.archive, SUBSTACK, entries=entries, others=(), left_out=whole.left_out)
    selection.document = document
    return selection


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("name", EXPORTERS)
def test_it_is_written_with_its_words(publication: Made, name: str, body: str, tmp_path: Path) -> None:
    document, target = document_of(body), Folder(tmp_path / "out")
    before = sys.getrecursionlimit()

    report = exporters.load(name)(Options(base_url="https://letters.example")).write(
        with_body(publication, document), target
    )
    target.finish()

    assert sys.getrecursionlimit() == before
    there, words = words_of(words_in(tree(tmp_path / "out"))), words_of_body(body)
    lost = words - there
    if lost:
        lost = missing_words(document, there, {loss.block for loss in report.losses})
    assert lost.total() <= 0.01 * words.total(), lost.most_common(5)


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_body_of_5_mb_is_written_whole(publication: Made, name: str, tmp_path: Path) -> None:
    document, target = long_document(), Folder(tmp_path / "out")

    exporters.load(name)(Options(base_url="https://letters.example")).write(with_body(publication, document), target)
    target.finish()

    paragraphs = {number for data in tree(tmp_path / "out").values() for number in re.findall(rb"par(\d+)", data)}
    assert len(paragraphs) == len(document.blocks) > 20_000


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("name", EXPORTERS)
def test_a_title_of_300_signs_is_written_and_no_name_of_a_file_is_too_long(
    publication: Made, name: str, title: str, tmp_path: Path
) -> None:
    target = Folder(tmp_path / "out")

    report = exporters.load(name)(Options(base_url="https://letters.example")).write(
        with_body(publication, Document(blocks=()), TITLES[title]), target
    )
    target.finish()

    files = tree(tmp_path / "out")
    cut = [loss for loss in report.losses if loss.what == TITLES[title].strip()]
    assert cut or words_of(TITLES[title]).keys() <= words_of(words_in(files)).keys()
    assert all(len(part.encode()) <= 255 for path in files for part in path.split("/"))


@pytest.mark.parametrize("name", EXPORTERS)
def test_memory_stays_within_a_few_times_the_body(publication: Made, name: str) -> None:
    size = 500_000
    selection = with_body(publication, parse(Body(data=long_body(size).encode(), format=HTML)))
    exporter = exporters.load(name)(Options(base_url="https://letters.example"))
    exporter.write(with_body(publication, Document(blocks=())), Nowhere())  # imports what it needs

    tracemalloc.start()
    try:
        exporter.write(selection, Nowhere())
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 40 * size
