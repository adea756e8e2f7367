"""The contract of a form: it writes moves as the rules of one server or service."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from exporters.redirects.move import Move, Moves

_SENT = "/-._~!'()*,;:@&=+$"
"""What browsers send as it is in a path (RFC 3986, 3.3: pchar)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules as the file holds them."""

    text: str
    left_out: tuple[Move, ...] = ()
    """What the service has no room for."""
    why: str = ""
    """Why it has not, a sentence."""


class Form(ABC):
    """Writes moves in one form."""

    file: ClassVar[str]
    """What the file is called over there."""
    needs_host: ClassVar[bool] = False
    """A rule names the old domain, so it must be known."""
    steps: ClassVar[tuple[str, ...]]
    """What to do with the file, in order, a sentence each."""

    @abstractmethod
    def rules(self, moves: Moves) -> Rules:
        """Return the rules for all moves; the same moves give the same text."""


def sent(path: str, *, barred: str = "") -> str:
    """Return a path as a browser sends it, with the signs in `barred` encoded too."""
    return quote(path, safe="".join(sign for sign in _SENT if sign not in barred))
