"""Campaigns as the archive keeps them: each sealed in a folder of its own, with a lock for whoever changes or sends it.

mail/4/campaign.json.zst.age    the campaign (without encryption: campaign.json.zst)
mail/4/.lock                    held while it is changed or sent
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout
from msgspec import structs

from backup.archive import atomic, layout, packing
from backup.archive.reading import ReadableArchive
from backup.errors import DamageError, KeyProblem, Locked
from mailer.campaign import Campaign
from mailer.errors import NoCampaign
from outlast.mailing import asking

_FILE = "campaign"
_HIGHEST = 0xFFFF
"""A campaign's number has 16 bits in a token."""


class Campaigns:
    """The campaigns of one archive."""

    def __init__(self, archive: ReadableArchive) -> None:
        """Take the archive."""
        self._root = archive.root / layout.MAIL
        self._vault = archive.vault
        self._name = f"{_FILE}{packing.extension('json', archive.vault, private=True)}"

    def folder(self, number: int) -> Path:
        """Return the folder of a campaign, in which its ledger lies too."""
        return self._root / str(number)

    def numbers(self) -> list[int]:
        """Return the numbers that there are. No key is needed."""
        if not self._root.is_dir():
            return []
        names = (path.name for path in self._root.iterdir() if path.name.isdecimal() and path.name.isascii())
        return sorted(int(name) for name in names if (self._root / name / self._name).is_file())

    def all(self) -> list[Campaign]:
        """Return all of them, the oldest first.

        Raises:
            KeyProblem, DamageError: one cannot be read.
        """
        return [self.get(number) for number in self.numbers()]

    def salts(self) -> tuple[set[str], int]:
        """Return the salts of all campaigns that can be read, and how many cannot.

        Raises:
            KeyProblem: the key is not there.
        """
        found, unread = set(), 0
        for number in self.numbers():
            try:
                found.add(self.get(number).salt)
            except DamageError:
                unread += 1
        return found, unread

    def get(self, number: int) -> Campaign:
        """Return the campaign of that number.

        Raises:
            NoCampaign: there is none.
            KeyProblem: the key is not there.
            DamageError: its file is damaged.
        """
        path = self.folder(number) / self._name
        try:
            data = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise NoCampaign(f"There is no campaign {number}.") from None
        self._must_read()
        try:
            campaign = msgspec.json.decode(packing.unpack(self._name, data, self._vault), type=Campaign)
        except (KeyProblem, msgspec.DecodeError, packing.NotPacked) as error:
            raise _damaged(number, path) from error
        if campaign.number != number:  # a folder that was copied by hand is not a second campaign
            raise _damaged(number, path)
        return campaign

    def new(self, draft: Campaign) -> Campaign:
        """Keep a draft under the next number, with a salt of its own, and return it so.

        Raises:
            KeyProblem: the key is not there; what is kept now could not be read again.
            StorageError: the disk refuses.
        """
        self._must_read()
        with atomic.storage_errors(self._root):
            self._root.mkdir(mode=0o700, exist_ok=True)
            campaign = structs.replace(draft, number=self._next_number(), salt=secrets.token_hex(8))
            self.save(campaign)
        return campaign

    def save(self, campaign: Campaign) -> None:
        """Put a campaign in the place of what is kept of it, in one step. While it is held: see `holding`.

        Raises:
            StorageError: the disk refuses; the old one is as it was.
        """
        with atomic.storage_errors(self._root):
            packed = packing.pack([msgspec.json.encode(campaign)], self._vault, private=True)
            atomic.write(self.folder(campaign.number) / self._name, packed)

    def change(self, number: int, transition: Callable[[Campaign], Campaign]) -> Campaign:
        """Bring a campaign forward by one of `outlast.mailing.transitions`, keep it so and return it.

        Raises:
            NoCampaign, Locked, KeyProblem, DamageError, StorageError: it is as it was; so it is if `transition` raises.
        """
        with self.holding(number) as campaign:
            changed = transition(campaign)
            self.save(changed)
        return changed

    @contextmanager
    def holding(self, number: int, *, to_send: bool = False) -> Iterator[Campaign]:
        """Hold a campaign for the length of a block: nobody else changes or sends it meanwhile.

        Who holds it because the writer says `to_send` it forgets what was asked of earlier runs; what is asked from
        then on is meant for this one.

        Raises:
            NoCampaign, KeyProblem, DamageError: see `get`.
            Locked: another run holds it.
        """
        self.get(number)
        folder = self.folder(number)
        lock = FileLock(folder / layout.LOCK, timeout=0, mode=0o600)
        try:
            lock.acquire()
        except Timeout as error:
            raise Locked(
                f"Another run is busy with campaign {number}.",
                so_what="This run did nothing. Nobody is written to twice: only one run may send at a time.",
                next=f"See how far it is: outlast mail status {number}    or stop it: outlast mail pause {number}",
            ) from error
        try:
            for unfinished in folder.glob(f"{layout.TEMPORARY}*"):  # of a run that was killed
                unfinished.unlink(missing_ok=True)
            if to_send:
                asking.answer(folder)
            yield self.get(number)
        finally:
            lock.release()

    def is_held(self, number: int) -> bool:
        """Tell whether a run is busy with a campaign right now."""
        lock = FileLock(self.folder(number) / layout.LOCK, timeout=0, mode=0o600)
        try:
            lock.acquire()
        except Timeout:
            return True
        except OSError:  # nobody can hold it, or be shown to, in an archive that may only be read
            return False
        lock.release()
        return False

    def _next_number(self) -> int:
        """Return a number that nobody has, taken by making its folder: of two runs at once only one can."""
        taken = [int(path.name) for path in self._root.iterdir() if path.name.isdecimal() and path.name.isascii()]
        for number in range(max(taken, default=0) + 1, _HIGHEST + 1):
            try:
                self.folder(number).mkdir(mode=0o700)
            except FileExistsError:
                continue
            return number
        raise NoCampaign(f"There are {_HIGHEST:,} campaigns in this archive, and no number is left for another.")

    def _must_read(self) -> None:
        if not self._vault.can_read:
            raise KeyProblem("Letters and their recipients are sealed, so this needs the archive's key.")


def _damaged(number: int, path: Path) -> DamageError:
    return DamageError(
        f"Campaign {number} is damaged and cannot be read: {path}",
        so_what="Nothing of it can be sent from this copy; all other campaigns are unaffected.",
        next=f"Put the folder {path.parent.name} back from a copy of the archive, or write another: outlast mail new",
    )
