"""The watch against the made-up platforms: what is told, when, and how often."""

import socket
from datetime import timedelta

import pytest

from backup.errors import BadSettings, NotFound
from backup.watch.verdict import VerdictKind
from outlast.settings import Account
from outlast.watching.run import WatchOptions
from tests.outlast.watching.telling import never_told, told_once
from tests.outlast.watching.watched_world import SUBSTACK, watched_world

TROUBLES = [
    ("suspended-200", VerdictKind.SUSPENDED),
    ("suspended-403", VerdictKind.SUSPENDED),
    ("suspended-404", VerdictKind.SUSPENDED),
    ("suspended-410", VerdictKind.SUSPENDED),
    ("suspended-quiet", VerdictKind.SUSPENDED),
]
INNOCENT = [
    ("rate-limited", VerdictKind.CDN_BLOCK),
    ("dc-blocked", VerdictKind.OK),
    ("outage", VerdictKind.OUTAGE),
    ("captive-portal", VerdictKind.NETWORK),
    ("post-removed", VerdictKind.OK),
    ("logged-out", VerdictKind.SIGNED_OUT),
    ("flagged-as-spam", VerdictKind.RESTRICTED),
    ("profile-disabled", VerdictKind.RESTRICTED),
    ("emptied-dashboard", VerdictKind.RESTRICTED),
    ("hang-up", VerdictKind.NETWORK),
    ("redirect-loop", VerdictKind.NETWORK),
    ("redirect-away", VerdictKind.UNKNOWN),
]


@pytest.fixture
def world(tmp_path):
    with watched_world(tmp_path) as made:
        yield made


@pytest.mark.parametrize("signed_in", [False, True], ids=["anonymous", "signed-in"])
@pytest.mark.parametrize(("quirk", "kind"), TROUBLES, ids=str)
def test_a_trouble_is_an_alarm_after_two_looks_and_told_once(world, quirk, kind, signed_in):
    told_once(world, SUBSTACK, quirk, kind, signed_in=signed_in)


@pytest.mark.parametrize(("quirk", "kind"), INNOCENT, ids=str)
def test_an_innocent_trouble_is_never_an_alarm(world, quirk, kind):
    never_told(world, SUBSTACK, quirk, kind, signed_in=True)


def test_offline_in_the_middle_of_a_suspension_is_no_news(world):
    for _ in range(2):
        world.look(SUBSTACK)
    world.switch("suspended-404")
    first = [world.look(SUBSTACK) for _ in range(2)]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        away = world.look(SUBSTACK, port=free.getsockname()[1])
    after = world.look(SUBSTACK)
    assert first[1].changed
    assert (away.verdict.kind, away.verdict.blind) == (VerdictKind.SUSPENDED, VerdictKind.NETWORK)
    assert not away.changed
    assert not after.changed
    assert after.verdict.since == first[0].round.at


def test_two_looks_in_one_minute_count_as_one(world):
    world.look(SUBSTACK)
    world.switch("suspended-404")
    looks = [world.look(SUBSTACK, after=timedelta(seconds=1)) for _ in range(5)]
    assert not any(one.verdict.alarm for one in looks)


def test_the_pages_of_a_trouble_are_kept_and_those_of_the_signed_in_writer_are_not(world):
    world.look(SUBSTACK, signed_in=True)
    world.switch("suspended-404")
    seen = world.look(SUBSTACK, signed_in=True).round
    kept = [probe for probe in seen.probes if world.history.page(probe.digest) is not None]
    assert {str(probe.kind) for probe in kept} >= {"home", "known-post", "feed"}
    assert "owner" not in {str(probe.kind) for probe in kept}
    home = next(probe for probe in kept if probe.kind == "home")
    assert b"Publication Not Available" in (world.history.page(home.digest) or b"")
    again = world.history.rounds("letters")[-1]
    assert [one.fingerprint for one in again.probes] == [one.fingerprint for one in seen.probes]
    assert not any(probe.body for probe in again.probes)


def test_no_anonymous_question_carries_a_cookie(world):
    world.look(SUBSTACK, signed_in=True)
    with_cookie = {
        f"{seen.host}{seen.path}"
        for seen in world.server.requests
        if "cookie" in {name.lower() for name in seen.headers}
    }
    assert with_cookie == {
        "substack.com/api/v1/user/profile/self",
        "nightletters.substack.com/api/v1/publication_launch_checklist",
    }


def test_a_row_of_the_writers_own_changes_what_an_answer_means(world, tmp_path):
    rules = tmp_path / "rules.toml"
    rules.write_text(
        "[[rule]]\n"
        'name = "my-notice"\nplatform = "substack"\nprobes = ["home", "known-post"]\nstatus = ["404"]\n'
        'says = ["not available"]\ngives = "odd"\nstrength = "notes"\nwords = "{it} is closed for the holidays"\n'
    )
    world.look(SUBSTACK)
    world.switch("suspended-404")
    looks = [world.look(SUBSTACK, options=WatchOptions(rules=rules)) for _ in range(2)]
    assert any(one.words == "the front page is closed for the holidays" for one in looks[1].round.signals)


def test_wrong_rules_are_told_before_anything_is_kept(world, tmp_path):
    rules = tmp_path / "rules.toml"
    rules.write_text('[[rule]]\nname = "x"\n')
    with pytest.raises(BadSettings, match=r"Row 1 \(x\)"):
        world.look(SUBSTACK, options=WatchOptions(rules=rules))
    assert world.history.rounds("letters") == []


def test_an_account_that_is_nowhere_on_the_web_says_what_to_do(world):
    nowhere = Account(name="new", platform="substack", url=None, publication="new")
    with pytest.raises(NotFound, match="not known where new is"):
        world.look(nowhere)
    listed = Account(name="list", platform="list", url=None, publication="list")
    with pytest.raises(NotFound, match="no platform"):
        world.look(listed)
