"""Whether an SPF record names the writer's own mail server, where no provider says what it should name."""

import ipaddress

from mailer.preflight.check import Check, State
from mailer.preflight.spf_match import Address, SpfResult, match
from mailer.preflight.spf_record import SpfRecord
from mailer.preflight.zone import Zone

_SOURCE = "RFC 7208, 4.6 and 5; RFC 7489, 3.1 (R1)"
_DRILL = "Let a test copy tell what receivers see: outlast drill"
_MAY_DIFFER = "Receivers go by the address from which letters reach them, and a mail server may hand on through others."


def check_server(name: str, domain: str, record: SpfRecord, zone: Zone, server: str) -> Check:
    """Return whether `record`, which is that of `domain`, lets the addresses of `server` send.

    That it does not name them is no proof that letters fail: the server may hand them on through others.
    """
    addresses, open_question = _addresses(server, zone)
    outward = [address for address in addresses if not _is_inside(address)]
    if not outward:
        why = "its name has no address in the DNS"
        if open_question:
            why = "nobody answered now when asked for its address"
        elif addresses:
            why = "it runs on this computer, or within your own network"
        return Check(
            name=name,
            state=State.UNKNOWN,
            what=f"Whether it names your mail server ({server}) cannot be told: {why}.",
            next=_DRILL,
            source=_SOURCE,
        )
    results = {address: match(address, domain, record, zone) for address in outward}
    named = [address for address, result in results.items() if result is SpfResult.PASS]
    shown = ", ".join(map(str, outward[:4]))
    if len(named) == len(outward):
        return Check(name=name, state=State.OK, what=f"It names your mail server ({server}: {shown}).", source=_SOURCE)
    if any(result is SpfResult.OPEN for result in results.values()):
        what = f"Whether it names your mail server ({server}: {shown}) cannot be told from the DNS."
        return Check(name=name, state=State.UNKNOWN, what=what, next=_DRILL, source=_SOURCE)
    missing = [address for address in outward if address not in named]
    whom = f"all addresses of your mail server ({server})" if named else f"your mail server ({server})"
    word = ", ".join(dict.fromkeys(results[address].value for address in missing))
    return Check(
        name=name,
        state=State.ATTENTION,
        what=f"It does not name {whom}: {', '.join(map(str, missing[:4]))} would get “{word}”. {_MAY_DIFFER}",
        next=f"Ask whoever runs it what SPF has to name, put that into the record before its end. {_DRILL}",
        source=_SOURCE,
    )


def _addresses(server: str, zone: Zone) -> tuple[list[Address], bool]:
    """Return the addresses of a server, and whether that question is still open."""
    try:
        return [ipaddress.ip_address(server)], False
    except ValueError:
        records = zone.addresses(server)
    return [ipaddress.ip_address(value) for value in records.values], records.unknown


def _is_inside(address: Address) -> bool:
    return address.is_loopback or address.is_link_local or any(address in network for network in _INSIDE)


_INSIDE = tuple(
    map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"))
)
"""Networks that the world does not see (RFC 1918, 6598 and 4193)."""
