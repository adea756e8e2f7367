"""The DNS as this computer sees it, asked with dnspython."""

from collections.abc import Callable
from typing import Any

import dns.exception
import dns.name
import dns.resolver

from mailer.preflight.zone import Absence, Records

PATIENCE = 5.0
"""Seconds for one question, all tries together."""
_REMEMBERED = 512


class DnsZone:
    """See `Zone`. Answers, and that there is none, are remembered as long as the DNS allows."""

    def __init__(self, resolver: dns.resolver.Resolver | None = None, *, patience: float = PATIENCE) -> None:
        """Ask through `resolver`, else through the name servers that this computer uses."""
        self._resolver = resolver or _of_this_computer()
        self._resolver.cache = dns.resolver.LRUCache(_REMEMBERED)
        self._patience = patience

    def txt(self, name: str) -> Records:
        """See `Zone.txt`."""
        return self._values(name, "TXT", lambda data: b"".join(data.strings).decode("utf-8", "replace"))

    def mx(self, name: str) -> Records:
        """See `Zone.mx`."""
        records = self._ask(name, "MX")
        if isinstance(records, Absence):
            return Records(absence=records)
        ranked = sorted((data.preference, _host(data.exchange)) for data in records)
        return Records(values=tuple(host for _, host in ranked))

    def addresses(self, name: str) -> Records:
        """See `Zone.addresses`."""
        both = [self._values(name, kind, lambda data: str(data.address)) for kind in ("A", "AAAA")]
        values = tuple(value for records in both for value in records.values)
        if values:
            return Records(values=values)
        return next((records for records in both if records.unknown), both[0])

    def _values(self, name: str, kind: str, read: Callable[[Any], str]) -> Records:
        records = self._ask(name, kind)
        return Records(absence=records) if isinstance(records, Absence) else Records(values=tuple(map(read, records)))

    def _ask(self, name: str, kind: str) -> list[Any] | Absence:
        try:
            return list(self._resolver.resolve(f"{name.rstrip('.')}.", kind, lifetime=self._patience))
        except dns.resolver.NXDOMAIN:
            return Absence.NO_NAME
        except dns.resolver.NoAnswer:
            return Absence.NO_ANSWER
        except dns.exception.Timeout:
            return Absence.TIMEOUT
        except (dns.resolver.NoNameservers, OSError):
            return Absence.REFUSED
        except (dns.exception.DNSException, UnicodeError):
            return Absence.NO_NAME  # not a name at all: a label of more than 63 bytes, two dots in a row, …


def _of_this_computer() -> dns.resolver.Resolver:
    try:
        return dns.resolver.Resolver()
    except dns.resolver.NoResolverConfiguration:
        return dns.resolver.Resolver(configure=False)  # has no server to ask: each question is refused


def _host(name: dns.name.Name) -> str:
    return name.to_text(omit_final_dot=True) if name != dns.name.root else "."
