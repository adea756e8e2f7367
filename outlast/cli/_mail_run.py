"""A run of sending at the terminal: how far it is, what it came to, and what to do next."""

from collections.abc import Callable

from mailer.campaign import Campaign
from mailer.errors import CampaignPaused, MailServerAway
from mailer.model import CampaignState, RecipientState
from mailer.sending import Ending, Progress
from outlast.cli._frame.stopping import asked_to_stop
from outlast.cli._reports.campaigns import tell_counts
from outlast.cli._reports.handing_over import HandingOver
from outlast.cli.output import Output
from outlast.exit_codes import ExitCode
from outlast.mailing.office import Office
from outlast.mailing.running import Ran, run_sending
from outlast.standing.spoken_time import moment_of, spelled

_DONE = (RecipientState.ACCEPTED, RecipientState.REJECTED, RecipientState.SUPPRESSED, RecipientState.IN_DOUBT)


def run(output: Output, office: Office, start: Callable[[], Campaign]) -> int:
    """Send the campaign that `start` begins or goes on with, and that is held; return the exit code.

    Raises:
        Locked: another campaign is being sent by the same account; this one was not started.
        CampaignPaused: it stopped by itself.
        MailServerAway: the server cannot be reached; it goes on later.
    """
    with office.pace.holding():
        return _run(output, office, start())


def _run(output: Output, office: Office, campaign: Campaign) -> int:
    with asked_to_stop() as stopping, output.progress("Handing over", campaign.recipients) as progress:
        line = HandingOver(office.pace.pace.eta, office.clock)

        def tell(news: Progress) -> None:
            if stopping() and not stopping.by_keys:
                return  # the window may be gone
            progress.say(line.words(news), sum(news.counts[state] for state in _DONE))

        ran = run_sending(office, campaign, stop=stopping, by_writer=lambda: stopping.by_keys, progress=tell)
        interrupted = stopping()
    return tell_ran(output, ran, interrupted=interrupted)


def tell_ran(output: Output, ran: Ran, *, interrupted: bool) -> int:
    """Say what a run came to; return the exit code.

    Raises:
        CampaignPaused, MailServerAway: see `run`.
    """
    number, report = ran.campaign.number, ran.report
    tell_counts(output, report.counts)
    output.summary(
        number=number,
        state=ran.campaign.state,
        ending=report.ending,
        why=ran.campaign.why,
        until=report.until,
        counts=dict(report.counts),
        refusals=dict(report.refusals),
    )
    for why, count in report.refusals.most_common(5):
        output.prose(f"  {count:,} ×: {why}", hanging=4)
    match report.ending:
        case Ending.FINISHED:
            return _finished(output, ran)
        case Ending.PAUSED:
            raise CampaignPaused(f"Campaign {number} stopped by itself: {report.why}", next=_mended(number))
        case Ending.AWAY:
            raise MailServerAway(report.why or "The mail server cannot be reached.", next=_resume(number))
        case Ending.EXPIRED:
            until = spelled(moment_of(ran.campaign.expires))
            output.bad(f"Campaign {number} is too old to go on: it could be sent until {until}.")
            output.text(f"  Let those have it who have not got it: {_resume(number)} --extend")
            return ExitCode.FAILED
        case Ending.WAITING:
            output.attention(f"{ran.campaign.why} Go on with: {_resume(number)}")
            return ExitCode.TRY_LATER
        case _:
            _tell_stopped(output, ran.campaign)
            return ExitCode.INTERRUPTED if interrupted else ExitCode.PARTLY


def _tell_stopped(output: Output, campaign: Campaign) -> None:
    number = campaign.number
    if campaign.state is CampaignState.CANCELLED:
        output.attention(f"Campaign {number} is cancelled. Whoever has not got it never will.")
        return
    how = "waits" if campaign.state is CampaignState.SENDING else f"is {campaign.state}"
    by_itself = " The schedule goes on with it, if it is on (outlast schedule on)." if how == "waits" else ""
    output.attention(f"Campaign {number} {how}: {campaign.why} Whoever has not got it waits.{by_itself}")
    output.text(f"  Go on with: {_resume(number)}    or end it: outlast mail cancel {number}")


def _finished(output: Output, ran: Ran) -> int:
    number, counts = ran.campaign.number, ran.report.counts
    lost = counts[RecipientState.REJECTED] + counts[RecipientState.IN_DOUBT]
    if not lost:
        output.ok(f"Campaign {number} is finished: {counts[RecipientState.ACCEPTED]:,} handed over.")
        return ExitCode.DONE
    output.attention(f"Campaign {number} is finished, but not everybody was reached. See: {_status(number)}")
    return ExitCode.PARTLY


def _mended(number: int) -> str:
    return f"Mend what it speaks of, then go on: {_resume(number)}    or end it for good: outlast mail cancel {number}"


def _status(number: int) -> str:
    return f"outlast mail status {number}"


def _resume(number: int) -> str:
    return f"outlast mail resume {number}"
