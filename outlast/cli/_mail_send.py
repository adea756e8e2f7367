"""`outlast mail test` and `send`: to the writer first, then, after the number is typed, to everybody."""

from collections.abc import Callable
from dataclasses import replace
from math import inf
from pathlib import Path

import click

from backup.audience.subscriber import Status
from backup.errors import UsageError
from mailer.campaign import Campaign, Segment, Tested
from mailer.model import Recipient
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._mail_go_on import confirm_going_on, confirm_taking_over, go_on_with, must_be_as_fixed
from outlast.cli._mail_lists import hear_who_signed_off
from outlast.cli._mail_look import planned
from outlast.cli._mail_office import NUMBER, campaigns_of, office_of
from outlast.cli._mail_run import run
from outlast.cli._mail_segment import segment_options, segment_said
from outlast.cli._reports.campaigns import plan_fields, sentence, tell_plan
from outlast.cli.output import Danger, Output
from outlast.exit_codes import ExitCode
from outlast.mailing import transitions
from outlast.mailing.beginning import begin
from outlast.mailing.letters import Letters
from outlast.mailing.office import Office
from outlast.mailing.plan import Plan
from outlast.mailing.sender import must_be_set
from outlast.mailing.transitions import written
from outlast.mailing.trying import own_addresses, try_out, versions
from outlast.settings.kinds import MAILBOX
from outlast.settings.mail import MailSettings

CONFIRM_COUNT = click.option(
    "--confirm-count", metavar="N", help="Say yes without being asked, by giving the number of subscribers."
)
RATE_OPTION = click.option("--rate", metavar="N/min", help="How many a minute at most, this time.")


@click.command(cls=Command)
@NUMBER
@click.option("--to", "to", multiple=True, metavar="ADDRESS", help="Another address of yours (repeatable).")
@click.option("--paid", is_flag=True, help="As a subscriber who pays will see it.")
@click.option("-n", "--dry-run", is_flag=True, help="Send nothing; say what would be sent.")
@pass_session
def test(session: Session, number: int, to: tuple[str, ...], paid: bool, dry_run: bool) -> None:
    """Send a letter to yourself, just as it will go out. Nothing can be sent to others before.

    Where those who pay read something else, both versions come; with --paid, theirs alone. It goes to the addresses in
    mail.test_to, or to the one you write from.

    Examples:
        outlast mail test 4
        outlast mail test 4 --to maya@example.org --paid
    """
    with campaigns_of(session) as (archive, campaigns), campaigns.holding(number) as campaign:
        transitions.edited(campaign, clock.now())  # refused before anything is sent
        must_be_set(session.settings.mail, ["mail.server", "mail.from"])
        with office_of(session, archive) as office:
            send_test(session.output, office, campaign, to=to, paid=paid, dry_run=dry_run)
            if not dry_run:
                session.output.text(f"  Then: outlast mail send {number}")


@click.command(cls=Command)
@NUMBER
@segment_options
@RATE_OPTION
@CONFIRM_COUNT
@click.option("--take-over", is_flag=True, help="Send although this archive was restored from an older copy.")
@click.option("-n", "--dry-run", is_flag=True, help="Send nothing; say what would be sent.")
@pass_session
def send(
    session: Session,
    /,
    number: int,
    rate: str | None,
    confirm_count: str | None,
    take_over: bool,
    dry_run: bool,
    **said: str | Path | int | None,
) -> int:
    """Send a campaign to real people, after you have typed how many they are.

    Needs a test copy of exactly this letter. Who gets it is fixed when it begins. Ctrl-C finishes the letters in
    flight; run it again, or `outlast mail resume`, and it goes on; run again, it asks first where it is paused. Nobody
    is written to twice.

    Exit code: 0 all handed over, 3 some were refused or it stopped by itself, 75 it goes on later.

    Examples:
        outlast mail send 4
        outlast mail send 4 --segment paid --limit 50
        outlast mail send 4 --confirm-count 4183 --no-input
    """
    mail = with_rate(session.settings.mail, rate)
    with campaigns_of(session) as (archive, campaigns), campaigns.holding(number, to_send=not dry_run) as campaign:
        segment = segment_said(campaign.segment, **said)  # type: ignore[arg-type]  # click has checked each
        if not campaign.state.may_change:
            transitions.resumed(campaign, clock.now(), instance="")  # refused before anything is asked for
            must_be_as_fixed(campaign, segment)
        must_be_set(mail)
        if not campaign.state.may_change:
            confirm = confirm_taking_over if take_over else confirm_going_on
            return go_on_with(session, archive, campaign, mail, confirm=confirm, take_over=take_over, dry_run=dry_run)
        with office_of(session, archive, mail) as office:
            if not dry_run:
                hear_who_signed_off(session, office)
            plan = planned(session, archive, campaign, mail, segment)
            return send_planned(
                session.output, office, plan, segment, confirm_count=confirm_count, take_over=take_over, dry_run=dry_run
            )


def send_test(
    output: Output, office: Office, campaign: Campaign, *, to: tuple[str, ...] = (), paid: bool = False, dry_run: bool
) -> Campaign:
    """Send a copy to the writer and note it; return the campaign as it is then.

    Raises:
        UsageError: an address is none.
        MailProblem: it was not taken, or cannot be made.
    """
    letters = Letters(office.archive, office.mail)
    campaign = letters.current(campaign)
    letter = letters.compiled(campaign, office.clock())
    addresses = tuple(map(_mailbox, to)) or own_addresses(campaign, office.mail)
    addressing = letters.addressing(campaign)
    writers = [Recipient(address=one, name=campaign.sender.name, status=Status.PAID) for one in addresses]
    recipients = writers if paid else [one for writer in writers for one in versions(letter, addressing, writer)]
    copies = f"{len(recipients)} test cop{'y' if len(recipients) == 1 else 'ies'}"
    if len(recipients) > len(writers):
        copies += " (as free subscribers see it, and as those who pay do)"
    fields = {"number": campaign.number, "to": addresses, "letter": letter.digest}
    if dry_run:
        output.result(f"{copies} would go to {', '.join(addresses)} (--dry-run).", **fields, dry_run=True)
        return campaign
    with output.progress("Handing over"):
        try_out(letter, addressing, office.transport, recipients)
    now = office.clock()
    tested = Tested(at=written(now), letter=letter.digest, to=", ".join(addresses))
    campaign = transitions.checked(campaign, tested, now, instance=office.installation.id)
    office.campaigns.save(campaign)
    output.ok(f"{office.mail.server} took {copies} for {', '.join(addresses)}.")
    output.text("  Look at it where your subscribers would: on the phone, too. Did it land in spam?")
    output.line("result", **fields, dry_run=False)
    return campaign


def send_planned(
    output: Output,
    office: Office,
    plan: Plan,
    segment: Segment,
    *,
    confirm_count: str | None,
    take_over: bool = False,
    dry_run: bool,
    look_again: Callable[[], None] = lambda: None,
) -> int:
    """Show a plan, ask for the number, and send; the campaign is held meanwhile. Return the exit code.

    `look_again` is called when nobody else can begin to send any more, and raises where this may not either.

    Raises:
        NeedsConfirmation: nobody typed the number.
        MailProblem: it may not begin, or stopped by itself.
    """
    subject = Letters(office.archive, office.mail).subject(plan.campaign, office.clock())
    tell_plan(output, plan, subject, office.clock())
    if dry_run:
        output.text("Nothing was sent (--dry-run).")
        output.line("result", **plan_fields(plan, subject), dry_run=True)
        return ExitCode.DONE if plan.ready else ExitCode.PARTLY
    plan.must_be_ready(office.mail)
    output.confirm(
        f"This goes to real people: {sentence(plan, subject)}.",
        danger=Danger.SEVERE,
        type_this=str(len(plan.chosen)),
        given=confirm_count,
        flag="--confirm-count",
        so_what=f"Nobody but you was sent anything. Campaign {plan.campaign.number} is kept as it is.",
        next=f"Go on when you want: outlast mail send {plan.campaign.number}",
    )

    def start() -> Campaign:
        look_again()
        return begin(office, plan, segment, take_over=take_over)

    return run(output, office, start)


def with_rate(mail: MailSettings, rate: str | None) -> MailSettings:
    """Return the settings with another rate, where one is said.

    Raises:
        UsageError: it is none.
    """
    if rate is None:
        return mail
    try:
        a_minute = float(rate.removesuffix("/min"))
    except ValueError:
        a_minute = 0.0
    if not 0 < a_minute < inf:
        raise UsageError(f"--rate {rate!r} is not a number of letters a minute.", next="Write it like --rate 60/min")
    return replace(mail, rate=a_minute)


def _mailbox(text: str) -> str:
    try:
        return str(MAILBOX.accept(text))
    except ValueError as error:
        raise UsageError(f"--to {error}.") from None
