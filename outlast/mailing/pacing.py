"""How fast letters may go by the settings, and what is kept of it between runs."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from backup.archive import atomic, layout
from backup.errors import Locked
from mailer.model import Destination
from mailer.pace import Limits, Pace, read_state
from outlast.mailing.providers import provider_of
from outlast.settings.mail import MailSettings

_FILE = "pace.json"
_GIVE_BACK_WITHIN = timedelta(hours=1)
"""See `Gate.give_back`."""
_PATIENCE = 10.0
"""Seconds: another run of another account writes the file in less than one."""


class KeptPace:
    """The pace of the mail server in the settings; what went out is kept in the archive for each server and user.

    Two runs of one account would each let through what the quota has left, so whoever sends holds it: see `holding`.
    """

    def __init__(self, root: Path, mail: MailSettings) -> None:
        """Take the archive's folder. A state that cannot be read counts as none.

        Raises:
            StorageError: the disk refuses.
        """
        self._mail, self._path = mail, root / layout.MAIL / _FILE
        account = f"{mail.user or ''}\0{mail.server or ''}"
        self._account = hashlib.sha256(account.encode()).hexdigest()[:16]  # this file is not sealed
        self._of_account = self._lock(f"{layout.LOCK}-{self._account}", 0)
        self._of_file = self._lock(f"{layout.LOCK}-pace", _PATIENCE)
        self.pace = self._known()

    @property
    def name(self) -> str:
        """Return by what the account and the domain that letters come from are known again. Names neither."""
        whole = f"{self._account}\0{(self._mail.sender or '').rpartition('@')[2].lower()}"
        return hashlib.sha256(whole.encode()).hexdigest()[:16]

    def give_back(self, unsent: Mapping[Destination, int], since: datetime, now: datetime) -> None:
        """Take back what was let through at `since` or later, within the last hour, and was never handed over.

        Raises:
            StorageError, Locked: see `keep`.
        """
        if timedelta() <= now - since < _GIVE_BACK_WITHIN:
            for destination, count in unsent.items():
                self.pace.give_back(destination, count, now)
            self.keep()

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Hold the account for the length of a block, with what all earlier runs let through in its pace.

        The system gives it back when a run is killed.

        Raises:
            Locked: another run sends by this account.
            StorageError: the disk refuses.
        """
        self._make_folder()
        try:
            self._of_account.acquire()
        except Timeout as error:
            raise Locked(
                "Another campaign is being sent by this account of your mail server.",
                so_what="This run sent nothing: together they would let out more than the server takes in a day.",
                next="Wait for it to end, or stop it (see outlast mail list), then run the same command again",
            ) from error
        try:
            self.pace = self._known()
            yield
        finally:
            self._of_account.release()

    def keep(self) -> None:
        """Write down what the pace knows: before what it granted goes out.

        Raises:
            StorageError: the disk refuses.
            Locked: another run has been writing the file for seconds.
        """
        self._make_folder()
        try:
            with self._of_file, atomic.storage_errors(self._path):
                states = self._read()  # other accounts write here too
                states[self._account] = msgspec.Raw(msgspec.json.encode(self.pace.state))
                atomic.write(self._path, msgspec.json.encode(states), sync=False)
        except Timeout as error:
            raise Locked("Another run of Outlast has been writing down what went out, for many seconds.") from error

    def _known(self) -> Pace:
        kept = self._read().get(self._account)
        domain = (self._mail.sender or "").rpartition("@")[2]
        return Pace(limits_of(self._mail), read_state(kept) if kept else None, sender_domain=domain)

    def _lock(self, name: str, patience: float) -> FileLock:
        return FileLock(self._path.parent / name, timeout=patience, mode=0o600)

    def _make_folder(self) -> None:
        with atomic.storage_errors(self._path):
            self._path.parent.mkdir(mode=0o700, exist_ok=True)

    def _read(self) -> dict[str, msgspec.Raw]:
        with atomic.storage_errors(self._path):
            try:
                return msgspec.json.decode(self._path.read_bytes(), type=dict[str, msgspec.Raw])
            except (FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError):
                return {}


def limits_of(mail: MailSettings) -> Limits:
    """Return what there is to keep to: what the writer says, else what the provider's smallest plan allows.

    Raises:
        NotSetUpForMail: Outlast does not know the provider of the settings.
    """
    return provider_of(mail).limits(
        rate=mail.rate / 60 if mail.rate else None,
        daily=mail.daily,
        connections=mail.connections,
        warm_up=mail.warm_up,
    )
