"""Which cookies a platform knows its writer by, and how a person finds them (formats: substack 3.1, medium 3.4)."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from outlast.settings import Account

SUBSTACK, MEDIUM = "substack.com", "medium.com"
TOKEN = "substack.lli"  # noqa: S105 - the name of a cookie
"""Says when Substack's session ends; opens nothing, and is not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A cookie that is looked for."""

    name: str
    host: str
    """The host it belongs to, with all names below it."""
    required: bool = True
    """Without it nothing works."""


def wanted_of(account: Account) -> tuple[Wanted, ...]:
    """Return the cookies of an account's platform, the most important first; none where there is no platform."""
    if account.platform == "medium":
        return (Wanted(name="sid", host=MEDIUM), Wanted(name="uid", host=MEDIUM))
    if account.platform != "substack":
        return ()
    own = custom_domain(account)
    at_home = Wanted(name="substack.sid", host=SUBSTACK, required=own is None)
    return (at_home, Wanted(name="connect.sid", host=own, required=False)) if own else (at_home,)


def custom_domain(account: Account) -> str | None:
    """Return the host of a publication that is not below its platform's own; `None` for any other."""
    if account.platform != "substack" or account.url is None:
        return None
    host = (urlsplit(account.url).hostname or "").lower()
    return None if not host or host == SUBSTACK or host.endswith(f".{SUBSTACK}") else host


def own_hosts(account: Account) -> tuple[str, ...]:
    """Return the hosts that requests of a signed-in session may go to."""
    return tuple(dict.fromkeys(wanted.host for wanted in wanted_of(account)))


def how_to_find(account: Account) -> str:
    """Return how a person finds the cookie in a browser."""
    wanted = wanted_of(account)
    site = custom_domain(account) if account.platform == "substack" else None
    lines = [
        f"Open https://{wanted[0].host} in your browser, signed in as yourself. Then:",
        "  Chrome, Edge: F12 (Mac: Cmd+Option+I) > Application > Cookies",
        "  Firefox:      F12 (Mac: Cmd+Option+I) > Storage > Cookies",
        "  Safari:       Settings > Advanced > “Show features for web developers”, then Develop > Show Web",
        "                Inspector > Storage > Cookies",
        f"Choose https://{wanted[0].host}, click the line {wanted[0].name}, and copy its “Value”.",
    ]
    if account.platform == "medium":
        lines.append("Medium has two: copy sid and uid, and write them as  sid=…; uid=…")
    elif site:
        lines.append(f"For your own address, do the same on https://{site} with the line connect.sid;")
        lines.append("give both as  substack.sid=…; connect.sid=…  (the first is needed for chats and notes).")
    lines.append("It opens your account like your password: do not send it to anybody.")
    return "\n".join(lines)
