"""A publication's address as a person types it, and the name that follows from it."""

from urllib.parse import urlsplit

from backup import slugs

_OWN_HOSTS = {"substack": ".substack.com", "medium": ".medium.com"}


def whole_address(platform: str, typed: str) -> str:
    """Return the web address that a person means: `nightletters`, `@maya`, `nightletters.substack.com` will do."""
    typed = typed.strip()
    if "://" in typed:
        return typed
    name = typed.lstrip("@")
    bare = "." not in name and "/" not in name
    if platform == "substack" and bare:
        return f"https://{name.lower()}.substack.com"
    if platform == "medium" and (bare or typed.startswith("@")):
        return f"https://medium.com/@{name}"
    return f"https://{typed}"


def name_from(platform: str, address: str) -> str:
    """Return the name of a publication with this address, as its export will name it; empty where nothing tells.

    Substack's exports say the subdomain, Medium's the user name. An address of one's own gives its first word.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    first = next((part for part in parts.path.split("/") if part), "")
    own = _OWN_HOSTS.get(platform, "")
    if own and host.endswith(own) and host != f"www{own}":
        name = host.removesuffix(own)
    elif own and host.removeprefix("www.") == own[1:]:
        name = first.lstrip("@")
    else:
        name = host.removeprefix("www.").partition(".")[0]
    return slugs.slug_of(name, fallback="")
