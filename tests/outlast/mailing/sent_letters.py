"""A campaign that has gone out, and mails that come back of it, for tests. All people are invented."""

import mailbox
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from backup.archive import layout
from backup.archive.archive import Archive
from mailer.addressing import Addressing
from mailer.ledger.creating import create
from mailer.ledger.ledger import Ledger
from mailer.mailbox._base import Mailbox
from mailer.mailbox.files import FileMailbox
from mailer.model import Destination, Personal, Recipient
from mailer.suppression.suppression_list import SuppressionList, address_digest
from outlast.mailing import transitions
from outlast.mailing.books import CampaignBooks
from outlast.mailing.campaigns import Campaigns
from outlast.mailing.returned import ReturnsReport
from outlast.mailing.returns import collect_returns
from outlast.mailing.returns_kept import ReturnsKept
from tests.outlast.mailing.a_campaign import BEGINNING, NOON, TESTED, a_draft

UNSUBSCRIBE = "unsub@writer.test"
NOW = NOON + timedelta(days=2)


@dataclass(slots=True, kw_only=True)
class SentLetters:
    """A campaign to some people, numbered from 1, with its ledger."""

    archive: Archive
    campaign: int
    people: list[str]
    addressing: Addressing

    def personal(self, number: int) -> Personal:
        """Return what of a letter was its recipient's own."""
        return self.addressing.of(number, Recipient(address=self.people[number - 1]))

    def ledger(self) -> Ledger:
        """Open the ledger."""
        return Ledger(Campaigns(self.archive).folder(self.campaign), self.archive.vault)

    def suppressed(self) -> SuppressionList:
        """Return the suppression list as it is now."""
        return SuppressionList(self.archive.root / layout.MAIL, address_digest(self.archive.vault))

    def header(self, number: int) -> str:
        """Return the header of a letter as a report brings it back."""
        personal = self.personal(number)
        return (
            f"From: writer@writer.test\nTo: {self.people[number - 1]}\nSubject: Where to find me now\n"
            f"Message-ID: <{personal.message_id}>\nList-Unsubscribe: <{personal.unsubscribe_url}>\n"
        )

    def collect(self, kept: ReturnsKept, *mails: str, folder: Path) -> ReturnsReport:
        """Put mails into a Maildir folder, and collect what is in it."""
        box = mailbox.Maildir(folder)
        for mail in mails:
            box.add(mail.encode())
        with FileMailbox(folder) as opened:
            return self.look(opened, kept)

    def look(self, opened: Mailbox, kept: ReturnsKept, *, now: datetime = NOW) -> ReturnsReport:
        """Collect what is new in a mailbox."""
        where = self.archive.root / layout.MAIL
        with CampaignBooks(self.archive, self.suppressed()) as books:
            return collect_returns(
                opened, books, kept, unsubscribe=UNSUBSCRIBE, since=None, now=now, save=lambda: kept.save(where)
            )


def sent_letters(archive: Archive, people: list[str], *, plus: bool = True, at: datetime = NOON) -> SentLetters:
    """Begin a campaign to these people in an archive, as if all of them had been written to."""
    campaigns = Campaigns(archive)
    draft = campaigns.new(a_draft(tested=TESTED))
    begun = campaigns.change(draft.number, lambda one: transitions.begun(one, at, **BEGINNING))
    known = SuppressionList(archive.root / layout.MAIL, address_digest(archive.vault))
    create(
        campaigns.folder(begun.number),
        archive.vault,
        [Recipient(address=address) for address in people],
        digest=lambda address: bytes.fromhex(known.digest_of(address)),
        destination_of=lambda _: Destination.REST,
    )
    addressing = Addressing(
        begun,
        archive.vault.digest,
        bounces="bounce@writer.test",
        bounces_plus=plus,
        unsubscribe=UNSUBSCRIBE,
        unsubscribe_plus=plus,
        drop_box="https://box.example.org",
    )
    return SentLetters(archive=archive, campaign=begun.number, people=people, addressing=addressing)


def bounce(to: str, about: str, letter: str, *, status: str = "5.1.1", said: str = "550 5.1.1 no such user") -> str:
    """Return a delivery report that came to `to` about the letter with this header."""
    return (
        f"Return-Path: <>\nDelivered-To: {to}\nFrom: Mail Delivery System <MAILER-DAEMON@mx.dest.test>\nTo: {to}\n"
        f"Subject: Undelivered Mail Returned to Sender\nMessage-Id: <{abs(hash((to, about, said)))}@mx.dest.test>\n"
        'Date: Thu, 3 Sep 2026 10:00:00 +0000\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n'
        f"\n--b\nContent-Type: text/plain\n\nSorry: <{about}>\n\n--b\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; mx.dest.test\n\nFinal-Recipient: rfc822; {about}\nAction: failed\nStatus: {status}\n"
        f"Diagnostic-Code: smtp; {said}\n\n--b\nContent-Type: text/rfc822-headers\n\n{letter}\n--b--\n"
    )
