"""`outlast mail retry` and `resolve`: who of a campaign is tried once more, and what becomes of those in doubt."""

from collections.abc import Iterable

import click

from backup.errors import UsageError
from mailer.addressing import Addressing
from mailer.campaign import Campaign
from mailer.ledger import Ledger, Settled, Standing
from mailer.model import CampaignState, RecipientState
from mailer.sending.resolving import Resolved, decide_by_hand, look_for
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.opening import wiring_of
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._mail_office import NUMBER, campaigns_of
from outlast.cli.output import Danger, Output
from outlast.mailing import transitions
from outlast.mailing.letters import Letters
from outlast.mailing.proving import proof
from outlast.mailing.second_try import worth_a_second_try
from outlast.mailing.suppressing import suppression_list


@click.command(cls=Command)
@NUMBER
@click.option("-n", "--dry-run", is_flag=True, help="Change nothing; say how many there are.")
@pass_session
def retry(session: Session, number: int, dry_run: bool) -> None:
    """Let those wait again whom the server refused, and not because of their address, then resume.

    Their mailbox was full, their server was out of order, or it was about your account, a quota of yours, or something
    that nobody knows: see what servers said with `outlast mail status`, and mend it first. Who was refused because the
    address is dead or takes no mail, and whoever gets no letters any more, is not tried again, unless you took them off
    that list (`outlast mail suppress remove`).

    Examples:
        outlast mail retry 4
        outlast mail resume 4
    """
    with campaigns_of(session) as (archive, campaigns), campaigns.holding(number) as campaign:
        _must_have_begun(campaign)
        with Ledger(campaigns.folder(number), archive.vault) as ledger:
            again = list(worth_a_second_try(ledger, suppression_list(archive)))
            again += [one.number for one in ledger.standing(RecipientState.DEFERRED)]
            if again and not dry_run:
                _put(ledger, again, RecipientState.PENDING)
        if again and not dry_run and campaign.state is CampaignState.FINISHED:
            campaigns.save(transitions.reopened(campaign, f"{len(again):,} are tried once more.", clock.now()))
    verb = "would be" if dry_run else "will be"
    session.output.result(
        f"{len(again):,} {verb} tried again: outlast mail resume {number}"
        if again
        else "There is nobody to try again.",
        number=number,
        again=len(again),
        dry_run=dry_run,
    )


@click.command(cls=Command)
@NUMBER
@click.option("--arrived", is_flag=True, help="They got it, as far as you know: count them as handed over.")
@click.option("--resend", is_flag=True, help="Send it to them once more; some may get it twice.")
@click.option("--recipient", "recipients", multiple=True, type=click.IntRange(min=1), metavar="N", help="Only these.")
@click.option("--show-addresses", is_flag=True, help="Say who they are.")
@pass_session
def resolve(
    session: Session, number: int, arrived: bool, resend: bool, recipients: tuple[int, ...], show_addresses: bool
) -> None:
    """Say what becomes of those of whom nobody knows whether the server took their letter.

    The line broke after the letter had gone out and before the answer came. First it is looked for in your provider's
    log and among the mails you sent, where the settings name them. Who is not found is held until you decide. Sent once
    more, a letter has the same Message-ID, by which many mail programs show it once.

    Examples:
        outlast mail resolve 4 --show-addresses
        outlast mail resolve 4 --arrived
        outlast mail resolve 4 --resend --recipient 17
    """
    if arrived and resend:
        raise UsageError("--arrived and --resend exclude each other.", next="Give one of them.")
    output = session.output
    with campaigns_of(session) as (archive, campaigns), campaigns.holding(number) as campaign:
        _must_have_begun(campaign)
        with Ledger(campaigns.folder(number), archive.vault) as ledger:
            found = _looked_for(session, ledger, Letters(archive, session.settings.mail).addressing(campaign))
            held = [
                one for one in ledger.standing(RecipientState.IN_DOUBT) if not recipients or one.number in recipients
            ]
            for one in held:
                _tell_held(output, ledger, one, show_addresses=show_addresses)
            if held and resend:
                output.confirm(
                    f"Send it once more to {len(held):,}? Some of them may have it already.", danger=Danger.MODERATE
                )
            if held and (arrived or resend):
                decide_by_hand(ledger, [one.number for one in held], clock.now(), resend=resend)
        again = found.waiting + (len(held) if resend else 0)
        if again and campaign.state is CampaignState.FINISHED:
            campaigns.save(transitions.reopened(campaign, f"{again:,} are sent once more.", clock.now()))
    _tell_resolved(output, number, found, len(held), arrived=arrived, resend=resend)


def _looked_for(session: Session, ledger: Ledger, addressing: Addressing) -> Resolved:
    """Settle those of whom proof can be found."""
    settings, ask = session.settings, wiring_of(session).ask
    with proof(settings, ledger, addressing, environ=session.environ, clock=clock.now, ask=ask) as look:
        return Resolved() if look is None else look_for(ledger, look, clock.now())


def _tell_held(output: Output, ledger: Ledger, one: Standing, *, show_addresses: bool) -> None:
    who = ledger.recipient(one.number) if show_addresses else None
    address = who.address if who is not None else None
    output.text(f"  {one.number}  {address or ''}  {one.said}".rstrip())
    output.line("in_doubt", number=one.number, said=one.said, since=one.changed, address=address)


def _tell_resolved(output: Output, number: int, found: Resolved, count: int, *, arrived: bool, resend: bool) -> None:
    if found.taken:
        output.ok(f"{found.taken:,} were found: their letter was taken.")
    if found.waiting:
        output.ok(f"{found.waiting:,} surely did not get it, and will: outlast mail resume {number}")
    if not count:
        output.text("Nobody is in doubt.")
    elif arrived:
        output.ok(f"{count:,} count as handed over.")
    elif resend:
        output.ok(f"{count:,} will get it once more: outlast mail resume {number}")
    else:
        output.attention(
            f"{count:,} {'is' if count == 1 else 'are'} in doubt, and held. Decide with --arrived or --resend."
        )
    output.summary(
        number=number, found=found.taken, not_taken=found.waiting, in_doubt=count, arrived=arrived, resend=resend
    )


def _must_have_begun(campaign: Campaign) -> None:
    if campaign.state.may_change or campaign.state in (CampaignState.CANCELLED, CampaignState.EXPIRED):
        raise transitions.not_open(campaign)


def _put(ledger: Ledger, numbers: Iterable[int], state: RecipientState) -> None:
    ledger.mark([Settled(number=number, state=state, tried=False) for number in numbers], clock.now())
