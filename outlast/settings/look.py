"""Looks at flags, environment and settings file together: what each setting is, who says so, and what does not fit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from backup.slugs import validate_name
from outlast.places import Places
from outlast.settings.families import FAMILIES
from outlast.settings.file import Name, SettingsText
from outlast.settings.kinds import Value
from outlast.settings.setting import Setting
from outlast.settings.table import SETTINGS, did_you_mean, name_of, setting_named


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
        elif setting_or_none is not None and name[0] in FAMILIES:
            look.accept(setting_or_none, name, value, origin=Origin.FILE, place=look.place(name))
    for family in FAMILIES:
        for own in family_names(text.values, family):
            if text.values.get((family, own), {}) == {}:
                _complete(look, family, own)
    return look


def family_names(names: Mapping[Name, object], family: str) -> list[str]:
    """Return the names that the writer chose in a family (`accounts`, `alerts`), in their order."""
    return list(dict.fromkeys(name[1] for name in names if name[0] == family and len(name) > 1))


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
    if name[0] in FAMILIES and len(name) < 3:
        family = FAMILIES[name[0]]
        example = name[1] if len(name) == 2 else family.example
        return f"should be a table: [{name[0]}.{example}] with its {family.first} in it"
    return f"is no setting. {did_you_mean('.'.join(name))}"


def _complete(look: Look, family: str, own: str) -> None:
    try:
        validate_name(own)
    except ValueError:
        look.refuse((family, own), "should be named with lower case letters, digits and dashes")
    for setting in FAMILIES[family].settings:
        name = (family, own, setting.name.rpartition(".")[2])
        if setting.required and name not in look.text.values:
            look.refuse(name, f"must be given: {setting.kind.words}")
