"""The archive's key: an age identity (X25519), and from it the key of all digests of private data.

age: the format of age-encryption.org/v1, so that `age -d -i KEYFILE OBJECT | zstd -d` opens anything without Outlast.
"""

import hashlib
import hmac
from collections.abc import Iterable
from typing import BinaryIO

import pyrage

from backup.errors import KeyProblem

_DIGEST_CONTEXT = b"outlast digest key v1"


class Key:
    """The private half. Whoever has it can read every sealed object of the archive."""

    __slots__ = ("_digest_key", "_identity", "recipient", "text")

    def __init__(self, text: str) -> None:
        """Take the text of an age identity (`AGE-SECRET-KEY-1…`, any case, blanks and comments around it allowed).

        Raises:
            KeyProblem: it is not one.
        """
        lines = [line.strip() for line in text.splitlines() if not line.lstrip().startswith("#")]
        joined = "".join("".join(lines).split()).upper()
        try:
            self._identity = pyrage.x25519.Identity.from_str(joined)
        except pyrage.IdentityError as error:
            raise KeyProblem(
                "This is not the key of an archive: it does not read as one.",
                next="Type it exactly as on the recovery sheet; it starts with AGE-SECRET-KEY-1.",
            ) from error
        self.text = str(self._identity)
        self.recipient = str(self._identity.to_public())
        self._digest_key = hmac.digest(joined.encode(), _DIGEST_CONTEXT, "sha256")

    def __repr__(self) -> str:
        """Return the public half only."""
        return f"Key(recipient={self.recipient!r})"

    @classmethod
    def generate(cls) -> "Key":
        """Return a new key."""
        return cls(str(pyrage.x25519.Identity.generate()))

    def unseal(self, sealed: bytes) -> bytes:
        """Return what was sealed.

        Raises:
            KeyProblem: it was sealed for another key, or is damaged.
        """
        try:
            plain: bytes = pyrage.decrypt(sealed, [self._identity])
        except pyrage.DecryptError as error:
            raise KeyProblem("A sealed file does not open with this key.") from error
        return plain

    def unseal_into(self, sealed: BinaryIO, plain: BinaryIO) -> None:
        """Write what was sealed to `plain`, piece by piece.

        Raises:
            KeyProblem: it was sealed for another key, or is damaged.
        """
        try:
            pyrage.decrypt_io(sealed, plain, [self._identity])
        except pyrage.DecryptError as error:
            raise KeyProblem("A sealed file does not open with this key.") from error

    @property
    def digest_key(self) -> bytes:
        """Return the key of `Vault.digest`."""
        return self._digest_key


class Vault:
    """What one archive seals with: the public half always, the private half when the run could get it."""

    __slots__ = ("_digest_key", "_recipient", "encrypted", "key")

    def __init__(self, *, recipient: str | None, key: Key | None, plain_digest_key: bytes | None = None) -> None:
        """Take the public half (`None`: an archive without encryption, which has its digest key in the open)."""
        self.encrypted = recipient is not None
        self.key = key
        self._recipient = pyrage.x25519.Recipient.from_str(recipient) if recipient else None
        self._digest_key = key.digest_key if key else plain_digest_key

    @property
    def can_read(self) -> bool:
        """Tell whether sealed objects can be opened and keyed digests be made."""
        return self._digest_key is not None

    def seal(self, plain: bytes) -> bytes:
        """Return `plain` sealed to the archive's public half, or as it is where there is no encryption."""
        if self._recipient is None:
            return plain
        sealed: bytes = pyrage.encrypt(plain, [self._recipient])
        return sealed

    def unseal(self, sealed: bytes) -> bytes:
        """Return what `seal` was given.

        Raises:
            KeyProblem: the private half is not there or does not fit.
        """
        return self.key_at_hand.unseal(sealed) if self.encrypted else sealed

    @property
    def key_at_hand(self) -> Key:
        """Return the private half.

        Raises:
            KeyProblem: it is not there.
        """
        if self.key is None:
            raise KeyProblem("This needs the archive's key, and it could not be found on this computer.")
        return self.key

    def digest(self, parts: Iterable[bytes]) -> str:
        """Return the keyed digest (HMAC-SHA-256, hex) of the parts joined.

        Raises:
            KeyProblem: the private half is not there.
        """
        if self._digest_key is None:
            raise KeyProblem("This needs the archive's key, and it could not be found on this computer.")
        mac = hmac.new(self._digest_key, digestmod=hashlib.sha256)
        for part in parts:
            mac.update(part)
        return mac.hexdigest()


def wrap(key: Key, passphrase: str) -> bytes:
    """Return the key sealed with a passphrase (age's scrypt recipient: some seconds, so once and never per file)."""
    wrapped: bytes = pyrage.passphrase.encrypt(key.text.encode(), passphrase)
    return wrapped


def unwrap(wrapped: bytes, passphrase: str) -> Key:
    """Return the key that `wrap` sealed.

    Raises:
        KeyProblem: the passphrase does not fit.
    """
    try:
        return Key(pyrage.passphrase.decrypt(wrapped, passphrase).decode())
    except (pyrage.DecryptError, UnicodeDecodeError) as error:
        raise KeyProblem(
            "The passphrase does not open the key.", next="Try again; capitals and blanks count."
        ) from error
