"""The settings that begin with `mail.`: by which server letters go out, from whom, and where answers come back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from outlast.settings.kinds import (
    ADDRESS,
    COUNT,
    DURATION,
    INBOX,
    MAIL_HOST,
    MAILBOX,
    MAILBOXES,
    RATE,
    REFERENCE,
    SERVER,
    SHARE,
    TEXT,
    one_of,
)
from outlast.settings.publication import CalledSo, called_so
from outlast.settings.setting import Setting
from outlast.settings.times import parse_length

_SETTINGS = (
    Setting(
        name="mail.provider",
        kind=TEXT,
        help="Who sends your letters; `outlast mail setup` lists whom it knows.",
        default="smtp",
        default_words="any mail server (smtp)",
    ),
    Setting(name="mail.server", kind=SERVER, help="The mail server for sending (SMTP).", default_words="not set"),
    Setting(
        name="mail.security",
        kind=one_of("tls", "starttls", "none"),
        help="How the connection is sealed; `none` only for a server on this computer.",
        default_words="`tls` on port 465, else `starttls`",
    ),
    Setting(name="mail.user", kind=TEXT, help="The name you sign in to it with.", default_words="none"),
    Setting(
        name="mail.secret",
        kind=REFERENCE,
        help="Where the password of the mail server lies, or its OAuth token. Never the password itself.",
        default_words="none",
    ),
    Setting(
        name="mail.sign_in",
        kind=one_of("password", "xoauth2"),
        help="What `mail.secret` is: a password, or a program's output that is an OAuth token.",
        default="password",
    ),
    Setting(
        name="mail.api_secret",
        kind=REFERENCE,
        help="Where the key of the provider's web interface lies: for its list of bounces and unsubscriptions.",
        default_words="none",
    ),
    Setting(name="mail.from", kind=MAILBOX, help="The address your letters come from.", default_words="not set"),
    Setting(name="mail.from_name", kind=TEXT, help="The name they come from.", default_words="the publication's name"),
    Setting(
        name="mail.reply_to", kind=MAILBOX, help="Where answers of subscribers go.", default_words="the same as `from`"
    ),
    Setting(
        name="mail.postal_address",
        kind=TEXT,
        help="Your postal address, which laws ask for in letters to many; lines are parted by ` / `.",
        default_words="must be given before sending",
    ),
    Setting(
        name="mail.bounces",
        kind=MAILBOX,
        help="The address that bounces go to; a mailbox that takes `name+anything@…` tells exactly whose they are.",
        default_words="the same as `from`",
    ),
    Setting(
        name="mail.plus",
        kind=one_of("yes", "no"),
        help="Whether the mailboxes of `bounces` and `unsubscribe` take `name+anything@…` too.",
        default="no",
    ),
    Setting(
        name="mail.unsubscribe",
        kind=MAILBOX,
        help="The address to which subscribers write to get no more letters.",
        default_words="the same as `from`",
    ),
    Setting(
        name="mail.provider_unsubscribes",
        kind=one_of("yes", "no"),
        help="Whether the provider puts its own links for unsubscribing into letters; it may want something for that.",
        default="no",
    ),
    Setting(
        name="mail.drop_box",
        kind=ADDRESS,
        help="The address of your drop-box for unsubscribing with one click; `outlast mail drop-box` makes it.",
        default_words="none",
    ),
    Setting(
        name="mail.drop_box_secret",
        kind=REFERENCE,
        help="Where the word lies with which Outlast empties the drop-box.",
        default_words="none",
    ),
    Setting(
        name="mail.inbox_server",
        kind=INBOX,
        help="The mailbox where bounces and unsubscriptions come in (IMAP), with its port.",
        default_words="not set",
    ),
    Setting(
        name="mail.inbox_security",
        kind=one_of("tls", "starttls", "none"),
        help="How that connection is sealed; `none` only for a server on this computer.",
        default_words="`tls` on port 993, else `starttls`",
    ),
    Setting(name="mail.inbox_user", kind=TEXT, help="The name you sign in to it with.", default_words="`mail.user`"),
    Setting(
        name="mail.inbox_secret",
        kind=REFERENCE,
        help="Where the password of that mailbox lies. Never the password itself.",
        default_words="`mail.secret`",
    ),
    Setting(
        name="mail.inbox_folders",
        kind=TEXT,
        help="The folders of it to look through, with commas between.",
        default="INBOX",
    ),
    Setting(
        name="mail.sent_folder", kind=TEXT, help="The folder where the provider keeps what was sent.", default="Sent"
    ),
    Setting(
        name="mail.rate",
        kind=RATE,
        help="How many letters a minute go out at most.",
        default_words="what the provider allows",
    ),
    Setting(
        name="mail.daily",
        kind=COUNT,
        help="How many letters go out in 24 hours at most.",
        default_words="what the provider allows",
    ),
    Setting(
        name="mail.connections",
        kind=COUNT,
        help="How many connections to the server there are at once.",
        default_words="what the provider allows",
    ),
    Setting(
        name="mail.warm_up",
        kind=one_of("yes", "no"),
        help="Begin slowly and double each day: for an address that has never written to many.",
        default="yes",
    ),
    Setting(
        name="mail.expires",
        kind=DURATION,
        help="How long after its beginning a campaign may still send.",
        default="14d",
    ),
    Setting(
        name="mail.pause_bounces",
        kind=SHARE,
        help="A campaign stops when a larger share of its letters bounces, or comes back because of their sender.",
        default=0.05,
    ),
    Setting(
        name="mail.pause_complaints",
        kind=SHARE,
        help="A campaign stops when a larger share of them is called spam.",
        default=0.001,
    ),
    Setting(
        name="mail.test_to",
        kind=MAILBOXES,
        help="Your own addresses for test copies and the fire drill, best at several providers, with blanks between.",
        default_words="the same as `from`",
    ),
    Setting(
        name="mail.helo",
        kind=MAIL_HOST,
        help="What this computer calls itself to the mail server.",
        default_words="the name of this computer",
    ),
)

MAIL_SETTINGS = tuple(
    replace(setting, variable=f"OUTLAST_{setting.name.upper().replace('.', '_')}") for setting in _SETTINGS
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """The settings that begin with `mail.`; what is not set is `None`."""

    provider: str
    server: str | None
    """HOST:PORT."""
    security: str | None
    user: str | None
    secret: str | None
    """A reference for `outlast.secrets`, like all that are called so."""
    sign_in: str
    api_secret: str | None
    sender: str | None
    sender_name: str | None
    reply_to: str | None
    postal_address: str | None
    """Lines parted by newlines."""
    bounces: str | None
    plus: bool
    unsubscribe: str | None
    provider_unsubscribes: bool
    drop_box: str | None
    drop_box_secret: str | None
    inbox_server: str | None
    inbox_security: str | None
    inbox_user: str | None
    inbox_secret: str | None
    inbox_folders: tuple[str, ...]
    sent_folder: str
    rate: float | None
    """Letters a minute."""
    daily: int | None
    connections: int | None
    warm_up: bool
    expires: timedelta
    pause_bounces: float
    pause_complaints: float
    test_to: tuple[str, ...]
    helo: str | None
    publications: Mapping[str, CalledSo] = field(default_factory=dict)
    """What letters call them, by their folders; the settings that begin with `publications.`."""


def mail_settings(values: Mapping[str, Any]) -> MailSettings:
    """Return them from the values of all settings, by dotted name."""

    def value(key: str) -> Any:
        return values.get(f"mail.{key}")

    postal, folders, tests = value("postal_address"), value("inbox_folders"), value("test_to")
    return MailSettings(
        provider=value("provider"),
        server=value("server"),
        security=value("security"),
        user=value("user"),
        secret=value("secret"),
        sign_in=value("sign_in"),
        api_secret=value("api_secret"),
        sender=value("from"),
        sender_name=value("from_name"),
        reply_to=value("reply_to"),
        postal_address="\n".join(line.strip() for line in postal.split(" / ")) if postal else None,
        bounces=value("bounces"),
        plus=value("plus") == "yes",
        unsubscribe=value("unsubscribe"),
        provider_unsubscribes=value("provider_unsubscribes") == "yes",
        drop_box=value("drop_box"),
        drop_box_secret=value("drop_box_secret"),
        inbox_server=value("inbox_server"),
        inbox_security=value("inbox_security"),
        inbox_user=value("inbox_user") or value("user"),
        inbox_secret=value("inbox_secret") or value("secret"),
        inbox_folders=tuple(name.strip() for name in folders.split(",") if name.strip()),
        sent_folder=value("sent_folder"),
        rate=value("rate"),
        daily=value("daily"),
        connections=value("connections"),
        warm_up=value("warm_up") == "yes",
        expires=parse_length(value("expires")),
        pause_bounces=value("pause_bounces"),
        pause_complaints=value("pause_complaints"),
        test_to=tuple(tests.split()) if tests else (),
        helo=value("helo"),
        publications=called_so(values),
    )
