"""Whether keys lie in the DNS with which receivers can check the signatures of letters (DKIM, RFC 6376)."""

from collections.abc import Iterator
from dataclasses import dataclass

from mailer.preflight.check import Check, State
from mailer.preflight.dkim_key import DkimKey, looks_like_a_key, parse_dkim_key
from mailer.preflight.selectors import COMMON_SELECTORS
from mailer.preflight.unanswered import unanswered
from mailer.preflight.zone import Records, Zone

LEAST_BITS = 1024
"""Receivers may refuse anything shorter (RFC 8301, 3.2)."""
GOOD_BITS = 2048
_UNANSWERED_IN_A_ROW = 2
"""Guessing ends after so many: the others would not be answered either, and each one costs seconds."""
_TEST = "A test copy tells for sure: outlast mail test"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    selector: str
    keys: tuple[DkimKey, ...]
    records: Records


def check_dkim(domain: str, zone: Zone, *, selectors: tuple[str, ...] = ()) -> Iterator[Check]:
    """Yield the checks of `domain`'s keys: those under the provider's `selectors`, else under the common names."""
    name = f"DKIM of {domain}"
    found = list(_look(domain, zone, selectors or COMMON_SELECTORS))
    there = [one for one in found if one.keys]
    open_questions = [one for one in found if one.records.unknown]
    if there:
        usable = any(_usable(key) for one in there for key in one.keys)
        for one in there:
            yield _of_keys(f"{name}: {one.selector}", one, usable=usable)
    elif open_questions:
        yield unanswered(name, f"{open_questions[0].selector}._domainkey.{domain}", open_questions[0].records)
    elif selectors:
        yield Check(
            name=name,
            state=State.BAD,
            what=f"No key is there under the names your provider uses ({', '.join(selectors)}).",
            next="Add the DNS records that your provider shows for this domain, and wait an hour",
            source="RFC 6376, 3.6.2; Google’s email sender guidelines (R1)",
        )
    else:
        yield Check(
            name=name,
            state=State.UNKNOWN,
            what="No key is there under any of the usual names. Yours may have another one; some cannot be guessed.",
            next=_TEST,
            source="RFC 6376, 3.1",
        )


def _look(domain: str, zone: Zone, selectors: tuple[str, ...]) -> Iterator[_Found]:
    in_a_row = 0
    for selector in selectors:
        records = zone.txt(f"{selector}._domainkey.{domain}")
        keys = tuple(parse_dkim_key(text) for text in records.values if looks_like_a_key(text))
        yield _Found(selector=selector, keys=keys, records=records)
        in_a_row = in_a_row + 1 if records.unknown else 0
        if in_a_row == _UNANSWERED_IN_A_ROW:
            return


def _usable(key: DkimKey) -> bool:
    return not key.slips and not key.revoked and (key.kind != "rsa" or key.bits >= LEAST_BITS)


def _of_keys(name: str, found: _Found, *, usable: bool) -> Check:
    """Return what there is to say of one name; `usable`: there is a good key at this or another one."""
    # A broken key beside a good one is most often that of a service the writer has left.
    broken = State.ATTENTION if usable else State.BAD
    if len(found.keys) > 1:
        what = f"{len(found.keys)} keys are there under one name; receivers take any of them."
        return Check(name=name, state=broken, what=what, next="Leave only the newest one", source="RFC 6376, 3.6.2.2")
    key = found.keys[0]
    if key.revoked:
        what = "This key was taken back (its p= is empty); signatures by it fail."
        mend = "Nothing, if you use another one; else ask your provider for a new key"
        return Check(name=name, state=broken, what=what, next=mend, source="RFC 6376, 3.6.1")
    if key.slips:
        what = f"Receivers cannot use this key: {'; '.join(key.slips)}."
        return Check(
            name=name,
            state=broken,
            what=what,
            next="Copy the record from your provider again, all of it",
            source="RFC 6376, 3.6.1",
        )
    return _of_length(name, key, broken)


def _of_length(name: str, key: DkimKey, broken: State) -> Check:
    length = f"The key is there, {key.kind} with {key.bits} bits"
    if key.kind == "rsa" and key.bits < LEAST_BITS:
        mend = "Ask your provider for a key of 2,048 bits"
        return Check(
            name=name,
            state=broken,
            what=f"{length}: receivers refuse it as too short.",
            next=mend,
            source="RFC 8301, 3.2",
        )
    if key.testing:
        what = f"{length}, and it says that it is only a test (t=y): receivers may then act as if you did not sign."
        return Check(
            name=name, state=State.ATTENTION, what=what, next="Take t=y out of the record", source="RFC 6376, 3.6.1"
        )
    if key.kind == "rsa" and key.bits < GOOD_BITS:
        what = f"{length}. It is accepted; 2,048 are what is asked for today."
        mend = "Ask your provider for a longer key when you have the time"
        return Check(name=name, state=State.ATTENTION, what=what, next=mend, source="RFC 8301, 3.2")
    return Check(name=name, state=State.OK, what=f"{length}.", source="RFC 6376, 3.6.1; RFC 8301, 3.2")
