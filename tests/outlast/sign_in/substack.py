"""A Substack of three addresses that knows one session, for the tests of signing in."""

import json
from collections.abc import Callable

from tests.http.server import Asked, Says

SID = "s%3AkX3v-Ahq0aWbEYrsd9CSVcAX1pG7fJcx.4tPz%2BQ1%2FbYc7mQ8"
"""The value as a browser sends it."""
SHOWN = "s:kX3v-Ahq0aWbEYrsd9CSVcAX1pG7fJcx.4tPz+Q1/bYc7mQ8"
"""The same as a browser shows it."""
OWN_SID = "s%3AownAddress000000000000000000.aaaaaaaaaaaaaaaa"
HOST, OWN_HOST = "nightletters.substack.com", "www.nightletters.example"
PROFILE = {
    "id": 7,
    "name": "Maya Okafor",
    "handle": "maya",
    "publicationUsers": [
        {
            "id": 1,
            "role": "admin",
            "is_primary": True,
            "publication": {"id": 9, "name": "Night Letters", "subdomain": "nightletters", "custom_domain": None},
        }
    ],
}


def substack(
    *, profile: object = PROFILE, alive: Callable[[], bool] = lambda: True, headers: dict[str, str] | None = None
) -> Callable[[Asked], Says]:
    """Return what a server on loopback answers; `headers` go with the profile."""

    def answer(asked: Asked) -> Says:
        given = asked.headers.get("cookie", "")
        if asked.path == "/api/v1/user/profile/self" and asked.host == "substack.com":
            if f"substack.sid={SID}" not in given or not alive():
                return _json({"error": "Not logged in"}, status=401)
            return _json(profile, headers=headers)
        if asked.path == "/api/v1/post_management/counts" and asked.host == OWN_HOST:
            if f"connect.sid={OWN_SID}" not in given:
                return _json({"error": "Not logged in"}, status=403)
            return _json({"published": 3, "drafts": 1, "scheduled": 0})
        return Says(status=404, body=b"<html>no")

    return answer


def _json(value: object, *, status: int = 200, headers: dict[str, str] | None = None) -> Says:
    return Says(
        status=status, body=json.dumps(value).encode(), headers={"Content-Type": "application/json", **(headers or {})}
    )
