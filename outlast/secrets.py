"""Secrets by reference: the settings say where a secret lies, and it is fetched at the last moment.

    command:PROGRAM ARGUMENTS…   what a program prints (a password manager's)
    file:PATH                    a file that only its owner may read
    keyring:SERVICE/NAME         the computer's own key store
    prompt:QUESTION              asked for each time
    env:NAME                     an environment variable; leaks to child programs, crash reports and `ps e`

The order is the one of preference. A secret is never a setting, a flag, part of a log line or of a message.
"""

import os
import shlex
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import final

from outlast.errors import SecretProblem
from outlast.places import at_home
from outlast.private_file import others_may_read, write_private

SCHEMES = ("command", "file", "keyring", "prompt", "env")
_LARGEST = 65_536
_PATIENCE = 120
"""Seconds to wait for a program: a person may have to unlock it or touch a key."""


@final
class Secret:
    """Text that does not show itself: neither in a message, nor in a log, nor in a traceback."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        """Hold `text`."""
        self._text = text

    def reveal(self) -> str:
        """Return the text itself; call this where it is used, nowhere else."""
        return self._text

    def __repr__(self) -> str:
        """Return a word that says nothing."""
        return "Secret(…)"

    def __reduce__(self) -> str:
        """Refuse to be pickled or copied into something that shows it."""
        raise TypeError("a secret is not stored by copying it")


def split_reference(reference: str) -> tuple[str, str]:
    """Return the scheme of a reference and what follows it.

    Raises:
        ValueError: it is none; the message does not repeat it, since it may be the secret itself.
    """
    scheme, colon, rest = reference.partition(":")
    if not colon or scheme not in SCHEMES:
        known = ", ".join(f"{name}:" for name in SCHEMES)
        raise ValueError(f"should say where the secret lies, beginning with one of {known}")
    if scheme != "prompt" and not rest.strip():
        raise ValueError(f"should say what comes after {scheme}:")
    if scheme == "keyring" and not all(rest.rpartition("/")):
        raise ValueError("should be keyring:SERVICE/NAME")
    return scheme, rest


def resolve(reference: str, *, environ: Mapping[str, str], ask: Callable[[str], str] | None = None) -> Secret:
    """Fetch the secret that `reference` names; `ask` puts a question to the person, if there is one.

    Raises:
        SecretProblem: it is not there, or may not be read.
    """
    try:
        scheme, rest = split_reference(reference)
    except ValueError as error:
        raise SecretProblem(f"A reference to a secret {error}.") from None
    if scheme == "file":
        text = _from_file(at_home(Path(rest)))
    elif scheme == "command":
        text = _from_command(rest)
    elif scheme == "keyring":
        text = _from_keyring(rest)
    elif scheme == "env":
        text = environ.get(rest, "")
    elif ask is None:
        raise SecretProblem("A secret has to be typed in, and nobody is there to type it.")
    else:
        text = ask(rest.strip() or "Secret")
    if not text:
        raise SecretProblem(f"The secret is empty or missing: {_shown(scheme, rest)}.")
    return Secret(text)


def store_file(path: Path, secret: Secret) -> str:
    """Keep `secret` in a file that only its owner may read, and return the reference to it.

    Raises:
        OSError: the disk refused; what was there before is as it was.
    """
    write_private(path, secret.reveal().encode() + b"\n")
    return f"file:{path}"


def store_keyring(service: str, name: str, secret: Secret) -> str:
    """Keep `secret` in the computer's own key store, and return the reference to it.

    Raises:
        SecretProblem: there is no key store here, or it refused.
    """
    import keyring
    import keyring.errors

    try:
        keyring.set_password(service, name, secret.reveal())
    except keyring.errors.NoKeyringError:
        raise _no_keyring() from None
    except keyring.errors.KeyringError as error:
        raise SecretProblem(f"The key store of this computer refused: {type(error).__name__}.") from None
    return f"keyring:{service}/{name}"


def _shown(scheme: str, rest: str) -> str:
    # The arguments of a command may hold more than its owner wants to see in a report; the program's name says enough.
    return f"command:{rest.split(maxsplit=1)[0]} …" if scheme == "command" else f"{scheme}:{rest}"


def _from_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            if others_may_read(os.fstat(file.fileno()).st_mode):
                raise SecretProblem(
                    f"{path} can be read by other people on this computer, so it is not used.",
                    next=f"Run: chmod 600 {shlex.quote(str(path))}    and change the secret if others saw it.",
                )
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise SecretProblem(f"The file with the secret cannot be read: {path} ({error.strerror}).") from None
    return _as_text(data, str(path))


def _from_command(line: str) -> str:
    # Windows has its own rules for quoting, and its programs split the line themselves.
    try:
        arguments: str | list[str] = line if os.name == "nt" else shlex.split(line)
    except ValueError as error:
        raise SecretProblem(f"The command for the secret has an open quote ({error}).") from None
    shown = _shown("command", line)
    try:
        done = subprocess.run(arguments, stdout=subprocess.PIPE, check=True, timeout=_PATIENCE)
    except subprocess.CalledProcessError as error:
        raise SecretProblem(f"The program for the secret ended with {error.returncode}: {shown}.") from None
    except subprocess.TimeoutExpired:
        raise SecretProblem(f"The program for the secret did not answer in {_PATIENCE} seconds: {shown}.") from None
    except OSError as error:
        raise SecretProblem(f"The program for the secret cannot be started: {shown} ({error.strerror}).") from None
    return _as_text(done.stdout, shown)


def _from_keyring(rest: str) -> str:
    import keyring
    import keyring.errors

    service, _, name = rest.rpartition("/")
    try:
        return keyring.get_password(service, name) or ""
    except keyring.errors.NoKeyringError:
        raise _no_keyring() from None
    except keyring.errors.KeyringError as error:
        raise SecretProblem(
            f"The key store of this computer did not give the secret: {type(error).__name__}.",
            next="Sign in to your desktop (or unlock the key store), then run the command again.",
        ) from None


def _no_keyring() -> SecretProblem:
    return SecretProblem(
        "This computer has no key store that Outlast can use (usual on servers).",
        next="Keep the secret in a file (file:PATH) or let a program print it (command:…).",
    )


def _as_text(data: bytes, shown: str) -> str:
    if len(data) > _LARGEST:
        raise SecretProblem(f"Too long for a secret: {shown}.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SecretProblem(f"Not text: {shown}.") from None
    return text.removesuffix("\n").removesuffix("\r")
