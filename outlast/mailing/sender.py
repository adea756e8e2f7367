"""Who writes, by the settings, and what of them is missing before anything can be sent."""

from collections.abc import Iterable

from msgspec import structs

from mailer.campaign import Campaign, Sender
from mailer.errors import NotSetUpForMail
from outlast.settings.mail import MailSettings

_NEEDED = {
    "mail.server": "the mail server that takes your letters",
    "mail.from": "the address they come from",
    "mail.postal_address": "your postal address, which laws ask for in letters to many",
}


def missing(mail: MailSettings) -> list[str]:
    """Return the names of the settings without which nothing can be sent and that are not set."""
    given = {"mail.server": mail.server, "mail.from": mail.sender, "mail.postal_address": mail.postal_address}
    return [name for name, value in given.items() if not value]


def must_be_set(mail: MailSettings, names: Iterable[str] = tuple(_NEEDED)) -> None:
    """Return where these settings are set.

    Raises:
        NotSetUpForMail: some are not; the message names them.
    """
    lacking = [name for name in missing(mail) if name in names]
    if lacking:
        words = ", ".join(f"{name} ({_NEEDED[name]})" for name in lacking)
        verb = "is" if len(lacking) == 1 else "are"
        raise NotSetUpForMail(
            f"Outlast cannot write to subscribers for you yet: {words} {verb} not set.",
            next=f"Answer six questions: outlast mail setup    or set it yourself: outlast config set {lacking[0]} …",
        )


def sender_of(mail: MailSettings, publication: str) -> Sender:
    """Return who writes; `publication` is the name that stands in for a sender without one.

    Raises:
        NotSetUpForMail: there is no address to write from.
    """
    must_be_set(mail, ["mail.from"])
    return Sender(
        name=mail.sender_name or publication,
        address=mail.sender or "",
        postal_address=mail.postal_address or "",
        reply_to=mail.reply_to or "",
    )


def from_whom(campaign: Campaign, mail: MailSettings, publication: str) -> Campaign:
    """Return the campaign with the sender of the settings, as long as nobody has got it; then with its own."""
    if not campaign.state.may_change:
        return campaign
    return structs.replace(campaign, sender=sender_of(mail, publication))
