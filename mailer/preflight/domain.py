"""Everything that the DNS says about the writer's right to send: is the letter believed, and can anything come back."""

from collections.abc import Iterator
from dataclasses import dataclass

from mailer.preflight.alignment import check_alignment
from mailer.preflight.check import Check, State
from mailer.preflight.dkim import check_dkim
from mailer.preflight.dmarc import check_dmarc
from mailer.preflight.dmarc_walk import DmarcWalk, walk_up
from mailer.preflight.free_mail import check_free_mail
from mailer.preflight.receiving import check_receiving
from mailer.preflight.spf import check_spf
from mailer.preflight.zone import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingAs:
    """From whom letters come and by which way they go out."""

    sender: str
    """The address in From."""
    server: str
    """The name of the mail server."""
    bounces: str = ""
    """The address that bounces go to, the envelope's sender; empty: the same as `sender`."""
    reply_to: str = ""
    """Where answers go; empty: to `sender`."""
    unsubscribe: str = ""
    """Where subscribers write to get no more; empty: nowhere."""
    spf_include: str = ""
    """What the provider wants to be named in the SPF record; empty: nothing, or it is not known."""
    selectors: tuple[str, ...] = ()
    """Under which names the provider puts its DKIM keys; empty: not known."""
    envelope_domain: str = ""
    """What the provider makes of the envelope's domain, where it puts its own there; empty: it leaves it."""


def check_domain(sending: SendingAs, zone: Zone) -> Iterator[Check]:
    """Yield what there is to say, one check at a time, as the DNS answers."""
    author = domain_of(sending.sender)
    free = check_free_mail(author, sending.server)
    if free is not None:
        yield free
        if free.state is State.BAD:
            # SPF, DKIM and DMARC of a domain that is not the writer's are nothing that the writer could change.
            yield from _receiving(sending, zone)
            return
    envelope = sending.envelope_domain or domain_of(sending.bounces or sending.sender)
    if free is None:
        # Where the provider puts a domain of its own there, its other servers send, and the one we know tells nothing.
        server = "" if sending.envelope_domain else sending.server
        spf = check_spf(envelope, zone, include=sending.spf_include, server=server)
        yield from spf.checks
        found = walk_up(author, zone)
        signing, keys = _signing(found, zone, sending.selectors)
        yield from keys
        yield from check_dmarc(found)
        yield check_alignment(found, zone, envelope=envelope, signing=signing, spf_passes=spf.passes)
    yield from _receiving(sending, zone)


def domain_of(address: str) -> str:
    """Return what stands behind the last @, in lower case."""
    return address.rpartition("@")[2].strip().lower().rstrip(".")


def _signing(found: DmarcWalk, zone: Zone, selectors: tuple[str, ...]) -> tuple[str, list[Check]]:
    """Return the domain that most likely signs, with the checks of its keys: From's own, else the one above it.

    The domain is empty where no key was found: then only a test copy tells.
    """
    own = list(check_dkim(found.domain, zone, selectors=selectors))
    top = found.organisation
    if _signs(own):
        return found.domain, own
    if top not in ("", found.domain):
        above = list(check_dkim(top, zone, selectors=selectors))
        if _signs(above):
            return top, above
    return "", own


def _signs(checks: list[Check]) -> bool:
    return any(check.state in (State.OK, State.ATTENTION) for check in checks)


def _receiving(sending: SendingAs, zone: Zone) -> Iterator[Check]:
    wanted: dict[str, list[str]] = {}
    for address, what_for in (
        (sending.reply_to or sending.sender, "answers"),
        (sending.bounces or sending.sender, "bounces"),
        (sending.unsubscribe, "unsubscriptions"),
    ):
        if address:
            wanted.setdefault(domain_of(address), []).append(what_for)
    for domain, kinds in wanted.items():
        yield check_receiving(
            domain, zone, what_for=" and ".join(kinds) if len(kinds) < 3 else "answers, bounces and unsubscriptions"
        )
