"""A whole Medium export: whose it is, from when, all of it, in every shape it may come in."""

import os
import zipfile
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backup.model import Post, PostKind, Record
from backup.sources._base import Identity, find_source
from backup.sources.medium_export import SOURCE, MediumExport
from tests.sources.medium_pages import listing
from tests.sources.medium_reading import FIXTURES, folder, read
from tests.sources.medium_writer import Plan, files, write_folder, write_zip
from tests.sources.rezip import SHAPES

SAMPLES = ("phishdestroy", "meh", "tryghost")


def told_apart(records: list[Record]) -> Counter[str]:
    """Return the records as text, so that they can be compared whatever their order."""
    return Counter(repr(record) for record in records)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_sample_gives_the_same_records_in_every_shape(tmp_path: Path, sample: str, shape: str) -> None:
    unpacked = read(FIXTURES / sample)
    packed = SHAPES[shape](FIXTURES / sample, tmp_path / "export.zip")
    assert told_apart(read(packed).records) == told_apart(unpacked.records)
    assert MediumExport(packed).identity() == MediumExport(FIXTURES / sample).identity()
    assert MediumExport.recognise(packed) == MediumExport.recognise(FIXTURES / sample)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("layout", [2017, 2026])
def test_names_with_colons_read_the_same_in_every_shape(tmp_path: Path, shape: str, layout: int) -> None:
    unpacked = write_folder(Plan(layout=layout), tmp_path / "unpacked")
    packed = SHAPES[shape](unpacked, tmp_path / "export.zip")
    assert told_apart(read(packed).records) == told_apart(read(unpacked).records)


def test_a_folder_around_the_export_and_colons_in_names_change_nothing(tmp_path: Path) -> None:
    plan = Plan(lists=3)
    bare = read(write_zip(plan, tmp_path / "a.zip"))
    wrapped = read(write_zip(plan, tmp_path / "b.zip", prefix="medium-export/"))
    unpacked = read(write_folder(plan, tmp_path / "c"))
    assert any(":" in name for name, _ in files(plan))
    assert told_apart(bare.records) == told_apart(wrapped.records) == told_apart(unpacked.records)


@pytest.mark.parametrize("layout", [2017, 2026])
def test_every_item_of_every_page_is_a_row(tmp_path: Path, layout: int) -> None:
    plan = Plan(
        layout=layout,
        posts=30,
        responses=7,
        drafts=5,
        claps=250,
        bookmarks=130,
        highlights=120,
        follows=110,
        blocks=3,
        sessions=101,
        ips=201,
        earnings=9,
        friends=4 if layout > 2020 else 0,
        memberships=2,
        charges=3,
    )
    reading = read(write_zip(plan, tmp_path / "export.zip"))
    assert not reading.problems
    kinds = Counter(post.kind for post in reading.posts.values())
    assert kinds == {PostKind.POST: 18, PostKind.RESPONSE: 7, PostKind.DRAFT: 5}
    expected = {
        "claps": 250,
        "bookmarks": 130,
        "highlights": 120,
        "follows": 330,
        "interests": 8,
        "blocks": 3,
        "sessions": 101,
        "ips": 201,
        "partner-program": 9,
        "memberships": 2,
        "charges": 3,
        "profile": 12,  # 5 + 2 lines, 2 publications, name, picture, membership
    }
    if layout > 2020:
        expected |= {"suggested-friends": 4, "lists": 4, "profile": 13}  # 3 entries and an empty list; about
    assert reading.counts() == expected
    assert reading.complete == {"posts", "files", *(f"activity/{table}" for table in expected)}
    assert list(reading.files) == ["README.html"]
    tagged = [post for post in reading.posts.values() if post.tags]
    assert len(tagged) == (18 if layout == 2017 else 0)


def test_every_page_of_a_real_export_is_accounted_for() -> None:
    reading = read(FIXTURES / "phishdestroy")
    assert not reading.problems
    assert reading.counts() == {"charges": 1, "claps": 14, "follows": 18, "lists": 1, "profile": 11}
    assert len(reading.posts) == 4
    assert reading.complete == {
        "posts",
        "files",
        *(f"activity/{table}" for table in ("blocks", "bookmarks", "charges", "claps", "follows", "highlights")),
        *(f"activity/{table}" for table in ("interests", "lists", "partner-program", "profile", "suggested-friends")),
    }


def test_pages_whose_folders_were_lost_are_known_by_their_headings(tmp_path: Path) -> None:
    reading = read(FIXTURES / "meh")
    assert reading.counts() == {
        "blocks": 3,
        "bookmarks": 4,
        "claps": 3,
        "follows": 14,
        "highlights": 3,
        "interests": 12,
        "ips": 2,
        "lists": 4,
        "sessions": 3,
        "suggested-friends": 3,
    }
    pages = dict(files(Plan(claps=0)))
    flat = folder(tmp_path, {f"{at}.html": page for at, page in enumerate(pages.values())})
    lost, whole = read(flat), read(write_folder(Plan(claps=0), tmp_path / "whole"))
    assert lost.counts() == whole.counts()
    assert set(lost.posts) == set(whole.posts)
    assert not lost.problems


def test_pieces_that_share_an_id_are_one_post_and_kept_versions() -> None:
    reading = read(FIXTURES / "tryghost")
    assert set(reading.posts) == {"abcd1234", "a1b2c3d4e5f6", "efefef121212", "file-4c0cdd247fca"}
    assert reading.posts["abcd1234"].tags == ("Things", "Stuff")
    assert reading.posts["efefef121212"].published_at is None
    assert reading.posts["file-4c0cdd247fca"].kind is PostKind.DRAFT
    assert reading.posts["a1b2c3d4e5f6"].kind is PostKind.RESPONSE
    assert len(reading.posts) + reading.problems_of("posts") == 9


def test_the_profile_says_whose_export_it_is() -> None:
    assert MediumExport(FIXTURES / "phishdestroy").identity() == Identity(
        platform="medium",
        slug="phishdestroy",
        name="PhishDestroy",
        url="https://medium.com/@phishdestroy",
        platform_id="98b99bd0b2cb",
    )


def test_without_a_profile_the_posts_say_whose_export_it_is(tmp_path: Path) -> None:
    pages: dict[str, str | bytes] = {name: page for name, page in files(Plan()) if name.startswith("posts/")}
    found = MediumExport(folder(tmp_path, pages)).identity()
    assert (found.slug, found.name, found.platform_id) == ("robin.example", "Robin O’Example", None)


def test_nobody_is_named_by_an_export_without_profile_and_posts(tmp_path: Path) -> None:
    page = listing("x", ['<li><a href="https://medium.com/@a">@a</a></li>'])
    assert MediumExport(folder(tmp_path, {"blocks/blocked-users-0001.html": page})).identity() == Identity(
        platform="medium"
    )


def test_the_export_is_from_the_time_of_the_zip_on_the_day_that_its_pages_name(tmp_path: Path) -> None:
    plan = Plan(exported=date(2026, 4, 4))
    path = write_zip(plan, tmp_path / "export.zip")
    assert MediumExport(path).as_of() == datetime(2026, 4, 4, 12, tzinfo=UTC)


def test_a_zip_packed_anew_does_not_make_the_export_newer(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, page in files(Plan(exported=date(2020, 4, 4))):
            archive.writestr(zipfile.ZipInfo(name, (2026, 8, 1, 9, 0, 0)), page)
    assert MediumExport(path).as_of() == datetime(2020, 4, 4, tzinfo=UTC)


def test_an_export_is_never_older_than_what_it_holds_of_its_day(tmp_path: Path) -> None:
    seen = listing("i", ["<li>IP: 192.0.2.1<br>Seen at: 2026-04-4 6:30 pm<br></li>"])
    pages: dict[str, str | bytes] = {**dict(files(Plan(exported=date(2026, 4, 4)))), "ips.html": seen}
    assert MediumExport(folder(tmp_path, pages)).as_of() == datetime(2026, 4, 4, 18, 30, tzinfo=UTC)


def test_an_export_that_names_no_day_is_from_its_newest_content(tmp_path: Path) -> None:
    rows = ["<li>Created at: 2021-01-9 6:30 pm<br></li>", "<li>Created at: 2021-01-10 6:29 am<br></li>"]
    path = folder(tmp_path, {"sessions/sessions-0001.html": listing("s", rows)})
    assert MediumExport(path).as_of() == datetime(2021, 1, 10, 6, 29, tzinfo=UTC)
    assert MediumExport(folder(tmp_path / "b", {"claps/claps-0001.html": listing("c", [])})).as_of() is None


def test_an_export_is_recognised_by_its_kind(tmp_path: Path) -> None:
    path = write_zip(Plan(), tmp_path / "export.zip")
    assert MediumExport.recognise(path) == 95
    assert isinstance(find_source(path, kind="medium_export"), SOURCE)


def test_posts_alone_are_recognised_with_less_certainty(tmp_path: Path) -> None:
    pages: dict[str, str | bytes] = {name: page for name, page in files(Plan()) if name.startswith("posts/")}
    certain = MediumExport.recognise(FIXTURES / "phishdestroy")
    only_posts = MediumExport.recognise(folder(tmp_path / "a", pages))
    loose = MediumExport.recognise(folder(tmp_path / "b", {name.split("/")[1]: page for name, page in pages.items()}))
    assert certain > only_posts > loose > 0


def test_an_export_whose_pages_are_all_damaged_is_still_recognised_by_their_names(tmp_path: Path) -> None:
    pages: dict[str, str | bytes] = {name: b"\0" for name, _ in files(Plan(lists=0))}
    assert 0 < MediumExport.recognise(folder(tmp_path, pages)) < 95


def test_what_is_no_medium_export_is_not_recognised(tmp_path: Path) -> None:
    substack: dict[str, str | bytes] = {
        "posts.csv": "post_id,post_date,is_published\n1.a,2025-01-01,true\n",
        "posts/1.a.html": "<p>Hello</p>",
        "email_list.example.csv": "email\nrobin@example.org\n",
    }
    site: dict[str, str | bytes] = {"index.html": "<h1>Mine</h1>", "posts/a.html": "<article>x</article>"}
    assert MediumExport.recognise(folder(tmp_path / "a", substack)) == 0
    assert MediumExport.recognise(folder(tmp_path / "b", site)) == 0
    assert MediumExport.recognise(tmp_path / "b" / "index.html") == 0
    assert MediumExport.recognise(tmp_path / "nothing") == 0
    both = {f"medium/{name}": page for name, page in files(Plan())} | substack
    assert MediumExport.recognise(folder(tmp_path / "c", both)) == 0
    (tmp_path / "empty").mkdir()
    assert MediumExport.recognise(tmp_path / "empty") == 0
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04")
    assert MediumExport.recognise(tmp_path / "broken.zip") == 0


def test_the_fingerprint_changes_when_the_export_does(tmp_path: Path) -> None:
    first, second = write_zip(Plan(), tmp_path / "a.zip"), write_zip(Plan(claps=6), tmp_path / "b.zip")
    again = write_zip(Plan(), tmp_path / "c.zip")
    assert MediumExport(first).fingerprint() == MediumExport(again).fingerprint()
    assert MediumExport(first).fingerprint() != MediumExport(second).fingerprint()


def test_claps_that_medium_left_out_are_mentioned(tmp_path: Path) -> None:
    reading = read(write_zip(Plan(claps=140, claps_pages=3, responses=0), tmp_path / "export.zip"))
    assert len(reading.rows["activity/claps"]) == 140
    (remark,) = reading.remarks
    assert remark.text.startswith("Medium's list holds 140 claps on 3 pages that were made for more than 200")
    full = read(write_zip(Plan(claps=240, responses=0), tmp_path / "full.zip"))
    assert not full.remarks


def test_an_export_without_posts_does_not_say_that_all_posts_are_gone(tmp_path: Path) -> None:
    assert "posts" not in read(write_zip(Plan(posts=0, responses=0, drafts=0), tmp_path / "export.zip")).complete


def test_nothing_that_changes_from_one_export_to_the_next_is_in_a_row_or_beside_a_body(tmp_path: Path) -> None:
    def stable(exported: date) -> list[object]:
        reading = read(write_zip(Plan(exported=exported), tmp_path / f"{exported}.zip"))
        rows = [record for table in reading.rows.values() for record in table]
        facts = [
            {name: getattr(post, name) for name in Post.__slots__ if name != "body"} for post in reading.posts.values()
        ]
        return [*rows, *facts]

    assert stable(date(2026, 4, 4)) == stable(date(2026, 5, 5))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no colons in file names")
def test_a_folder_with_colons_in_its_names_is_read(tmp_path: Path) -> None:
    pages: dict[str, str | bytes] = {name: page for name, page in files(Plan()) if "predefined:" in name}
    (row, *_) = read(folder(tmp_path, pages)).rows["activity/lists"]
    assert row.data["list"] == "predefined:0a1b2c3d4e5f:READING_LIST"
