"""What would happen if a campaign were sent now: to whom, until when, and what stands against it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from backup.archive.reading import ReadableArchive
from backup.errors import UsageError
from mailer.campaign import Campaign, Segment
from mailer.errors import NotTested
from mailer.letter.compiled import CompiledLetter
from mailer.model import Destination
from mailer.pace import Pace
from outlast.doctor.check import Check, State
from outlast.mailing.calling import how_to_call
from outlast.mailing.letters import SOMEBODY, Letters
from outlast.mailing.pacing import limits_of
from outlast.mailing.providers import provider_of
from outlast.mailing.recipients import Chosen, Suppressed, choose
from outlast.mailing.sender import must_be_set
from outlast.settings.mail import MailSettings
from outlast.standing.spoken_time import days_between, spoken

_OLD_LIST = 14
"""Days after which people may have unsubscribed of whom the list does not know."""
_LONG = timedelta(hours=12)
_BULK = 5000
"""Mails a day to Gmail from which on it asks for one click (support.google.com/a/answer/14229414)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A campaign with everything that sending it needs. Holds no address but the writer's."""

    campaign: Campaign
    letter: CompiledLetter
    chosen: Chosen
    server: str
    done_by: datetime | None
    """When the last letter will be out; `None` where nothing limits the pace."""
    checks: tuple[Check, ...]

    @property
    def ready(self) -> bool:
        """Tell whether nothing stands against sending."""
        return all(check.state is not State.BAD for check in self.checks)

    def must_be_ready(self, mail: MailSettings) -> None:
        """Return where nothing stands against sending.

        Raises:
            NotSetUpForMail: a setting is missing.
            UsageError: there is nobody to write to.
            NotTested: no test copy of exactly this letter went to the writer.
        """
        must_be_set(mail)
        number = self.campaign.number
        if not len(self.chosen):
            raise UsageError(
                f"There is nobody to whom campaign {number} could go.",
                so_what="Nothing was sent.",
                next=f"See who is left out, and why: outlast mail plan {number}",
            )
        if not is_tested(self.campaign, self.letter):
            again = " of the letter as it is now" if self.campaign.tested else ""
            raise NotTested(f"No test copy{again} has gone to you yet.", next=f"outlast mail test {number}")


def plan_sending(
    campaign: Campaign,
    *,
    archive: ReadableArchive,
    mail: MailSettings,
    suppressed: Suppressed,
    pace: Pace,
    now: datetime,
    segment: Segment | None = None,
) -> Plan:
    """Return what would happen if a campaign were sent now; `segment` is another one than the campaign's own.

    Raises:
        NotFound, InputError: there is no list, or none with addresses.
        UsageError: the segment asks for what the archive cannot tell.
        NotSetUpForMail: there is no address to write from.
        LetterProblem: a slip in the letter.
        KeyProblem, DamageError: something cannot be read.
    """
    letters = Letters(archive, mail)
    campaign = letters.current(campaign)
    letter = letters.compiled(campaign, now)
    chosen = choose(archive, campaign.publication, segment or campaign.segment, suppressed=suppressed)
    done_by = pace.eta(chosen.destinations, now)
    return Plan(
        campaign=campaign,
        letter=letter,
        chosen=chosen,
        server=mail.server or "",
        done_by=done_by if done_by > now else None,
        checks=(*_checks(campaign, letter, chosen, letters, mail, now), *_warming(mail, done_by - now)),
    )


def is_tested(campaign: Campaign, letter: CompiledLetter) -> bool:
    """Tell whether a test copy of exactly this letter went to the writer."""
    return campaign.tested is not None and campaign.tested.letter == letter.digest


def _checks(
    campaign: Campaign, letter: CompiledLetter, chosen: Chosen, letters: Letters, mail: MailSettings, now: datetime
) -> Iterator[Check]:
    number = campaign.number
    yield _called(letters, campaign)
    yield _set_up("mail server", mail.server, f"by {mail.server}", "mail.server")
    yield _set_up("postal address", mail.postal_address, "in the letter", "mail.postal_address")
    yield _tested(campaign, letter, now)
    yield from _list_checks(chosen, now)
    yield _unsubscribe(chosen, mail)
    yield from _provider(chosen, mail)
    preview = letter.preview(1, SOMEBODY, letters.addressing(campaign).of(1, SOMEBODY))
    size = f"{max(round(preview.size / 1000), 1)} KB"
    if preview.warnings:
        yield Check(
            name="letter",
            state=State.ATTENTION,
            text=f"{size}. {' '.join(preview.warnings)}",
            next=f"outlast mail preview {number}" if number else None,
        )
    else:
        yield Check(name="letter", state=State.OK, text=size)


def _called(letters: Letters, campaign: Campaign) -> Check:
    """Say what readers will read, so that a wrong name is seen before it goes to everybody."""
    called = letters.called(campaign)
    if called.guessed:
        text = f"{called.words}: the name of its folder, because nothing in the archive tells a better one"
        return Check(
            name="publication", state=State.ATTENTION, text=text, next=f"if wrong: {how_to_call(campaign.publication)}"
        )
    return Check(name="publication", state=State.OK, text=called.words)


def _set_up(name: str, value: str | None, text: str, setting: str) -> Check:
    if value:
        return Check(name=name, state=State.OK, text=text)
    return Check(name=name, state=State.BAD, text=f"{setting} is not set", next="outlast mail setup")


def _tested(campaign: Campaign, letter: CompiledLetter, now: datetime) -> Check:
    name, tested = "test copy", campaign.tested
    advice = f"outlast mail test {campaign.number}" if campaign.number else "it is sent first"
    if tested is None:
        return Check(name=name, state=State.BAD, text="none has gone to you", next=advice)
    when = spoken(datetime.fromisoformat(tested.at), now)
    if not is_tested(campaign, letter):
        return Check(name=name, state=State.BAD, text=f"of {when}; the letter was changed since", next=advice)
    return Check(name=name, state=State.OK, text=f"went to you {when}")


def _list_checks(chosen: Chosen, now: datetime) -> Iterator[Check]:
    if not len(chosen):
        yield Check(name="recipients", state=State.BAD, text="nobody", next="outlast subscribers stats")
    made = datetime.fromisoformat(chosen.list_of)
    age = days_between(made, now)
    if age > _OLD_LIST:
        text = f"made {spoken(made, now)}: it does not know who unsubscribed since"
        yield Check(name="list", state=State.ATTENTION, text=text, next="outlast import subscribers.csv")
    else:
        yield Check(name="list", state=State.OK, text=f"made {spoken(made, now)}")
    if not chosen.mail_off.told and chosen.mail_off.since is None:
        text = "no list in the archive tells who turned e-mail off, so they cannot be left out"
        yield Check(name="unsubscribed", state=State.ATTENTION, text=text, next="outlast import EXPORT.zip")
    if chosen.strangers:
        text = f"{chosen.strangers:,} of those you named are not on the list, and get nothing"
        yield Check(name="named", state=State.ATTENTION, text=text)


def _provider(chosen: Chosen, mail: MailSettings) -> Iterator[Check]:
    """Say where the provider takes fewer in a day than there are."""
    provider, daily = provider_of(mail), limits_of(mail).daily
    if daily is None or len(chosen) <= daily:
        return
    days = -(-len(chosen) // daily)
    words = f" ({provider.daily_of})" if provider.daily_of and mail.daily is None else ""
    text = f"{provider.title} takes {daily:,} letters in 24 hours{words}, so this takes {days:,} days"
    yield Check(name="provider", state=State.ATTENTION, text=text)


def _warming(mail: MailSettings, takes: timedelta) -> Iterator[Check]:
    """Say why it takes days, where it does because the sender is new, and what to do about it."""
    if mail.warm_up and takes > _LONG:
        text = "begins slowly, and doubles each day: big providers take much mail from a new address for spam"
        yield Check(
            name="pace",
            state=State.ATTENTION,
            text=text,
            next="if your address is known to them: outlast config set mail.warm_up no",
        )


def _unsubscribe(chosen: Chosen, mail: MailSettings) -> Check:
    name, provider = "unsubscribe", provider_of(mail)
    if provider.unsubscribe is not None and mail.provider_unsubscribes:
        return Check(name=name, state=State.OK, text=f"by a link of {provider.title}, with one click, and by mail")
    if mail.drop_box:
        return Check(name=name, state=State.OK, text="by a link, with one click, and by mail")
    if chosen.destinations.get(Destination.GMAIL, 0) >= _BULK:
        text = f"by mail only; Gmail asks for one click from whoever writes to {_BULK:,} of its people in a day"
        return Check(name=name, state=State.ATTENTION, text=text, next="outlast mail drop-box")
    if mail.inbox_server is None:
        text = "by mail; Outlast cannot read that mailbox yet, so you would have to"
        return Check(name=name, state=State.ATTENTION, text=text, next="outlast mail setup")
    return Check(name=name, state=State.OK, text="by mail")
