"""What values a setting may have; one `Kind` for each sort of value."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from backup.slugs import validate_name
from outlast.places import at_home
from outlast.secrets import split_reference
from outlast.settings.times import parse_hour, parse_length, parse_quiet

Value: TypeAlias = str | int | float | Path

_SHORTEST_INTERVAL = timedelta(minutes=5)
_FASTEST = 1_000
_LARGEST = 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A sort of value."""

    words: str
    """What it is, for the reference."""
    accept: Callable[[object], Value]
    """Return the value made fit for use, or raise `ValueError` with what it should be instead."""
    from_text: Callable[[str], object] = str
    """Turn what was typed, or came from the environment, into what the settings file would hold."""


def _number(text: str) -> object:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _accept_text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError('should be text in quotes, like "name"')  # noqa: TRY004 - what kinds raise
    if not value.strip():
        raise ValueError("should not be empty")
    return value.strip()


def _accept_folder(value: object) -> Path:
    path = at_home(Path(_accept_text(value)))
    if not path.is_absolute():
        raise ValueError('should be a whole path, like "~/Documents/Outlast"')
    return path


def _accept_reference(value: object) -> str:
    reference = _accept_text(value)
    split_reference(reference)
    return reference


def _accept_share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise ValueError("should be a number above 0 and up to 1; 0.1 is one in ten")
    return float(value)


def _accept_count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError("should be a whole number, 1 or more, without quotes")
    return value


def _accept_port(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 65_536:
        raise ValueError("should be a port, a whole number from 1 to 65535")
    return value


def _accept_rate(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= _FASTEST:
        raise ValueError(f"should be a number above 0 and up to {_FASTEST:,}, like 1 or 0.5")
    return float(value)


def _accept_amount(value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < _LARGEST:
        raise ValueError("should be a number above 0, without quotes, like 100 or 1.5")
    return value


def _accept_slug(value: object) -> str:
    try:
        return validate_name(_accept_text(value))
    except ValueError:
        raise ValueError("should be lower case letters, digits and dashes, like night-letters") from None


def _accept_address(value: object) -> str:
    address = _accept_text(value)
    wrong = ValueError('should be a web address, like "https://nightletters.substack.com"')
    try:
        parts = urlsplit(address)
    except ValueError:
        raise wrong from None
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username is not None:
        raise wrong
    return address


def _accept_mailbox(value: object) -> str:
    address = _accept_text(value)
    name, at, host = address.rpartition("@")
    if not (name and at and host) or any(sign.isspace() or sign in ",;<>" for sign in address):
        raise ValueError('should be one e-mail address, like "you@example.org"')
    return address


def _accept_mailboxes(value: object) -> str:
    return " ".join(_accept_mailbox(address) for address in _accept_text(value).split())


def _accept_mail_host(value: object) -> str:
    host = _accept_text(value)
    if any(sign.isspace() or sign in "/@:<>" for sign in host):
        raise ValueError('should be the name of a computer, like "laptop.example.org"')
    return host


def _accept_server(value: object, example: str = "smtp.example.org:587") -> str:
    server = _accept_text(value)
    host, colon, port = server.rpartition(":")
    fits = port.isascii() and port.isdigit() and 0 < int(port) < 65_536
    if not (host and colon and fits) or any(sign.isspace() or sign in "/@" for sign in host):
        raise ValueError(f'should be a server and its port, like "{example}"')
    return server


def _accept_inbox(value: object) -> str:
    return _accept_server(value, "imap.example.org:993")


def some_of(*words: str) -> Kind:
    """Return the kind whose values are one or more of these words, with commas between."""

    def accept(value: object) -> str:
        given = [word.strip() for word in _accept_text(value).split(",") if word.strip()]
        if not given or not set(given) <= set(words):
            raise ValueError(f"should be some of {', '.join(words)}, with commas between")
        return ", ".join(dict.fromkeys(given))

    return Kind(words="some of " + ", ".join(words), accept=accept)


def _accept_length(value: object) -> str:
    text = str(value) if isinstance(value, str) else ""
    parse_length(text)
    return text.strip().lower()


def _accept_interval(value: object) -> str:
    text = _accept_length(value)
    if parse_length(text) < _SHORTEST_INTERVAL:
        raise ValueError("should be 5m or longer")
    return text


def _accept_quiet(value: object) -> str:
    hours = parse_quiet(value if isinstance(value, str) else "?")
    return str(hours) if hours else ""


def _accept_hour(value: object) -> str:
    if value == "":
        return ""
    return f"{parse_hour(value if isinstance(value, str) else ''):%H:%M}"


def _accept_addresses(value: object) -> str:
    return " ".join(_accept_address(address) for address in _accept_text(value).split())


def one_of(*words: str) -> Kind:
    """Return the kind whose values are these words."""

    def accept(value: object) -> str:
        if value not in words:
            raise ValueError(f"should be one of {', '.join(words)}")
        return str(value)

    return Kind(words="one of " + ", ".join(words), accept=accept)


FOLDER = Kind(words="a folder", accept=_accept_folder, from_text=lambda text: str(at_home(Path(text)).absolute()))
FILE = Kind(words="a file", accept=_accept_folder, from_text=FOLDER.from_text)
REFERENCE = Kind(words="where a secret lies, such as file:PATH or keyring:SERVICE/NAME", accept=_accept_reference)
SHARE = Kind(words="a share between 0 and 1", accept=_accept_share, from_text=_number)
COUNT = Kind(words="a whole number, 1 or more", accept=_accept_count, from_text=_number)
SLUG = Kind(words="lower case letters, digits and dashes", accept=_accept_slug)
PORT = Kind(words="a port, 1 to 65535", accept=_accept_port, from_text=_number)
RATE = Kind(words="a number above 0", accept=_accept_rate, from_text=_number)
AMOUNT = Kind(words="a number above 0", accept=_accept_amount, from_text=_number)
ADDRESS = Kind(words="a web address", accept=_accept_address)
TEXT = Kind(words="text", accept=_accept_text)
MAILBOX = Kind(words="an e-mail address", accept=_accept_mailbox)
MAILBOXES = Kind(words="e-mail addresses with blanks between", accept=_accept_mailboxes)
MAIL_HOST = Kind(words="the name of a computer", accept=_accept_mail_host)
INBOX = Kind(words="a server and its port, as HOST:PORT", accept=_accept_inbox)
SERVER = Kind(words="a server and its port, as HOST:PORT", accept=_accept_server)
DURATION = Kind(words="a length of time: 90m, 6h, 1d, 2w", accept=_accept_length)
INTERVAL = Kind(words="a length of time, 5m or longer: 30m, 6h, 1d, 2w", accept=_accept_interval)
QUIET = Kind(words="hours of the day, like 08:00-18:00, or nothing", accept=_accept_quiet)
HOUR = Kind(words="a time of day, like 03:00, or nothing", accept=_accept_hour)
ADDRESSES = Kind(words="web addresses with blanks between", accept=_accept_addresses)
