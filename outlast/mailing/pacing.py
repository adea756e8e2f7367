"""How fast letters may go by the settings, and what is kept of it between runs."""

import hashlib
from pathlib import Path

import msgspec

from backup.archive import atomic, layout
from mailer.pace import Limits, Pace, read_state
from outlast.mailing.providers import provider_of
from outlast.settings.mail import MailSettings

_FILE = "pace.json"


class KeptPace:
    """The pace of the mail server in the settings; what went out is kept in the archive for each server and user."""

    def __init__(self, root: Path, mail: MailSettings) -> None:
        """Take the archive's folder. A state that cannot be read counts as none.

        Raises:
            StorageError: the disk refuses.
        """
        self._path = root / layout.MAIL / _FILE
        account = f"{mail.user or ''}\0{mail.server or ''}"
        self._account = hashlib.sha256(account.encode()).hexdigest()[:16]  # this file is not sealed
        self._states = self._read()
        kept = self._states.get(self._account)
        domain = (mail.sender or "").rpartition("@")[2]
        self.pace = Pace(limits_of(mail), read_state(kept) if kept else None, sender_domain=domain)

    def keep(self) -> None:
        """Write down what the pace knows: before what it granted goes out.

        Raises:
            StorageError: the disk refuses.
        """
        self._states[self._account] = msgspec.Raw(msgspec.json.encode(self.pace.state))
        with atomic.storage_errors(self._path):
            self._path.parent.mkdir(mode=0o700, exist_ok=True)
            atomic.write(self._path, msgspec.json.encode(self._states), sync=False)

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
