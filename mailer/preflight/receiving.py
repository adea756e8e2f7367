"""Whether answers, bounces and unsubscriptions can arrive at the writer's domain (MX, RFC 5321, 5.1; RFC 7505)."""

from mailer.preflight.check import Check, State
from mailer.preflight.unanswered import unanswered
from mailer.preflight.zone import Zone

_NULL = (".",)


def check_receiving(domain: str, zone: Zone, *, what_for: str) -> Check:
    """Return whether mail to `domain` arrives anywhere; `what_for` says what kind: `answers`, `bounces`."""
    name = f"Mail to {domain}"
    source = "RFC 5321, 5.1"
    records = zone.mx(domain)
    if records.unknown:
        return unanswered(name, f"the mail servers of {domain}", records)
    if records.values == _NULL:
        return Check(
            name=name,
            state=State.BAD,
            what=f"This domain says that it takes no mail at all (null MX), so {what_for} are lost.",
            next="Use an address at a domain that takes mail",
            source="RFC 7505, 3",
        )
    hosts = records.values or (domain,)
    found = [zone.addresses(host) for host in hosts]
    if any(one.values for one in found):
        if records.values:
            return Check(name=name, state=State.OK, what=f"{_upper(what_for)} arrive at {hosts[0]}.", source=source)
        what = f"No mail server is named for this domain (MX), so {what_for} go to its web server, if that takes mail."
        mend = "Add the MX record of your mailbox’s provider"
        return Check(name=name, state=State.ATTENTION, what=what, next=mend, source=source)
    if open_question := next((one for one in found if one.unknown), None):
        return unanswered(name, f"the address of {hosts[0]}", open_question)
    what = f"No mail server takes mail for this domain, so {what_for} are lost."
    mend = "Add the MX record of your mailbox’s provider, or use an address at another domain"
    return Check(name=name, state=State.BAD, what=what, next=mend, source=source)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
