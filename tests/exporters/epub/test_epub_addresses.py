"""No link of a book is invalid or leads to a place that is not there."""

from pathlib import Path

import pytest

from exporters.epub.addresses import BROKEN, valid
from exporters.epub.article import NOWHERE
from tests.exporters.epub.books import XHTML, of_posts
from tests.exporters.made_up import post


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://e.com/a b?c=[x]|y&d=%zz%20#f g", "https://e.com/a%20b?c=%5Bx%5D%7Cy&d=%25zz%20#f%20g"),
        ("https://münchen.example/straße?q=ü", "https://xn--mnchen-3ya.example/stra%C3%9Fe?q=%C3%BC"),
        ("https://e.com:8080", "https://e.com:8080"),
        ("https://user:secret@e.com/x", "https://e.com/x"),
        ("HTTPS://E.com/X", "HTTPS://e.com/X"),
        ("mailto:a b@e.com", "mailto:a%20b@e.com"),
        ("letter-2.xhtml", "letter-2.xhtml"),
    ],
)
def test_what_may_not_stand_in_an_address_is_encoded(address: str, expected: str) -> None:
    assert valid(address) == expected


@pytest.mark.parametrize(
    "address",
    ["http://exa mple.org/", "http://host:99999/", "https://", "http://a..b/", "https://xn--a.example/", "http://[::1"],
)
def test_what_encoding_does_not_help_is_no_address(address: str) -> None:
    assert valid(address) is None


def links(tmp_path: Path, body: str) -> tuple[list[str | None], str, list[tuple[str, str]]]:
    book = of_posts(tmp_path, post(1, "Links", body), post(2, "Other", "<p>Words.</p>"))
    page = book.page("text/letter-1.xhtml")
    return [a.get("href") for a in page.iter(f"{XHTML}a")], "".join(page.itertext()), book.losses()


def test_a_broken_address_leaves_its_words(tmp_path: Path) -> None:
    found, words, losses = links(tmp_path, '<p>See <a href="http://exa mple.org/"><em>there</em></a>.</p>')

    assert found == []
    assert "See there." in words
    assert losses == [("link", BROKEN)]


def test_an_incomplete_address_is_completed_and_finds_own_posts(tmp_path: Path) -> None:
    found, _, _ = links(tmp_path, '<p><a href="/p/letter-2">own</a> <a href="//e.com/x">other</a></p>')

    assert found == ["letter-2.xhtml", "https://e.com/x"]


def test_an_incomplete_address_of_a_post_without_one_is_no_link(tmp_path: Path) -> None:
    book = of_posts(tmp_path, post(1, "Links", '<p><a href="x/y.html">words</a></p>', url=None))

    assert list(book.page("text/letter-1.xhtml").iter(f"{XHTML}a")) == []
    assert book.losses() == [("link", NOWHERE)]


def test_a_link_to_a_place_in_the_same_post_stays_inside_the_chapter(tmp_path: Path) -> None:
    body = (
        '<h2 id="part">Part</h2><p><a href="#part">up</a> <a href="#gone">gone</a>'
        ' <a href="https://nightletters.substack.com/p/letter-1#part">up too</a></p>'
    )
    found, words, _ = links(tmp_path, body)

    assert found == ["#at-part", "#at-part"]
    assert "gone" in words
