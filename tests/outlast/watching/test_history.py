"""What the watch remembers, and for how long."""

import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backup.watch._base import Learned
from backup.watch.probe import Probe, ProbeKind
from backup.watch.signals import Round, Signal, SignalKind, Strength
from outlast.state.database import StateDatabase
from outlast.watching import history as module
from outlast.watching.history import Facts, WatchHistory

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
PROBE = Probe(kind=ProbeKind.HOME, address="https://a.example/", at=NOW, status=404, digest="d1", body=b"<p>Gone</p>")
SIGNAL = Signal(
    kind=SignalKind.GONE, strength=Strength.HINTS, probe=ProbeKind.HOME, cause="address", rule="not-found", words="gone"
)
SEEN = Round(at=NOW, probes=(PROBE,), signals=(SIGNAL,))


@pytest.fixture
def database(tmp_path):
    made = StateDatabase(tmp_path / "state")
    yield made
    made.close()


def test_a_look_comes_back_as_it_was_but_for_the_body(database):
    kept = WatchHistory(database)
    kept.add("a", SEEN)
    assert kept.rounds("a") == [replace(SEEN, probes=(replace(PROBE, body=b""),))]
    assert kept.rounds("b") == []
    assert kept.page("d1") == b"<p>Gone</p>"
    assert kept.page("d2") is None


def test_details_go_after_ninety_days(database):
    kept = WatchHistory(database)
    kept.add("a", SEEN)
    kept.add("a", replace(SEEN, at=NOW + timedelta(days=91), probes=()))
    assert [one.at for one in kept.rounds("a")] == [NOW + timedelta(days=91)]
    assert kept.page("d1") is None


def test_no_account_keeps_more_looks_than_the_limit(database, monkeypatch):
    monkeypatch.setattr(module, "MOST", 5)
    kept = WatchHistory(database)
    for number in range(8):
        kept.add("a", replace(SEEN, at=NOW + timedelta(minutes=number)))
        kept.add("b", replace(SEEN, at=NOW))
    assert [one.at.minute for one in kept.rounds("a")] == [3, 4, 5, 6, 7]
    assert len(kept.rounds("b")) == 1


def test_only_its_owner_may_read_the_notes(database, tmp_path):
    WatchHistory(database).add("a", SEEN)
    assert stat.S_IMODE((tmp_path / "state" / "state.db").stat().st_mode) == 0o600


def test_a_smaller_feed_does_not_shrink_what_is_expected_for_a_week():
    facts = Facts()
    for day, size in enumerate([20, 4, 4]):
        facts = facts.with_learned(Learned(feed_size=size), NOW + timedelta(days=day), frozenset())
    assert facts.feed_size == 20
    facts = facts.with_learned(Learned(feed_size=5), NOW + timedelta(days=9), frozenset({"7"}))
    assert facts.feed_size == 5
    assert facts.gone_posts == {"7"}


def test_what_a_look_does_not_tell_stays_known(database):
    kept = WatchHistory(database)
    facts = Facts().with_learned(Learned(handle="maya", subscribers=7), NOW, frozenset())
    kept.learn("a", facts.with_learned(Learned(subscribers=9), NOW, frozenset()))
    assert (kept.facts("a").handle, kept.facts("a").subscribers) == ("maya", 9)
    assert kept.facts("b") == Facts()
