"""Which addresses no service takes, and which of them are the same one.

RFC 5321, section 4.1.2 and 4.5.3.1; for servers' names in any script RFC 5891 and UTS 46.
"""

import contextlib
import re
import unicodedata
from collections.abc import Callable, Sequence

NO_ADDRESS = "The row has no e-mail address."
NOT_ONE = "It has not exactly one @, so it is no e-mail address."
BAD_LETTERS = "The address has a blank or a sign in it that none may have."
TOO_LONG = "The address is longer than mail can be sent to."
BAD_NAME = "The part before the @ begins or ends with a dot, or has two in a row; services refuse that."
BAD_HOST = "The part after the @ is not the name of a mail server."

_LONGEST, _LONGEST_NAME, _LONGEST_LABEL = 254, 64, 63
_FORBIDDEN = re.compile(r'[\s"(),:;<>\[\\\]\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]')
_PLAIN = re.compile(r"[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z][a-z0-9]+")
_ALL_PLAIN = re.compile(
    r"(?:[a-z0-9_+-]++(?:\.[a-z0-9_+-]++)*+@(?:[a-z0-9]++(?:-[a-z0-9]++)*+\.)++[a-z][a-z0-9]++\n)*+",
    re.IGNORECASE | re.ASCII,
)
"""Addresses that are plain, each with a line end. It never goes back, so a list that is no such one takes no longer."""
_HOST_SIGNS = re.compile(r"[!-,/:-@\[-`{-~]")  # of ASCII only letters, digits, dots and hyphens
_MASK = "*"
_TOLD_APART = frozenset("ßẞς\u200c\u200d")
"""Signs that the first edition of IDNA made into others, or dropped: `faß.de` and `fass.de` have two owners."""


def why_refused(address: str) -> str | None:
    """Return why no service takes an address (in lower case, without blanks around it), or `None` where it is one."""
    if _PLAIN.fullmatch(address) and len(address) <= _LONGEST_NAME:
        return None  # nearly all of them
    if "@" not in address:
        return NOT_ONE if address else NO_ADDRESS
    name, _, host = address.rpartition("@")
    checks: tuple[tuple[Callable[[], bool], str], ...] = (
        (lambda: _FORBIDDEN.search(address) is not None, BAD_LETTERS),
        (lambda: "@" in name, NOT_ONE),
        (lambda: not name or ".." in name or name[0] == "." or name[-1] == ".", BAD_NAME),
        (lambda: not _is_host(host), BAD_HOST),
        (lambda: len(address.encode()) > _LONGEST or len(name.encode()) > _LONGEST_NAME, TOO_LONG),
    )
    return next((reason for wrong, reason in checks if wrong()), None)


def are_plain(addresses: Sequence[str]) -> bool:
    """Tell whether all are addresses that services take, and of the usual form: a fifth of the time of looking at each.

    No means nothing: look at each then.
    """
    longest = max(map(len, addresses), default=0)
    return longest <= _LONGEST_NAME and _ALL_PLAIN.fullmatch("\n".join((*addresses, ""))) is not None


def is_masked(address: str) -> bool:
    """Tell whether the platform hides the address: `******@******.com` (formats: medium.md 2)."""
    return _MASK in address and ("@" in address or not address.strip("* "))


def identity(key: str) -> str:
    """Return what two addresses have in common that reach the same person, from the key of a subscriber.

    Letters with accents can be written in two ways, and a server's name in two more. `maß@…` and `mass@…` are two
    people: to a mail server they are two mailboxes.
    """
    if key.isascii():
        return key
    name, at, host = unicodedata.normalize("NFC", key).rpartition("@")
    with contextlib.suppress(UnicodeError):
        host = known_host(host)
    return f"{name}{at}{host}"


def known_host(host: str) -> str:
    """Return the name by which the DNS knows a mail server, in lower case: `xn--…` for letters other than ASCII.

    Raises:
        UnicodeError: there can be no such name.
    """
    if host.isascii():
        return host.lower()
    import idna  # takes 10 ms, and few addresses need it

    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except idna.IDNAError:
        if not _TOLD_APART.isdisjoint(host):
            raise
        # Some registries sell names that IDNA 2008 rules out (💌.example), and mail arrives there.
        return host.encode("idna").decode("ascii").lower()


def _is_host(host: str) -> bool:
    labels = host.split(".")
    if len(labels) < 2 or _HOST_SIGNS.search(host) or labels[-1].isdecimal():
        return False
    return all(label and label[0] != "-" != label[-1] and len(label) <= _LONGEST_LABEL for label in labels)
