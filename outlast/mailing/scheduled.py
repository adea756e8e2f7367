"""Sending and collecting as jobs of the schedule: what waited for its time goes on, and who signs off is heard."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

from backup.archive import layout
from backup.archive.archive import Archive
from mailer.campaign import Campaign
from mailer.errors import MailProblem
from mailer.model import CampaignState, RecipientState
from outlast.mailing.beginning import go_on
from outlast.mailing.campaigns import Campaigns
from outlast.mailing.collecting import collect_all
from outlast.mailing.connecting import transport_of
from outlast.mailing.installation import Installation
from outlast.mailing.now_and_then import now_and_then
from outlast.mailing.office import Office
from outlast.mailing.pacing import KeptPace
from outlast.mailing.running import run_sending
from outlast.mailing.standing import look_at
from outlast.mailing.suppressing import suppression_list
from outlast.schedule.job import Ending, Job, Outcome
from outlast.schedule.tick import outcome_of
from outlast.schedule.work import Workshop
from outlast.telling.news import News, NewsKind, Severity

_LOOK_EVERY = timedelta(minutes=1)
_TALLY = {
    RecipientState.ACCEPTED: "sent",
    RecipientState.REJECTED: "refused",
    RecipientState.IN_DOUBT: "in doubt",
}
_READ_FOR = timedelta(minutes=2)
"""How long a look into the mailbox may take, the rest being left for the next: letters may be in flight meanwhile, and
servers wait five minutes (RFC 5321, 4.5.3.2.7)."""


def send_on(shop: Workshop, job: Job) -> Outcome:  # noqa: ARG001 - the signature of all work
    """Go on with every campaign that waits for its time; one that was paused waits for the writer.

    Raises:
        NoArchive, SecretProblem, KeyProblem, StorageError: it could not begin.
    """
    if not _any_waits(shop):
        return Outcome(ending=Ending.DONE)
    outcome = Outcome(ending=Ending.DONE)
    with closing(shop.wiring.open_archive()) as archive:
        for number in Campaigns(archive).numbers():
            campaign = Campaigns(archive).get(number)
            if campaign.state is CampaignState.SENDING and not shop.stop():
                outcome = _merged(outcome, _send_on(shop, archive, campaign))
    return outcome


def collect(shop: Workshop, job: Job) -> Outcome:  # noqa: ARG001
    """Fetch bounces, complaints and unsubscriptions, by each way that the settings name.

    Raises:
        NoArchive, SecretProblem, KeyProblem, StorageError: it could not begin.
    """
    if not (shop.settings.archive / layout.MAIL).is_dir():
        return Outcome(ending=Ending.DONE)
    with closing(shop.wiring.open_archive()) as archive:
        collected = collect_all(archive, shop.settings, environ=shop.environ, clock=shop.clock, within=_READ_FOR)
    counts = {"suppressed": collected.news} if collected.news else {}
    problem = next(iter(collected.problems), collected.damage)
    if problem is not None:
        return replace(outcome_of(problem), counts=counts)
    return Outcome(ending=Ending.DONE, counts=counts)


def _any_waits(shop: Workshop) -> bool:
    """Tell without a key whether there is anything to send: at nearly every tick there is not."""
    folder = shop.settings.archive / layout.MAIL
    if not folder.is_dir():
        return False
    looks = (look_at(path, shop.clock()) for path in folder.iterdir() if path.name.isdecimal())
    return any(look is not None and look.waiting for look in looks)


def _send_on(shop: Workshop, archive: Archive, campaign: Campaign) -> Outcome:
    campaigns, number = Campaigns(archive), campaign.number
    office = Office(
        archive=archive,
        mail=shop.settings.mail,
        installation=Installation(shop.database),
        transport=transport_of(shop.settings.mail, environ=shop.environ),
        pace=KeptPace(archive.root, shop.settings.mail),
        suppression=suppression_list(archive),
        clock=shop.clock,
    )
    try:
        with campaigns.holding(number) as held:
            if held.state is not CampaignState.SENDING:
                return Outcome(ending=Ending.DONE)
            # The watch, the alerts and what comes back have their turn between two steps of the ledger.
            meanwhile = now_and_then(lambda _: shop.meanwhile(), every=_LOOK_EVERY, clock=shop.clock)
            with office.pace.holding():
                ran = run_sending(
                    office,
                    go_on(office, held),
                    stop=shop.stop,
                    by_writer=lambda: False,
                    progress=lambda _: meanwhile(),
                    wait_up_to=timedelta(),
                )
    except MailProblem as problem:
        _tell(shop, campaigns.get(number), problem.what)
        raise
    counts = {f"letters {words}": ran.report.tried[state] for state, words in _TALLY.items() if ran.report.tried[state]}
    if ran.campaign.state is not CampaignState.SENDING:
        _tell(shop, ran.campaign, ran.campaign.why)
    return Outcome(ending=Ending.STOPPED if shop.stop() else Ending.DONE, counts=counts)


def _merged(one: Outcome, other: Outcome) -> Outcome:
    counts = {name: one.counts.get(name, 0) + other.counts.get(name, 0) for name in (*one.counts, *other.counts)}
    return replace(other, counts=counts)


def _tell(shop: Workshop, campaign: Campaign, why: str) -> None:
    """Tell that a campaign has come to its end, or waits for the writer. Names nobody."""
    ended = campaign.state is CampaignState.EXPIRED
    paused = campaign.state is CampaignState.PAUSED
    shop.tell(
        News(
            kind=NewsKind.MAIL,
            title=f"Your letter “{campaign.subject}” is {'paused' if paused else campaign.state.value}",
            text=why or "Everybody on the list has been written to, or cannot be.",
            account=campaign.publication,
            when=shop.clock(),
            severity=Severity.ATTENTION if paused or ended else Severity.INFO,
            next=f"outlast mail {f'resume {campaign.number} --extend' if ended else f'status {campaign.number}'}",
            state=f"{campaign.number}-{campaign.state.value}",
        )
    )
