"""What a terminal can show: signs with their ASCII stand-ins, colours, and text that cannot harm the terminal."""

import re
from collections.abc import Mapping
from typing import TextIO

from outlast.doctor.check import State

SIGN = {State.OK: "✓", State.ATTENTION: "!", State.BAD: "✗"}
COLOR = {State.OK: "green", State.ATTENTION: "yellow", State.BAD: "red"}

_STAND_INS = str.maketrans(
    {
        "✓": "+",
        "✗": "x",
        "→": "->",
        "…": "...",
        "·": "-",
        "×": "x",
        "–": "-",
        "—": "-",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
    }
)

# Titles and names come from outside. ECMA-48: all of C0 and C1 may move the cursor, rename the window or answer back;
# only tab, newline and our own colours (SGR, ESC [ … m) are let through.
_COLOURING = r"\x1b\[[0-9;]*m"
_CONTROL = re.compile(rf"({_COLOURING})|[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ANY_COLOURING = re.compile(_COLOURING)


def wants_colour(choice: str, stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Tell whether to colour what goes to `stream`. NO_COLOR: no-color.org; any value but the empty one counts."""
    if choice != "auto":
        return choice == "always"
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def harmless(text: str, *, colour: bool) -> str:
    """Return `text` without anything that does more to a terminal than print; colours stay if they are wanted."""
    return _CONTROL.sub(lambda match: (match.group(1) or "") if colour else "", text)


def plain(text: str) -> str:
    """Return `text` without its colours."""
    return _ANY_COLOURING.sub("", text)


def printable(text: str, stream: TextIO) -> str:
    """Return `text` so that the encoding of `stream` can take it; old Windows consoles know few signs."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return text.translate(_STAND_INS).encode(encoding, "replace").decode(encoding, "replace")
    return text
