"""What the writer's domain asks of receivers when a letter does not prove where it comes from (DMARC, RFC 7489)."""

from collections.abc import Iterator

from mailer.preflight.check import Check, State
from mailer.preflight.dmarc_record import DmarcRecord
from mailer.preflight.dmarc_walk import DmarcWalk
from mailer.preflight.unanswered import unanswered

_NEEDED = "Google and Yahoo want one of everybody who writes to many."
_SOURCE = "RFC 7489, 6.3 and 6.6.3; Google’s email sender guidelines (R1)"


def check_dmarc(found: DmarcWalk) -> Iterator[Check]:
    """Yield the checks of the record that counts for a domain."""
    name = f"DMARC of {found.domain}"
    if found.several and found.record is None:
        what = f"There are several DMARC records at _dmarc.{found.several[0]}, so none of them counts."
        yield Check(name=name, state=State.BAD, what=what, next="Leave only one of them", source="RFC 7489, 6.6.3")
    elif found.record is None and found.unanswered:
        where, records = found.unanswered[0]
        yield unanswered(name, f"_dmarc.{where}", records)
    elif found.record is None:
        yield Check(
            name=name,
            state=State.BAD,
            what=f"There is no DMARC record. {_NEEDED}",
            next=f"Add a TXT record at _dmarc.{found.domain}: v=DMARC1; p=none; rua=mailto:you@{found.domain}",
            source=_SOURCE,
        )
    else:
        yield _of_policy(name, found, found.record)
        if not found.record.reports:
            yield _of_reports(name)


def _of_policy(name: str, found: DmarcWalk, record: DmarcRecord) -> Check:
    if record.slips:
        what = f"The record at _dmarc.{found.found_at} has a slip: {'; '.join(record.slips)}."
        return Check(name=name, state=State.BAD, what=what, next="Mend that part of the record", source="RFC 7489, 6.3")
    inherited = found.found_at != found.domain
    policy = record.below if inherited else record.policy
    where = (
        f" (from _dmarc.{found.found_at}: it was looked for at the names above, as RFC 9989 does)" if inherited else ""
    )
    meaning = {
        "none": "receivers do nothing special with letters that do not prove it",
        "quarantine": "letters in your name that do not prove it go to the spam folder",
        "reject": "letters in your name that do not prove it are refused",
    }[policy]
    partly = ", for some of them" if record.partly and policy != "none" else ""
    return Check(name=name, state=State.OK, what=f"Its policy is {policy}{where}: {meaning}{partly}.", source=_SOURCE)


def _of_reports(name: str) -> Check:
    return Check(
        name=f"{name}: reports",
        state=State.ATTENTION,
        what="Nobody gets the daily reports of receivers, so you would not see that letters fail.",
        next="Add rua=mailto: and an address of yours to the record",
        source="RFC 7489, 7.2",
    )
