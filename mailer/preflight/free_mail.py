"""Addresses at providers of free mail, in whose name nobody else may send (mailer rule R1)."""

from mailer.preflight.check import Check, State
from mailer.preflight.free_mail_names import FREE_MAIL, FreeMail

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def free_mail_of(domain: str) -> FreeMail | None:
    """Return whose domain it is, if it is one where anybody may have an address."""
    domain = domain.lower().rstrip(".")
    return next((one for one in FREE_MAIL if domain in one.domains), None)


def check_free_mail(domain: str, server: str) -> Check | None:
    """Return what there is to say of a From address at such a provider, sent through `server`; else nothing."""
    free = free_mail_of(domain)
    if free is None:
        return None
    name, server = "From address", server.lower().rstrip(".")
    source = "Google’s and Yahoo’s rules for senders (R1); RFC 7489, 3.1"
    own = any(server == end or server.endswith(f".{end}") for end in free.servers)
    if own or (free.bridge and server in _LOOPBACK):
        what = f"You send from your address at {free.name} through {free.name} itself, which is believed."
        what += " It lets out a few hundred letters a day, and may lock an account that writes to many."
        mend = "Better: send from an address at a domain of your own"
        return Check(name=name, state=State.ATTENTION, what=what, next=mend, source=f"{source}; R14")
    return Check(
        name=name,
        state=State.BAD,
        what=f"The address is at {domain}, and the letters go out through {server}. Only {free.name} itself can prove "
        f"that a letter comes from {domain}; sent by anybody else it fails DMARC, and is refused or goes to spam.",
        next="Send from an address at a domain of your own, and keep this one for answers (reply_to)",
        source=source,
    )
