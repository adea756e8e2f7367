"""Posts the news as JSON to a web address of the writer's own, for programs of theirs and for automation services."""

from typing import ClassVar

from backup.model import Json
from outlast.alerts._base import Alert, Ask
from outlast.alerts._post import checked_address, post_json
from outlast.alerts._words import one_line
from outlast.telling.news import News


def payload_of(news: News) -> dict[str, Json]:
    """Return what is posted; described in docs/how-to/get-told-at-once.md."""
    return {
        "type": "outlast.news",
        "kind": news.kind.value,
        "state": news.state,
        "severity": news.severity.value,
        "title": one_line(news.title),
        "text": news.text,
        "next": news.next,
        "account": news.account,
        "incident": news.incident,
        "when": news.when.isoformat(),
    }


class Webhook(Alert):
    """A web address that takes JSON; the address is the secret."""

    kind = "webhook"
    asks: ClassVar = (Ask(setting="secret", question="The web address to post to (it is kept as a secret)"),)

    def send(self, news: News) -> str:
        """Post once. See `Alert.send`."""
        address = checked_address(self.needed_secret().reveal())
        return post_json(address, payload_of(news), patience=self.means.patience)


ALERT = Webhook
