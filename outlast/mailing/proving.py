"""Looks for proof that a mail in doubt was taken: in the provider's log, and in the folder of what was sent."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime

from backup.errors import OutlastError
from mailer.addressing import Addressing
from mailer.errors import NotSetUpForMail, ProviderProblem
from mailer.ledger import Ledger, Standing
from mailer.mailbox._base import Mailbox
from mailer.providers.pulled import Handed
from outlast.mailing.mailboxes import imap_mailbox
from outlast.mailing.providers import access_of, provider_of
from outlast.network import open_plain_session
from outlast.settings import Settings

Look = Callable[[Standing], bool | None]


@contextmanager
def proof(
    settings: Settings,
    ledger: Ledger,
    addressing: Addressing,
    *,
    environ: Mapping[str, str],
    clock: Callable[[], datetime],
    ask: Callable[[str], str] | None = None,
) -> Iterator[Look | None]:
    """Yield what tells of a recipient in doubt whether the mail was taken; `None`: there is nowhere to look.

    The provider is believed whichever way it answers. That a mail lies among those that were sent proves that it was
    taken; that it does not lie there proves nothing.
    """
    with ExitStack() as open_things:
        looks = [
            look
            for look in (
                _in_log(settings, open_things, environ, clock, ask),
                _among_sent(settings, open_things, environ, ask),
            )
            if look is not None
        ]
        if not looks:
            yield None
            return

        def look(standing: Standing) -> bool | None:
            recipient = ledger.recipient(standing.number)
            if recipient is None or standing.changed is None:
                return None
            personal = addressing.of(standing.number, recipient)
            mail = Handed(message_id=personal.message_id, key=personal.idempotency_key, at=standing.changed)
            answers = (one(mail) for one in looks)
            return next((answer for answer in answers if answer is not None), None)

        yield look


def _in_log(
    settings: Settings,
    open_things: ExitStack,
    environ: Mapping[str, str],
    clock: Callable[[], datetime],
    ask: Callable[[str], str] | None,
) -> Callable[[Handed], bool | None] | None:
    provider, access = provider_of(settings.mail), access_of(settings.mail, environ=environ, ask=ask)
    if access is None:
        return None
    session = open_things.enter_context(open_plain_session(settings))

    def look(mail: Handed) -> bool | None:
        try:
            return provider.took(session, access, mail, clock())
        except ProviderProblem:
            return None

    return look


def _among_sent(
    settings: Settings, open_things: ExitStack, environ: Mapping[str, str], ask: Callable[[str], str] | None
) -> Callable[[Handed], bool | None] | None:
    if not provider_of(settings.mail).keeps_message_id:
        return None
    try:
        mailbox: Mailbox = open_things.enter_context(imap_mailbox(settings.mail, environ=environ, ask=ask))
    except NotSetUpForMail:
        return None

    def look(mail: Handed) -> bool | None:
        try:
            return True if mailbox.has_message(mail.message_id, settings.mail.sent_folder) else None
        except OutlastError:  # what cannot be looked into tells nothing
            return None

    return look
