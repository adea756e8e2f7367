"""What Substack calls the file of a subscriber list."""

import re

_NAME = re.compile(r"email_list\.(?P<paid>paid\.)?(?P<subdomain>[a-z0-9][a-z0-9-]*)(?: ?\(\d+\))?\.csv", re.IGNORECASE)


def subdomain_of(name: str) -> str | None:
    """Return the publication's subdomain from its list's name, also when a browser added ` (1)` to it."""
    match = _NAME.fullmatch(name.rpartition("/")[2])
    return match["subdomain"].lower() if match else None
