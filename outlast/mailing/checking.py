"""Everything that can be checked before a campaign goes out, in one list: domain, letter, plan, spam filters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mailer.preflight.check import Check
from mailer.preflight.domain import SendingAs, check_domain
from mailer.preflight.finished import FinishedLetter
from mailer.preflight.lint import Expected, lint
from mailer.preflight.rspamd import rspamd_score
from mailer.preflight.score import check_score
from mailer.preflight.spam_assassin import spam_assassin_score
from mailer.preflight.zone import Zone
from outlast.mailing.numbers import Numbers, check_numbers
from outlast.mailing.way import Way
from outlast.settings.mail import MailSettings


class Part(StrEnum):
    """What a check is about."""

    DOMAIN = "Your domain"
    LETTER = "The letter"
    PLAN = "The plan"
    FILTERS = "Spam filters on this computer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A check with what it is about."""

    part: Part
    check: Check


def check_campaign(
    mail: MailSettings,
    zone: Zone,
    *,
    way: Way,
    now: datetime,
    letter: bytes | None = None,
    numbers: Numbers | None = None,
    filters: bool = True,
) -> Iterator[Found]:
    """Yield each check as it is made. Nothing leaves this computer but questions to the DNS.

    Args:
        mail: the settings; without an address to write from nothing is said of a domain.
        zone: the DNS.
        way: what is known of the mail provider.
        now: with its time zone.
        letter: `Mail.content` as one recipient would get it, best the writer; `None`: no campaign is meant.
        numbers: the numbers; `None`: no campaign is meant.
        filters: whether to show the letter to spam filters that run on this computer.
    """
    if mail.sender:
        for check in check_domain(sending_as(mail, way), zone):
            yield Found(part=Part.DOMAIN, check=check)
    if letter is not None:
        for check in lint(letter, expected(mail, way, now)):
            yield Found(part=Part.LETTER, check=check)
    for check in check_numbers(way, numbers, now):
        yield Found(part=Part.PLAN, check=check)
    if letter is not None and filters:
        for check in _filter_checks(letter):
            yield Found(part=Part.FILTERS, check=check)


def sending_as(mail: MailSettings, way: Way) -> SendingAs:
    """Return from whom letters come and by which way, as the DNS is asked about it."""
    sender = mail.sender or ""
    return SendingAs(
        sender=sender,
        server=(mail.server or "").rpartition(":")[0].strip("[]"),
        bounces=mail.bounces or sender,
        reply_to=mail.reply_to or sender,
        unsubscribe=mail.unsubscribe or sender,
        spf_include=way.spf_include,
        selectors=way.selectors,
        envelope_domain=way.envelope_domain,
    )


def expected(mail: MailSettings, way: Way, now: datetime) -> Expected:
    """Return what lint must know besides the letter."""
    return Expected(
        now=now,
        postal_address=mail.postal_address or "",
        placeholders=way.placeholders,
        provider_unsubscribes=way.provider_unsubscribes,
    )


def _filter_checks(letter: bytes) -> Iterator[Check]:
    content = FinishedLetter(letter).content
    for score in (rspamd_score(content), spam_assassin_score(content)):
        if score is not None:
            yield check_score(score)
