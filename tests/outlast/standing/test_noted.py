"""What a snapshot notes, told apart by how bad it is."""

from dataclasses import replace

import pytest

from backup.archive import tables
from backup.archive.archive import Archive
from backup.model import Problem, Severity, SubscriberRows
from outlast.settings import load_settings
from outlast.standing.archive import standing
from outlast.standing.gaps import GapKind
from outlast.standing.noted import Noted, noted_in
from tests.archive.night_letters import PUBLICATION, day
from tests.outlast.sealed_archive import KEY, make, make_saved, readable_records


def problem(severity: Severity, name: str = "posts/9.html") -> Problem:
    return Problem(file=name, reason="It is odd.", severity=severity, raw=b"odd")


@pytest.fixture
def save(places):
    """Save an export with these problems on top of the harmless one; return how safe its publication is then."""

    def save_with(*problems: Problem, publication=PUBLICATION, number: int = 1):
        archive = make(places, sheet=True) if number == 1 else make_again(places)
        with_problems = readable_records(extra=problems) if number == 1 else problems
        archive.snapshot(with_problems, publication, source="substack_export", as_of=day(number))
        archive.close()
        return look(places)

    return save_with


def make_again(places):
    return Archive(places.archive, key=KEY)


def look(places):
    (one,) = standing(load_settings(places, environ={}), places, environ={}, now=day(2)).publications
    return one


def test_what_could_not_be_read_and_what_is_missing_is_a_gap_that_says_where_to_look(save):
    one = save(
        problem(Severity.UNREADABLE), problem(Severity.UNREADABLE, "posts/8.html"), problem(Severity.MISSING, "a.png")
    )
    (gap,) = one.gaps
    assert (gap.kind, gap.next) == (GapKind.UNREADABLE, "outlast snapshots show 1")
    assert gap.text == "3 files or rows of the last export could not be read"
    assert one.noted == Noted(kept=1, missed=3)


def test_what_is_kept_though_unknown_is_no_gap(save):
    one = save(problem(Severity.KEPT))
    assert one.gaps == ()
    assert one.noted == Noted(kept=2)


def test_a_list_that_comes_later_does_not_hide_what_was_unreadable_in_the_export(save, places):
    save(problem(Severity.MISSING))
    archive = make_again(places)
    people = [one for one in readable_records() if isinstance(one, SubscriberRows)]
    archive.snapshot(people, PUBLICATION, source="subscriber_csv", as_of=day(2))
    archive.close()
    one = look(places)
    assert [(gap.kind, gap.next) for gap in one.gaps] == [(GapKind.UNREADABLE, "outlast snapshots show 1")]
    assert one.noted.total == 0


def test_among_several_publications_the_gap_says_which_one(save, places):
    save(problem(Severity.MISSING))
    archive = make_again(places)
    other = replace(PUBLICATION, slug="tides", name="Tides")
    archive.snapshot(readable_records(), other, source="substack_export", as_of=day(2))
    archive.close()
    found = standing(load_settings(places, environ={}), places, environ={}, now=day(2))
    assert [gap.next for gap in found.gaps] == ["outlast snapshots show 1 --publication night-letters"]


def test_a_manifest_that_does_not_tell_them_apart_makes_no_gap(places):
    make_saved(places)
    archive = make_again(places)
    snapshot = archive.chain(PUBLICATION.slug)[1]
    entry = snapshot.manifest.tables[tables.PROBLEMS]
    entry.kinds.clear()
    assert noted_in(snapshot) == Noted(untold=1)
    archive.close()
    assert noted_in(None) == Noted()
