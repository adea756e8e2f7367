"""The tags and authors of an import: each once, under a name of its own in addresses."""

from hashlib import sha256

from backup.model import Json
from exporters.ghost.limits import NAME, SLUG
from exporters.selection.slugs import Slugs, ascii_slug

NOWHERE = "users.invalid"
"""Ghost wants an address for each author. This one can never exist (RFC 6761, section 6.4): nobody else gets mail."""
ROLE = "Contributor"
"""May do least, and counts towards no plan's limit."""


class Terms:
    """Collects tags or authors while posts are written."""

    def __init__(self) -> None:
        """Start with none."""
        self._slugs = Slugs()
        self._found: dict[str, tuple[str, str]] = {}

    def slug(self, name: str) -> str:
        """Return the slug of a name, the same for each of its spellings."""
        key = name.casefold()
        if key not in self._found:
            made = ascii_slug(name) or sha256(key.encode("utf-8", "replace")).hexdigest()[:10]
            if name.startswith("#"):
                made = f"hash-{made}"
            self._found[key] = (self._slugs.unique(made[:SLUG]), name)
        return self._found[key][0]

    def tags(self) -> list[dict[str, Json]]:
        """Return what was found as Ghost's tags."""
        return [
            {
                "id": slug,
                "name": name,
                "slug": slug,
                "visibility": "internal" if name.startswith("#") else "public",
            }
            for slug, name in self._found.values()
        ]

    def users(self) -> list[dict[str, Json]]:
        """Return what was found as Ghost's users. Ghost locks them: nobody can sign in as one of them."""
        return [
            {"id": slug, "name": name[:NAME], "slug": slug, "email": f"{slug[:60]}@{NOWHERE}", "roles": [ROLE]}
            for slug, name in self._found.values()
        ]
