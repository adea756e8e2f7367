"""Whether the key of an archive is at hand, found out without asking anybody and without starting any program."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from backup.archive.info import ArchiveInfo
from backup.errors import KeyProblem
from outlast.errors import SecretProblem
from outlast.keys import archive_key
from outlast.places import Places
from outlast.settings import Settings

_BEHIND_A_DOOR = ("command", "keyring", "prompt")
"""References that may ask a person, or take long, when they are followed."""


class KeyState(StrEnum):
    """What is known of the key."""

    NOT_NEEDED = "not-needed"
    """The archive is not sealed."""
    HERE = "here"
    """It was read, and it fits."""
    PASSPHRASE = "passphrase"  # noqa: S105  # the name of a state
    """It is here, sealed with a passphrase."""
    NAMED = "named"
    """A key store, a program or a person has it, and was not asked."""
    MISSING = "missing"
    UNFIT = "unfit"
    """What should be the key cannot be read or belongs to another archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyStanding:
    """Whether the private half of the key is at hand."""

    state: KeyState
    where: str = ""
    """For people: the place that has it, or should."""
    problem: KeyProblem | SecretProblem | None = None
    """Why it is `UNFIT`."""

    @property
    def at_hand(self) -> bool:
        """Tell whether nothing speaks against its being there."""
        return self.state not in (KeyState.MISSING, KeyState.UNFIT)


def key_standing(info: ArchiveInfo, settings: Settings, places: Places, *, environ: Mapping[str, str]) -> KeyStanding:
    """Return what is known of the key of an archive."""
    if info.recipient is None:
        return KeyStanding(state=KeyState.NOT_NEEDED)
    lies = archive_key.where_key_lies(info, settings, places)
    where = lies.removeprefix("file:")
    if lies.partition(":")[0] in _BEHIND_A_DOOR:
        return KeyStanding(state=KeyState.NAMED, where=where)
    try:
        key = archive_key.find_key(info, settings, places, environ=environ, ask=None)
    except (KeyProblem, SecretProblem) as problem:
        return KeyStanding(state=KeyState.UNFIT, where=where, problem=problem)
    if key is not None:
        return KeyStanding(state=KeyState.HERE, where=where)
    state = KeyState.PASSPHRASE if where else KeyState.MISSING
    return KeyStanding(state=state, where=where)
