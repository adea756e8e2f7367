"""How safe an archive is, told from its manifests."""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from backup.archive import layout
from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.errors import NoArchive
from backup.model import Complete, Publication
from outlast.keys import archive_key
from outlast.settings import load_settings
from outlast.standing.archive import standing
from outlast.standing.gaps import Gap, GapKind, worst
from outlast.standing.noted import Noted
from tests.archive.night_letters import PUBLICATION, day, posts
from tests.outlast.sealed_archive import ARCHIVE_ID, KEY, make, make_saved, readable_records


@pytest.fixture
def look(places):
    """Return how safe the archive is on a day of January 2026."""

    def look_at(now=1, *, only=None, settings=""):
        if settings:
            places.settings_file.parent.mkdir(parents=True, exist_ok=True)
            places.settings_file.write_text(settings)
        return standing(
            load_settings(places, environ={}), places, environ={}, now=day(1) + timedelta(days=now - 1), only=only
        )

    return look_at


def kinds(found):
    return [gap.kind.value for gap in found.gaps]


def test_a_fresh_export_with_key_and_sheet_is_safe(look, places):
    make_saved(places, sheet=True)
    found = look()
    assert (found.safe, found.gaps, found.next) == (True, (), None)
    assert found.publications[0].counts == {"posts": 9, "drafts": 3, "responses": 0, "media": 0, "subscribers": 40}
    assert found.publications[0].source == "substack_export"
    assert found.publications[0].noted == Noted(kept=1)


def test_nothing_but_manifests_is_read(look, places):
    make_saved(places, sheet=True)
    before = look()
    shutil.rmtree(places.archive / layout.OBJECTS)
    shutil.rmtree(places.archive / layout.INDEX)
    assert look() == before
    assert not (places.archive / layout.INDEX).exists()


def test_without_the_key_everything_is_counted_and_the_key_is_the_gap(look, places):
    make_saved(places, sheet=True, with_key=False)
    found = look()
    assert found.publications[0].counts["subscribers"] == 40
    assert found.publications[0].counts["drafts"] == 3
    assert kinds(found) == ["no-key"]
    assert found.next == "outlast keys recover"


def test_the_key_of_another_archive_is_a_gap(look, places):
    make_saved(places, sheet=True)
    archive_key.keep_in_file(places, ARCHIVE_ID, Key.generate())
    found = look()
    assert kinds(found) == ["no-key"]
    assert "another archive" in found.gaps[0].text


def test_a_sheet_that_was_never_printed_is_a_gap(look, places):
    make_saved(places)
    found = look()
    assert kinds(found) == ["no-sheet"]
    assert found.next == "outlast keys print-sheet"


def test_an_archive_that_is_not_sealed_needs_neither_key_nor_sheet(look, places):
    make_saved(places, sealed=False)
    found = look()
    assert (found.safe, found.encrypted) == (True, False)


@pytest.mark.parametrize(
    ("now", "gaps"),
    [(1, []), (8, []), (9, ["old-list"]), (31, ["old-list"]), (32, ["old-export", "old-list"])],
)
def test_a_list_and_an_export_are_old_when_the_settings_say_so(look, places, now, gaps):
    make_saved(places, sheet=True)
    assert sorted(kinds(look(now))) == gaps


def test_how_old_they_may_be_is_a_setting(look, places):
    make_saved(places, sheet=True)
    settings = "[reminders]\nlist_age_days = 40\nexport_age_days = 2\n"
    assert kinds(look(9, settings=settings)) == ["old-export"]


def test_a_newer_list_alone_makes_the_list_young_again(look, places):
    archive = make(places, sheet=True)
    archive.snapshot(readable_records(), PUBLICATION, source="substack_export", as_of=day(1))
    only_list = [
        record for record in readable_records([]) if not isinstance(record, Complete) or record.table != "posts"
    ]
    archive.snapshot(only_list, PUBLICATION, source="subscriber_csv", as_of=day(9))
    archive.close()
    found = look(10)
    assert found.safe
    assert found.publications[0].posts_as_of == day(1)
    assert found.publications[0].subscribers_as_of == day(9)
    assert found.publications[0].counts["posts"] == 9


def test_the_day_is_told_on_which_something_gets_old(look, places):
    make_saved(places, sheet=True)
    assert look().due == day(9)


def test_a_list_that_vanished_is_a_gap_until_it_is_accepted(look, places):
    make_saved(places, sheet=True)
    archive = Archive(places.archive, key=KEY)
    archive.snapshot(readable_records(subscribers=[]), PUBLICATION, source="substack_export", as_of=day(2))
    found = look(2)
    assert kinds(found) == ["kept-apart"]
    assert "all 40 subscribers are gone" in found.gaps[0].text
    assert found.gaps[0].next == "outlast snapshots keep 2"
    assert [apart.number for apart in found.publications[0].apart] == [2]
    assert found.publications[0].counts["subscribers"] == 40
    archive.mark("night-letters", 2, accept=True)
    archive.close()
    assert look(2).safe


def test_a_later_export_that_is_whole_again_closes_the_gap(look, places):
    make_saved(places, sheet=True)
    archive = Archive(places.archive, key=KEY)
    archive.snapshot(readable_records(subscribers=[]), PUBLICATION, source="substack_export", as_of=day(2))
    archive.snapshot(readable_records(), PUBLICATION, source="substack_export", as_of=day(3))
    archive.close()
    assert look(3).safe


def test_a_later_list_does_not_close_the_gap_of_lost_posts(look, places):
    make_saved(places, sheet=True)
    archive = Archive(places.archive, key=KEY)
    archive.snapshot(readable_records([]), PUBLICATION, source="substack_export", as_of=day(2))
    only_list = [
        record for record in readable_records([]) if not isinstance(record, Complete) or record.table != "posts"
    ]
    archive.snapshot(only_list, PUBLICATION, source="subscriber_csv", as_of=day(3))
    archive.close()
    assert kinds(look(3)) == ["kept-apart"]


def test_with_two_publications_the_command_names_the_one(look, places):
    make_saved(places, sheet=True)
    archive = Archive(places.archive, key=KEY)
    other = Publication(slug="tides", platform="substack", name="Tides")
    archive.snapshot(readable_records(posts(3)), other, source="substack_export", as_of=day(1))
    archive.snapshot(readable_records([], []), other, source="substack_export", as_of=day(2))
    archive.close()
    found = look(2)
    assert found.next == "outlast snapshots keep 2 --publication tides"
    assert [one.safe for one in found.publications] == [True, False]
    assert look(2, only=("night-letters",)).safe


def test_a_damaged_manifest_is_the_worst_gap(look, places):
    make_saved(places)
    path = next((places.archive / layout.PUBLICATIONS / "night-letters" / layout.SNAPSHOTS).iterdir())
    path.write_bytes(path.read_bytes().replace(b"substack", b"substakc"))
    found = look()
    assert kinds(found)[0] == "damage"
    assert found.next == "outlast verify"


def test_an_account_of_which_nothing_is_saved_says_where_its_export_is(look, places):
    make_saved(places, sheet=True)
    settings = '[accounts.maya]\nplatform = "medium"\n[accounts.night-letters]\nplatform = "substack"\n'
    found = look(settings=settings)
    assert [(one.slug, kinds(one)) for one in found.publications] == [
        ("night-letters", []),
        ("maya", ["nothing-saved"]),
    ]
    assert "https://medium.com/me/export" in found.gaps[0].text
    assert look(only=("night-letters",)).safe


def test_an_empty_archive_is_not_safe(look, places):
    make(places, sheet=True).close()
    assert kinds(look()) == ["nothing-saved"]


def test_a_run_that_was_killed_before_it_saved_anything_is_no_publication(look, places):
    make_saved(places, sheet=True)
    (places.archive / layout.PUBLICATIONS / "half" / layout.SNAPSHOTS).mkdir(parents=True)
    assert [one.slug for one in look().publications] == ["night-letters"]
    assert look().safe


@pytest.mark.parametrize(
    ("platform", "given", "gaps"),
    [
        ("substack", {"subscribers"}, ["no-posts"]),
        ("substack", {"posts"}, ["no-subscribers"]),
        ("medium", {"posts"}, []),
        ("list", {"subscribers"}, []),
    ],
)
def test_what_a_platform_gives_and_is_not_saved_is_a_gap(look, places, platform, given, gaps):
    archive = make(places, sheet=True)
    other = {"posts", "subscribers"} - given
    some = [
        record
        for record in readable_records([] if "posts" in other else None, [] if "subscribers" in other else None)
        if not (isinstance(record, Complete) and record.table in other)
    ]
    archive.snapshot(some, replace(PUBLICATION, platform=platform), source="memory", as_of=day(1))
    archive.close()
    assert kinds(look()) == gaps


def test_no_archive_is_no_standing(look):
    with pytest.raises(NoArchive):
        look()


def test_the_most_serious_gap_comes_first():
    made = tuple(Gap(kind=kind, text="", next=kind) for kind in reversed(GapKind))
    assert worst(made).kind is GapKind.DAMAGE
    assert worst(made[:3]).kind is GapKind.OLD_EXPORT
    assert worst(()) is None
