"""Feeds: RSS and Atom, and what a stranger may send in a feed's place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.errors import UnexpectedAnswer
from backup.sources._feed import Enclosure, moment_in, read_feed
from tests.fixtures_of import WEB

MEDIUM = (WEB / "feed_user_200.xml").read_bytes()
PODCAST = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" version="2.0"><channel><title><![CDATA[Night Letters]]></title>
<link>https://nightletters.substack.com</link><image><title>not this</title><url>https://e.example/a.png</url></image>
<item><title><![CDATA[A lamp]]></title><description><![CDATA[Listen]]></description>
<link>https://nightletters.substack.com/p/a-lamp</link><guid isPermaLink="false">https://nightletters.substack.com/p/a-lamp</guid>
<dc:creator><![CDATA[Maya]]></dc:creator><pubDate>Tue, 05 May 2026 06:30:00 GMT</pubDate>
<enclosure url="https://api.substack.com/feed/podcast/1.mp3" length="12345" type="audio/mpeg"/>
<itunes:duration>754</itunes:duration><content:encoded><![CDATA[<p>Words &amp; more</p>]]></content:encoded></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title><link href="https://e.example/" rel="alternate"/>
<entry><id>urn:1</id><title>One</title><link rel="self" href="https://e.example/self"/><link href="https://e.example/1"/>
<link rel="enclosure" href="https://e.example/1.mp3" type="audio/mpeg"/><category term="lamps"/>
<author><name>Ada</name></author><published>2026-05-05T08:30:00.250+02:00</published><updated>2026-05-06T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p title="a&quot;b">x &lt; y</p></div></content></entry></feed>"""
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lamp"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b"]><rss><channel><item><title>&b;</title></item></channel></rss>"
)


def test_mediums_feed_has_its_items_with_tags_and_whole_bodies() -> None:
    feed = read_feed(MEDIUM)
    assert (feed.title, len(feed.items), feed.cut) == ("Stories by Ann Example on Medium", 10, False)
    first = feed.items[0]
    assert first.guid == "https://medium.com/p/00000000000a"
    assert first.categories == ("python",)
    assert (first.published, first.updated) == ("2026-07-11T18:22:39Z", "2026-07-11T18:22:37.479Z")
    assert first.creator == "Ann Example"
    assert first.content.startswith("<h4>Sub title 10</h4>")
    assert [len(item.categories) for item in feed.items].count(0) == 2


def test_a_podcasts_item_has_its_sound() -> None:
    (item,) = read_feed(PODCAST).items
    sound = Enclosure(url="https://api.substack.com/feed/podcast/1.mp3", media_type="audio/mpeg", size=12345)
    assert item.enclosures == (sound,)
    assert (item.duration, item.summary, item.content) == ("754", "Listen", "<p>Words &amp; more</p>")
    assert read_feed(PODCAST).title == "Night Letters"


def test_atom_is_read_as_well_with_its_own_markup_as_html() -> None:
    feed = read_feed(ATOM)
    (item,) = feed.items
    assert (feed.link, item.link, item.creator) == ("https://e.example/", "https://e.example/1", "Ada")
    assert item.content == '<div><p title="a&quot;b">x &lt; y</p></div>'
    assert (item.published, item.updated) == ("2026-05-05T06:30:00.250Z", "2026-05-06T00:00:00Z")
    assert (item.categories, item.enclosures[0].url) == (("lamps",), "https://e.example/1.mp3")


def test_a_feed_that_breaks_off_gives_the_items_before() -> None:
    feed = read_feed(MEDIUM[: len(MEDIUM) // 2])
    assert feed.cut
    assert 0 < len(feed.items) < 10
    assert feed.items == read_feed(MEDIUM).items[: len(feed.items)]


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        b'<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><channel/></rss>',
        b"<!DOCTYPE html><html><body>Just a moment...</body></html>",
        b"<html><body><p>PAGE NOT FOUND</p></body></html>",
        b'{"error": "not found"}',
        b"",
        b"<rss>" + b"<a>" * 1_000 + b"</a>" * 1_000 + b"</rss>",
        b"<rss><channel>" + b"<item/>" * 6_000 + b"</channel></rss>",
        b'<?xml version="1.0" encoding="no-such-code"?><rss/>',
    ],
)
def test_what_is_no_feed_or_a_trap_is_refused(data: bytes) -> None:
    with pytest.raises(UnexpectedAnswer):
        read_feed(data)


def test_an_entity_that_nobody_declared_ends_the_feed_and_reads_no_file() -> None:
    feed = read_feed(b"<rss><channel><item><title>a</title></item><item><title>&xxe;</title></item></channel></rss>")
    assert feed.cut
    assert [item.title for item in feed.items] == ["a"]


def test_a_feed_without_items_is_empty() -> None:
    assert read_feed(b"<rss><channel><title>a</title></channel></rss>").items == ()


@pytest.mark.parametrize("text", ["", "yesterday", "0001-01-01T00:00:00+14:00", "Wed, 99 Jul 2026 18:22:39 GMT"])
def test_what_is_no_moment_is_none(text: str) -> None:
    assert moment_in(text) is None


@given(st.binary(max_size=80), st.integers(0, len(MEDIUM)))
def test_no_damage_raises_anything_but_the_one_error(noise: bytes, place: int) -> None:
    try:
        read_feed(MEDIUM[:place] + noise + MEDIUM[place:])
    except UnexpectedAnswer as error:
        assert error.what
