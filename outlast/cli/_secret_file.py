"""Takes a secret from a file that the command line names; it never stands on the command line itself."""

import sys
from pathlib import Path

from backup.errors import BadSettings
from outlast.errors import SecretProblem
from outlast.places import at_home

_LARGEST = 65_536
"""Bytes."""


def read_secret_file(file: str) -> str:
    """Return the one line of a file, or of stdin for `-`.

    Raises:
        SecretProblem: it cannot be read, or is no text.
        BadSettings: it is no password and no address.
    """
    try:
        if file == "-":
            data = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with at_home(Path(file)).open("rb") as stream:
                data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise SecretProblem(f"The secret cannot be read from {file} ({error.strerror}).") from None
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise SecretProblem(f"What is in {file} is no text.") from None
    if not text or len(data) > _LARGEST or "\n" in text:
        raise BadSettings(f"What is in {file} is no password and no address: it should be one line.")
    return text
