"""Addresses at providers of free mail, in whose name nobody else may send (mailer rule R1)."""

from dataclasses import dataclass

from mailer.preflight.check import Check, State

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeMail:
    """A provider of free mail."""

    name: str
    domains: frozenset[str]
    servers: tuple[str, ...]
    """How the names of its own servers for sending end; a name of one's own below them counts too."""
    bridge: bool = False
    """Whether its mail is sent through a program on the writer's computer."""


FREE_MAIL = (
    FreeMail(name="Gmail", domains=frozenset({"gmail.com", "googlemail.com"}), servers=("gmail.com", "google.com")),
    FreeMail(
        name="Yahoo",
        domains=frozenset(
            {
                "yahoo.com",
                "ymail.com",
                "rocketmail.com",
                "yahoo.co.uk",
                "yahoo.fr",
                "yahoo.de",
                "yahoo.es",
                "yahoo.it",
                "yahoo.ca",
                "yahoo.in",
                "yahoo.co.in",
                "yahoo.com.br",
                "yahoo.com.au",
            }
        ),
        servers=("yahoo.com",),
    ),
    FreeMail(name="AOL", domains=frozenset({"aol.com", "aim.com"}), servers=("aol.com", "yahoo.com")),
    FreeMail(
        name="Outlook",
        domains=frozenset(
            {
                "outlook.com",
                "hotmail.com",
                "live.com",
                "msn.com",
                "hotmail.co.uk",
                "hotmail.fr",
                "hotmail.de",
                "hotmail.es",
                "hotmail.it",
                "live.co.uk",
                "live.fr",
                "outlook.de",
                "outlook.fr",
                "outlook.es",
            }
        ),
        servers=("outlook.com", "office365.com"),
    ),
    FreeMail(name="iCloud", domains=frozenset({"icloud.com", "me.com", "mac.com"}), servers=("me.com", "icloud.com")),
    FreeMail(
        name="Proton",
        domains=frozenset({"proton.me", "protonmail.com", "pm.me"}),
        servers=("protonmail.ch",),
        bridge=True,
    ),
    FreeMail(name="Fastmail", domains=frozenset({"fastmail.com", "fastmail.fm"}), servers=("fastmail.com",)),
    FreeMail(
        name="GMX",
        domains=frozenset({"gmx.de", "gmx.net", "gmx.com", "gmx.at", "gmx.ch"}),
        servers=("gmx.net", "gmx.com"),
    ),
    FreeMail(name="WEB.DE", domains=frozenset({"web.de"}), servers=("web.de",)),
    FreeMail(name="Zoho", domains=frozenset({"zohomail.com", "zoho.com"}), servers=("zoho.com", "zoho.eu", "zoho.in")),
    FreeMail(name="Mail.ru", domains=frozenset({"mail.ru", "bk.ru", "inbox.ru", "list.ru"}), servers=("mail.ru",)),
    FreeMail(
        name="Yandex", domains=frozenset({"yandex.ru", "yandex.com", "ya.ru"}), servers=("yandex.ru", "yandex.com")
    ),
)


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
