"""The settings file as text: its values, the line each stands on, and changes that keep the writer's comments.

Format: TOML 1.0 (toml.io).
"""

import re
import tomllib
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from backup.errors import BadSettings, StorageError
from outlast.private_file import write_private

Name: TypeAlias = tuple[str, ...]
"""The parts of a setting's name: a quoted key of TOML may hold dots."""

_TABLE = re.compile(r"\s*\[\[?(.+?)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*((?:\"[^\"]*\"|'[^']*'|[\w.\s-])+?)\s*=")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsText:
    """What a settings file says; an absent file says nothing."""

    values: dict[Name, object]
    """Every value by its name; an empty table counts as a value."""
    lines: dict[Name, int]

    def line(self, name: Name) -> int | None:
        """Return the line that `name`, or the table it stands in, begins on."""
        return next((self.lines[name[:size]] for size in range(len(name), 0, -1) if name[:size] in self.lines), None)


def read_settings_text(path: Path) -> str:
    """Return the text of the file, or nothing if there is no file.

    Raises:
        BadSettings: it is not UTF-8 text.
        StorageError: it may not be read.
    """
    try:
        # utf-8-sig: Notepad puts a mark before the first letter.
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise BadSettings(f"{path} is not plain UTF-8 text.") from None
    except OSError as error:
        raise StorageError(
            f"The settings cannot be read: {path} ({error.strerror}).",
            so_what="Nothing was done.",
            next="See who may read that file, or name another one with --config",
        ) from error


def parse_settings(text: str, path: Path) -> SettingsText:
    """Return what the text of the file at `path` says.

    Raises:
        BadSettings: it is not TOML.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(f"{path} cannot be read: {error}.") from None
    return SettingsText(values=_flat(tables), lines=_lines(text))


def change_settings(text: str, name: Name, value: str | float) -> str:
    """Return `text` with one value changed or added, and all else, comments too, as it was.

    Raises:
        BadSettings: a part of the name has a value of its own.
    """
    import tomlkit
    from tomlkit.items import Table

    document = tomlkit.parse(text)
    table: Any = document
    for depth, part in enumerate(name[:-1]):
        if part not in table:
            # A table that only holds tables needs no heading of its own.
            inner: Table = tomlkit.table(is_super_table=depth < len(name) - 2)
            table.append(part, inner)
        table = table[part]
        if not isinstance(table, MutableMapping):
            raise BadSettings(f"{part} is a single value in the settings file, so nothing can be put under it.")
    table[name[-1]] = value
    return tomlkit.dumps(document)


def drop_settings(text: str, name: Name) -> str:
    """Return `text` without one table or value, and all else, comments too, as it was."""
    import tomlkit

    document = tomlkit.parse(text)
    table: Any = document
    for part in name[:-1]:
        table = table.get(part, {})
        if not isinstance(table, MutableMapping):
            return text
    if table.pop(name[-1], None) is None:
        return text
    return tomlkit.dumps(document)


def write_settings_text(path: Path, text: str) -> None:
    """Put `text` at `path` in one step, readable by its owner only; a link to the real file stays a link.

    Raises:
        OSError: the disk refused; the old settings are as they were.
    """
    write_private(path.resolve(), text.encode())


def _flat(table: dict[str, Any], prefix: Name = ()) -> dict[Name, object]:
    values: dict[Name, object] = {}
    for key, value in table.items():
        name = (*prefix, key)
        if isinstance(value, dict) and value:
            values.update(_flat(value, name))
        else:
            values[name] = value
    return values


def _lines(text: str) -> dict[Name, int]:
    """Find where each name stands. tomllib does not tell; a name inside a text of several lines may mislead this."""
    lines: dict[Name, int] = {}
    prefix: Name = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := _TABLE.match(line):
            prefix = _parts(heading.group(1))
            lines.setdefault(prefix, number)
        elif key := _KEY.match(line):
            lines.setdefault(prefix + _parts(key.group(1)), number)
    return lines


def _parts(key: str) -> Name:
    try:
        inner: Any = tomllib.loads(f"{key} = 0")
    except tomllib.TOMLDecodeError:
        return (key,)
    parts: list[str] = []
    while isinstance(inner, dict):
        parts += inner.keys()
        inner = next(iter(inner.values()))
    return tuple(parts)
