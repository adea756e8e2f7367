"""The lines of a mail's head (RFC 5322), in ASCII: other letters become encoded words (RFC 2047)."""

import re
from base64 import b64encode
from urllib.parse import quote

from mailer.letter.address import written

_COLUMNS = 78
_LONGEST_LINE = 998
_WORD_BYTES = 45
"""Bytes of an encoded word's text: 60 signs of base64 and 12 around them, of 75 that it may have."""
_PLAIN_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_QUOTABLE = re.compile(r"[ -~]+")
_LONGEST_NAME = 60
_OPAQUE = re.compile(r"[!-~](?:[ -~]*[!-~])?")


def text_field(name: str, text: str) -> str:
    """Return a field that holds words, such as Subject, with its line end; folded, and encoded where that is needed."""
    plain = (
        text.isascii() and "=?" not in text and "  " not in text and text == text.strip() and _QUOTABLE.fullmatch(text)
    )
    if plain:
        made, columns = [f"{name}:"], len(name) + 1
        for word in text.split(" "):
            if columns + 1 + len(word) > _COLUMNS and columns > len(name) + 1:
                made.append("\r\n")
                columns = 0
            made.append(f" {word}")
            columns += 1 + len(word)
        if columns <= _COLUMNS:
            return "".join(made) + "\r\n"
    return f"{name}: {_encoded(text, first=len(name) + 2)}\r\n"


def mailbox_field(name: str, display: str, address: str) -> str:
    """Return a field that holds one address, with a name before it where there is one."""
    if not display:
        return f"{name}: <{address}>\r\n" if name == "List-Id" else f"{name}: {address}\r\n"
    phrase = _phrase(display, first=len(name) + 2)
    last_line = len(phrase) - phrase.rfind("\r\n") if "\r\n" in phrase else len(name) + 2 + len(phrase)
    between = " " if last_line + len(address) + 3 <= _COLUMNS else "\r\n "
    return f"{name}: {phrase}{between}<{address}>\r\n"


def opaque_field(name: str, value: str) -> str | None:
    """Return a field whose value machines read, as it is; nothing where it cannot stand on a line."""
    if not _OPAQUE.fullmatch(value) or len(name) + 2 + len(value) > _LONGEST_LINE:
        return None
    return f"{name}: {value}\r\n"


def unsubscribe_fields(url: str, mailto: str) -> str | None:
    """Return how to unsubscribe (RFC 2369; RFC 8058), the web address first; nothing where one cannot stand there.

    Gmail and Yahoo ask for the https address and the second field, which promises that a POST to it is enough; without
    such an address the promise would be false, and the field is left out.
    """
    https = url if url.startswith("https://") else ""
    ways = [f"<{https}>"] if https else []
    if mailto:
        ways.append(f"<mailto:{mailto if mailto.isascii() else _in_ascii(mailto)}>")
    if not all(_WAY.fullmatch(way) and len(way) < _LONGEST_LINE - 20 for way in ways):
        return None
    if not ways:
        return ""
    listed = f"List-Unsubscribe: {f',{chr(13)}{chr(10)} '.join(ways)}\r\n"
    return listed + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" if https else listed


_WAY = re.compile(r"<[!#-;=?-~]+>")


def _in_ascii(mailto: str) -> str:
    mailbox, question, rest = mailto.partition("?")
    known = written(mailbox)
    return mailto if isinstance(known, str) else quote(known.text, safe="@+-._~!$'*") + question + rest


def _phrase(display: str, first: int) -> str:
    if len(display) <= _LONGEST_NAME and "=?" not in display:
        if _PLAIN_NAME.fullmatch(display):
            return display
        if _QUOTABLE.fullmatch(display):
            return '"' + display.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return _encoded(display, first)


def _encoded(text: str, first: int) -> str:
    """Return encoded words; no character is divided between two of them (RFC 2047, 5)."""
    words: list[str] = []
    made = b""
    room = min(_WORD_BYTES, (_COLUMNS - 2 - first - 12) // 4 * 3)
    for sign in text:
        data = sign.encode("utf-8")
        if len(made) + len(data) > room:
            words.append(_word(made))
            made, room = b"", _WORD_BYTES
        made += data
    words.append(_word(made))
    return "\r\n ".join(words)


def _word(data: bytes) -> str:
    return f"=?utf-8?b?{b64encode(data).decode('ascii')}?="
