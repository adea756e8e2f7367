"""A run of a campaign that has begun: sends what may go now, and keeps what it came to."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from mailer.campaign import Campaign
from mailer.errors import MailProblem
from mailer.ledger import Ledger
from mailer.model import Mail, Reason, Recipient, RecipientState
from mailer.replies import decide, without_addresses
from mailer.sending import Ending, Means, Progress, Rules, Sending, SendReport
from outlast.mailing import asking, transitions
from outlast.mailing.endings import after, heed, why_held
from outlast.mailing.letters import Letters
from outlast.mailing.now_and_then import now_and_then
from outlast.mailing.office import Office
from outlast.mailing.pacing import limits_of
from outlast.mailing.plan import is_tested
from outlast.mailing.providers import provider_of
from outlast.mailing.standing import look_at
from outlast.mailing.watched_clock import WatchedClock
from outlast.settings.mail import MailSettings

_SYNCED_RATE = 20.0
"""Mails a second up to which each intent is synced: a disk does it some hundred times a second."""
_ACCOUNT = "account"
"""The note on a ledger that tells by which account its last run sent."""
_NOTE_EVERY = timedelta(seconds=1)
"""How far behind the notes of this computer may be: a copy of the ledger that is made while it is sent is older."""
_PATIENCE = timedelta(minutes=15)
"""How long a run waits for its time before it leaves the rest to the schedule."""
_DATED_FOR = timedelta(minutes=15)
"""How old the date in a letter may become: filters mistrust what is an hour off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a run came to."""

    campaign: Campaign
    """As it is kept now."""
    report: SendReport


def run_sending(
    office: Office,
    campaign: Campaign,
    *,
    stop: Callable[[], bool] = lambda: False,
    by_writer: Callable[[], bool] = lambda: True,
    progress: Callable[[Progress], None] = lambda _: None,
    wait_up_to: timedelta = _PATIENCE,
) -> Ran:
    """Send what is to be sent of a campaign that is being sent, and keep what it came to. It is held, and the pace too.

    What `outlast.mailing.asking` has for it is heeded, also where it was asked before the first letter. Where `stop`
    tells to stop, `by_writer` tells whether that was the writer's decision, so that it stays paused.

    Raises:
        LetterProblem: the letter cannot be made any more; nothing was sent.
        MailServerRefused, UnsafeConnection: the server does not let the writer in; the campaign waits.
        StorageError, DamageError, KeyProblem: what was handed over is noted all the same.
    """
    folder = office.campaigns.folder(campaign.number)
    expires = datetime.fromisoformat(campaign.expires)
    clock = WatchedClock(office.clock, last=office.pace.pace.counted, mark=expires)
    now = clock()
    if transitions.has_expired(campaign, now):
        return _kept(office, campaign, _doubted(campaign, _nothing_sent(folder, Ending.EXPIRED, now), clock))
    if asking.asked(folder) is not None:
        return _kept(office, campaign, _nothing_sent(folder, Ending.STOPPED, now))
    letters = Letters(office.archive, office.mail)
    letter, addressing = letters.compiled(campaign, now), letters.addressing(campaign)
    if not is_tested(campaign, letter):
        report = _nothing_sent(folder, Ending.PAUSED, now)
        report.why = transitions.looks_different(campaign)
        return _kept(office, campaign, report)

    def compose(number: int, recipient: Recipient) -> Mail:
        return letter.mail(number, recipient, addressing.of(number, recipient))

    def suppress(address: str, reason: Reason, source: str) -> None:
        office.suppression.add(address, reason, source, office.clock())

    means = Means(
        compose=compose,
        transport=office.transport,
        pace=office.pace.pace,
        decide=decide,
        without_addresses=without_addresses,
        suppressed=office.suppression.reason_now,
        suppress=suppress,
        keep_pace=office.pace.keep,
        clock=clock,
    )
    try:
        with Ledger(folder, office.archive.vault) as ledger:
            office.installation.must_be_as_far(campaign, ledger.tries)
            _give_back(office, ledger, now)
            date = now_and_then(letter.set_date, every=_DATED_FOR, clock=office.clock)
            note = now_and_then(
                lambda _: office.installation.note_tries(campaign, ledger.tries),
                every=_NOTE_EVERY,
                clock=office.clock,
                at_once=True,
            )

            def tell(news: Progress) -> None:
                date()
                note()
                progress(news)

            report = Sending(ledger, means, _rules(office.mail, campaign, wait_up_to)).run(
                stop=lambda: stop() or asking.asked(folder) is not None, progress=tell
            )
            office.installation.note_tries(campaign, ledger.tries)
            if report.ending is Ending.WAITING:
                held = office.pace.pace.held(clock(), ledger.waiting())
                report.why = why_held(held, put_off=ledger.counts[RecipientState.DEFERRED])
    except MailProblem as problem:
        _kept(office, campaign, SendReport(ending=Ending.PAUSED, why=problem.what))
        raise
    return _kept(office, campaign, _doubted(campaign, report, clock), by_writer=by_writer())


def _give_back(office: Office, ledger: Ledger, now: datetime) -> None:
    """Let the places that a killed run took in the pace, for letters that never went, be taken anew.

    Taken from the ledger first: a kill in between leaves them used, never given back twice.
    """
    of_account, unsent = ledger.note(_ACCOUNT), ledger.take_unsent()
    if unsent is not None and of_account == office.pace.name:
        office.pace.give_back(unsent[1], unsent[0], now)
    if of_account != office.pace.name:
        ledger.put_note(_ACCOUNT, office.pace.name)


def _doubted(campaign: Campaign, report: SendReport, clock: WatchedClock) -> SendReport:
    """Return a report that lets a campaign pause, and not end, where it is too old by a clock that leapt (R15)."""
    if report.ending is Ending.EXPIRED and clock.leapt:
        report.ending, report.why = Ending.PAUSED, transitions.too_late(campaign, clock())
    return report


def _nothing_sent(folder: Path, ending: Ending, now: datetime) -> SendReport:
    """Return what a run came to that ended before it began."""
    look = look_at(folder, now)
    return SendReport(ending=ending, counts=look.counts if look is not None else Counter())


def _kept(office: Office, campaign: Campaign, report: SendReport, *, by_writer: bool = True) -> Ran:
    """Keep what a run came to, and what was asked of it meanwhile.

    A note that comes after the look stays, for whoever left it or for the next run of the schedule.
    """
    folder = office.campaigns.folder(campaign.number)
    wish = asking.asked(folder)
    heed(report, wish)
    ended = after(campaign, report, wish, office.clock(), by_writer=by_writer)
    office.campaigns.save(ended)
    if wish is not None:
        asking.answer(folder, wish)
    return Ran(campaign=ended, report=report)


def _rules(mail: MailSettings, campaign: Campaign, wait_up_to: timedelta) -> Rules:
    limits = limits_of(mail)
    return Rules(
        connections=limits.connections,
        expires=datetime.fromisoformat(campaign.expires),
        synced=limits.rate is not None and limits.rate <= _SYNCED_RATE,
        wait_up_to=wait_up_to,
        pause_bounces=mail.pause_bounces,
        pause_complaints=mail.pause_complaints,
        replay_within=idempotency.window if (idempotency := provider_of(mail).idempotency) else None,
    )
