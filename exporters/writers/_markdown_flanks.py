"""Where a mark can be written as `**` and `_`, so that every reader of Markdown sees the same.

Whether such a sign opens or closes depends on the letters on both sides of it (CommonMark 0.31, section 6.2), and what
counts as punctuation differs from one reader to another. A mark is written with signs only where there is no doubt;
beside Chinese punctuation or in the middle of a word, for two, it is a tag.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

_WORD, _SPACE, _PUNCTUATION, _DOUBTFUL = "word", "space", "punctuation", "doubtful"
_KINDS: Final = {"L": _WORD, "M": _WORD, "N": _WORD, "P": _PUNCTUATION, "Z": _SPACE}


@dataclass(slots=True, eq=False)
class Edge:
    """One end of a mark that may become a sign or a tag."""

    sign: str
    tag: str
    end: "Edge | None" = None
    """Of the one that opens: the one that closes."""
    place: int = 0
    """Among the pieces of the line."""
    signs: bool = True


Piece: TypeAlias = str | Edge


def joined(pieces: list[Piece]) -> str:
    """Return a line of its pieces, each mark as signs or as tags."""
    for piece in pieces:
        if isinstance(piece, Edge) and piece.end is not None:
            piece.signs = piece.end.signs = _opens(pieces, piece) and _closes(pieces, piece.end)
    return "".join([piece if isinstance(piece, str) else _written(piece) for piece in pieces])


def _written(edge: Edge) -> str:
    if edge.signs:
        return edge.sign
    return f"<{edge.tag}>" if edge.end is not None else f"</{edge.tag}>"


def _opens(pieces: list[Piece], edge: Edge) -> bool:
    before, after = _beside(pieces, edge)
    if before in ("-", edge.sign) or after == edge.sign:  # kramdown takes no `_` behind a hyphen
        return False
    outside, inside = _kind(before[-1]), _kind(after[0])
    return (inside == _WORD and outside in (_SPACE, _PUNCTUATION)) or (inside == _PUNCTUATION and outside == _SPACE)


def _closes(pieces: list[Piece], edge: Edge) -> bool:
    before, after = _beside(pieces, edge)
    if edge.sign in (before, after):
        return False
    inside, outside = _kind(before[-1]), _kind(after[0])
    return (inside == _WORD and outside in (_SPACE, _PUNCTUATION)) or (inside == _PUNCTUATION and outside == _SPACE)


def _beside(pieces: list[Piece], edge: Edge) -> tuple[str, str]:
    """Return the letter or sign before an edge and the one after it; a blank where there is nothing."""
    before = pieces[edge.place - 1] if edge.place else " "
    after = pieces[edge.place + 1] if edge.place + 1 < len(pieces) else " "
    return (
        before.sign if isinstance(before, Edge) else before[-1:] or " ",
        after.sign if isinstance(after, Edge) else after[:1] or " ",
    )


@cache
def _kind(letter: str) -> str:
    if letter.isspace():
        return _SPACE
    if letter.isascii():
        return _WORD if letter.isalnum() else _PUNCTUATION
    return _KINDS.get(unicodedata.category(letter)[0], _DOUBTFUL)
