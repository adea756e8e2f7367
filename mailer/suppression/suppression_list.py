"""The suppression list: to which addresses no letter may go any more, and why.

It holds no address: only keyed digests, so that somebody who asked to be erased can stay on it.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from backup.archive.forgotten import ADDRESS, ERASED
from backup.archive.keys import Vault
from backup.audience.addresses import identity
from backup.audience.columns import key_of
from backup.audience.older_identity import older_identity
from mailer.model import Reason
from mailer.suppression.journal import Journal, Line
from mailer.suppression.strength import is_stronger

_BATCH = 10_000


class Entry(NamedTuple):
    """An address that is to be suppressed."""

    address: str
    reason: Reason
    source: str
    at: datetime


class Matching(NamedTuple):
    """Which of some addresses are suppressed."""

    found: list[tuple[str, Reason]]
    """Those addresses, as they were given."""
    unknown: int
    """How many on the list are none of them: nobody can tell who they are."""


def address_digest(vault: Vault) -> Callable[[str], str]:
    """Return the function from a normalised address to its keyed digest, as lists and ledgers of an archive have it."""
    return lambda normalised: vault.digest([b"mail address\0", normalised.encode("utf-8", "surrogatepass")])


class SuppressionList:
    """The suppression list of one archive. What another run adds is seen after `refresh`."""

    def __init__(self, folder: Path, digest: Callable[[str], str], *, forgotten: Container[str] = ()) -> None:
        """Read the list in `folder` (the archive's `mail`). `digest` makes a normalised address a keyed digest.

        Who asked to be erased (`forgotten`) counts as suppressed, and is not on the list itself.

        Raises:
            StorageError: the file is there and cannot be read.
        """
        self._folder = folder
        self._journal = Journal(folder)
        self._digest = digest
        self._forgotten = forgotten
        # A digest's first 128 bits as a number: a third of the memory that its text takes.
        self._reasons: dict[int, Reason] = {}
        self._removed: dict[int, str] = {}
        self.refresh()

    def __len__(self) -> int:
        """Return how many addresses are on the list."""
        return len(self._reasons)

    def __contains__(self, address: object) -> bool:
        """Tell whether no letter may go to an address."""
        return isinstance(address, str) and self.reason_of(address) is not None

    @property
    def damaged(self) -> int:
        """Return how many lines of the file cannot be read: so many addresses may be missing."""
        return self._journal.damaged

    def reason_of(self, address: str) -> Reason | None:
        """Return why no letter may go to an address, `None` where one may."""
        if self._is_forgotten(address):
            return Reason.FORGOTTEN
        reasons = map(self.reason_of_digest, self.digests_of(address))
        return next((reason for reason in reasons if reason is not None), None)

    def reason_now(self, address: str) -> Reason | None:
        """Return the same as `reason_of`, and take notice first of what other runs have added: for a run of days.

        Raises:
            StorageError: the file cannot be read.
        """
        if self._journal.has_news():
            self.refresh()
        return self.reason_of(address)

    def reason_of_digest(self, digest: str) -> Reason | None:
        """Return why no letter may go to the address with this digest, `None` where one may as far as the list says."""
        return self._reasons.get(_short(digest))

    def digest_of(self, address: str) -> str:
        """Return the keyed digest of an address, the same for each way to write it."""
        return self._digest(identity(key_of(address)))

    def digests_of(self, address: str) -> tuple[str, ...]:
        """Return the digest of an address, and behind it the one by which it may be known from before, if that differs.

        That one is shared by people who were taken for one (`older_identity`). Who of them unsubscribed cannot be told
        from it any more, so it holds for all.
        """
        digest = self.digest_of(address)
        if address.isascii():
            return (digest,)
        return tuple(dict.fromkeys((digest, self._digest(older_identity(address)))))

    def counts(self) -> Counter[Reason]:
        """Return how many are on the list for each reason."""
        return Counter(self._reasons.values())

    def refresh(self) -> None:
        """Take notice of what other runs have added.

        Raises:
            StorageError: the file cannot be read.
        """
        for lines in self._journal.news():
            self._apply(lines)

    def add(self, address: str, reason: Reason, source: str, at: datetime) -> bool:
        """Suppress an address; return whether that is news. See `add_many`."""
        return self.add_many([Entry(address, reason, source, at)]) == 1

    def add_digest(self, digest: str, reason: Reason, source: str, at: datetime) -> bool:
        """Suppress the address with this digest; return whether that is news. See `add_many`."""
        return self._append([_line(digest, reason, source, at)]) == 1

    def add_many(self, entries: Iterable[Entry]) -> int:
        """Suppress addresses; return how many were not, or for a weaker reason. When this returns it is on the disk.

        Of several reasons the strongest stays. What happened before somebody was taken off the list by hand does not
        bring them back.

        Raises:
            StorageError: the disk refuses; what came before the last ten thousand was added.
        """
        rest = iter(entries)
        news = 0
        while batch := list(islice(rest, _BATCH)):
            news += self._append([_line(self.digest_of(one.address), one.reason, one.source, one.at) for one in batch])
        return news

    def remove(self, address: str, note: str, at: datetime) -> bool:
        """Take an address off the list, by hand and with a note why; return whether it was on it.

        Nothing is rewritten: a line is added that says so.

        Raises:
            ValueError: the note is empty.
            StorageError: the disk refuses.
        """
        if not note.strip():
            raise ValueError("a note should say why")
        with self._journal.writing():
            self.refresh()
            lines = [
                Line(digest=digest, removed=True, at=_text(at), note=_without_addresses(note))
                for digest in self.digests_of(address)
                if _short(digest) in self._reasons
            ]
            if lines:
                self._journal.append(lines)
        self._apply(lines)
        return bool(lines)

    def matching(self, addresses: Iterable[str]) -> Matching:
        """Return which of some addresses are suppressed, each once. Digests cannot be turned back into addresses."""
        found = []
        seen: set[str] = set()
        known: set[int] = set()
        for address in addresses:
            reason, digests = self.reason_of(address), self.digests_of(address)
            if reason is not None and digests[0] not in seen:
                seen.add(digests[0])
                known.update(map(_short, digests))
                found.append((address, reason))
        return Matching(found, len(self._reasons.keys() - known))

    def _is_forgotten(self, address: str) -> bool:
        return bool(self._forgotten) and address in self._forgotten

    def lines(self) -> Iterator[Line]:
        """Yield all that was ever noted, in order, read anew from the file."""
        for lines in Journal(self._folder).news():
            yield from lines

    def _append(self, lines: Sequence[Line]) -> int:
        with self._journal.writing():
            self.refresh()
            news = self._news(lines)
            if news:
                self._journal.append(news)
        self._apply(news)
        return len(news)

    def _news(self, lines: Sequence[Line]) -> list[Line]:
        news: dict[int, Line] = {}
        for line in lines:
            short = _short(line.digest)
            known = news[short].reason if short in news else self._reasons.get(short)
            if known is None:
                fresh = line.at >= self._removed.get(short, "")
            else:
                fresh = line.reason is not None and is_stronger(line.reason, known)
            if fresh:
                news[short] = line
        return list(news.values())

    def _apply(self, lines: Iterable[Line]) -> None:
        reasons = self._reasons
        for line in lines:
            try:
                short = _short(line.digest)
            except ValueError:
                self._journal.damaged += 1
                continue
            if line.reason is not None:
                known = reasons.get(short)
                if known is None or is_stronger(line.reason, known):
                    reasons[short] = line.reason
            elif line.removed and short in reasons:
                del reasons[short]
                self._removed[short] = line.at


def _short(digest: str) -> int:
    return int(digest[:32], 16)


def _line(digest: str, reason: Reason, source: str, at: datetime) -> Line:
    return Line(digest=digest, reason=reason, source=_without_addresses(source), at=_text(at))


def _text(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _without_addresses(text: str) -> str:
    return ADDRESS.sub(ERASED, text.encode()).decode() if "@" in text else text
