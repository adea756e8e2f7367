"""The REST API of a WordPress, wherever it stands: at pretty addresses, or behind `?rest_route=`."""

from typing import Any

from backup.errors import UnexpectedAnswer
from exporters.pushing.answer import Refused
from exporters.pushing.client import Body, Client, Look

PER_PAGE = 100
"""WordPress gives no more at once."""


class WordPressApi:
    """Asks one site, and sends to it."""

    def __init__(self, client: Client) -> None:
        """Take what talks to the site."""
        self._client = client
        self._pretty = True

    def root(self) -> dict[str, Any] | None:
        """Return what the API says of itself; `None` where there is none."""
        return self._root("/wp-json/") or self._root("/?rest_route=/")

    def get(self, path: str, **params: Any) -> Any:
        """Return what stands at a path of `wp/v2`."""
        address, more = self._place(path)
        return self._client.get(address, {**more, **params}).data

    def post(self, path: str, fields: dict[str, Any], look: Look | None = None) -> Any:
        """Send fields there, and return what came of it; `look`: see `Client.send`."""
        return self.send(path, lambda: {"json": fields}, look)

    def send(self, path: str, body: Body, look: Look | None = None) -> Any:
        """Send anything there."""
        address, more = self._place(path)
        return self._client.send("POST", address, lambda: {"params": more, **body()}, look).data

    def _place(self, path: str) -> tuple[str, dict[str, str]]:
        return (f"/wp-json/wp/v2/{path}", {}) if self._pretty else ("/", {"rest_route": f"/wp/v2/{path}"})

    def all(self, path: str, **params: Any) -> list[dict[str, Any]]:
        """Return all things of a kind."""
        out: list[dict[str, Any]] = []
        address, more = self._place(path)
        page, pages = 1, 1
        while page <= pages:
            order = {"per_page": PER_PAGE, "page": page, "orderby": "id", "order": "asc"}
            answer = self._client.get(address, {**more, **order, **params})
            out += answer.data
            pages = int(answer.headers.get("x-wp-totalpages") or 1)
            page += 1
        return out

    def _root(self, path: str) -> dict[str, Any] | None:
        """Return what the API says of itself at one of the two places it may have."""
        try:
            found = self._client.get(path).data
        except (Refused, UnexpectedAnswer):
            return None
        self._pretty = "rest_route" not in path
        return found if isinstance(found, dict) and "wp/v2" in found.get("namespaces", ()) else None
