"""What has to be known before letters can be sent: which questions are left, and the settings that the answers make."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from mailer.smtp.server import Security
from outlast.places import Places
from outlast.secrets import Secret, store_file, store_keyring

if TYPE_CHECKING:
    from mailer.providers import Provider
    from mailer.providers.pulled import Allowance

Given: TypeAlias = dict[str, str]
"""Settings by the last word of their names (`server`, `from` …), as they are typed."""

NONE = "none"
"""The answer of somebody without a mailbox that Outlast may read."""
OF_PROVIDER = (
    "server",
    "security",
    "user",
    "secret",
    "sign_in",
    "api_secret",
    "inbox_server",
    "inbox_security",
    "inbox_user",
    "inbox_secret",
    "sent_folder",
    "plus",
)
"""What is another thing with another provider, and is not left behind."""
_USUAL = {"465": Security.TLS, "993": Security.TLS}
"""How a connection is sealed, by its port, where the settings do not say; STARTTLS on all others."""

_IN_GROUPS = re.compile(r"[a-z]{4}(?: [a-z]{4}){3}")
_MOST_A_MINUTE = 1_000
"""What `mail.rate` takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question that is left."""

    setting: str
    question: str
    default: str = ""
    required: bool = True
    choices: Mapping[str, str] | None = None
    """The answers that there are, with what each stands for in the settings."""


def asks(provider: "Provider", given: Given) -> Iterator[Ask]:
    """Yield what is left to ask, but for secrets; the caller puts each answer into `given` before it asks for more."""
    regions = {server.where: server.place for server in provider.servers if server.where}
    if regions:
        yield Ask(setting="server", question="In which region is your account?", choices=regions)
    elif not provider.servers:
        yield Ask(setting="server", question="Your mail server for sending, like smtp.example.org:465")
    yield Ask(setting="from", question="The address that your letters come from")
    yield Ask(
        setting="from_name",
        question="Your name, as it stands under a letter (Enter: the publication's)",
        required=False,
    )
    if not provider.user:
        default = given.get("from", "") if provider.user_is_sender or not provider.servers else ""
        # A server of one's own on this computer often wants no name at all.
        question = provider.user_words if provider.servers else f"{provider.user_words}, or “{NONE}”"
        yield Ask(setting="user", question=question, default=default, required=bool(provider.servers))
    yield Ask(
        setting="postal_address",
        question="Your postal address, for the foot of each letter; lines parted by / (Enter: later)",
        required=False,
    )
    where = f"Where do mails to {given.get('from', 'you')} come in?"
    question = f"{where} Its server (IMAP), like imap.example.org:993, or “{NONE}”"
    yield Ask(setting="inbox_server", question=question, default=_usual_inbox(provider, given))
    if given.get("inbox_server") not in (None, NONE) and not has_own_inbox(provider, given):
        yield Ask(setting="inbox_user", question="The name for that mailbox", default=given.get("from", ""))


def has_own_inbox(provider: "Provider", given: Mapping[str, str]) -> bool:
    """Tell whether the mailbox is the provider's own, with the same name and password."""
    return provider.inbox is not None and given.get("inbox_server") == provider.inbox.place


def complete(provider: "Provider", given: Given) -> Given:
    """Return all settings, with those that follow from the provider. None is empty."""
    usual = provider.servers[0].place if provider.servers else ""
    settings = {"provider": _name_of(provider), "server": usual, "user": provider.user} | given
    for server in provider.servers:
        if server.place == settings["server"]:
            settings.setdefault("security", _if_unusual(server.place, server.security))
    if provider.inbox is not None and has_own_inbox(provider, given):
        settings.setdefault("inbox_security", _if_unusual(provider.inbox.place, provider.inbox.security))
        settings.setdefault("plus", "yes" if provider.plus else "")
        settings.setdefault("sent_folder", provider.sent_folder)
    if given.get("inbox_server") == NONE:
        del settings["inbox_server"]
    if provider.api_is_secret and given.get("secret"):
        settings.setdefault("api_secret", given["secret"])
    return {name: value for name, value in settings.items() if value}


def left_behind(settings: Mapping[str, str]) -> list[str]:
    """Return the settings of an earlier provider that are to be taken out of the settings file."""
    return [name for name in OF_PROVIDER if name not in settings]


def keep_mail_secret(places: Places, which: str, secret: Secret, *, in_keyring: bool) -> str:
    """Keep a secret (`password`, `inbox`, `api`) and return the reference to it, for the settings.

    Raises:
        SecretProblem: there is no key store here.
        OSError: the disk refused.
    """
    if in_keyring:
        return store_keyring("outlast", f"mail-{which}", secret)
    return store_file(places.state_dir / "secrets" / f"mail-{which}", secret)


def _usual_inbox(provider: "Provider", given: Given) -> str:
    if provider.inbox is not None:
        return provider.inbox.place
    host = given.get("server", "").rpartition(":")[0]
    if not provider.servers and host.startswith("smtp."):
        return f"imap.{host.removeprefix('smtp.')}:993"
    return NONE


def _if_unusual(place: str, security: Security) -> str:
    return "" if security is _USUAL.get(place.rpartition(":")[2], Security.STARTTLS) else security.value


def _name_of(provider: "Provider") -> str:
    return type(provider).__module__.rpartition(".")[2]


def without_blanks_for_the_eye(secret: str) -> str:
    """Return a password as it is typed; Google shows those for programs as four groups of four letters."""
    return secret.replace(" ", "") if _IN_GROUPS.fullmatch(secret) else secret


def settings_of(allowance: "Allowance") -> Given:
    """Return what a provider says that the account may send, as settings; empty where it may not send to everybody."""
    if allowance.trouble:
        return {}
    minute = round(min(allowance.rate * 60, _MOST_A_MINUTE), 2) if allowance.rate else None
    numbers = {"rate": minute, "daily": allowance.daily}
    return {name: str(number) for name, number in numbers.items() if number}
