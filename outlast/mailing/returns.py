"""Collects what came back: reads what is new in the mailbox, and says of each mail whose letter it is about."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto

from mailer.bounces.known_again import known_by, known_by_name
from mailer.bounces.reading import read_report
from mailer.bounces.report import Report
from mailer.bounces.unsubscribe_mail import UnsubscribeMail, unsubscribe_request
from mailer.bounces.worth_reading import worth_reading
from mailer.mailbox._base import Mailbox
from mailer.mailbox.position import Position
from mailer.model import EventKind, Move, Reason
from mailer.replies import decide, without_addresses
from mailer.tokens import Purpose
from outlast.mailing.returned import Books, Returned, ReturnsReport, Whose
from outlast.mailing.returns_kept import ReturnsKept, place

_SAVE_EVERY = 500
"""Mails: so many are read again, at most, after a run that was killed."""


def collect_returns(
    mailbox: Mailbox,
    books: Books,
    kept: ReturnsKept,
    *,
    unsubscribe: str,
    since: date | None,
    now: datetime,
    save: Callable[[], None],
    enough: Callable[[], bool] = lambda: False,
) -> ReturnsReport:
    """Read what is new in a mailbox, and tell `books` what it says. Nothing in the mailbox changes.

    `unsubscribe` is the address to which subscribers write; before the day `since` nothing can be about a letter of
    ours. `kept` is brought forward and `save` called now and then: what is read twice after a stop changes nothing.
    Before each mail `enough` tells whether to leave the rest for the next look.

    Raises:
        MailboxProblem, UnsafeConnection: the mailbox cannot be read; what was read until then stands.
        StorageError, KeyProblem, Locked: `books` cannot be written to; the next look begins at that mail.
    """
    collecting = _Collecting(books, unsubscribe, now, kept)
    if kept.again and books.are_sound():
        _go_back(kept)
    try:
        for folder in mailbox.folders:
            collecting.look_through(mailbox, folder, since, save, enough)
    finally:
        books.keep()
        save()
    collecting.report.damaged_campaigns = tuple(sorted(books.damaged))
    return collecting.report


def _go_back(kept: ReturnsKept) -> None:
    """Let the next look begin at what could not be settled."""
    for where, position in kept.again.items():
        kept.positions[where] = position
        kept.looked.pop(where, None)
    kept.again.clear()


class _Ending(Enum):
    """What became of a mail."""

    FOLLOWED = auto()
    """It was written into the books."""
    NOTHING = auto()
    """Nothing follows from it, now or later."""
    UNSETTLED = auto()
    """It may be about a campaign that is damaged."""


@dataclass(slots=True)
class _Collecting:
    books: Books
    unsubscribe: str
    now: datetime
    kept: ReturnsKept
    report: ReturnsReport = field(default_factory=ReturnsReport)
    known: set[str] = field(init=False)
    last_look: datetime | None = None
    """Which did not have the mails in hand."""
    counted: bool = False
    """Whether the mail in hand was counted before, as far as its name tells."""

    def __post_init__(self) -> None:
        self.known = set(self.kept.known)

    def look_through(
        self,
        mailbox: Mailbox,
        folder: str,
        since: date | None,
        save: Callable[[], None],
        enough: Callable[[], bool],
    ) -> None:
        """Take what is new in a folder."""
        kept, where = self.kept, place(mailbox.name, folder)
        # The last look may have had those that could not be settled.
        self.last_look = None if where in kept.again else kept.looked.get(where)
        start = kept.positions.get(where, Position())
        for mail in mailbox.newer(folder, start, lambda header: worth_reading(header, self.unsubscribe), since=since):
            if enough():
                self.report.cut_short = True
                return
            if mail.content is None:
                self.report.other += mail.looked
            elif not self.take(mail.content, mail.arrived):
                kept.again.setdefault(where, kept.positions.get(where, Position()))
            self.report.looked_at += mail.looked
            kept.positions[where] = mail.position
            if self.report.looked_at % _SAVE_EVERY == 0:
                self.books.keep()
                save()
        kept.looked[where] = self.now

    def take(self, content: bytes, arrived: datetime | None) -> bool:
        """Tell the books what a mail says; return whether it is settled by that."""
        digest = known_by(content)
        if digest in self.known:
            self.report.known += 1
            return True
        self.counted = known_by_name(content) in self.known
        ending = self._follows(content, arrived, digest)
        if ending is _Ending.FOLLOWED:
            self.known.add(digest)
            self.kept.known.append(digest)
        return ending is not _Ending.UNSETTLED

    def _follows(self, content: bytes, arrived: datetime | None, digest: str) -> _Ending:
        told, wish = read_report(content), unsubscribe_request(content, self.unsubscribe)
        at = self._came(told, arrived)
        if wish and (whose := self._of_token(wish.tokens, Purpose.UNSUBSCRIBE)):
            return self._grant(whose, wish, at, digest)
        if told.kind is not None:
            return self._tell(told, told.kind, at, digest)
        if wish and wish.in_words and wish.sender and self.books.unsubscribe(wish.sender, at):
            self._count("unsubscribed")
            return _Ending.FOLLOWED
        return self._not_ours() if wish else self._nothing("other")

    def _came(self, told: Report, arrived: datetime | None) -> datetime:
        """Return when a mail came: a clock that goes wrong must not put a wish before a removal by hand."""
        if self.counted:
            return min(told.when or arrived or self.now, self.now)
        came = arrived or told.when or self.now
        return min(max(came, self.last_look or came), self.now)

    def _grant(self, whose: Whose, wish: UnsubscribeMail, at: datetime, digest: str) -> _Ending:
        if self.books.is_readable(whose):
            kind, reason = EventKind.UNSUBSCRIBED, Reason.UNSUBSCRIBED
            self._hand_on(Returned(whose=whose, kind=kind, reason=reason, at=at, mail=digest))
            return _Ending.FOLLOWED
        # Who wrote it is most often who is meant. If not, that shows when the ledger has been mended.
        granted = bool(wish.sender) and self.books.unsubscribe(wish.sender, at)
        self._count("unsubscribed" if granted else "unsettled")
        return _Ending.UNSETTLED

    def _tell(self, told: Report, kind: EventKind, at: datetime, digest: str) -> _Ending:
        whose = self._whose(told)
        if whose is None:
            is_told = told.tokens or told.addresses or told.message_id
            return self._not_ours() if is_told else self._nothing("unreadable")
        if not self.books.is_readable(whose):
            self._count("unsettled")
            return _Ending.UNSETTLED
        move, reason = _what_follows(told, kind)
        self._hand_on(
            Returned(
                whose=whose,
                kind=kind,
                move=move,
                reason=reason,
                status=told.status,
                text=without_addresses(told.text, *told.addresses),
                at=at,
                mail=digest,
            )
        )
        return _Ending.FOLLOWED

    def _not_ours(self) -> _Ending:
        """Count a mail that proves to be about none of the letters that are known."""
        if not self.books.damaged:
            return self._nothing("not_ours")
        self._count("unsettled")
        return _Ending.UNSETTLED

    def _nothing(self, counted_as: str) -> _Ending:
        self._count(counted_as)
        return _Ending.NOTHING

    def _whose(self, told: Report) -> Whose | None:
        """Return whose letter it is, as far as the mail proves it: whoever knows two addresses can write a bounce."""
        return (
            self._of_token(told.tokens, Purpose.BOUNCE)
            # The header of the letter that came back has a link for unsubscribing in it.
            or self._of_token(told.tokens, Purpose.UNSUBSCRIBE)
            or (self.books.of_letter(told.message_id, told.addresses) if told.message_id and told.addresses else None)
        )

    def _of_token(self, tokens: Iterable[str], purpose: Purpose) -> Whose | None:
        return next(filter(None, (self.books.of_token(token, purpose) for token in tokens)), None)

    def _hand_on(self, returned: Returned) -> None:
        self.books.note(returned)
        self._count(_counted_as(returned))

    def _count(self, what: str) -> None:
        what = "known" if self.counted else what
        setattr(self.report, what, getattr(self.report, what) + 1)


def _what_follows(told: Report, kind: EventKind) -> tuple[Move | None, Reason | None]:
    if kind is EventKind.BOUNCED:
        decision = decide(told.answer)
        return decision.move, (decision.reason or Reason.BOUNCED) if decision.move is Move.SUPPRESS else None
    reasons = {EventKind.COMPLAINED: Reason.COMPLAINED, EventKind.UNSUBSCRIBED: Reason.UNSUBSCRIBED}
    return None, reasons.get(kind)


def _counted_as(returned: Returned) -> str:
    if returned.kind is EventKind.BOUNCED:
        if returned.reason:
            return "bounced_hard"
        return "refused_sender" if returned.about_the_sender else "bounced_soft"
    return {
        EventKind.DEFERRED: "delayed",
        EventKind.DELIVERED: "delivered",
        EventKind.COMPLAINED: "complaints",
        EventKind.UNSUBSCRIBED: "unsubscribed",
        EventKind.AUTORESPONDED: "automatic",
    }[returned.kind]
