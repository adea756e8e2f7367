"""The feed of the mirror: the newest posts in full, with addresses that hold outside of it."""

from pathlib import Path

from lxml import etree

from exporters._base import Options
from tests.exporters.html.mirrored import mirrored
from tests.exporters.made_up import SUBSTACK, Made

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://letters.example"


def entry(out: Path, identity: str) -> etree._Element:
    (found,) = (
        one
        for one in etree.parse(out / "feed.xml").getroot().iter(f"{ATOM}entry")
        if one.findtext(f"{ATOM}id") == identity
    )
    return found


def test_words_and_pictures_lead_to_the_address_of_the_mirror(publication: Made, tmp_path: Path) -> None:
    mirrored(publication.archive, SUBSTACK, tmp_path / "out", options=Options(base_url=BASE))

    first = entry(tmp_path / "out", "https://nightletters.substack.com/p/letter-1")
    content = etree.HTML(first.findtext(f"{ATOM}content") or "")
    assert first.xpath("*[local-name()='link']/@href") == [f"{BASE}/p/letter-1/"]
    assert f"{BASE}/p/letter-2/index.html#part" in content.xpath("//a/@href")
    pictures = content.xpath("//img/@src")
    assert len(pictures) == 2
    for picture in pictures:
        assert (tmp_path / "out" / picture.removeprefix(f"{BASE}/")).is_file()


def test_without_an_address_they_lead_to_the_files_beside_the_feed(publication: Made, tmp_path: Path) -> None:
    mirrored(publication.archive, SUBSTACK, tmp_path / "out")

    first = entry(tmp_path / "out", "https://nightletters.substack.com/p/letter-1")
    content = etree.HTML(first.findtext(f"{ATOM}content") or "")
    own = [link for link in content.xpath("//a/@href | //img/@src") if not link.startswith(("https:", "#"))]
    assert own
    assert all((tmp_path / "out" / link.partition("#")[0]).is_file() for link in own)


def test_an_address_that_is_written_in_the_words_stays_as_it_is(publication: Made, tmp_path: Path) -> None:
    from exporters.html.online import leading_from

    said = '<p>&lt;a href="../../x"&gt; <a title="t" href="../../p/a/index.html">../../</a> <img alt="" src="../../media/a.png"></p>'

    assert leading_from(f"{BASE}/", said) == (
        f'<p>&lt;a href="../../x"&gt; <a title="t" href="{BASE}/p/a/index.html">../../</a> <img alt="" src="{BASE}/media/a.png"></p>'
    )
