"""The container and the package say what a reader needs to open the book."""

import zipfile
from pathlib import Path

from lxml import etree

from exporters._base import Options
from exporters.epub.book import Epub
from exporters.selection import Criteria, choose
from exporters.selection.criteria import EVERYTHING
from exporters.target import Nowhere
from tests.exporters.epub.books import EPUB_TYPE, OPF, XHTML, bound
from tests.exporters.made_up import MEDIUM, SUBSTACK, Made

DC = "{http://purl.org/dc/elements/1.1/}"


def test_the_first_file_says_what_it_is_and_lies_open(publication: Made, tmp_path: Path) -> None:
    book = bound(choose(publication.archive, SUBSTACK, Criteria()), tmp_path / "a")

    first = book.zip().infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert book.path.read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


def test_no_clock_of_this_computer_is_in_it(publication: Made, tmp_path: Path) -> None:
    book = bound(choose(publication.archive, SUBSTACK, Criteria()), tmp_path / "a")

    assert {info.date_time for info in book.zip().infolist()} == {(1980, 1, 1, 0, 0, 0)}
    modified = book.page("content.opf").findall(f".//{OPF}meta[@property='dcterms:modified']")
    assert [one.text for one in modified] == ["2024-02-15T08:00:00Z"]


def test_every_file_is_listed_once_and_every_page_is_read_once(publication: Made, tmp_path: Path) -> None:
    book = bound(choose(publication.archive, SUBSTACK, Criteria()), tmp_path / "a")
    package = book.page("content.opf")

    listed = {item.get("href"): item.get("id") for item in package.iter(f"{OPF}item")}
    there = {name.removeprefix("EPUB/") for name in book.zip().namelist() if name.startswith("EPUB/")}
    assert set(listed) == there - {"content.opf"}
    order = [ref.get("idref") for ref in package.iter(f"{OPF}itemref")]
    pages = {identity for path, identity in listed.items() if path and path.endswith(".xhtml")}
    assert len(order) == len(set(order))
    assert set(order) == pages


def test_the_identifier_is_that_of_the_publication_and_the_choice(publication: Made, tmp_path: Path) -> None:
    def identifier(criteria: Criteria, name: str) -> str | None:
        book = bound(choose(publication.archive, SUBSTACK, criteria), tmp_path / name)
        return book.page("content.opf").findtext(f".//{DC}identifier")

    everything, again = identifier(Criteria(), "a"), identifier(Criteria(), "b")
    some = identifier(Criteria(tags=frozenset({"letters"})), "c")

    assert everything == again != some
    assert everything is not None
    assert everything.startswith("urn:uuid:")


def test_contents_go_by_year_and_end_with_what_has_no_place_among_dates(publication: Made, tmp_path: Path) -> None:
    selection = choose(publication.archive, SUBSTACK, Criteria(drafts=True, audiences=EVERYTHING))
    book = bound(selection, tmp_path / "a")

    parts = book.page("nav.xhtml").findall(f".//{XHTML}nav[@{EPUB_TYPE}='toc']/{XHTML}ol/{XHTML}li")
    found = {part.findtext(f"{XHTML}a"): len(part.findall(f"{XHTML}ol/{XHTML}li")) for part in parts}
    assert list(found) == ["2024", "Drafts", "Pages"]
    assert found == {"2024": 13, "Drafts": 1, "Pages": 1}
    old = book.page("toc.ncx").findall(".//{*}navPoint")
    assert len(old) == 3 + 15


def test_responses_are_a_part_of_their_own_and_lead_to_what_they_answer(publication: Made, tmp_path: Path) -> None:
    book = bound(choose(publication.archive, MEDIUM, Criteria(responses=True)), tmp_path / "a")

    parts = [one.text for one in book.page("nav.xhtml").findall(f".//{XHTML}nav/{XHTML}ol/{XHTML}li/{XHTML}a")][:2]
    assert parts == ["2023", "Responses"]
    pages = {name: book.read(f"text/{name}") for name in ("story-3-aaaaaaaaaaa3.xhtml", "story-4-aaaaaaaaaaa4.xhtml")}
    assert 'In answer to <a href="story-1-aaaaaaaaaaa1.xhtml">' in pages["story-3-aaaaaaaaaaa3.xhtml"]
    assert "In answer to" not in pages["story-4-aaaaaaaaaaa4.xhtml"]


def test_the_cover_is_a_picture_with_the_name_on_it(publication: Made, tmp_path: Path) -> None:
    book = bound(choose(publication.archive, SUBSTACK, Criteria()), tmp_path / "a", Options(title="A <Book> & more"))

    drawn = etree.fromstring(book.read("cover.svg").encode())
    words = " ".join("".join(text.itertext()) for text in drawn.iter("{http://www.w3.org/2000/svg}text"))
    assert words == "A <Book> & more Maya Lindqvist 2024"
    item = book.page("content.opf").find(f".//{OPF}item[@properties='cover-image']")
    assert item is not None
    assert item.get("href") == "cover.svg"


def test_a_dry_run_counts_one_file_of_the_same_size(publication: Made, tmp_path: Path) -> None:
    selection = choose(publication.archive, SUBSTACK, Criteria())
    book = bound(selection, tmp_path / "a")

    dry = Epub().write(selection, Nowhere())

    assert (dry.files, dry.size) == (1, book.path.stat().st_size)
    assert (book.report.files, book.report.size) == (dry.files, dry.size)
