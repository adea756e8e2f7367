"""The archive's campaigns as the books in which is written what came back of their letters."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from types import TracebackType
from typing import Self

import msgspec

from backup.archive.archive import Archive
from backup.errors import DamageError, KeyProblem
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
        self._damaged: set[int] = set()

    def __enter__(self) -> Self:
        """Return them."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the ledgers."""
        self._open.close()

    @property
    def damaged(self) -> frozenset[int]:
        """See `Books.damaged`."""
        return frozenset(self._damaged.union(*(tokens.damaged for tokens in self._tokens.values())))

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
        if found is None or found.number < 1:
            return None
        there = self._ledger(found.campaign) is not None or found.campaign in self._damaged
        return Whose(found.campaign, found.number) if there else None

    def is_readable(self, whose: Whose) -> bool:
        """See `Books.is_readable`."""
        readable = False
        with self._noting_damage(whose.campaign):
            if ledger := self._ledger(whose.campaign):
                ledger.recipient(whose.number)
                readable = True
        return readable

    def are_sound(self) -> bool:
        """See `Books.are_sound`."""
        for campaign in self.began():
            self._ledger(campaign.number)
        return not self.damaged

    def of_letter(self, message_id: str, addresses: Sequence[str]) -> Whose | None:
        """See `Books.of_letter`."""
        digests = [self._digest(address) for address in addresses]
        for campaign in self.began():
            for number in filter(None, (self._number_of(campaign, digest) for digest in digests)):
                whose = Whose(campaign.number, number)
                if self._name_of(campaign, whose) == message_id.lower():
                    return whose
        return None

    def note(self, returned: Returned) -> None:
        """See `Books.note`. Who was erased since is suppressed as it is."""
        hard = returned.kind is EventKind.BOUNCED and returned.reason is not None
        event = Event(
            number=returned.whose.number,
            kind=returned.kind,
            hard=hard,
            at=returned.at,
            status=returned.status,
            sender=returned.about_the_sender,
        )
        self._events.setdefault(returned.whose.campaign, []).append(event)
        if returned.reason is not None and (recipient := self._recipient(returned.whose)):
            self._suppress.append(Entry(recipient.address, returned.reason, SOURCE, returned.at))

    def unsubscribe(self, address: str, at: datetime) -> bool:
        """See `Books.unsubscribe`. On a list is whom a campaign went to."""
        digest = self._digest(address)
        known = any(self._number_of(campaign, digest) is not None for campaign in self.began())
        if not known and not self.damaged:
            return False
        self._suppress.append(Entry(address, Reason.UNSUBSCRIBED, SOURCE, at))
        return True

    def keep(self) -> None:
        """See `Books.keep`. Suppression goes first: nothing that was counted may be without it."""
        self._suppression.add_many(self._suppress)
        self._suppress.clear()
        for campaign, events in self._events.items():
            with self._noting_damage(campaign):
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

    def _number_of(self, campaign: Campaign, digest: bytes) -> int | None:
        number = None
        with self._noting_damage(campaign.number):
            if ledger := self._ledger(campaign.number):
                number = ledger.number_of(digest)
        return number

    def _recipient(self, whose: Whose) -> Recipient | None:
        recipient = None
        with self._noting_damage(whose.campaign):
            if ledger := self._ledger(whose.campaign):
                recipient = ledger.recipient(whose.number)
        return recipient

    def _campaign(self, number: int) -> Campaign | None:
        if number not in self._known:
            try:
                self._known[number] = self._campaigns.get(number)
            except NoCampaign:
                self._known[number] = None
            except DamageError:
                self._known[number] = None
                self._damaged.add(number)
        return self._known[number]

    def _ledger(self, number: int) -> LedgerBeside | None:
        if number not in self._ledgers:
            self._ledgers[number] = None
            with self._noting_damage(number):
                self._ledgers[number] = self._opened(number)
        return self._ledgers[number]

    def _opened(self, number: int) -> LedgerBeside | None:
        try:
            ledger = self._open.enter_context(LedgerBeside(self._campaigns.folder(number), self._vault))
        except FileNotFoundError:
            return None
        ledger.number_of(b"")  # nobody's: what is no ledger at all shows at the first question
        return ledger

    @contextmanager
    def _noting_damage(self, campaign: int) -> Iterator[None]:
        """Go on where the ledger of a campaign is damaged: what comes back is of the others, too."""
        try:
            yield
        except (DamageError, msgspec.DecodeError):
            self._damaged.add(campaign)
        except KeyProblem:
            if not self._vault.can_read:
                raise
            self._damaged.add(campaign)
