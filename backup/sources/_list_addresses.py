"""Addresses as mail programs write them: `Ada <ada@example.org>, mailto:bela@example.org`. RFC 5322, 3.4; RFC 6068."""

import re
from typing import NamedTuple

_ADDRESS = re.compile(r"""[^\s@"<>,;:()\[\]]+@[^\s@"<>,;:()\[\]]+""")
_SCHEME = "mailto:"


class Mailbox(NamedTuple):
    """An address and the name written beside it."""

    address: str
    name: str


def mailboxes_in(cell: str) -> list[Mailbox]:
    """Return the addresses of a cell, or none where it holds anything else besides them and their names."""
    found = []
    for piece in map(str.strip, re.split("[,;]", cell)):
        if piece.endswith(">") and "<" in piece:
            name, _, address = piece[:-1].rpartition("<")
            pairs = [(address, name.strip("\"' \t"))]
        else:
            pairs = [(word, "") for word in piece.split()]
        for written, name in pairs:
            address = _bare(written.strip())
            if not _ADDRESS.fullmatch(address) or "@" in name:
                return []
            found.append(Mailbox(address, name))
    return found


def _bare(written: str) -> str:
    if written[: len(_SCHEME)].casefold() == _SCHEME:
        return written[len(_SCHEME) :].partition("?")[0]
    return written
