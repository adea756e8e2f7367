"""One table of every setting: its name, what it may be, what it is unless somebody says otherwise, what it is for."""

from dataclasses import dataclass
from difflib import get_close_matches

from outlast.alerts._base import kinds as alert_kinds
from outlast.settings.file import Name
from outlast.settings.kinds import (
    ADDRESS,
    COUNT,
    DURATION,
    FOLDER,
    HOUR,
    INTERVAL,
    MAILBOX,
    PORT,
    QUIET,
    RATE,
    REFERENCE,
    SERVER,
    SHARE,
    SLUG,
    TEXT,
    Kind,
    Value,
    one_of,
    some_of,
)
from outlast.telling.news import NewsKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A row of the table."""

    name: str
    """Dotted, as in the settings file; `NAME` stands for the name of an account or an alert."""
    kind: Kind
    help: str
    default: Value | None = None
    default_words: str | None = None
    """The default for people, where it is not the value itself."""
    required: bool = False
    variable: str | None = None
    """The environment variable; the settings of accounts and alerts have none."""


SETTINGS = (
    Setting(
        name="archive",
        kind=FOLDER,
        help="The folder of the archive.",
        default_words="`Outlast` in your Documents folder",
        variable="OUTLAST_ARCHIVE",
    ),
    Setting(
        name="key",
        kind=REFERENCE,
        help="Where the private half of the archive's key lies. Never the key itself.",
        default_words="where `outlast init` put it",
        variable="OUTLAST_KEY",
    ),
    Setting(
        name="suspect.share",
        kind=SHARE,
        help="A snapshot that lost a larger share of its posts, subscribers or chats than this is kept apart.",
        default=0.10,
        variable="OUTLAST_SUSPECT_SHARE",
    ),
    Setting(
        name="suspect.rows",
        kind=COUNT,
        help="…but only when at least this many are gone, so that a small list may lose one or two.",
        default=5,
        variable="OUTLAST_SUSPECT_ROWS",
    ),
    Setting(
        name="reminders.list_age_days",
        kind=COUNT,
        help="Remind when the newest subscriber list is older than this many days.",
        default=7,
        variable="OUTLAST_REMINDERS_LIST_AGE_DAYS",
    ),
    Setting(
        name="reminders.export_age_days",
        kind=COUNT,
        help="Remind when the newest export of the posts is older than this many days.",
        default=30,
        variable="OUTLAST_REMINDERS_EXPORT_AGE_DAYS",
    ),
    Setting(
        name="schedule.backup_every",
        kind=INTERVAL,
        help="How often everything new is fetched.",
        default="24h",
        variable="OUTLAST_SCHEDULE_BACKUP_EVERY",
    ),
    Setting(
        name="schedule.at",
        kind=HOUR,
        help="The time of day at which backups begin; without it, the one at which the first was made.",
        default="",
        default_words="not set",
        variable="OUTLAST_SCHEDULE_AT",
    ),
    Setting(
        name="schedule.watch_every",
        kind=INTERVAL,
        help="How often Outlast looks whether everything is still up.",
        default="30m",
        variable="OUTLAST_SCHEDULE_WATCH_EVERY",
    ),
    Setting(
        name="schedule.jitter",
        kind=DURATION,
        help="Backups begin up to this much later, always by the same amount, so that not all writers come at once.",
        default="20m",
        variable="OUTLAST_SCHEDULE_JITTER",
    ),
    Setting(
        name="schedule.quiet",
        kind=QUIET,
        help="Hours of the day in which no backup begins; the watch goes on.",
        default="",
        default_words="none",
        variable="OUTLAST_SCHEDULE_QUIET",
    ),
    Setting(
        name="schedule.alarm_days",
        kind=COUNT,
        help="Raise an alarm when no backup has worked for this many days.",
        default=3,
        variable="OUTLAST_SCHEDULE_ALARM_DAYS",
    ),
    Setting(
        name="schedule.ping",
        kind=REFERENCE,
        help="Where a secret address lies that is called after each backup (healthchecks.io and the like).",
        default_words="not set",
        variable="OUTLAST_SCHEDULE_PING",
    ),
    Setting(
        name="network.rate",
        kind=RATE,
        help="How many requests a second each platform is asked at most.",
        default=1.0,
        variable="OUTLAST_NETWORK_RATE",
    ),
    Setting(
        name="network.loopback_port",
        kind=PORT,
        help="Send all requests to this port of this computer, where `outlast demo --live` answers for the platforms.",
        default_words="not set",
        variable="OUTLAST_NETWORK_LOOPBACK_PORT",
    ),
    Setting(
        name="output.color",
        kind=one_of("auto", "always", "never"),
        help="Colours in the terminal; `auto` leaves them out when NO_COLOR is set or the output goes to a file.",
        default="auto",
        variable="OUTLAST_COLOR",
    ),
)

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
    "alerts": Family(settings=ALERT_SETTINGS, example="email", first="kind"),
}
"""By the first word of the settings' names."""

ALL_SETTINGS = SETTINGS + tuple(setting for family in FAMILIES.values() for setting in family.settings)


def name_of(dotted: str) -> Name:
    """Return the parts of a name as typed. A name in a family may hold dots, so its ends are looked at first."""
    parts = dotted.split(".")
    if parts[0] in FAMILIES and len(parts) > 3:
        return (parts[0], ".".join(parts[1:-1]), parts[-1])
    return tuple(parts)


def setting_named(name: Name) -> Setting | None:
    """Return the row of the table that `name` belongs to, if any."""
    pattern = f"{name[0]}.NAME.{name[2]}" if len(name) == 3 and name[0] in FAMILIES else ".".join(name)
    return next((setting for setting in ALL_SETTINGS if setting.name == pattern), None)


def did_you_mean(dotted: str) -> str:
    """Return a sentence with the nearest name, or with where to find them all."""
    names = [setting.name for setting in ALL_SETTINGS]
    parts = name_of(dotted)
    own = parts[1] if parts[0] in FAMILIES and len(parts) > 1 else "NAME"
    near = get_close_matches(dotted.replace(f".{own}.", ".NAME."), names, n=1, cutoff=0.6)
    # The last word alone is often right: `share` for `suspect.share`, `color` for `output.color`.
    near = near or [name for name in names if get_close_matches(parts[-1], [name.rpartition(".")[2]], n=1, cutoff=0.7)]
    if near:
        return f"Did you mean {near[0].replace('NAME', own)}?"
    return "All settings: outlast config show"
