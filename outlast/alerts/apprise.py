"""Tells the news through Apprise, which knows some 170 services (github.com/caronc/apprise); an optional part."""

import importlib
from typing import Any, ClassVar

from backup.errors import MissingPart
from outlast.alerts._base import Alert, Ask
from outlast.alerts._words import body, one_line
from outlast.errors import AlertFailed
from outlast.telling.news import News, Severity

_TYPES = {Severity.INFO: "info", Severity.ATTENTION: "warning", Severity.ALARM: "failure"}


class Apprise(Alert):
    """Any service that Apprise knows; its address (`tgram://…`, `discord://…`) is the secret."""

    kind = "apprise"
    asks: ClassVar = (
        Ask(setting="secret", question="The Apprise address of the service, like tgram://… (kept as a secret)"),
    )

    def send(self, news: News) -> str:
        """Tell it once. See `Alert.send`."""
        sender = _library().Apprise()
        if not sender.add(self.needed_secret().reveal()):
            raise AlertFailed("Apprise does not understand the address.", permanent=True)
        # 2.x returns an object that is falsy on failure and equal to neither True nor False.
        if not bool(sender.notify(title=one_line(news.title), body=body(news), notify_type=_TYPES[news.severity])):
            raise AlertFailed(
                "Apprise could not deliver it. It does not say why; its address holds a secret, so no log shows it.",
                permanent=False,
            )
        return "Apprise delivered it"


def _library() -> Any:
    try:
        return importlib.import_module("apprise")
    except ModuleNotFoundError:
        raise MissingPart(
            "Apprise is not installed.",
            so_what="Nothing was sent. E-mail, ntfy, webhook and desktop work without it.",
            next='Install it with: pip install "outlast[notify]"    or: pipx inject outlast apprise',
        ) from None


ALERT = Apprise
