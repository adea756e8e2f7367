"""`outlast status`: the one screen."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from backup.archive.archive import Archive
from outlast.places import find_places
from tests.archive.night_letters import PUBLICATION, day, records
from tests.outlast.sealed_archive import KEY, make, make_saved


@pytest.fixture
def own_places(home):
    return find_places(os.environ)


@pytest.fixture
def now(monkeypatch):
    def set_to(moment):
        monkeypatch.setattr("outlast.cli._frame.clock.now", lambda: moment)

    set_to(day(1) + timedelta(hours=2))
    return set_to


def test_a_safe_writer_gets_it_on_one_screen_and_0(cli, own_places, now):
    make_saved(own_places, sheet=True)
    now(datetime(2026, 1, 1, 21, tzinfo=ZoneInfo("Asia/Tokyo")))
    ran = cli("status")
    assert ran.code == 0
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0] == "✓ Safe         Night Letters (substack)   9 posts · 3 drafts · 40 subscribers"
    assert lines[1].endswith(", from a Substack export")
    assert lines[2:4] == ["  Posts        as of today 21:00", "  Subscribers  as of today 21:00"]
    assert lines[4].startswith("  Noted        1 thing in it new to Outlast or repeated; kept as it came")
    assert lines[5] == "               → outlast snapshots show 1 --publication night-letters"
    assert lines[-3] == f"  Archive      {own_places.archive}, private data sealed; the recovery sheet is printed"
    assert lines[-1] == "→ Nothing to do until 9 January 2026, then: outlast import FILE"
    assert len(lines) == 9


def test_outlast_alone_is_the_same_screen(cli, own_places, now):
    make_saved(own_places, sheet=True)
    assert (cli().code, cli().out) == (cli("status").code, cli("status").out)


def test_each_gap_is_a_sentence_with_the_command_that_closes_it_and_ends_with_3(cli, own_places, now):
    make_saved(own_places)
    archive = Archive(own_places.archive, key=KEY)
    archive.snapshot(records(subscribers=[]), PUBLICATION, source="substack_export", as_of=day(2))
    archive.close()
    now(day(12))
    ran = cli("status")
    assert ran.code == 3
    lines = ran.out.splitlines()
    assert lines[0].startswith("! Gaps         Night Letters (substack)   9 posts")
    assert "! Kept apart   all 40 subscribers are gone in the export of 2 January 2026; if that is right" in lines
    assert "               → outlast snapshots keep 2" in lines
    assert "! Subscribers  the list is 11 days old   → outlast import FILE" in lines
    assert "! Sheet        none was printed; if this computer breaks, nobody can open the archive" in lines
    assert lines[-2:] == ["→ Next: see whether that loss is right. If it is:", "        outlast snapshots keep 2"]


def test_a_program_gets_each_publication_and_the_gaps(cli, own_places, now):
    make_saved(own_places, sheet=True, with_key=False)
    ran = cli("status", "--json")
    assert ran.code == 3
    publication, summary = ran.lines
    assert publication["type"] == "publication"
    assert publication["counts"] == {"posts": 9, "drafts": 3, "responses": 0, "media": 0, "subscribers": 40}
    assert publication["posts_as_of"] == "2026-01-01T12:00:00+00:00"
    assert (publication["safe"], publication["gaps"], publication["kept_apart"]) == (True, [], [])
    assert summary == {
        "type": "summary",
        "safe": False,
        "gaps": [
            {
                "kind": "no-key",
                "publication": None,
                "text": "it is not on this computer, so subscribers and drafts stay sealed",
                "next": "outlast keys recover",
            }
        ],
        "next": "outlast keys recover",
        "archive": str(own_places.archive),
        "encrypted": True,
        "key": "missing",
        "key_place": None,
        "recovery_sheet_printed": True,
    }


def test_without_an_archive_it_says_how_to_begin(cli, own_places):
    for words in ((), ("status",)):
        ran = cli(*words)
        assert ran.code == 6
        assert f"There is no archive in {own_places.archive}.  [OUT-111]" in ran.err
        assert "outlast init" in ran.err
        assert "outlast import FILE" in ran.err
        assert "plugged in" not in ran.err
    assert cli("status", "--json").lines[-1]["code"] == "OUT-111"


def test_an_archive_on_a_disk_that_is_away_is_not_called_lost(cli, tmp_path):
    ran = cli("status", "--archive", str(tmp_path / "usb" / "Outlast"))
    assert "If its disk is not plugged in, do that first." in ran.err


def test_an_archive_of_a_newer_outlast_is_not_called_missing(cli, own_places):
    make_saved(own_places)
    path = own_places.archive / "archive.json"
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))
    ran = cli("status")
    assert ran.code == 6
    assert "made by a newer Outlast" in ran.err


def test_one_account_alone_can_be_looked_at(cli, own_places, now):
    make_saved(own_places, sheet=True)
    own_places.settings_file.parent.mkdir(parents=True)
    own_places.settings_file.write_text(
        '[accounts.night-letters]\nplatform = "substack"\n[accounts.maya]\nplatform = "medium"\n'
    )
    both = cli("status")
    assert both.code == 3
    assert "✗ Not safe     maya (medium)   nothing saved" in both.out
    assert cli("status", "--account", "night-letters").code == 0
    assert cli("status", "--account", "maya").code == 3
    assert cli("status", "--account", "tides").code == 2


def test_a_key_store_is_named_and_not_opened(cli, own_places, now, monkeypatch):
    make_saved(own_places, sheet=True)
    monkeypatch.setenv("OUTLAST_KEY", "command:false")
    ran = cli("status")
    assert ran.code == 0
    assert "  Key          in command:… (not opened now)" in ran.out


def test_an_archive_without_encryption_says_so(cli, own_places, now):
    make_saved(own_places, sealed=False)
    ran = cli("status")
    assert ran.code == 0
    assert "not sealed: whoever gets at the folder can read it" in ran.out


def test_a_subscriber_is_never_named(cli, own_places, now):
    make_saved(own_places)
    assert "@" not in cli("status").out + cli("status", "--json").out


def test_one_of_a_thing_is_not_told_as_many(cli, own_places, now):
    archive = make(own_places)
    archive.snapshot(list(records())[:1], PUBLICATION, source="memory", as_of=day(1))
    archive.close()
    assert "   0 posts · 1 draft\n" in cli("status").out


def test_it_imports_nothing_that_takes_long():
    heavy = "{'requests', 'selectolax', 'rich', 'keyring', 'jinja2', 'sqlite3', 'tomlkit', 'apscheduler', 'nh3'}"
    script = f"import sys, outlast.cli.status; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"


def test_the_clock_is_that_of_this_computer():
    from outlast.cli._frame import clock

    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)
    assert clock.now().tzinfo is not None
