"""epubcheck, which shops and libraries ask, finds nothing to say: not an error, not a warning."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.model import Body, BodyFormat, Complete, Post
from backup.sources._base import find_source
from exporters.selection import Criteria, Entry, Reading, Selection, choose
from exporters.selection.criteria import EVERYTHING
from tests.document.every_node import FULL
from tests.document.golden import fixtures
from tests.exporters.epub.books import Book, bound, of_posts
from tests.exporters.made_up import STORE, SUBSTACK, Made, figure, picture, post
from tests.exporters.test_samples import ALL_POSTS, SAMPLES
from tests.real.components import EPUBCHECK, file, program

pytestmark = pytest.mark.real
_QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For a program that runs once: less than half of the time."""
WIDGETS = {"substack/widgets": BodyFormat.SUBSTACK_HTML, "medium/posts/synthetic": BodyFormat.MEDIUM_HTML}
CLEAN = "Messages: 0 fatals / 0 errors / 0 warnings / 0 infos"
LINKS = (
    "https://example.org/a b?c=[x]|y&amp;d=%zz#fr ag[",
    "http://exa mple.org/",
    "https://münchen.example/straße?q=ü",
    "http://host:99999/",
    "mailto:a b@c.org",
    "/relative/x",
    "#nowhere",
    "https://nightletters.substack.com/p/letter-2#frag",
    "https://",
    "https://a.example/\\back\\slash",
    "https://a.example/%E4%B8%AD?x={y}^`",
    "javascript:alert(1)",
)
RAW = (
    "<table align=center bgcolor=red><caption>c<p>p</p></caption><colgroup><col width=5></colgroup><thead><tr>"
    "<th scope=col colspan=0>a<td colspan=2>b</thead><tfoot><tr><td>f</tfoot><tbody><tr><td><table><tr><td>inner"
    "<td><ul><p>x</p>t<li>q</ul></table><tbody></table><table><tr></tr></table>"
    "<object><li>stray<dt>dt<b><p>bp</p><div>bd</div></b><center>c</center><tt>t</tt><img>"
    '<a href="https://a.example/ b"><a href=x>nested</a></a></object>'
    "<form><details><summary>s</summary>d</details><ruby>漢<rp>(</rp><rt>kan</rt></ruby><fieldset><legend>l</legend>"
    '</fieldset><map name=""><area></map><time datetime=rubbish>t</time><dl>x<dd>y</dl></form>'
    "<p>before <svg><text>drawn</text></svg> <math><mi>x</mi></math> <b><ul><li>in b</ul></b></p><h1>one</h1>"
    "<h6 id='a b'>six</h6><p><a href='#a b'>to six</a></p><ol start='-3'><li></li><li><h2>h in li</h2></li></ol>"
    "<iframe src='https://x.example/ y'></iframe><video src='https://v.example/a b.mp4'></video>"
)


class WithEverything(Selection):
    """A selection whose first post holds every kind of block."""

    def read(self, entry: Entry) -> Reading:
        return Reading(document=FULL) if entry is self.entries[0] else super().read(entry)


def checked(book: Book) -> None:
    """Ask epubcheck about a book."""
    command = [program("java"), *_QUICK, "-jar", str(file(EPUBCHECK)), str(book.path)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert CLEAN in run.stdout, run.stdout + run.stderr


def of_all_samples() -> Iterator[Post]:
    """Yield the posts of every sample, and every widget, as if one publication had them."""
    for name, path in SAMPLES.items():
        for record in find_source(path).fetch():
            if isinstance(record, Post):
                yield replace(record, id=f"{name}-{record.id}")
    for folder, form in WIDGETS.items():
        for path in fixtures(folder):
            body = Body(data=path.read_bytes(), format=form)
            yield replace(post(1, path.stem, ""), id=path.stem, slug=path.stem, body=body)


def test_the_made_up_publication(publication: Made, tmp_path: Path) -> None:
    everything = choose(publication.archive, SUBSTACK, Criteria(drafts=True, audiences=EVERYTHING))
    selection = WithEverything(
        publication.archive, SUBSTACK, entries=everything.entries, others=(), left_out=everything.left_out
    )

    checked(bound(selection, tmp_path / "a"))


def test_addresses_and_markup_that_no_page_should_hold(tmp_path: Path) -> None:
    links = "".join(f"<p><a href='{link}' id='a{place} x'>l</a></p>" for place, link in enumerate(LINKS))
    kinds = {"w.webp": "WEBP", "b.bmp": "BMP", "g.gif": "GIF", "j.jpg": "JPEG"}
    media = [(name, picture(1, kind), f"image/{kind.lower()}") for name, kind in kinds.items()]
    media.append(("https://api.substack.com/e.mp3", b"\xff\xfb\x90\x00" + bytes(413), "audio/mpeg"))
    first = post(
        1,
        'Nasty & "all" <x>',
        links + RAW + "".join(map(figure, kinds)),
        raw={"podcast_url": "https://api.substack.com/e.mp3", "cover_image": f"{STORE}g.gif"},
    )
    empty = post(2, "", "", body=None, slug=None, url=None, published_at=None, updated_at=None)
    hebrew = post(3, "שלום", "<p>" + "שלום עולם " * 3000 + "</p>", url=None)

    book = of_posts(tmp_path, first, empty, hebrew, media=media)

    assert 'page-progression-direction="rtl"' in book.read("content.opf")
    checked(book)


def test_every_sample(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive", key=None)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    archive.snapshot([*of_all_samples(), Complete(table="posts")], SUBSTACK, source="samples", as_of=at)
    try:
        book = bound(choose(archive, SUBSTACK, ALL_POSTS), tmp_path / "book")
    finally:
        archive.close()

    assert book.report.posts + book.report.drafts + book.report.responses > 80
    checked(book)
