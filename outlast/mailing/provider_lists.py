"""The provider's own lists of bounces, complaints and unsubscriptions, as wishes that are heeded here too."""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

import requests

from backup.http.patience import Patience
from backup.http.route import Route
from mailer.unsubscribe.applying import Wish
from outlast.mailing.providers import access_of, provider_of
from outlast.mailing.sender import must_be_set
from outlast.settings.mail import MailSettings

_AT_SOME_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""Where the provider does not say when: before anybody was taken off the list by hand, so that they stay off it."""


def pulled_wishes(
    mail: MailSettings,
    route: Route,
    *,
    environ: Mapping[str, str],
    ask: Callable[[str], str] | None = None,
) -> Iterator[Wish]:
    """Yield whom the provider of the settings hands no letters to any more; all of them each time.

    Raises:
        ProviderProblem: it does not answer as it should; what came before is good.
        NotSetUpForMail: the settings do not say from which domain letters come, or name a provider that is not known.
    """
    must_be_set(mail, ["mail.from"])
    access = access_of(mail, environ=environ, ask=ask)
    if access is None:
        return
    with requests.Session() as session:
        session.mount("https://", route.adapter(Patience(), time.monotonic))
        for one in provider_of(mail).pull(session, access):
            yield Wish(at=one.when or _AT_SOME_TIME, address=one.address, reason=one.reason)
