"""The archive's campaigns as the books in which is written what came back of their letters."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from types import TracebackType
from typing import Self

from backup.archive.archive import Archive
from backup.errors import DamageError
from mailer.addressing import Addressing
from mailer.campaign import Campaign
from mailer.errors import NoCampaign
from mailer.ledger.beside import LedgerBeside
from mailer.ledger.row import Event
from mailer.model import EventKind, Reason, Recipient
from mailer.suppression.suppression_list import Entry, SuppressionList
from mailer.tokens import Purpose, read_token
from outlast.mailing.campaign_tokens import CampaignTokens
from outlast.mailing.campaigns import Campaigns
from outlast.mailing.returned import Returned, Whose

SOURCE = "mailbox"
"""What the suppression list says of where it is known from."""
_PURPOSES = (Purpose.BOUNCE, Purpose.UNSUBSCRIBE)


class CampaignBooks:
    """See `Books`. Ledgers are opened when they are needed, beside a run that may be sending; closed with the block."""

    def __init__(self, archive: Archive, suppression: SuppressionList) -> None:
        """Take the archive and its suppression list."""
        self._vault = archive.vault
        self._suppression = suppression
        self._campaigns = Campaigns(archive)
        self._known: dict[int, Campaign | None] = {}
        self._began: list[Campaign] | None = None
        self._ledgers: dict[int, LedgerBeside | None] = {}
        self._tokens = {purpose: CampaignTokens(archive, purpose) for purpose in _PURPOSES}
        self._open = ExitStack()
        self._events: dict[int, list[Event]] = {}
        self._suppress: list[Entry] = []

    def __enter__(self) -> Self:
        """Return them."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the ledgers."""
        self._open.close()

    def began(self) -> list[Campaign]:
        """Return the campaigns of which letters can have gone out, the latest first; damaged ones are left out."""
        if self._began is None:
            found = (self._campaign(number) for number in sorted(self._campaigns.numbers(), reverse=True))
            self._began = [campaign for campaign in found if campaign and campaign.started]
        return self._began

    def of_token(self, token: str, purpose: Purpose) -> Whose | None:
        """See `Books.of_token`."""
        found = read_token(token, self._tokens[purpose])
        # The number 0 is that of test copies.
        if found is None or found.number < 1 or self._ledger(found.campaign) is None:
            return None
        return Whose(found.campaign, found.number)

    def of_letter(self, message_id: str, addresses: Sequence[str]) -> Whose | None:
        """See `Books.of_letter`."""
        digests = [self._digest(address) for address in addresses]
        for campaign in self.began():
            ledger = self._ledger(campaign.number)
            for number in filter(None, map(ledger.number_of, digests) if ledger else ()):
                whose = Whose(campaign.number, number)
                if self._name_of(campaign, whose) == message_id.lower():
                    return whose
        return None

    def note(self, returned: Returned) -> None:
        """See `Books.note`. Who was erased since is suppressed as it is."""
        hard = returned.kind is EventKind.BOUNCED and returned.reason is not None
        event = Event(
            number=returned.whose.number, kind=returned.kind, hard=hard, at=returned.at, status=returned.status
        )
        self._events.setdefault(returned.whose.campaign, []).append(event)
        if returned.reason is not None and (recipient := self._recipient(returned.whose)):
            self._suppress.append(Entry(recipient.address, returned.reason, SOURCE, returned.at))

    def unsubscribe(self, address: str, at: datetime) -> bool:
        """See `Books.unsubscribe`. On a list is whom a campaign went to."""
        digest = self._digest(address)
        ledgers = filter(None, (self._ledger(campaign.number) for campaign in self.began()))
        if not any(ledger.number_of(digest) is not None for ledger in ledgers):
            return False
        self._suppress.append(Entry(address, Reason.UNSUBSCRIBED, SOURCE, at))
        return True

    def keep(self) -> None:
        """See `Books.keep`. Suppression goes first: nothing that was counted may be without it."""
        self._suppression.add_many(self._suppress)
        self._suppress.clear()
        for campaign, events in self._events.items():
            if ledger := self._ledger(campaign):
                ledger.note_events(events)
        self._events.clear()

    def _digest(self, address: str) -> bytes:
        return bytes.fromhex(self._suppression.digest_of(address))

    def _name_of(self, campaign: Campaign, whose: Whose) -> str | None:
        recipient = self._recipient(whose)
        # The name hangs on neither mailbox.
        addressing = Addressing(campaign, self._vault.digest, bounces="")
        return addressing.of(whose.number, recipient).message_id if recipient else None

    def _recipient(self, whose: Whose) -> Recipient | None:
        ledger = self._ledger(whose.campaign)
        return ledger.recipient(whose.number) if ledger else None

    def _campaign(self, number: int) -> Campaign | None:
        if number not in self._known:
            try:
                self._known[number] = self._campaigns.get(number)
            except (NoCampaign, DamageError):  # that it is damaged is told by those who need it
                self._known[number] = None
        return self._known[number]

    def _ledger(self, number: int) -> LedgerBeside | None:
        if number not in self._ledgers:
            try:
                self._ledgers[number] = self._open.enter_context(
                    LedgerBeside(self._campaigns.folder(number), self._vault)
                )
            except FileNotFoundError:
                self._ledgers[number] = None
        return self._ledgers[number]
