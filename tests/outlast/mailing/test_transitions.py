"""The course of a campaign."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from mailer.campaign import Campaign
from mailer.errors import CampaignNotOpen, NotTested
from mailer.model import CampaignState
from outlast.mailing import transitions
from tests.outlast.mailing.a_campaign import BEGINNING, NOON, TESTED, a_draft

CHECKED = transitions.checked(a_draft(number=4), TESTED, NOON, instance="here")
SENDING = transitions.begun(CHECKED, NOON, **BEGINNING)
PAUSED = transitions.paused(SENDING, "You asked for it.", NOON)
FINISHED = transitions.finished(SENDING, NOON)
CANCELLED = transitions.cancelled(PAUSED, "You asked for it.", NOON)
EXPIRED = transitions.expired(PAUSED, NOON)
ALL = [a_draft(number=4), CHECKED, SENDING, PAUSED, FINISHED, CANCELLED, EXPIRED]

MOVES: dict[str, tuple[Callable[[Campaign], Campaign], set[str]]] = {
    "edited": (lambda one: transitions.edited(one, NOON, subject="Other"), {"draft", "checked"}),
    "checked": (lambda one: transitions.checked(one, TESTED, NOON, instance="here"), {"draft", "checked"}),
    "paused": (lambda one: transitions.paused(one, "So.", NOON), {"sending"}),
    "waiting": (lambda one: transitions.waiting(one, "So.", NOON), {"sending"}),
    "resumed": (lambda one: transitions.resumed(one, NOON, instance="here"), {"sending", "paused"}),
    "accepted": (lambda one: transitions.accepted(one, "d2", NOON), {"sending", "paused"}),
    "extended": (lambda one: transitions.extended(one, NOON, NOON), {"sending", "paused", "expired"}),
    "reopened": (lambda one: transitions.reopened(one, "So.", NOON), {"finished"}),
    "finished": (lambda one: transitions.finished(one, NOON), {"sending"}),
    "cancelled": (lambda one: transitions.cancelled(one, "So.", NOON), {"draft", "checked", "sending", "paused"}),
    "expired": (lambda one: transitions.expired(one, NOON), {"sending", "paused"}),
}


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("campaign", ALL, ids=lambda one: one.state)
def test_a_campaign_moves_only_where_it_may(name: str, campaign: Campaign) -> None:
    move, allowed = MOVES[name]
    if campaign.state in allowed:
        assert len(move(campaign).log) == len(campaign.log) + 1
        return
    with pytest.raises(CampaignNotOpen) as refused:
        move(campaign)
    assert f"Campaign 4 is {campaign.state}." in refused.value.what
    assert " 4" in refused.value.advice or campaign.state.over


def test_each_state_is_reached() -> None:
    assert [one.state for one in ALL] == list(CampaignState)


def test_an_edit_makes_a_checked_campaign_a_draft_again_and_forgets_the_test() -> None:
    edited = transitions.edited(CHECKED, NOON, subject="Other")

    assert (edited.state, edited.tested, edited.subject) == (CampaignState.DRAFT, None, "Other")
    assert edited.log[-1].what == "Changed: subject."


def test_a_letter_that_was_never_tested_is_not_sent() -> None:
    with pytest.raises(NotTested, match="No test copy"):
        transitions.begun(a_draft(number=4), NOON, **BEGINNING)


def test_a_letter_that_changed_since_its_test_is_not_sent() -> None:
    with pytest.raises(NotTested, match="changed since"):
        transitions.begun(CHECKED, NOON, **{**BEGINNING, "letter": "d2"})


def test_beginning_notes_what_was_fixed() -> None:
    assert (SENDING.started, SENDING.expires) == ("2026-09-01T12:00:00Z", "2026-09-15T12:00:00Z")
    assert (SENDING.recipients, SENDING.left_out, SENDING.instance, SENDING.runs) == (3, {"unsubscribed": 1}, "here", 1)


def test_each_going_on_is_counted_so_that_a_copy_of_the_archive_can_be_told() -> None:
    assert transitions.resumed(transitions.resumed(SENDING, NOON, instance="here"), NOON, instance="there").runs == 3


def test_a_campaign_expires_after_its_day_and_not_before() -> None:
    last = NOON + timedelta(days=14)

    assert not transitions.has_expired(a_draft(), last)
    assert not transitions.has_expired(SENDING, last)
    assert transitions.has_expired(SENDING, last + timedelta(seconds=1))


def test_a_campaign_that_was_too_old_is_paused_once_it_may_be_sent_for_longer() -> None:
    longer = transitions.extended(EXPIRED, NOON, NOON + timedelta(days=30))

    assert (longer.state, longer.expires, longer.ended) == (CampaignState.PAUSED, "2026-10-01T12:00:00Z", "")
    assert not transitions.has_expired(longer, NOON + timedelta(days=20))
    assert transitions.extended(SENDING, NOON, NOON).state is CampaignState.SENDING
