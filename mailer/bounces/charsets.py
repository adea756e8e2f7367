"""Bytes of a stranger's mail as text, whatever charset they are said to be in, and whether that is true or not."""

import codecs

_NEVER = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7"})
"""Python decodes these too, but no mail is written in them; the first two take time that grows with the square."""


def text_of(data: bytes, charset: str = "") -> str:
    """Return `data` as text: in `charset` if that works, else in UTF-8, else in Latin-1, which always works."""
    for name in (charset, "utf-8"):
        try:
            if name and codecs.lookup(name).name not in _NEVER:
                return data.decode(name)
        except (LookupError, ValueError):  # not there, not for text, or not what the bytes are
            continue
    return data.decode("latin-1")
