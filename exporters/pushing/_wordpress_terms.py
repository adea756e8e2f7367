"""Categories, tags and users of a WordPress: found by name, and made where there is none."""

import html

from exporters.pushing._wordpress_api import WordPressApi
from exporters.pushing.answer import Refused


class WordPressTerms:
    """The terms of one site, each looked up once."""

    def __init__(self, api: WordPressApi) -> None:
        """Take the site."""
        self._api = api
        self._known: dict[tuple[str, str], int | None] = {}

    def term(self, kind: str, name: str) -> int | None:
        """Return the number of a category or tag (`kind`: categories or tags); `None` where none may be made."""
        key = (kind, plain(name))
        if key not in self._known:
            self._known[key] = self._find(kind, name) or self._make(kind, name)
        return self._known[key]

    def user(self, name: str) -> int | None:
        """Return the number of the user of that name."""
        key = ("users", plain(name))
        if key not in self._known:
            self._known[key] = self._find("users", name)
        return self._known[key]

    def _find(self, kind: str, name: str) -> int | None:
        found = self._api.get(kind, search=name, per_page=100, _fields="id,name")
        return next((int(one["id"]) for one in found if plain(str(one["name"])) == plain(name)), None)

    def _make(self, kind: str, name: str) -> int | None:
        try:
            return int(self._api.post(kind, {"name": name}, lambda: self._found_again(kind, name))["id"])
        except Refused as refusal:
            # A name that differs only in what WordPress leaves out of addresses is taken by the other one.
            data = refusal.data.get("data") if isinstance(refusal.data, dict) else None
            known = data.get("term_id") if isinstance(data, dict) else None
            return int(known) if known else None

    def _found_again(self, kind: str, name: str) -> dict[str, int] | None:
        found = self._find(kind, name)
        return None if found is None else {"id": found}


def plain(text: str) -> str:
    """Return a name as it compares: WordPress gives names back with entities."""
    return " ".join(html.unescape(text).split()).casefold()
