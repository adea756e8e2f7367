"""How looks add up over time."""

from datetime import UTC, datetime, timedelta

import pytest

from backup.watch.finding import SUSPECT_RULE, find
from backup.watch.judge import judge
from backup.watch.probe import ProbeKind
from backup.watch.signals import Round, Signal, SignalKind, Strength
from backup.watch.verdict import VerdictKind

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
OK, SUSPENDED, GONE, OUT = SignalKind.OK, SignalKind.SUSPENDED, SignalKind.GONE, SignalKind.SIGNED_OUT


def sign(probe, kind=OK, strength=Strength.SAYS, *, cause="", post=None, rule="r"):
    return Signal(
        kind=kind,
        strength=strength,
        probe=probe,
        cause=cause or str(probe),
        rule=rule,
        words=f"{probe} is {kind}",
        post=post,
    )


HOME, FEED, POST, BY_ID, OWNER = (
    ProbeKind.HOME,
    ProbeKind.FEED,
    ProbeKind.KNOWN_POST,
    ProbeKind.BY_ID,
    ProbeKind.OWNER,
)
CONTROL = sign(ProbeKind.CONTROL)
HINT = Strength.HINTS
WELL = (sign(HOME), sign(FEED), CONTROL)
BAD = (sign(HOME, SUSPENDED), sign(FEED, GONE, HINT), CONTROL)
AWAY = (sign(HOME, SignalKind.NETWORK), sign(FEED, SignalKind.NETWORK), sign(ProbeKind.CONTROL, SignalKind.NETWORK))


def rounds(*looks, every=timedelta(minutes=5)):
    return [Round(at=BEGIN + number * every, signals=signals) for number, signals in enumerate(looks)]


def kinds(*looks):
    seen = rounds(*looks)
    return [(str(one.kind), one.sure) for one in (judge(seen[: number + 1]) for number in range(len(seen)))]


def test_one_bad_look_between_good_ones_is_nothing():
    assert kinds(WELL, BAD, WELL, BAD, WELL) == [
        ("ok", True),
        ("unknown", False),
        ("ok", True),
        ("unknown", False),
        ("ok", True),
    ]


def test_two_bad_looks_are_an_alarm_even_with_a_blind_one_between():
    assert kinds(WELL, BAD, AWAY, BAD) == [("ok", True), ("unknown", False), ("network", False), ("suspended", True)]


def test_an_alarm_ends_with_two_good_looks_and_not_with_one():
    assert kinds(BAD, BAD, WELL, BAD, WELL, WELL)[1:] == [
        ("suspended", True),
        ("suspended", True),
        ("suspended", True),
        ("suspended", True),
        ("ok", True),
    ]


def test_an_alarm_is_since_the_first_look_that_said_so():
    assert judge(rounds(WELL, BAD, BAD, BAD)).since == BEGIN + timedelta(minutes=5)


def test_no_look_is_no_verdict():
    with pytest.raises(ValueError, match="at least one look"):
        judge([])


def found(*signals, seen_well=True):
    return find(Round(at=BEGIN, signals=signals, seen_well=seen_well)).kind


def test_hints_of_one_cause_are_one():
    address = [sign(kind, GONE, HINT, cause="address") for kind in (HOME, FEED, POST)]
    assert found(*address, CONTROL) is VerdictKind.UNKNOWN
    assert found(*address, sign(BY_ID, GONE, HINT), CONTROL) is VerdictKind.SUSPENDED


def test_hints_count_only_for_an_account_that_was_seen_well():
    signals = (sign(HOME, GONE, HINT), sign(FEED, GONE, HINT), CONTROL)
    assert found(*signals) is VerdictKind.SUSPENDED
    assert found(*signals, seen_well=False) is VerdictKind.UNKNOWN


@pytest.mark.parametrize(
    ("control", "kind"),
    [
        (SignalKind.OUTAGE, VerdictKind.OUTAGE),
        (SignalKind.NETWORK, VerdictKind.NETWORK),
        (SignalKind.CDN_BLOCK, VerdictKind.CDN_BLOCK),
        (SignalKind.ODD, VerdictKind.UNKNOWN),
    ],
)
def test_where_the_other_page_is_not_well_nothing_is_said_about_the_account(control, kind):
    said = [sign(HOME, SUSPENDED), sign(BY_ID, SUSPENDED), sign(OWNER, GONE, HINT)]
    assert found(*said, sign(ProbeKind.CONTROL, control)) is kind


def test_a_sound_account_needs_no_comparison():
    assert found(sign(HOME), sign(FEED), sign(ProbeKind.CONTROL, SignalKind.ODD)) is VerdictKind.OK


def test_the_second_of_two_pages_to_compare_with_is_enough():
    first = sign(ProbeKind.CONTROL, SignalKind.ODD)
    assert found(sign(HOME, SUSPENDED), sign(FEED, GONE, HINT), first, CONTROL) is VerdictKind.SUSPENDED


def test_one_post_gone_among_others_is_nothing_and_all_of_them_are_a_hint():
    gone = [sign(POST, GONE, HINT, cause="story", post=number) for number in "ab"]
    assert found(sign(HOME), sign(FEED), *gone[:1], sign(POST, post="b"), CONTROL) is VerdictKind.OK
    assert found(sign(HOME, GONE, HINT), *gone[:1], sign(POST, post="b"), CONTROL) is VerdictKind.UNKNOWN
    assert found(sign(HOME, GONE, HINT), *gone, CONTROL) is VerdictKind.SUSPENDED


def test_a_backup_that_came_back_smaller_is_one_sign_and_no_more():
    smaller = sign(OWNER, GONE, HINT, cause="owner", rule=SUSPECT_RULE)
    assert found(*WELL, smaller) is VerdictKind.OK
    assert found(sign(HOME), sign(FEED, GONE, HINT), CONTROL, smaller) is VerdictKind.OK
    assert found(sign(HOME, SUSPENDED), sign(FEED), CONTROL, smaller) is VerdictKind.SUSPENDED


def test_what_the_owner_does_not_see_and_visitors_do_is_a_restriction():
    assert found(*WELL, sign(OWNER, GONE, HINT)) is VerdictKind.RESTRICTED


def test_what_visitors_do_not_see_and_the_owner_does_is_a_restriction():
    assert found(sign(HOME, GONE, HINT), sign(FEED), CONTROL, sign(OWNER)) is VerdictKind.RESTRICTED


def test_one_flag_alone_is_a_restriction_and_no_alarm():
    assert found(*WELL, sign(BY_ID, SUSPENDED, cause="spam-flag")) is VerdictKind.RESTRICTED


def test_signed_out_is_told_only_of_an_account_that_is_up():
    assert found(*WELL, sign(OWNER, OUT)) is VerdictKind.SIGNED_OUT
    assert found(*BAD, sign(OWNER, OUT)) is VerdictKind.SUSPENDED


def test_a_post_is_taken_away_when_two_ways_to_it_say_so():
    taken = SignalKind.POST_REMOVED
    assert found(*WELL, sign(POST, taken, post="a")) is VerdictKind.OK
    assert found(*WELL, sign(POST, taken, post="a"), sign(BY_ID, taken, post="b")) is VerdictKind.OK
    assert found(*WELL, sign(POST, taken, post="a"), sign(BY_ID, taken, post="a")) is VerdictKind.POST_REMOVED
