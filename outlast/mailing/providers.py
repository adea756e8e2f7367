"""From the settings to the mail provider and to its web interface."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from backup.errors import UsageError
from mailer import providers
from mailer.errors import NotSetUpForMail
from mailer.providers.pulled import Access
from outlast import secrets
from outlast.settings.mail import MailSettings

if TYPE_CHECKING:
    from mailer.providers import Provider


def provider_of(mail: MailSettings) -> "Provider":
    """Return the provider of the settings.

    Raises:
        NotSetUpForMail: Outlast knows none of that name.
    """
    try:
        return providers.load(mail.provider)
    except UsageError as error:
        raise NotSetUpForMail(
            f"Your settings name the mail provider {mail.provider!r}, which Outlast does not know.",
            next=f"Set mail.provider to one of these: {', '.join(providers.found())}",
        ) from error


def access_of(
    mail: MailSettings, *, environ: Mapping[str, str], ask: Callable[[str], str] | None = None
) -> Access | None:
    """Return the way to the provider's web interface; `None` where the settings name no key for it.

    The key is fetched at each request, not before.
    """
    reference = mail.api_secret
    if reference is None:
        return None
    return Access(
        secret=lambda: secrets.resolve(reference, environ=environ, ask=ask).reveal(),
        sender_domain=(mail.sender or "").rpartition("@")[2],
        server=(mail.server or "").rpartition(":")[0],
        user=mail.user or "",
    )
