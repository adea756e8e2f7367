"""Reads the writer's mailbox for what came back of all campaigns: bounces, complaints, wishes to unsubscribe."""

from collections.abc import Callable
from datetime import datetime, timedelta

from backup.archive import layout
from backup.archive.archive import Archive
from mailer.errors import NotSetUpForMail
from mailer.mailbox._base import Mailbox
from mailer.suppression.suppression_list import SuppressionList
from outlast.mailing.books import CampaignBooks
from outlast.mailing.returned import ReturnsReport
from outlast.mailing.returns import collect_returns
from outlast.mailing.returns_kept import ReturnsKept
from outlast.settings.mail import MailSettings

_CLOCKS = timedelta(days=2)
"""How far the clocks of servers may be off, time zones included."""


def read_mailbox(
    archive: Archive,
    suppressions: SuppressionList,
    mailbox: Mailbox,
    mail: MailSettings,
    now: datetime,
    *,
    enough: Callable[[], bool] = lambda: False,
) -> ReturnsReport | None:
    """Read what is new in a mailbox and suppress by it; `None`: no letter has gone out yet, and nothing was read.

    Once `enough` says so, the rest is left for the next look.

    Raises:
        NotSetUpForMail: the settings do not say to which address subscribers write.
        MailboxProblem, UnsafeConnection: it cannot be read; what was read until then stands.
        StorageError, KeyProblem, Locked: nothing can be noted; the next look begins at the same mail.
    """
    unsubscribe = mail.unsubscribe or mail.sender
    if unsubscribe is None:
        raise NotSetUpForMail(
            "Outlast does not know the address that your letters come from: mail.from is not set.",
            so_what="Nothing was read.",
        )
    folder = archive.root / layout.MAIL
    kept = ReturnsKept.read(folder)
    with mailbox, CampaignBooks(archive, suppressions) as books:
        began = [datetime.fromisoformat(campaign.started) for campaign in books.began()]
        if not began and not books.damaged:  # nothing can have come back
            return None
        return collect_returns(
            mailbox,
            books,
            kept,
            unsubscribe=unsubscribe,
            # When a campaign began that is damaged, nobody knows.
            since=None if books.damaged else (min(began) - _CLOCKS).date(),
            now=now,
            save=lambda: kept.save(folder),
            enough=enough,
        )


def last_look(archive: Archive, mailbox: Mailbox) -> datetime | None:
    """Return when a mailbox was last read to its end; `None`: not yet."""
    return ReturnsKept.read(archive.root / layout.MAIL).last_look(mailbox.name, mailbox.folders)
