"""The settings that there are several times: of accounts, of publications, and of the ways to tell the writer."""

from dataclasses import dataclass

from outlast.alerts._base import kinds as alert_kinds
from outlast.settings.kinds import ADDRESS, MAILBOX, REFERENCE, SERVER, SLUG, TEXT, one_of, some_of
from outlast.settings.publication import PUBLICATION_SETTINGS
from outlast.settings.setting import Setting
from outlast.telling.news import NewsKind

ACCOUNT_SETTINGS = (
    Setting(
        name="accounts.NAME.platform",
        kind=one_of("substack", "medium", "list"),
        help="Where this publication is; `list` where only a subscriber list is known.",
        default_words="must be given",
        required=True,
    ),
    Setting(name="accounts.NAME.url", kind=ADDRESS, help="Its address on the web.", default_words="not set"),
    Setting(
        name="accounts.NAME.publication",
        kind=SLUG,
        help="The name of its folder in the archive.",
        default_words="the account's name",
    ),
    Setting(
        name="accounts.NAME.session",
        kind=REFERENCE,
        help="Where the cookie of your signed-in session lies; `outlast login` sets it. Never the cookie itself.",
        default_words="not signed in",
    ),
    Setting(
        name="accounts.NAME.slow_reads",
        kind=one_of("yes", "no"),
        help="Medium: also read its pages, one by one, for what the feed leaves out; its terms want no programs there.",
        default_words="no",
    ),
    Setting(
        name="accounts.NAME.start_export",
        kind=one_of("yes", "no"),
        help="Substack: ask it to build an export each week, which the next backup fetches and imports.",
        default_words="no",
    ),
)


ALERT_SETTINGS = (
    Setting(
        name="alerts.NAME.kind",
        kind=one_of(*alert_kinds()),
        help="How this alert reaches you.",
        default_words="must be given",
        required=True,
    ),
    Setting(
        name="alerts.NAME.to", kind=MAILBOX, help="E-mail: the address it goes to, yours.", default_words="not set"
    ),
    Setting(
        name="alerts.NAME.from",
        kind=MAILBOX,
        help="E-mail: the address it comes from, one that your mail server lets you use.",
        default_words="the address it goes to",
    ),
    Setting(
        name="alerts.NAME.server",
        kind=SERVER,
        help="E-mail: your mail server for sending (SMTP), with its port.",
        default_words="not set",
    ),
    Setting(
        name="alerts.NAME.security",
        kind=one_of("starttls", "tls", "none"),
        help="E-mail: how the connection is sealed. Without it no password is sent to another computer.",
        default_words="`tls` on port 465, else `starttls`",
    ),
    Setting(
        name="alerts.NAME.user",
        kind=TEXT,
        help="E-mail: the name you sign in to the server with.",
        default_words="none",
    ),
    Setting(
        name="alerts.NAME.secret",
        kind=REFERENCE,
        help="Where the secret part lies: the mail password, or the web address (of the ntfy topic, the webhook or "
        "the service), since whoever knows that address can write to it. Never the secret itself.",
        default_words="none",
    ),
    Setting(
        name="alerts.NAME.on",
        kind=some_of(*(kind.value for kind in NewsKind if kind is not NewsKind.TEST)),
        help="Which news it tells, with commas between.",
        default_words="all",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Settings that there are several times, each time under a name that the writer chose."""

    settings: tuple[Setting, ...]
    example: str
    """A name, for messages."""
    first: str
    """What each of them must say."""


FAMILIES = {
    "accounts": Family(settings=ACCOUNT_SETTINGS, example="night-letters", first="platform"),
    "publications": Family(settings=PUBLICATION_SETTINGS, example="night-letters", first="name"),
    "alerts": Family(settings=ALERT_SETTINGS, example="email", first="kind"),
}
"""By the first word of the settings' names."""
