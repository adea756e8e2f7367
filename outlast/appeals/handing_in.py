"""Reads what a writer hands in for the log: a text that was sent, an answer as words or as a file, a moment."""

import re
from datetime import datetime, timedelta
from pathlib import Path

from backup.errors import InputError, UsageError
from backup.watch.incident import NewEvidence
from outlast.incidents.noting import LARGEST
from outlast.jobs import parse_date
from outlast.places import at_home

_NAME = re.compile(r"\S*[/\\]\S*|\S+\.[A-Za-z0-9]{1,5}")
"""What is meant as the name of a file, whether it is there or not: no words, and an ending or a folder in it."""


def text_of(path: Path) -> str:
    """Return the text in a file. Signs that are not UTF-8 become question marks.

    Raises:
        InputError: it cannot be read, is too large, or is empty.
    """
    text = _bytes_of(path).decode("utf-8-sig", "replace").strip()
    if not text:
        raise InputError(f"There is nothing in {path}.", next="Name the file with the text that you sent.")
    return text


def answer_of(given: str) -> NewEvidence | str:
    """Return an answer: the file of that name where there is one, else the words themselves.

    Raises:
        InputError: it is meant as a file, which cannot be read or is too large.
        UsageError: there is nothing in it.
    """
    if not given.strip():
        raise UsageError("The answer is empty.", next="Write what they said, or name a file")
    if not _NAME.fullmatch(given.strip()) and not _is_file(given):
        return given
    path = at_home(Path(given))
    return NewEvidence(name=path.name, content=_bytes_of(path))


def moment_of(given: str | None, now: datetime) -> datetime:
    """Return when something was: now, or the day or moment that was given.

    Raises:
        UsageError: it is no date, or it is still to come.
    """
    if given is None:
        return now
    try:
        moment = parse_date(given)
    except ValueError:
        raise UsageError(f"{given!r} is no date.", next="Write 2026-03-01, or 2026-03-01T14:30") from None
    if moment > now + timedelta(days=1):
        raise UsageError(f"{given} is still to come.", next="Say when it was, or leave out --when")
    # A day means its end, which today's has not reached.
    return min(moment, now)


def _is_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except OSError:  # too long to be the name of a file, and so a sentence
        return False


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}).", next="Name a file that you can open.") from None
    if len(content) > LARGEST:
        raise InputError(f"{path.name} is larger than {LARGEST // 1024 // 1024} MB.", next="Name a smaller copy of it.")
    return content
