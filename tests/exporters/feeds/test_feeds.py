"""Feeds: valid, in full, under the names that the old platform's own feed gave the posts."""

import json
import subprocess
from pathlib import Path

import pytest
from lxml import etree

import exporters
from backup.model import Publication
from exporters._base import Options, Report
from exporters.feeds.exporter import NO_COMMENTS
from exporters.selection import Criteria, choose
from exporters.target import Folder
from tests.exporters.made_up import MEDIUM, SUBSTACK, Made
from tests.real.components import program

BASE = "https://letters.example"
ATOM = "{http://www.w3.org/2005/Atom}"


def written(
    publication: Made, name: str, out: Path, which: Publication = SUBSTACK, base: str | None = BASE, **criteria: object
) -> Report:
    target = Folder(out)
    chosen = choose(publication.archive, which, Criteria(**criteria))  # type: ignore[arg-type]
    report = exporters.load(name)(Options(base_url=base)).write(chosen, target)
    target.finish()
    return report


def entries(out: Path) -> list[etree._Element]:
    return list(etree.parse(out / "feed.xml").getroot().iter(f"{ATOM}entry"))


def items(out: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((out / "feed.json").read_text(encoding="utf-8"))["items"]
    return found


def text(element: etree._Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


def by_id(out: Path) -> dict[str, etree._Element]:
    return {text(entry, "id"): entry for entry in entries(out)}


def test_every_post_is_an_entry_under_its_old_address(publication: Made, tmp_path: Path) -> None:
    written(publication, "atom", tmp_path / "out")

    found = by_id(tmp_path / "out")
    assert len(found) == len(entries(tmp_path / "out")) == 12
    first = found["https://nightletters.substack.com/p/letter-1"]
    assert text(first, "title") == 'He said: "Hi" & <b>left</b>'
    assert text(first, "summary") == "Sub: 'title'"
    assert (text(first, "published"), text(first, "updated")) == ("2024-01-01T08:00:01Z", "2024-02-01T08:00:00Z")
    assert [author.findtext(f"{ATOM}name") for author in first.iter(f"{ATOM}author")] == ["Maya Lindqvist"]
    assert [term.get("term") for term in first.iter(f"{ATOM}category")] == ["Essays", "Night & Day", "Letters"]
    link = first.find(f"{ATOM}link[@rel='alternate']")
    assert link is not None
    assert link.get("href") == f"{BASE}/p/letter-1/"


def test_mediums_posts_keep_the_short_address_that_its_own_feed_named(publication: Made, tmp_path: Path) -> None:
    written(publication, "atom", tmp_path / "out", MEDIUM)

    assert set(by_id(tmp_path / "out")) == {"https://medium.com/p/aaaaaaaaaaa1", "https://medium.com/p/aaaaaaaaaaa2"}


def test_the_newest_post_comes_first(publication: Made, tmp_path: Path) -> None:
    written(publication, "atom", tmp_path / "a")
    written(publication, "jsonfeed", tmp_path / "j")

    atom = [text(entry, "published") for entry in entries(tmp_path / "a")]
    assert atom == sorted(atom, reverse=True)
    assert [item["date_published"] for item in items(tmp_path / "j")] == atom


def test_the_feed_itself_says_when_it_changed_and_where_it_is(publication: Made, tmp_path: Path) -> None:
    written(publication, "atom", tmp_path / "out")

    feed = etree.parse(tmp_path / "out" / "feed.xml").getroot()
    assert text(feed, "updated") == "2024-02-15T08:00:00Z"
    assert text(feed, "title") == SUBSTACK.name
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "self": f"{BASE}/feed.xml",
        "alternate": f"{BASE}/",
    }


@pytest.mark.parametrize("base", [BASE, None])
def test_pictures_are_named_where_they_lie(publication: Made, tmp_path: Path, base: str | None) -> None:
    written(publication, "atom", tmp_path / "out", base=base)

    content = text(by_id(tmp_path / "out")["https://nightletters.substack.com/p/letter-1"], "content")
    named = [str(source) for source in etree.HTML(content).xpath("//img/@src")]
    assert len(named) == 2  # the cover, and the picture of the text
    for source in named:
        assert (tmp_path / "out" / source.removeprefix(f"{base or ''}/")).is_file()
        assert source.startswith(f"{BASE}/media/" if base else "media/")


def test_without_an_address_posts_are_where_they_were(publication: Made, tmp_path: Path) -> None:
    report = written(publication, "atom", tmp_path / "out", base=None)

    entry = by_id(tmp_path / "out")["https://nightletters.substack.com/p/letter-1"]
    link = entry.find(f"{ATOM}link[@rel='alternate']")
    assert link is not None
    assert link.get("href") == text(entry, "id")
    assert 'href="https://nightletters.substack.com/p/letter-6"' in text(entry, "content")
    assert "--base-url" in report.steps[0]


def test_an_episode_carries_its_sound(publication: Made, tmp_path: Path) -> None:
    written(publication, "atom", tmp_path / "a")
    written(publication, "jsonfeed", tmp_path / "j")

    entry = by_id(tmp_path / "a")["https://nightletters.substack.com/p/letter-9"]
    sound = entry.find(f"{ATOM}link[@rel='enclosure']")
    assert sound is not None
    file = tmp_path / "a" / str(sound.get("href")).removeprefix(f"{BASE}/")
    assert (sound.get("type"), sound.get("length")) == ("audio/x-wav", str(file.stat().st_size))
    (item,) = (item for item in items(tmp_path / "j") if "attachments" in item)
    assert item["attachments"] == [
        {"url": sound.get("href"), "mime_type": "audio/x-wav", "size_in_bytes": file.stat().st_size}
    ]


def test_footnotes_of_two_posts_in_one_reader_do_not_meet(publication: Made, tmp_path: Path) -> None:
    written(publication, "atom", tmp_path / "out")

    ids = [
        name
        for entry in entries(tmp_path / "out")
        for name in etree.HTML(f"<p>{text(entry, 'content')}").xpath("//@id")
    ]
    assert ids
    assert len(ids) == len(set(ids))


def test_comments_are_named_as_lost(publication: Made, tmp_path: Path) -> None:
    report = written(publication, "jsonfeed", tmp_path / "out")

    assert [(loss.post, loss.what) for loss in report.losses if loss.reason == NO_COMMENTS] == [("1001", "4 of them")]
    assert report.comments == 0


def test_a_draft_that_was_asked_for_says_that_it_is_one(publication: Made, tmp_path: Path) -> None:
    written(publication, "atom", tmp_path / "a", ids=frozenset({"1012", "1001"}))
    written(publication, "jsonfeed", tmp_path / "j", ids=frozenset({"1012", "1001"}))

    drafts = [
        entry for entry in entries(tmp_path / "a") if entry.find(".//{http://www.w3.org/2007/app}draft") is not None
    ]
    assert [text(entry, "title") for entry in drafts] == ["A draft"]
    assert text(drafts[0], "id").startswith("urn:uuid:")
    assert [item["title"] for item in items(tmp_path / "j") if "_outlast" in item] == ["A draft"]


def test_a_json_feed_has_what_the_standard_asks_for(publication: Made, tmp_path: Path) -> None:
    written(publication, "jsonfeed", tmp_path / "out")

    feed = json.loads((tmp_path / "out" / "feed.json").read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == SUBSTACK.name
    assert feed["feed_url"] == f"{BASE}/feed.json"
    assert len({item["id"] for item in feed["items"]}) == 12
    assert all(isinstance(item["content_html"], str) and item["url"].startswith(BASE) for item in feed["items"])
    assert [item["tags"] for item in feed["items"] if item["id"].endswith("/letter-1")] == [
        ["Essays", "Night & Day", "Letters"]
    ]


def test_evil_words_stay_words(publication: Made, tmp_path: Path) -> None:
    written(publication, "atom", tmp_path / "out")

    content = text(by_id(tmp_path / "out")["https://nightletters.substack.com/p/letter-2"], "content")
    shown = "".join(etree.HTML(content).itertext())
    assert "{{< foo >}} {{% bar %}}" in shown
    assert "]]> end." in shown
    assert "<tag>" in shown


@pytest.mark.real
def test_xmllint_finds_nothing(publication: Made, tmp_path: Path) -> None:
    xmllint = program("xmllint")
    written(publication, "atom", tmp_path / "out", drafts=True)

    done = subprocess.run([xmllint, "--noout", str(tmp_path / "out" / "feed.xml")], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
