"""What an SPF record says of one address from which a letter comes (RFC 7208, 4.6 and 5)."""

import ipaddress
from enum import StrEnum

from mailer.preflight.spf_record import SpfRecord, Term, parse_spf
from mailer.preflight.spf_walk import MOST_MX, spf_texts
from mailer.preflight.zone import Records, Zone

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class SpfResult(StrEnum):
    """What becomes of a letter from there."""

    PASS = "pass"  # noqa: S105  # RFC 7208's word
    FAIL = "fail"
    SOFTFAIL = "softfail"
    NEUTRAL = "neutral"
    OPEN = "open"
    """It cannot be told from here: nobody answered, the record is broken, or it goes by the mail at hand (macros)."""


_BY_QUALIFIER = {"+": SpfResult.PASS, "-": SpfResult.FAIL, "~": SpfResult.SOFTFAIL, "?": SpfResult.NEUTRAL}


def match(address: Address, domain: str, record: SpfRecord, zone: Zone) -> SpfResult:
    """Return what `record`, which is that of `domain`, says of `address`."""
    return _match(address, domain, record, zone, (domain.lower(),))


def _match(address: Address, domain: str, record: SpfRecord, zone: Zone, path: tuple[str, ...]) -> SpfResult:
    if record.slips:
        return SpfResult.OPEN
    doubtful = False
    for term in record.terms:
        fits = _fits(address, term, (term.value or domain).rstrip("."), zone, path)
        if fits:
            result = _BY_QUALIFIER[term.qualifier]
            return SpfResult.OPEN if doubtful and result is not SpfResult.PASS else result
        if fits is None:
            doubtful = True
            if term.qualifier != "+":
                return SpfResult.OPEN
    if record.onward and not doubtful:
        return SpfResult.OPEN if "%" in record.onward else _other(address, record.onward.rstrip("."), zone, path)
    return SpfResult.OPEN if doubtful else SpfResult.NEUTRAL


def _fits(address: Address, term: Term, name: str, zone: Zone, path: tuple[str, ...]) -> bool | None:
    """Tell whether a mechanism is about the address; `None`: that is not known."""
    if term.mechanism == "all":
        return True
    if term.mechanism in ("ip4", "ip6"):
        return address in ipaddress.ip_network(term.value, strict=False)
    if term.depends or term.mechanism == "ptr":
        return None
    if term.mechanism == "include":
        result = _other(address, name, zone, path)
        return None if result is SpfResult.OPEN else result is SpfResult.PASS
    if term.mechanism == "exists":
        records = zone.addresses(name)
        return None if records.unknown else bool(records.values)
    if term.mechanism == "a":
        return _among(address, term, [zone.addresses(name)])
    hosts = zone.mx(name)
    return None if hosts.unknown else _among(address, term, [zone.addresses(host) for host in hosts.values[:MOST_MX]])


def _among(address: Address, term: Term, answers: list[Records]) -> bool | None:
    length = term.four if address.version == 4 else term.six
    ours = ipaddress.ip_network((address, length), strict=False)
    if any(ipaddress.ip_address(value) in ours for answer in answers for value in answer.values):
        return True
    return None if any(answer.unknown for answer in answers) else False


def _other(address: Address, name: str, zone: Zone, path: tuple[str, ...]) -> SpfResult:
    """Return what the record of another domain says; one that leads back to itself, or is missing, is broken."""
    texts = spf_texts(zone.txt(name))
    if len(texts) != 1 or name.lower() in path or len(path) > MOST_MX:
        return SpfResult.OPEN
    return _match(address, name, parse_spf(texts[0]), zone, (*path, name.lower()))
