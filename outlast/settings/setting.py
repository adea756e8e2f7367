"""A row of the table of settings."""

from dataclasses import dataclass

from outlast.settings.kinds import Kind, Value


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
