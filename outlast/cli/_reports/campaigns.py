"""What the verbs of `outlast mail` show: a plan, how a campaign stands, and what a run of sending came to."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from mailer.campaign import Campaign
from mailer.model import CampaignState, RecipientState
from outlast.cli._mail_segment import in_words
from outlast.cli.output import Output
from outlast.doctor.check import Check, State
from outlast.mailing import left_out
from outlast.mailing.plan import Plan
from outlast.mailing.recipients import Chosen
from outlast.mailing.standing import LedgerLook
from outlast.standing.spoken_time import spelled, stamped

_STATES = {
    RecipientState.ACCEPTED: "handed over",
    RecipientState.PENDING: "waiting",
    RecipientState.CLAIMED: "in hand",
    RecipientState.DEFERRED: "to be tried again",
    RecipientState.REJECTED: "refused",
    RecipientState.SUPPRESSED: "left out since, by the suppression list",
    RecipientState.IN_DOUBT: "in doubt",
}


def sentence(plan: Plan, subject: str) -> str:
    """Return what would be done, in one sentence."""
    sender = plan.campaign.sender
    return f"“{subject}” to {people(plan.chosen)}, from {sender.name} <{sender.address}>"


def people(chosen: Chosen) -> str:
    """Return how many get a letter, in words."""
    paid = f" ({chosen.paid:,} paid first)" if chosen.paid else ""
    return f"{len(chosen):,} subscriber{'' if len(chosen) == 1 else 's'}{paid}"


def tell_plan(output: Output, plan: Plan, subject: str, now: datetime) -> None:
    """Show a plan: who gets it, who does not and why, until when, and what stands against it."""
    output.prose(sentence(plan, subject))
    tell_people(output, plan.chosen)
    output.text(f"  {_until(plan, now)}")
    output.text("  you can pause at any time; nobody is written to twice")
    for check in plan.checks:
        tell_check(output, check)


def tell_people(output: Output, chosen: Chosen) -> None:
    """Show of which kinds they are who get a letter, and who is left out and why."""
    if chosen.statuses:
        ordered = sorted(chosen.statuses.items(), key=lambda found: not found[0].active)
        kinds = " · ".join(f"{count:,} {status}" for status, count in ordered)
        output.prose(f"  {kinds}", hanging=2)
    for number, line in enumerate(left_out.in_words(chosen.left_out)):
        output.prose(f"  {'left out:' if not number else '         '} {line}", hanging=12)


def plan_fields(plan: Plan, subject: str) -> dict[str, object]:
    """Return a plan for programs."""
    chosen = plan.chosen
    return {
        "number": plan.campaign.number,
        "subject": subject,
        "recipients": len(chosen),
        "paid": chosen.paid,
        "by_status": dict(chosen.statuses),
        "by_destination": dict(chosen.destinations),
        "left_out": dict(chosen.left_out),
        "list_of": chosen.list_of,
        "opens_of": chosen.opens_of,
        "done_by": plan.done_by,
        "checks": plan.checks,
        "ready": plan.ready,
    }


def tell_check(output: Output, check: Check) -> None:
    """Show one check with its sign."""
    advice = f"  → {check.next}" if check.next and check.state is not State.OK else ""
    output.prose(f"  {output.sign(check.state)} {check.name}: {check.text}{advice}", hanging=4)


def tell_campaigns(output: Output, campaigns: Iterable[tuple[Campaign, str]]) -> None:
    """Show a line for each campaign, with its subject."""
    rows = []
    for campaign, subject in campaigns:
        to = f"{campaign.recipients:,}" if campaign.recipients else in_words(campaign.segment)
        when = stamped(campaign.ended or campaign.started or campaign.created)
        rows.append((str(campaign.number), campaign.state.value, when, to, subject))
        output.line("campaign", **campaign_fields(campaign, subject))
    if rows:
        output.table(("ID", "state", "since", "to", "subject"), rows)
    else:
        output.text("There is no campaign yet. Write one: outlast mail new")


def campaign_fields(campaign: Campaign, subject: str) -> dict[str, object]:
    """Return a campaign for programs. No address."""
    return {
        "number": campaign.number,
        "state": campaign.state,
        "subject": subject,
        "publication": campaign.publication,
        "template": campaign.template,
        "language": campaign.language,
        "segment": in_words(campaign.segment),
        "created": campaign.created,
        "started": campaign.started,
        "expires": campaign.expires,
        "ended": campaign.ended,
        "why": campaign.why,
        "recipients": campaign.recipients,
        "left_out": campaign.left_out,
    }


def tell_standing(
    output: Output, campaign: Campaign, subject: str, look: LedgerLook | None, *, busy: bool, done_by: datetime | None
) -> None:
    """Show how a campaign stands."""
    output.prose(f"Campaign {campaign.number}: “{subject}”, {campaign.state}{', right now' if busy else ''}.")
    if campaign.why:
        output.attention(campaign.why)
    if not busy:
        _tell_next(output, campaign)
    if look is not None:
        tell_counts(output, look.counts)
        there = [state for state in _STATES if look.counts[state]]
        rows = [
            (destination.value, *(f"{counts[state]:,}" for state in there))
            for destination, counts in look.states.items()
        ]
        output.table(("", *(_STATES[state] for state in there)), rows)
        if busy and look.rate:
            output.text(f"  {look.rate:,.1f} a minute over the last five")
        if done_by is not None:
            output.text(f"  done by {spelled(done_by)}")
        for said, count in look.refusals:
            output.prose(f"  refused, {count:,} ×: {said}", hanging=4)
        for kind, count in look.events.items():
            output.text(f"  {kind.value} since: {count:,}")
        for one in look.in_doubt:
            output.prose(f"  in doubt: recipient {one.number}{f' ({one.said})' if one.said else ''}", hanging=4)
        if look.in_doubt:
            output.text(f"  → outlast mail resolve {campaign.number}")
    for noted in campaign.log[-10:]:
        output.prose(f"  {stamped(noted.at)}  {noted.what}", hanging=20)


def _tell_next(output: Output, campaign: Campaign) -> None:
    """Say how a campaign that nobody is sending goes on, where it can."""
    number = campaign.number
    if campaign.state is CampaignState.SENDING:
        output.attention(
            f"No run is sending it now. Go on with: outlast mail resume {number}    Where the schedule is on (outlast"
            " schedule show), it goes on by itself."
        )
    elif campaign.state is CampaignState.PAUSED:
        output.prose(
            f"  → When it may go on: outlast mail resume {number}    or end it for good: outlast mail cancel {number}",
            hanging=4,
        )
    elif campaign.state is CampaignState.EXPIRED:
        output.prose(f"  → Let those have it who have not got it: outlast mail resume {number} --extend", hanging=4)


def tell_counts(output: Output, counts: Counter[RecipientState]) -> None:
    """Show how many recipients are in each state, in one line."""
    output.prose("  " + " · ".join(f"{counts[state]:,} {words}" for state, words in _STATES.items() if counts[state]))


def _until(plan: Plan, now: datetime) -> str:
    if plan.done_by is None:
        return f"as fast as {plan.server or 'the mail server'} takes them"
    minutes = (plan.done_by - now).total_seconds() / 60
    about = f"about {minutes:.0f} min" if minutes < 120 else f"until {spelled(plan.done_by)}"
    return f"{about}, via {plan.server or 'a mail server that is not set yet'}"
