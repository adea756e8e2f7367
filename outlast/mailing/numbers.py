"""Whether the way that letters go out fits the number of subscribers: the provider's leave, its quota, and how long."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailer.model import Destination
from mailer.pace import Pace
from mailer.preflight.bulk import check_bulk
from mailer.preflight.check import Check, State
from outlast.mailing.pacing import limits_of
from outlast.mailing.recipients import Chosen
from outlast.mailing.way import Way
from outlast.settings.mail import MailSettings

_SOON = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The numbers of a campaign."""

    recipients: int
    to_gmail: int
    """Of them at Gmail."""
    daily: int | None
    """Letters in 24 hours at most; `None`: no such limit is known."""
    done: datetime
    """When the last one would be handed over, with its time zone."""
    expires: datetime
    """After this nothing of it is sent any more."""


def numbers_of(chosen: Chosen, pace: Pace, mail: MailSettings, now: datetime) -> Numbers:
    """Return the numbers of a campaign that would go to `chosen` now."""
    return Numbers(
        recipients=len(chosen),
        to_gmail=chosen.destinations.get(Destination.GMAIL, 0),
        daily=limits_of(mail).daily,
        done=max(now, pace.eta(chosen.destinations, now)),
        expires=now + mail.expires,
    )


def check_numbers(way: Way, numbers: Numbers | None, now: datetime) -> Iterator[Check]:
    """Yield what there is to say of the provider, and of the numbers where there is a campaign."""
    for demand in way.demands:
        yield Check(
            name=f"What {way.name} asks",
            state=State.UNKNOWN,
            what=demand,
            next="Do it before you need it; Outlast cannot see whether it is done",
            source=way.source,
        )
    if numbers is None:
        return
    yield _recipients(numbers)
    if numbers.recipients:
        yield _duration(way, numbers, now)
        a_day = numbers.to_gmail if numbers.daily is None else min(numbers.to_gmail, numbers.daily)
        yield check_bulk(a_day, one_click=way.one_click)


def until(moment: datetime, now: datetime) -> str:
    """Return a moment to come as a person says it: `today 14:00`, `Tuesday 14:00`, `3 May 2026, 14:00`.

    In the time of this computer as it will be then: summer time may begin or end until that day.
    """
    here = moment.astimezone()
    days = (here.date() - now.astimezone().date()).days
    if days <= 0:
        return f"today {here:%H:%M}"
    if days == 1:
        return f"tomorrow {here:%H:%M}"
    return f"{here:%A %H:%M}" if days < 7 else f"{here.day} {here:%B %Y}, {here:%H:%M}"


def _recipients(numbers: Numbers) -> Check:
    name, source = "Recipients", "the newest list in your archive"
    if not numbers.recipients:
        mend = "See whom the campaign is for, and whether there is a list: outlast subscribers list"
        return Check(name=name, state=State.BAD, what="Nobody would get it.", next=mend, source=source)
    who = "1 subscriber" if numbers.recipients == 1 else f"{numbers.recipients:,} subscribers"
    return Check(name=name, state=State.OK, what=f"{who} would get it.", source=source)


def _duration(way: Way, numbers: Numbers, now: datetime) -> Check:
    name, when = "How long it takes", until(numbers.done, now)
    limited = numbers.daily is not None and numbers.daily < numbers.recipients
    what = f"The last letter would go out {when}{f' ({numbers.daily:,} letters a day at most)' if limited else ''}."
    if numbers.done > numbers.expires:
        return Check(
            name=name,
            state=State.BAD,
            what=f"{what} The campaign ends {until(numbers.expires, now)}; who is left by then gets nothing.",
            next="Ask your provider for a higher limit, or let campaigns live longer (mail.expires)",
            source=way.source,
        )
    if numbers.done - now > _SOON:
        mend = "Ask your provider for a higher limit, before you need it"
        return Check(name=name, state=State.ATTENTION, what=what, next=mend, source=way.source)
    return Check(name=name, state=State.OK, what=what, source=way.source)
