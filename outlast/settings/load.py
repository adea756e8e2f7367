"""The settings: a flag counts before the environment, the environment before the settings file, then the default."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from backup.errors import BadSettings, UsageError
from outlast.places import Places
from outlast.settings.alert import AlertSetting, alert_setting
from outlast.settings.file import (
    Name,
    change_settings,
    drop_settings,
    parse_settings,
    read_settings_text,
    write_settings_text,
)
from outlast.settings.kinds import Value
from outlast.settings.look import Given, Look, Origin, WrongSetting, family_names, look_at
from outlast.settings.mail import MailSettings, mail_settings
from outlast.settings.publication import CalledSo, called_so
from outlast.settings.risk import risk_settings
from outlast.settings.table import SETTINGS, did_you_mean, name_of, setting_named
from outlast.settings.times import QuietHours, parse_hour, parse_length, parse_quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One publication of the writer and where it is."""

    name: str
    platform: str
    """`substack`, `medium`, or `list` where only a subscriber list is known."""
    url: str | None
    publication: str
    """The name of its folder in the archive."""
    session: str | None = None
    """A reference for `outlast.secrets` to the cookie of the signed-in session."""
    slow_reads: bool = False
    """Whether pages are read that are not meant for programs."""
    start_export: bool = False
    """Whether the platform is asked to build an export now and then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSettings:
    """The settings that begin with `schedule.`."""

    backup_every: timedelta
    at: time | None
    watch_every: timedelta
    jitter: timedelta
    quiet: QuietHours | None
    alarm_days: int
    ping: str | None
    """A reference for `outlast.secrets`: whoever has the address can call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings; what each is for stands in `outlast.settings.table`."""

    archive: Path
    key: str | None
    """A reference for `outlast.secrets`."""
    accounts: tuple[Account, ...]
    alerts: tuple[AlertSetting, ...]
    """The ways to tell the writer."""
    suspect_share: float
    suspect_rows: int
    watch_control: tuple[str, ...]
    watch_neutral: str
    watch_rules: Path | None
    list_age_days: int
    export_age_days: int
    schedule: ScheduleSettings
    publications: Mapping[str, CalledSo]
    """What the writer calls them, by their folders in the archive."""
    mail: MailSettings
    risk: Mapping[str, float]
    """The thresholds of the audit, by their names in `backup.risk.thresholds`."""
    rate: float
    """Requests a second to each host."""
    loopback_port: int | None
    """The port on this computer that all requests to platforms go to, for trying things out."""
    color: str
    given: tuple[Given, ...]
    """Every setting with its origin."""

    def name_of(self, publication: str) -> str | None:
        """Return what the writer calls the publication in this folder; `None` where the settings do not say."""
        said = self.publications.get(publication)
        return said.name if said else None

    def accounts_named(self, names: tuple[str, ...]) -> tuple[Account, ...]:
        """Return the accounts of these names, or all of them when no name is given.

        Raises:
            UsageError: one of them is not in the settings.
        """
        known = {account.name: account for account in self.accounts}
        for name in names:
            if name not in known:
                there_are = ", ".join(known) or "none yet"
                raise UsageError(f"There is no account called {name}.", next=f"Accounts in the settings: {there_are}")
        return tuple(known[name] for name in names) if names else self.accounts


def load_settings(places: Places, *, environ: Mapping[str, str], flags: Mapping[str, object] | None = None) -> Settings:
    """Return the settings; `flags` holds, by setting name, what was said on the command line.

    Raises:
        BadSettings: something in them does not fit.
    """
    look = look_at_settings(places, environ=environ, flags=flags)
    if look.wrong:
        more = f" And {len(look.wrong) - 1} more like this." if len(look.wrong) > 1 else ""
        raise BadSettings(f"{look.wrong[0]}.{more}")
    # The kinds in the table have made each value what the field says.
    values: dict[str, Any] = {given.dotted: given.value for given in look.given}
    accounts = tuple(
        Account(
            name=name,
            platform=values[f"accounts.{name}.platform"],
            url=values.get(f"accounts.{name}.url"),
            publication=values.get(f"accounts.{name}.publication", name),
            session=values.get(f"accounts.{name}.session"),
            slow_reads=values.get(f"accounts.{name}.slow_reads") == "yes",
            start_export=values.get(f"accounts.{name}.start_export") == "yes",
        )
        for name in family_names(look.text.values, "accounts")
    )
    return Settings(
        archive=values["archive"],
        key=values["key"],
        accounts=accounts,
        alerts=tuple(alert_setting(name, values) for name in family_names(look.text.values, "alerts")),
        suspect_share=values["suspect.share"],
        suspect_rows=values["suspect.rows"],
        watch_control=tuple((values["watch.control"] or "").split()),
        watch_neutral=values["watch.neutral"],
        watch_rules=values["watch.rules"],
        list_age_days=values["reminders.list_age_days"],
        export_age_days=values["reminders.export_age_days"],
        schedule=_schedule(values),
        publications=called_so(values),
        mail=mail_settings(values),
        risk=risk_settings(values),
        rate=values["network.rate"],
        loopback_port=values["network.loopback_port"],
        color=values["output.color"],
        given=tuple(look.given),
    )


def _schedule(values: Mapping[str, Any]) -> ScheduleSettings:
    return ScheduleSettings(
        backup_every=parse_length(values["schedule.backup_every"]),
        at=parse_hour(values["schedule.at"]) if values["schedule.at"] else None,
        watch_every=parse_length(values["schedule.watch_every"]),
        jitter=parse_length(values["schedule.jitter"]),
        quiet=parse_quiet(values["schedule.quiet"]),
        alarm_days=values["schedule.alarm_days"],
        ping=values["schedule.ping"],
    )


def look_at_settings(places: Places, *, environ: Mapping[str, str], flags: Mapping[str, object] | None = None) -> Look:
    """Return every setting with its origin, and all that does not fit.

    Raises:
        BadSettings: the file is not TOML at all.
    """
    text = parse_settings(read_settings_text(places.settings_file), places.settings_file)
    return look_at(places, text, environ=environ, flags=flags or {})


def set_setting(places: Places, dotted: str, typed: str) -> Given:
    """Write one setting to the settings file and return it; see `set_settings`."""
    return set_settings(places, {dotted: typed})[0]


def set_settings(places: Places, typed: Mapping[str, str]) -> list[Given]:
    """Write settings, by name as typed, to the settings file and return them; all of them, or none if one is wrong.

    Raises:
        UsageError: there is no such setting.
        BadSettings: a value does not fit.
        OSError: the disk refused.
    """
    file = places.settings_file
    before = after = read_settings_text(file)
    written: list[tuple[Name, Value]] = []
    for dotted, text in typed.items():
        name = name_of(dotted)
        setting = setting_named(name)
        if setting is None:
            raise UsageError(f"There is no setting called {dotted}.", next=did_you_mean(dotted))
        try:
            value = setting.kind.accept(setting.kind.from_text(text))
        except ValueError as error:
            raise BadSettings(f"{dotted} {error}.", so_what="Nothing was changed.", next=setting.help) from None
        after = change_settings(after, name, str(value) if isinstance(value, Path) else value)
        written.append((name, value))
    known_faults = {(wrong.dotted, wrong.reason) for wrong in _faults(before, places)}
    for wrong in _faults(after, places):
        if (wrong.dotted, wrong.reason) not in known_faults:
            raise BadSettings(f"{wrong.dotted} {wrong.reason}.", so_what="Nothing was changed.", next=_help(written))
    write_settings_text(file, after)
    look = Look(places=places, text=parse_settings(after, file))
    return [Given(name=name, value=value, origin=Origin.FILE, place=look.place(name)) for name, value in written]


def _help(written: list[tuple[Name, Value]]) -> str:
    setting = setting_named(written[0][0])
    return setting.help if setting else ""


def remove_settings(places: Places, name: Name) -> None:
    """Take a table with all its settings, or one setting, out of the settings file (`("alerts", "email")`).

    Raises:
        OSError: the disk refused.
    """
    write_settings_text(places.settings_file, drop_settings(read_settings_text(places.settings_file), name))


def starting_text() -> str:
    """Return the text of a new settings file: every setting with its help, none of them set yet."""
    lines = [
        "# Settings of Outlast. Remove the # before a setting to change it.",
        "# What is said on the command line or in an OUTLAST_… variable counts before this file.",
    ]
    heading = ""
    for setting in SETTINGS:
        table, _, key = setting.name.rpartition(".")
        if table != heading:
            lines += ["", f"[{table}]"]
            heading = table
        example = setting.default if setting.default is not None else "…"
        shown = f'"{example}"' if isinstance(example, str) else example
        lines += ["", f"# {setting.help}", f"# {key} = {shown}"]
    return "\n".join([*lines, ""])


def _faults(text: str, places: Places) -> list[WrongSetting]:
    return look_at(places, parse_settings(text, places.settings_file), environ={}, flags={}).wrong
