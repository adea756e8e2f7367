"""An SPF record taken apart (RFC 7208, sections 5, 6 and 12)."""

import ipaddress
import re
from dataclasses import dataclass

VERSION = "v=spf1"
LOOKS_UP = frozenset({"include", "a", "mx", "ptr", "exists"})
"""The mechanisms that make the receiver ask the DNS (4.6.4)."""

_NEEDS_VALUE = frozenset({"include", "exists", "ip4", "ip6"})
_MECHANISMS = LOOKS_UP | {"all", "ip4", "ip6"}
_MODIFIER = re.compile(r"([A-Za-z][A-Za-z0-9._-]*)=(.*)", re.DOTALL)
_TERM = re.compile(r"([+?~-]?)([A-Za-z0-9]+)(?:([:/])(.*))?", re.DOTALL)
_LENGTHS = re.compile(r"(.*?)(/\d{1,3})?(//\d{1,3})?", re.DOTALL)
_TOP_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
_MACRO = re.compile(r"%(?:\{[slodiphcrtv]\d*r?[.\-+,/_=]*\}|[%_-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One mechanism: whom it is about, and what to think of them."""

    qualifier: str
    """`+` pass, `-` fail, `~` softfail, `?` neutral."""
    mechanism: str
    value: str = ""
    """A domain or an address; empty: the domain itself."""
    four: int = 32
    """How many bits of an IPv4 address have to agree, for `a` and `mx`."""
    six: int = 128
    """The same of an IPv6 address."""

    @property
    def depends(self) -> bool:
        """Tell whether the name is made from the mail at hand (macros, section 7), so that it cannot be looked up."""
        return "%" in self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class SpfRecord:
    """What a record says, as far as it can be read."""

    terms: tuple[Term, ...]
    """In their order, up to `all`: what stands behind it is never looked at (5.1)."""
    redirect: str = ""
    slips: tuple[str, ...] = ()
    """What breaks the grammar; a receiver then counts the record as broken, as a whole (4.6)."""

    @property
    def ending(self) -> str:
        """Return what becomes of whoever is not named: `-all`, `~all`, `?all`, `+all`; empty without `all`."""
        last = self.terms[-1] if self.terms else None
        return f"{last.qualifier}all" if last and last.mechanism == "all" else ""

    @property
    def onward(self) -> str:
        """Return the domain whose record goes on where this one ends; `all` makes it void (6.1)."""
        return "" if self.ending else self.redirect


def is_spf(text: str) -> bool:
    """Tell whether a TXT record is meant to be SPF (4.5)."""
    return text.lower().split(" ", 1)[0] == VERSION


def parse_spf(text: str) -> SpfRecord:
    """Read a record. Never raises: what is wrong becomes a slip."""
    terms: list[Term] = []
    slips: list[str] = []
    modifiers: dict[str, str] = {}
    if not text.isascii():
        slips.append("it holds other signs than ASCII")
    for word in text.split(" ")[1:]:
        if not word:
            continue
        if modifier := _MODIFIER.fullmatch(word):
            name = modifier[1].lower()
            if name in modifiers and name in ("redirect", "exp"):
                slips.append(f"“{name}=” stands there twice")
            if slip := _domain_slip(modifier[2]) if name in ("redirect", "exp") else "":
                slips.append(f"“{word}”: {slip}")
            modifiers.setdefault(name, modifier[2])
            continue
        term, slip = _read_term(word)
        if slip:
            slips.append(f"“{word}”: {slip}")
        elif term and not (terms and terms[-1].mechanism == "all"):
            terms.append(term)
    return SpfRecord(terms=tuple(terms), redirect=modifiers.get("redirect", ""), slips=tuple(slips))


def _read_term(word: str) -> tuple[Term | None, str]:
    match = _TERM.fullmatch(word)
    mechanism = match[2].lower() if match else ""
    if match is None or mechanism not in _MECHANISMS:
        return None, "no such mechanism"
    separator, value = match[3] or "", match[4] or ""
    if mechanism == "all" and separator:
        return None, "nothing may follow “all”"
    if (separator == ":" and not value) or (mechanism in _NEEDS_VALUE and separator != ":"):
        return None, "something is missing after it"
    four, six = 32, 128
    if mechanism in ("ip4", "ip6"):
        slip = _network_slip(mechanism, value)
    elif mechanism in ("a", "mx"):
        value, four, six = _without_lengths(value if separator == ":" else f"/{value}" if separator else "")
        slip = _lengths_slip(value, four, six)
    elif separator == "/":
        slip = "no length may follow it"
    else:
        slip = _domain_slip(value) if value else ""
    return Term(qualifier=match[1] or "+", mechanism=mechanism, value=value, four=four, six=six), slip


def _network_slip(mechanism: str, value: str) -> str:
    try:
        network = ipaddress.ip_network(value, strict=False)
    except ValueError:
        return "that is no network"
    # A bare netmask (`/255.255.255.0`) is read by Python and not by RFC 7208 (5.6).
    fits = f"ip{network.version}" == mechanism and "." not in value.partition("/")[2]
    return "" if fits else "that is a network of another kind"


def _without_lengths(value: str) -> tuple[str, int, int]:
    match = _LENGTHS.fullmatch(value)
    domain, four, six = (match[1], match[2], match[3]) if match else (value, None, None)
    return domain, int((four or "/32")[1:]), int((six or "//128")[2:])


def _lengths_slip(domain: str, four: int, six: int) -> str:
    if four > 32 or six > 128:
        return "a network cannot be that small"
    return _domain_slip(domain) if domain else ""


def _domain_slip(value: str) -> str:
    rest = _MACRO.sub("x", value)
    if "%" in rest:
        return "a % that is no macro"
    ends_in_macro = rest.endswith("x") and value.endswith("}")
    if not rest or not all("!" <= sign <= "~" for sign in rest):
        return "that is no name"
    above, dot, last = rest.removesuffix(".").rpartition(".")
    if not ends_in_macro and (not above or not dot or last.isdigit() or not _TOP_LABEL.fullmatch(last)):
        return "that is no name of a domain"
    return ""
