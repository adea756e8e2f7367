"""What is read of a page, whatever the page is like."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from outlast.moved.page import read_page
from outlast.moved.site.tree import readable
from outlast.moved.words import share_there, words_of

DAY = date(2024, 1, 9)


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ('<meta property="article:published_time" content="2024-01-09T08:00:00Z"><time datetime="2020-01-01">', True),
        ('<meta property="article:published_time" content="2024-01-08T23:30:00-05:00">', True),
        ('<meta property="article:published_time" content="2024-03-01T08:00:00Z"><time datetime="2024-01-09">', False),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2024-01-09"}]}</script>', True),
        ('<script type="application/ld+json">{"datePublished": "2023-01-09"}</script>', False),
        ('<script type="application/ld+json">{broken</script>', None),
        ('<time datetime="2024-01-09T08:00:00.000Z">a day</time>', True),
        ('<time datetime="2024-01-09">a day</time><time datetime="2026-01-01">now</time>', True),
        ('<time datetime="2023-01-09">a day</time>', False),
        ("<time>9 January 2024</time>", True),
        ("<p>Jan 9, 2024</p>", True),
        ("<p>9th January 2024</p>", True),
        ("<p>2024-01-09</p>", True),
        ("<p>On May 5, 2001 I was born.</p>", None),
        ('<time datetime="nonsense"></time><p>99 May 2024</p>', None),
        ("", None),
    ],
)
def test_the_day_is_read_in_the_ways_that_sites_say_it(html: str, says: bool | None) -> None:
    assert read_page(html, "/x/").is_of(DAY) is says


def test_the_main_part_is_read_and_not_the_furniture() -> None:
    page = read_page(
        '<title>A | Site</title><nav><a href="/n">Menu</a><img src="logo.png"></nav><main><h1>A</h1><p>Words'
        '<sup><a href="#fn1">[1]</a></sup> here.</p><script>x</script><img data-src="a.png" src="data:image/gif;x">'
        '<a href="/b">b</a></main><footer>End</footer>',
        "/x/",
    )

    assert page.text == "A Words here. b"
    assert (page.pictures, page.links) == (("a.png",), ("#fn1", "/b"))
    assert page.titles == ("A | Site", "A")
    assert "Menu" in page.whole


def test_of_several_articles_the_longest_counts() -> None:
    page = read_page("<article>Short one</article><article><h1>T</h1>Much longer than the other</article>", "/x/")

    assert page.text == "T Much longer than the other"


def test_typography_changes_no_word() -> None:
    plain = words_of('"Don\'t" -- she said... co\u00adop 1/2 ﬁne')
    typeset = words_of("“Don’t” – she said… coop 1/2 fine")

    assert plain == typeset
    assert words_of("夜の手紙") == ["夜", "の", "手", "紙"]
    assert share_there(Counter("ab"), Counter("a")) == 0.5
    assert share_there(Counter(), Counter()) == 1.0


def test_feeds_and_indexes_are_read_as_people_do() -> None:
    assert "A & b" in readable("x.xml", b"<d>&lt;p&gt;A &amp;amp; b&lt;/p&gt;</d>")
    assert "caf\u00e9 x" in readable("x.json", b'[{"a": ["caf\\u00e9 x"]}]')
    assert "caf\u00e9" in readable("x.js", b'posts("caf\\u00e9")')
    assert readable("x.json", b"{broken") == "{broken"


@given(some.text())
def test_no_page_is_a_failure(text: str) -> None:
    page = read_page(text, "/x/")

    assert page.is_of(DAY) in (True, False, None)
    readable("x.json", text.encode("utf-8", "replace"))
