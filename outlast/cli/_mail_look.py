"""`outlast mail preview`, `plan`, `list` and `status`: look, without sending or changing anything."""

from pathlib import Path

import click
from msgspec import structs

from backup.archive.archive import Archive
from backup.audience.subscriber import Status
from backup.errors import NotFound, OutlastError
from mailer.campaign import Campaign, Segment
from mailer.model import CampaignState, Recipient
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.out_file import write_out
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._mail_office import NUMBER, campaigns_of
from outlast.cli._mail_segment import segment_options, segment_said
from outlast.cli._reports.campaigns import (
    campaign_fields,
    plan_fields,
    tell_campaigns,
    tell_plan,
    tell_standing,
)
from outlast.exit_codes import ExitCode
from outlast.mailing.calling import how_to_call
from outlast.mailing.campaigns import Campaigns
from outlast.mailing.letters import SOMEBODY, Letters
from outlast.mailing.pacing import KeptPace
from outlast.mailing.plan import Plan, plan_sending
from outlast.mailing.recipients import choose
from outlast.mailing.standing import look_at
from outlast.mailing.suppressing import suppression_list
from outlast.settings.mail import MailSettings


@click.command(cls=Command)
@NUMBER
@click.option("--as", "address", metavar="ADDRESS", help="As this subscriber will see it; default: an invented one.")
@click.option("--paid", is_flag=True, help="As a subscriber who pays will see it.")
@click.option("--to-file", type=click.Path(path_type=Path), metavar="FILE", help="Write the HTML to a file.")
@pass_session
def preview(session: Session, number: int, address: str | None, paid: bool, to_file: Path | None) -> None:
    """Show a letter as a subscriber will see it. Nothing is sent.

    Examples:
        outlast mail preview 4
        outlast mail preview 4 --as ada@example.org --to-file letter.html
    """
    output, mail = session.output, session.settings.mail
    with campaigns_of(session) as (archive, campaigns):
        campaign = campaigns.get(number)
        recipient = _subscriber(archive, campaign, address) if address else SOMEBODY
        if paid and not recipient.paid:
            recipient = structs.replace(recipient, status=Status.PAID)
        letters = Letters(archive, mail)
        seen, called = letters.preview(campaign, clock.now(), recipient), letters.called(campaign)
    where = write_out(session, to_file, [seen.html.encode()]) if to_file is not None else None
    for name, value in seen.headers:
        output.detail(f"{name}: {value}")
    output.text(f"Subject: {seen.subject}")
    output.text()
    output.text(seen.text)
    output.note(f"{max(round(seen.size / 1000), 1)} KB; text and HTML go out together.")
    output.note(f"It calls your publication {called.words}.")
    if called.guessed:
        output.note(f"That is the name of its folder. If it is wrong: {how_to_call(campaign.publication)}")
    for warning in seen.warnings:
        output.warn(warning)
    if where is not None:
        output.note(f"The HTML is in {where}.")
    output.line(
        "result",
        number=number,
        subject=seen.subject,
        text=seen.text,
        html=seen.html,
        headers=dict(seen.headers),
        size=seen.size,
        warnings=seen.warnings,
        publication=called.name,
        platform=called.platform,
        file=where,
    )


@click.command(cls=Command)
@NUMBER
@segment_options
@pass_session
def plan(session: Session, /, number: int, **said: str | Path | int | None) -> int:
    """Show what would happen if a campaign were sent now: to whom, until when, and what stands against it.

    Exit code 3 where something has to be done first. Nothing is sent, and nobody outside is asked.

    Examples:
        outlast mail plan 4
        outlast mail plan 4 --segment paid
        outlast mail plan 4 --json
    """
    with campaigns_of(session) as (archive, campaigns):
        campaign = campaigns.get(number)
        segment = segment_said(campaign.segment, **said)  # type: ignore[arg-type]  # click has checked each
        found = planned(session, archive, campaign, session.settings.mail, segment)
        subject = Letters(archive, session.settings.mail).subject(campaign, clock.now())
    tell_plan(session.output, found, subject, clock.now())
    session.output.line("result", **plan_fields(found, subject))
    if found.ready and campaign.state.may_change:
        session.output.note(f"Send it: outlast mail send {number}")
    return ExitCode.DONE if found.ready else ExitCode.PARTLY


@click.command("list", cls=Command)
@pass_session
def list_(session: Session) -> None:
    """List all campaigns.

    Examples:
        outlast mail list
        outlast mail list --json
    """
    with campaigns_of(session) as (archive, campaigns):
        letters = Letters(archive, session.settings.mail)
        tell_campaigns(session.output, [(one, subject_of(letters, one)) for one in campaigns.all()])


@click.command(cls=Command)
@NUMBER
@pass_session
def status(session: Session, number: int) -> None:
    """Show how a campaign stands: who has it, who waits, what was refused, what is in doubt.

    Works while another run is sending it, too.

    Examples:
        outlast mail status 4
        outlast mail status 4 --json
    """
    with campaigns_of(session) as (archive, campaigns):
        tell_status(session, archive, campaigns, number)


def tell_status(session: Session, archive: Archive, campaigns: Campaigns, number: int) -> None:
    """Show how a campaign stands.

    Raises:
        NoCampaign, KeyProblem, DamageError: see `Campaigns.get` and `look_at`.
    """
    now, mail = clock.now(), session.settings.mail
    campaign = campaigns.get(number)
    busy = campaigns.is_held(number)
    look = look_at(campaigns.folder(number), now)
    done_by = None
    if look is not None and look.waiting and campaign.state is CampaignState.SENDING:
        eta = KeptPace(archive.root, mail).pace.eta(look.waiting, now)
        done_by = eta if eta > now else None
    subject = subject_of(Letters(archive, mail), campaign)
    tell_standing(session.output, campaign, subject, look, busy=busy, done_by=done_by)
    fields = campaign_fields(campaign, subject)
    if look is not None:
        fields |= {
            "counts": dict(look.counts),
            "by_destination": {one.value: dict(counts) for one, counts in look.states.items()},
            "in_doubt": [one.number for one in look.in_doubt],
            "events": dict(look.events),
            "a_minute": look.rate,
            "next_try": look.next_try,
        }
    session.output.line(
        "result", **fields, busy=busy, done_by=done_by, log=[{"at": one.at, "what": one.what} for one in campaign.log]
    )


def planned(session: Session, archive: Archive, campaign: Campaign, mail: MailSettings, segment: Segment) -> Plan:
    """Return the plan of a campaign. See `plan_sending`."""
    with session.output.progress("Choosing who gets it"):
        return plan_sending(
            campaign,
            archive=archive,
            mail=mail,
            suppressed=suppression_list(archive).reason_of,
            pace=KeptPace(archive.root, mail).pace,
            now=clock.now(),
            segment=segment,
        )


def subject_of(letters: Letters, campaign: Campaign) -> str:
    """Return the subject as people will see it, or as it was written where the letter has a slip."""
    try:
        return letters.subject(campaign, clock.now())
    except OutlastError:
        return campaign.subject


def _subscriber(archive: Archive, campaign: Campaign, address: str) -> Recipient:
    """Return the subscriber of an address.

    Raises:
        NotFound: nobody of that address would get a letter. The message does not repeat it.
    """
    found = choose(archive, campaign.publication, Segment(only=(address,)), suppressed=lambda _: None)
    for recipient in found:
        return recipient
    raise NotFound(
        "Nobody of that address gets letters by the newest list.",
        so_what="Nothing was shown.",
        next="Leave out --as to see it as an invented subscriber would.",
    )
