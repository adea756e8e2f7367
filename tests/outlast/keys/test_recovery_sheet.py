"""The recovery sheet: what is on it is right, and enough."""

import json
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest

from backup.archive import info
from outlast.keys.recovery_sheet import RecoverySheet, note_printed, printed_on
from outlast.keys.text import read_key
from tests.archive.night_letters import day
from tests.outlast.sealed_archive import ARCHIVE_ID, KEY, make, make_saved


@pytest.fixture
def sheet(places):
    archive = make(places)
    archive.close()
    names = ("Night Letters", "<script>alert(1)</script>", "c", "d", "e", "f", "g")
    return RecoverySheet(info=archive.info, key=KEY, folder=places.archive, publications=names, printed=day(3))


def test_both_forms_name_the_archive_and_hold_the_key(sheet, places):
    for text in (sheet.text(), sheet.html()):
        assert read_key(text).recipient == KEY.recipient
        for fact in (ARCHIVE_ID, "3 January 2026", str(places.archive), "Night Letters", "and 2 more", "58 signs"):
            assert fact in text
        for step in ("keys recover", "age -d -i key.txt", "zstd -d", "README.txt", "Whoever has this sheet"):
            assert step in text


def test_the_text_fits_on_one_page(sheet):
    lines = sheet.text().splitlines()
    assert len(lines) <= 60
    assert max(len(line) for line in lines if str(sheet.folder) not in line) <= 80


def test_the_page_runs_nothing_and_loads_nothing(sheet):
    tags = set()

    class Tags(HTMLParser):
        def handle_starttag(self, tag, attrs):
            tags.add(tag)
            assert not {"src", "href", "srcset"} & dict(attrs).keys()

    Tags().feed(sheet.html())
    assert not tags & {"script", "img", "link", "iframe"}
    assert "pre" in tags
    assert not re.search(r"url\(|@import", sheet.html())


def test_the_key_shows_in_no_repr(sheet):
    assert KEY.text not in repr(sheet)


def test_the_note_says_when_it_was_printed(places):
    assert printed_on(places, ARCHIVE_ID) is None
    note_printed(places, ARCHIVE_ID, day(3))
    assert printed_on(places, ARCHIVE_ID) == day(3)


@pytest.mark.real
def test_a_list_is_opened_by_following_the_sheet_without_outlast(places, tmp_path):
    for name in ("age", "zstd"):
        if shutil.which(name) is None:
            (pytest.fail if os.environ.get("OUTLAST_REQUIRE_REAL") == "1" else pytest.skip)(f"{name} is not installed")
    make_saved(places)
    said = info.read(places.archive)
    sheet = RecoverySheet(info=said, key=KEY, folder=places.archive, publications=(), printed=day(1)).text()
    block = sheet.partition("THE KEY")[2].partition("Behind")[0]
    (tmp_path / "key.txt").write_text("".join(block.split()))
    manifest = next((places.archive / "publications").rglob("*-*.json"))
    name = json.loads(manifest.read_bytes())["tables"]["subscribers"]["full"]
    (tmp_path / "FILE.csv.zst.age").write_bytes((places.archive / "objects" / name[:2] / name).read_bytes())
    command = next(line.strip() for line in sheet.splitlines() if line.strip().startswith("age -d"))
    subprocess.run(["sh", "-c", command], cwd=tmp_path, check=True, capture_output=True)
    lines = (tmp_path / "FILE.csv").read_text().splitlines()
    assert lines[0].startswith("email,active_subscription")
    assert len(lines) == 41
