"""What a receiver has to look up for an SPF record, counted through everything that it includes (RFC 7208, 4.6.4)."""

from dataclasses import dataclass, field

from mailer.preflight.spf_record import LOOKS_UP, SpfRecord, Term, is_spf, parse_spf
from mailer.preflight.zone import Absence, Records, Zone

MOST_LOOKUPS = 10
MOST_VOID = 2
MOST_MX = 10
_GIVE_UP = 60
"""Terms to follow at most: enough to tell how far beyond ten a record is, and an end for circles."""


@dataclass(slots=True, kw_only=True)
class SpfWalk:
    """What was counted on the way. The worst case: a receiver stops earlier where a mechanism fits."""

    lookups: int = 0
    void: int = 0
    """Questions to which there is no answer at all; more than two count as broken."""
    included: set[str] = field(default_factory=set)
    """The domains that may send too, by include and redirect, in lower case."""
    held_back: set[str] = field(default_factory=set)
    """Those that are named with a sign before `include` by which they do not pass (`-`, `~`, `?`), in lower case."""
    slips: list[str] = field(default_factory=list)
    """What a receiver would count as broken: sentences without a full stop."""
    unasked: list[str] = field(default_factory=list)
    """Names to which nobody gave an answer now, so that the count is too low."""
    ending: str = ""
    """What becomes of whoever is not named, after redirects."""
    uses_ptr: bool = False
    open_doors: list[str] = field(default_factory=list)
    """Included domains whose record lets everybody pass."""


def walk(domain: str, record: SpfRecord, zone: Zone) -> SpfWalk:
    """Follow `record`, which is that of `domain`."""
    found = SpfWalk()
    found.ending = _follow(domain, record, zone, found, (domain.lower(),), may_send=True)
    return found


def spf_texts(records: Records) -> tuple[str, ...]:
    """Return those of the TXT records that are SPF."""
    return tuple(text for text in records.values if is_spf(text))


def _follow(
    domain: str, record: SpfRecord, zone: Zone, found: SpfWalk, path: tuple[str, ...], *, may_send: bool
) -> str:
    found.slips += [f"in the record of {domain}, {slip}" for slip in record.slips]
    for term in record.terms:
        if term.mechanism not in LOOKS_UP or found.lookups >= _GIVE_UP:
            continue
        found.lookups += 1
        found.uses_ptr |= term.mechanism == "ptr"
        if not term.depends:
            may_too = may_send and term.qualifier == "+"
            _ask(term, (term.value or domain).rstrip("."), zone, found, path, may_send=may_too)
    if not record.onward:
        return record.ending
    found.lookups += 1
    if "%" in record.onward:
        return ""
    return _other(record.onward.rstrip("."), zone, found, path, may_send=may_send)


def _ask(term: Term, name: str, zone: Zone, found: SpfWalk, path: tuple[str, ...], *, may_send: bool) -> None:
    if term.mechanism == "include":
        if _other(name, zone, found, path, may_send=may_send) == "+all":
            found.open_doors.append(name)
    elif term.mechanism in ("a", "exists"):
        _count(name, zone.addresses(name), found)
    elif term.mechanism == "mx":
        records = zone.mx(name)
        _count(name, records, found)
        if len(records.values) > MOST_MX:
            found.slips.append(f"{name} has more than {MOST_MX} mail servers, which “mx” may not have")


def _other(name: str, zone: Zone, found: SpfWalk, path: tuple[str, ...], *, may_send: bool) -> str:
    """Go on with the record of another domain, and return its ending."""
    (found.included if may_send else found.held_back).add(name.lower())
    if name.lower() in path:
        found.slips.append(f"{name} leads back to itself")
        return ""
    records = zone.txt(name)
    _count(name, records, found)
    texts = spf_texts(records)
    if len(texts) == 1:
        return _follow(name, parse_spf(texts[0]), zone, found, (*path, name.lower()), may_send=may_send)
    if not records.unknown:
        found.slips.append(f"{name} is named and has {'no SPF record' if not texts else 'more than one SPF record'}")
    return ""


def _count(name: str, records: Records, found: SpfWalk) -> None:
    found.void += records.absence in (Absence.NO_NAME, Absence.NO_ANSWER)
    if records.unknown:
        found.unasked.append(name)
