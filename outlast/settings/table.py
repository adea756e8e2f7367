"""One table of every setting: its name, what it may be, what it is unless somebody says otherwise, what it is for."""

from difflib import get_close_matches

from outlast.settings.families import FAMILIES
from outlast.settings.file import Name
from outlast.settings.kinds import (
    ADDRESS,
    ADDRESSES,
    COUNT,
    DURATION,
    FILE,
    FOLDER,
    HOUR,
    INTERVAL,
    PORT,
    QUIET,
    RATE,
    REFERENCE,
    SHARE,
    one_of,
)
from outlast.settings.mail import MAIL_SETTINGS
from outlast.settings.risk import RISK_SETTINGS
from outlast.settings.setting import Setting

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
        name="watch.control",
        kind=ADDRESSES,
        help="Somebody else's pages to compare with, on your platform's own host, with blanks between.",
        default_words="a page of the platform's own people",
        variable="OUTLAST_WATCH_CONTROL",
    ),
    Setting(
        name="watch.neutral",
        kind=ADDRESS,
        help="A page that answers 204 and has nothing to do with the platform; asked only when nothing there is well.",
        default="https://cp.cloudflare.com/generate_204",
        variable="OUTLAST_WATCH_NEUTRAL",
    ),
    Setting(
        name="watch.rules",
        kind=FILE,
        help="A file (TOML) with your own rows for the rules of the watch.",
        default_words="not set",
        variable="OUTLAST_WATCH_RULES",
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
    *MAIL_SETTINGS,
    *RISK_SETTINGS,
    Setting(
        name="output.color",
        kind=one_of("auto", "always", "never"),
        help="Colours in the terminal; `auto` leaves them out when NO_COLOR is set or the output goes to a file.",
        default="auto",
        variable="OUTLAST_COLOR",
    ),
)

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
