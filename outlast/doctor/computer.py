"""Looks at this computer and at the settings, and says what to mend."""

import os
import platform
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import Distribution, PackageNotFoundError
from pathlib import Path

from backup.errors import OutlastError
from outlast.doctor.check import Check, State
from outlast.doctor.installed import altered_files, is_editable
from outlast.places import Places
from outlast.private_file import others_may_read
from outlast.settings import load_settings, look_at_settings

_LITTLE_SPACE = 1_000_000_000
_NO_SPACE = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Computer:
    """What there is to look at."""

    places: Places
    environ: Mapping[str, str]
    encoding: str
    """Of the terminal."""
    flags: Mapping[str, object] = field(default_factory=dict)
    """Settings given on the command line."""


def checks(computer: Computer, *, archive: Callable[[], Iterable[Check]] | None = None) -> Iterator[Check]:
    """Yield one check after the other, those of the archive last, so that they can be shown as they come."""
    for look in (_python, _space, _settings, _installed_files, _keyring, _state_folder, _terminal):
        yield look(computer)
    if archive is not None:
        yield from archive()


def _python(computer: Computer) -> Check:  # noqa: ARG001
    text = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    return Check(name="Python", state=State.OK, text=text)


def _space(computer: Computer) -> Check:
    try:
        folder = load_settings(computer.places, environ=computer.environ, flags=computer.flags).archive
    except OutlastError:
        folder = computer.places.archive
    free = shutil.disk_usage(_nearest(folder)).free
    text = f"{free / 1_000_000_000:.1f} GB free for {folder}"
    if free >= _LITTLE_SPACE:
        return Check(name="Space", state=State.OK, text=text)
    return Check(
        name="Space",
        state=State.ATTENTION if free >= _NO_SPACE else State.BAD,
        text=text,
        next="Free some space, or choose another disk: outlast config set archive FOLDER",
    )


def _settings(computer: Computer) -> Check:
    file = computer.places.settings_file
    try:
        wrong = look_at_settings(computer.places, environ=computer.environ, flags=computer.flags).wrong
        text = str(wrong[0]) if wrong else ""
    except OutlastError as error:
        text = error.what
    if text:
        return Check(name="Settings", state=State.BAD, text=text, next="outlast config validate")
    text = str(file) if file.exists() else "no file yet, so the defaults count"
    return Check(name="Settings", state=State.OK, text=text)


def _installed_files(computer: Computer) -> Check:  # noqa: ARG001
    name = "Installed files"
    try:
        distribution = Distribution.from_name("outlast")
    except PackageNotFoundError:
        return Check(name=name, state=State.ATTENTION, text="not installed as a package, so they cannot be compared")
    if is_editable(distribution):
        return Check(name=name, state=State.OK, text=f"{distribution.version}, run from its source folder")
    altered = altered_files(distribution)
    if not altered:
        return Check(name=name, state=State.OK, text=f"{distribution.version}, all as they were released")
    more = f" and {len(altered) - 1} more" if len(altered) > 1 else ""
    return Check(
        name=name,
        state=State.BAD,
        text=f"changed since the installation: {altered[0]}{more}",
        next="Install again into an environment of its own: pipx reinstall outlast",
    )


def _keyring(computer: Computer) -> Check:
    import keyring
    import keyring.backends.fail
    import keyring.errors

    try:
        backend = keyring.get_keyring()
    except (keyring.errors.KeyringError, ImportError) as error:
        return Check(name="Key store", state=State.ATTENTION, text=f"cannot be used ({type(error).__name__})")
    if not isinstance(backend, keyring.backends.fail.Keyring):
        return Check(name="Key store", state=State.OK, text=backend.name)
    if _names_keyring(computer):
        return Check(
            name="Key store",
            state=State.BAD,
            text="there is none here, and the settings say that the key lies in it",
            next="Keep the key in a file instead: outlast config set key file:PATH",
        )
    return Check(name="Key store", state=State.OK, text="none here (usual on servers); keys are kept in files instead")


def _names_keyring(computer: Computer) -> bool:
    try:
        key = load_settings(computer.places, environ=computer.environ, flags=computer.flags).key
    except OutlastError:
        return False
    return key is not None and key.startswith("keyring:")


def _state_folder(computer: Computer) -> Check:
    name, folder = "State folder", computer.places.state_dir
    nearest = _nearest(folder)
    if not os.access(nearest, os.W_OK | os.X_OK):
        return Check(
            name=name,
            state=State.BAD,
            text=f"{nearest} may not be written to",
            next="Give yourself access to it, or set OUTLAST_STATE_DIR to another folder",
        )
    if nearest == folder and others_may_read(folder.stat().st_mode):
        return Check(
            name=name,
            state=State.ATTENTION,
            text=f"other people on this computer can look into {folder}",
            next=f'chmod 700 "{folder}"',
        )
    return Check(name=name, state=State.OK, text=str(folder))


def _terminal(computer: Computer) -> Check:
    encoding = computer.encoding.upper()
    try:
        "✓ → …".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return Check(
            name="Terminal",
            state=State.ATTENTION,
            text=f"{encoding} cannot show all signs, so some are replaced",
            next="Set PYTHONUTF8=1, or use a newer terminal",
        )
    return Check(name="Terminal", state=State.OK, text=encoding)


def _nearest(folder: Path) -> Path:
    """Return the folder, or the first of those above it that exists."""
    return next(path for path in (folder, *folder.parents) if path.exists())
