"""Puts a drop-box of the writer's own together, and keeps the word with which it is emptied."""

import secrets as random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from backup.errors import OutlastError
from mailer.unsubscribe.drop_box import DropBoxKind, drop_box_file
from outlast.places import Places
from outlast.private_file import make_private_folder, write_private
from outlast.secrets import Secret, resolve, store_file, store_keyring
from outlast.settings import Settings, set_settings

_SERVICE, _NAME = "outlast", "mail-drop-box"


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDropBox:
    """A drop-box that is ready to be put up."""

    file: Path
    new_word: bool
    """It has another word than the one before, or is the first."""


def make_drop_box(
    kind: DropBoxKind,
    folder: Path,
    *,
    speaks: Sequence[str],
    word: Secret | None,
    places: Places,
    in_keyring: bool = False,
) -> MadeDropBox:
    """Write the file of a drop-box into a folder. `word`: the one that is kept already; `None`: a new one is kept.

    Raises:
        SecretProblem: there is no key store here.
        OSError: the disk refused.
    """
    new = word is None
    if word is None:
        word = Secret(random.token_urlsafe(32))
        # Kept before the file is there: one whose word nobody has could never be emptied.
        set_settings(places, {"mail.drop_box_secret": _kept(places, word, in_keyring=in_keyring)})
    made = drop_box_file(kind, word=word.reveal(), speaks=speaks)
    make_private_folder(folder)
    path = folder / made.name
    write_private(path, made.content)
    if made.executable:
        path.chmod(0o700)
    return MadeDropBox(file=path, new_word=new)


def known_word(
    settings: Settings, *, environ: Mapping[str, str], ask: Callable[[str], str] | None = None
) -> Secret | None:
    """Return the word of the drop-box that there is already, `None` where there is none or its place has nothing."""
    if settings.mail.drop_box_secret is None:
        return None
    try:
        return resolve(settings.mail.drop_box_secret, environ=environ, ask=ask)
    except OutlastError:
        return None


def _kept(places: Places, word: Secret, *, in_keyring: bool) -> str:
    if in_keyring:
        return store_keyring(_SERVICE, _NAME, word)
    return store_file(places.state_dir / "secrets" / _NAME, word)
