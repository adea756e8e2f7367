"""Whether the DNS says that the writer's mail server may send for the domain of the bounces (SPF, RFC 7208)."""

from collections.abc import Iterator
from dataclasses import dataclass

from mailer.preflight.check import Check, State
from mailer.preflight.spf_record import SpfRecord, parse_spf
from mailer.preflight.spf_server import check_server
from mailer.preflight.spf_walk import MOST_LOOKUPS, MOST_VOID, SpfWalk, spf_texts, walk
from mailer.preflight.unanswered import unanswered
from mailer.preflight.zone import Zone

_BROKEN = "A receiver counts it as broken then, and SPF says nothing for you."


@dataclass(frozen=True, slots=True, kw_only=True)
class SpfFound:
    """What there is to say of a domain's SPF."""

    checks: tuple[Check, ...]
    passes: bool | None
    """Whether letters that the writer's mail server hands on pass; `None`: that is not known."""


def check_spf(domain: str, zone: Zone, *, include: str = "", server: str = "") -> SpfFound:
    """Check `domain`'s SPF record.

    `include` is what the provider wants to be named in it; `server` is the mail server, where it is to be looked for.
    """
    name = f"SPF of {domain}"
    records = zone.txt(domain)
    texts = spf_texts(records)
    if records.unknown:
        return SpfFound(checks=(unanswered(name, domain, records),), passes=None)
    if len(texts) != 1:
        missing = _missing(name, include) if not texts else _several(name, len(texts))
        return SpfFound(checks=(missing,), passes=False)
    record = parse_spf(texts[0])
    found = walk(domain, record, zone)
    form, lookups = tuple(_of_form(name, found)), _of_lookups(f"{name}: lookups", found)
    ending = _of_ending(f"{name}: ending", found, record)
    named: Check | None = None
    if include:
        named = _of_provider(f"{name}: provider", found, include)
    elif server:
        named = check_server(f"{name}: server", domain, record, zone, server)
    return SpfFound(
        checks=(*form, lookups, ending, *((named,) if named else ())),
        passes=_passes((*form, lookups), named),
    )


def _passes(needed: tuple[Check, ...], named: Check | None) -> bool | None:
    if State.BAD in {check.state for check in (*needed, named) if check}:
        return False
    return True if named and named.state is State.OK else None


def _missing(name: str, include: str) -> Check:
    example = f"v=spf1 include:{include or 'what-your-provider-says'} ~all"
    return Check(
        name=name,
        state=State.BAD,
        what="There is no SPF record, so nothing says which servers may send for this domain.",
        next=f"Add a TXT record to this domain where you manage its DNS: {example}",
        source="RFC 7208, 4.5; Google’s email sender guidelines (R1)",
    )


def _several(name: str, count: int) -> Check:
    return Check(
        name=name,
        state=State.BAD,
        what=f"There are {count} SPF records, and only one is allowed. {_BROKEN}",
        next="Make one record of them: one v=spf1, all the includes, one ~all",
        source="RFC 7208, 4.5",
    )


def _of_form(name: str, found: SpfWalk) -> Iterator[Check]:
    if found.slips:
        what = f"Receivers stumble over it: {'; '.join(found.slips)}. {_BROKEN}"
        yield Check(
            name=name,
            state=State.BAD,
            what=what,
            next="Mend that part of the record, or ask whoever manages the DNS",
            source="RFC 7208, 4.6 and 5.2",
        )
    else:
        yield Check(name=name, state=State.OK, what="There is one SPF record, and it can be read.", source="RFC 7208")
    if found.uses_ptr:
        yield Check(
            name=f"{name}: ptr",
            state=State.ATTENTION,
            what="The record uses “ptr”, which is slow and which some receivers pass over.",
            next="Take “ptr” out; name the servers by include, a or ip4",
            source="RFC 7208, 5.5",
        )


def _of_lookups(name: str, found: SpfWalk) -> Check:
    source = "RFC 7208, 4.6.4"
    counted = f"{found.lookups} of at most {MOST_LOOKUPS} lookups"
    if found.lookups > MOST_LOOKUPS:
        what = (
            f"Receivers would have to look up {found.lookups} names, and at most {MOST_LOOKUPS} are allowed. {_BROKEN}"
        )
        return Check(
            name=name, state=State.BAD, what=what, next="Take out the includes of services you left", source=source
        )
    if found.void > MOST_VOID:
        what = f"{found.void} of the names in it are empty, and at most {MOST_VOID} may be. {_BROKEN}"
        return Check(name=name, state=State.BAD, what=what, next="Take out the names that are no more", source=source)
    if found.unasked:
        what = f"At least {counted}; no answer came now for {', '.join(sorted(set(found.unasked)))}."
        return Check(
            name=name, state=State.UNKNOWN, what=what, next="Run the check again in some minutes", source=source
        )
    return Check(name=name, state=State.OK, what=f"It needs {counted}.", source=source)


def _of_ending(name: str, found: SpfWalk, record: SpfRecord) -> Check:
    source = "RFC 7208, 5.1 and 8"
    if found.ending == "+all" or found.open_doors:
        where = f"The record of {found.open_doors[0]}, which it includes," if found.open_doors else "It"
        what = f"{where} ends with +all: it lets everybody in the world send in your name, and receivers know that."
        mend = f"Take out include:{found.open_doors[0]}" if found.open_doors else "Change +all to ~all"
        return Check(name=name, state=State.BAD, what=what, next=mend, source=source)
    if found.ending in ("~all", "-all"):
        return Check(name=name, state=State.OK, what=f"It ends with {found.ending}.", source=source)
    if record.onward and found.unasked:
        what = f"It goes on in the record of {record.onward}, and no answer came from there."
        return Check(
            name=name, state=State.UNKNOWN, what=what, next="Run the check again in some minutes", source=source
        )
    what = "It does not say what to think of other servers" + (f" ({found.ending})." if found.ending else ".")
    return Check(name=name, state=State.ATTENTION, what=what, next="Let the record end with ~all", source=source)


def _of_provider(name: str, found: SpfWalk, include: str) -> Check:
    source = "the provider’s own set-up page"
    wanted = include.lower().rstrip(".")
    if wanted in found.included:
        return Check(name=name, state=State.OK, what=f"It names your provider ({include}).", source=source)
    if wanted in found.held_back:
        return Check(
            name=name,
            state=State.BAD,
            what=f"It names your provider ({include}) with a sign before it by which its letters do not pass.",
            next=f"Take the sign away (-, ~ or ?), so that it reads include:{include}",
            source="RFC 7208, 4.6.2 and 5.2",
        )
    return Check(
        name=name,
        state=State.UNKNOWN if found.unasked else State.BAD,
        what=f"It does not name your provider ({include}), so letters sent through it do not pass SPF.",
        next=f"Put include:{include} into the record, before its end",
        source=source,
    )
