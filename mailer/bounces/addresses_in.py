"""Mail addresses in the words of strangers' servers."""

import re
from collections.abc import Iterable

_ADDRESS = re.compile(
    r"(?<![\w.+=/-])(?:\"[^\"\s@]{1,62}\"|[^\s@\"<>()\[\]:;,\\/][^\s@\"<>()\[\]:;,\\]{0,63})@\w[\w-]*(?:\.\w[\w-]*)+"
)
_OF_LINE = re.compile(rf"^[ \t>]*<?({_ADDRESS.pattern})>?(?!\.?[\w-])(?=[ \t]*(?:[:(\[…]|\.*[ \t]*$))", re.MULTILINE)
_TYPED = re.compile(r"\s*(?:rfc822|utf-8|smtp|unknown|internet)\s*;", re.IGNORECASE)
"""The type before an address (RFC 3464, section 2.1.2); written in several ways in real life."""
_CODED = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")
"""A sign that is not ASCII in an address of type utf-8 (RFC 6533, section 3)."""
_OF_SERVERS = re.compile(
    r"(?:mailer.?daemon|post.?master|mail.?administrator|double-bounce|no-?reply|do-?not-?reply|abuse)\b", re.IGNORECASE
)
_LONGEST = 100_000


def addresses_in(text: str) -> list[str]:
    """Return the addresses in `text`, each once, in order; without those of mail systems themselves."""
    return unique(found for found in _ADDRESS.findall(text[:_LONGEST]) if not _OF_SERVERS.match(found))


def typed_address(value: str) -> str:
    """Return the address of a field like `rfc822; anna@example.org`; empty where there is none."""
    plain = _CODED.sub(lambda sign: _sign(sign[1]), _TYPED.sub("", value[:_LONGEST], count=1))
    found = _ADDRESS.search(plain)
    return found[0] if found else ""


def addresses_of_lines(text: str) -> list[str]:
    """Return the addresses with which a line begins that then says why, or ends: `<anna@example.org>: no such user`."""
    return unique(found for found in _OF_LINE.findall(text[:_LONGEST]) if not _OF_SERVERS.match(found))


def unique(addresses: Iterable[str]) -> list[str]:
    """Return them in order, each once, whatever case it is written in."""
    found: dict[str, str] = {}
    for address in addresses:
        found.setdefault(address.lower(), address)
    return list(found.values())


def _sign(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "?"
