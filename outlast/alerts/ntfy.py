"""Sends a push message to a phone through ntfy (docs.ntfy.sh/publish, "Publish as JSON").

The secret is the address of the topic, `https://ntfy.sh/TOPIC`: on an open server, whoever knows the topic can read
and write it. For a server with access control, its token or password stands in the address, as in
`https://:tk_…@ntfy.example.org/TOPIC` or `https://user:password@…`.
"""

import base64
from typing import ClassVar
from urllib.parse import unquote, urlsplit, urlunsplit

from outlast.alerts._base import Alert, Ask
from outlast.alerts._post import checked_address, post_json
from outlast.alerts._words import body, one_line
from outlast.errors import AlertFailed
from outlast.telling.news import News, Severity

_PRIORITY = {Severity.INFO: 3, Severity.ATTENTION: 4, Severity.ALARM: 5}
_TAGS = {Severity.INFO: "information_source", Severity.ATTENTION: "warning", Severity.ALARM: "rotating_light"}


class Ntfy(Alert):
    """A push message to the ntfy app."""

    kind = "ntfy"
    asks: ClassVar = (
        Ask(
            setting="secret",
            question="The address of your topic, like https://ntfy.sh/a-long-name-nobody-guesses (kept as a secret)",
        ),
    )

    def send(self, news: News) -> str:
        """Publish once. See `Alert.send`."""
        address = checked_address(self.needed_secret().reveal())
        parts = urlsplit(address)
        above, _, topic = parts.path.rstrip("/").rpartition("/")
        if not topic:
            raise AlertFailed("The address of the ntfy topic has no topic at its end.", permanent=True)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        host = parts.netloc.rpartition("@")[2]
        return post_json(
            urlunsplit((parts.scheme, host, f"{above}/", "", "")),
            {
                "topic": unquote(topic),
                "title": one_line(news.title),
                "message": body(news),
                "priority": _PRIORITY[news.severity],
                "tags": [_TAGS[news.severity]],
            },
            headers=_authorization(user, password),
            hide=(unquote(topic), topic, user, password),
            patience=self.means.patience,
        )


def _authorization(user: str, password: str) -> dict[str, str]:
    if not password:
        return {}
    if not user and password.startswith("tk_"):  # docs.ntfy.sh/config, "Access tokens"
        return {"Authorization": f"Bearer {password}"}
    pair = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


ALERT = Ntfy
