"""Looks at flags, environment and settings file together: what each setting is, who says so, and what does not fit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from backup.slugs import validate_name
from outlast.places import Places
from outlast.settings.file import Name, SettingsText
from outlast.settings.kinds import Value
from outlast.settings.table import ACCOUNT_SETTINGS, SETTINGS, Setting, did_you_mean, name_of, setting_named


class Origin(StrEnum):
    """Where the value of a setting comes from, the strongest first."""

    FLAG = "flag"
    ENVIRONMENT = "environment"
    FILE = "file"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The value of one setting and who says so."""

    name: Name
    value: Value | None
    """`None`: nobody set it and it has no default."""
    origin: Origin
    place: str | None = None
    """The flag, the variable, or the file with its line."""

    @property
    def dotted(self) -> str:
        """Return the name as it is typed."""
        return ".".join(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongSetting:
    """Something in the settings that does not fit."""

    dotted: str
    reason: str
    place: str
    """The flag, the variable, or the file with its line."""

    def __str__(self) -> str:
        """Return it as a sentence."""
        return f"{self.dotted} {self.reason} ({self.place})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was found: every setting with its origin, and all that does not fit."""

    places: Places
    text: SettingsText
    given: list[Given] = field(default_factory=list)
    wrong: list[WrongSetting] = field(default_factory=list)

    def place(self, name: Name) -> str:
        """Return where in the settings file `name` stands."""
        line = self.text.line(name)
        return f"{self.places.settings_file}, line {line}" if line else str(self.places.settings_file)

    def accept(self, setting: Setting, name: Name, raw: object, *, origin: Origin, place: str) -> None:
        """Note the value if it fits, else what is wrong with it."""
        try:
            value = setting.kind.accept(raw)
        except ValueError as error:
            self.wrong.append(WrongSetting(dotted=".".join(name), reason=str(error), place=place))
        else:
            self.given.append(Given(name=name, value=value, origin=origin, place=place))

    def refuse(self, name: Name, reason: str) -> None:
        """Note that something in the settings file does not fit."""
        self.wrong.append(WrongSetting(dotted=".".join(name), reason=reason, place=self.place(name)))


def look_at(places: Places, text: SettingsText, *, environ: Mapping[str, str], flags: Mapping[str, object]) -> Look:
    """Return what the flags (by setting name), the environment and the settings file say together."""
    look = Look(places=places, text=text)
    for setting in SETTINGS:
        _strongest(look, setting, environ, flags)
    for name, value in text.values.items():
        setting_or_none = setting_named(name)
        if setting_or_none is None and value != {}:
            look.refuse(name, _why_unknown(name))
        elif setting_or_none is not None and name[0] == "accounts":
            look.accept(setting_or_none, name, value, origin=Origin.FILE, place=look.place(name))
    for account in account_names(text.values):
        if text.values.get(("accounts", account), {}) == {}:
            _complete(look, account)
    return look


def account_names(names: Mapping[Name, object]) -> list[str]:
    """Return the names of the accounts among the names of settings, in their order."""
    return list(dict.fromkeys(name[1] for name in names if name[0] == "accounts" and len(name) > 1))


def _strongest(look: Look, setting: Setting, environ: Mapping[str, str], flags: Mapping[str, object]) -> None:
    name = name_of(setting.name)
    typed = environ.get(setting.variable) if setting.variable else None
    if setting.name in flags:
        raw = setting.kind.from_text(str(flags[setting.name]))
        look.accept(setting, name, raw, origin=Origin.FLAG, place=f"--{name[-1]}")
    # An empty variable is how a shell or a compose file says "not set".
    elif typed:
        raw = setting.kind.from_text(typed)
        look.accept(setting, name, raw, origin=Origin.ENVIRONMENT, place=str(setting.variable))
    elif name in look.text.values:
        look.accept(setting, name, look.text.values[name], origin=Origin.FILE, place=look.place(name))
    else:
        default = look.places.archive if setting.name == "archive" else setting.default
        look.given.append(Given(name=name, value=default, origin=Origin.DEFAULT))


def _why_unknown(name: Name) -> str:
    if name[0] == "accounts" and len(name) < 3:
        example = name[1] if len(name) == 2 else "night-letters"
        return f"should be a table: [accounts.{example}] with its platform in it"
    return f"is no setting. {did_you_mean('.'.join(name))}"


def _complete(look: Look, account: str) -> None:
    try:
        validate_name(account)
    except ValueError:
        look.refuse(("accounts", account), "should be named with lower case letters, digits and dashes")
    for setting in ACCOUNT_SETTINGS:
        name = ("accounts", account, setting.name.rpartition(".")[2])
        if setting.required and name not in look.text.values:
            look.refuse(name, f"must be given: {setting.kind.words}")
