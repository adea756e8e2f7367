"""An address as it stands in the envelope and in the head of a mail (RFC 5321, 4.1.2 and 4.5.3.1; RFC 6531)."""

import re
from typing import NamedTuple

from backup.audience.addresses import known_host

_ORDINARY = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,62}){0,31}"
    r"@(?=[A-Za-z0-9.-]{3,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)
_WIDE_NAME = re.compile(r"[^\s@\"(),:;<>\[\]\\.\x00-\x1f\x7f-\x9f]+(?:\.[^\s@\"(),:;<>\[\]\\.\x00-\x1f\x7f-\x9f]+)*")
_LONGEST_NAME = 64
_LONGEST = 254
"""Octets; a path of 256 with its angle brackets."""


class Written(NamedTuple):
    """An address that can be written to."""

    text: str
    wide: bool
    """Whether it needs SMTPUTF8: its name, before the `@`, holds more than ASCII."""


def written(address: str) -> Written | str:
    """Return the address as it goes into envelope and head, or why no mail can be written to it.

    A server's name in other letters than ASCII becomes the name that the DNS knows (`xn--…`), which every server takes.
    """
    if address.isascii() and len(address) <= _LONGEST and _ORDINARY.fullmatch(address):
        name, _, _ = address.rpartition("@")
        return Written(address, False) if len(name) <= _LONGEST_NAME else _TOO_LONG
    name, at, host = address.rpartition("@")
    if not at or not name:
        return "It is no address."
    if name.startswith('"'):
        return "Its name stands in quotation marks, which most servers refuse."
    if len(name.encode("utf-8", "replace")) > _LONGEST_NAME:
        return _TOO_LONG
    if not _WIDE_NAME.fullmatch(name):
        return "Its name holds what no address may hold, or a dot where none may be."
    try:
        known = known_host(host)
    except UnicodeError:
        return "Its server has a name that cannot be."
    whole = f"{name}@{known}"
    if not _ORDINARY.fullmatch(f"a@{known}"):
        return "Its server has a name that cannot be."
    if len(whole.encode("utf-8", "replace")) > _LONGEST:
        return "It is longer than 254 characters."
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return "Its name holds what no address may hold, or a dot where none may be."
    return Written(whole, not name.isascii())


_TOO_LONG = "Its name, before the “@”, is longer than 64 characters."
