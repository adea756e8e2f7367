"""What a post says of itself on top of its file, in YAML that every program reads the same.

Each text stands in double quotes, so that none is taken for a number, a date, a yes or a list (YAML 1.1 takes `no` for
false), and no sign in it ends the block.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

Value: TypeAlias = "str | bool | int | datetime | Sequence[str] | Mapping[str, Value] | None"
"""What can be said; `None`, an empty text and an empty list are left out."""

_JSON = json.JSONEncoder(ensure_ascii=False).encode
_NAME = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)\Z)[A-Za-z_][A-Za-z0-9_]*", re.IGNORECASE)
# YAML 1.2, section 5.1: signs that may only stand there as an escape. JSON has escaped those below a blank already.
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def front_matter(fields: Mapping[str, Value]) -> str:
    """Return the block that stands before a post's words, with its marks.

    Raises:
        ValueError: a name is none that every program takes.
    """
    return f"---\n{as_yaml(fields)}---\n"


def as_yaml(fields: Mapping[str, Value]) -> str:
    """Return the same without marks, for a file of settings; see `front_matter`."""
    return "".join(_field(name, value, "") for name, value in fields.items())


def _field(name: str, value: Value, indent: str) -> str:
    if value is None or value in ("", (), []):
        return ""
    if _NAME.fullmatch(name) is None:
        raise ValueError(f"no name for a field: {name!r}")
    if isinstance(value, str | bool | int | datetime):
        return f"{indent}{name}: {_scalar(value)}\n"
    if isinstance(value, Mapping):
        inner = "".join(_field(below, one, f"{indent}  ") for below, one in value.items())
        return f"{indent}{name}:\n{inner}" if inner else ""
    return f"{indent}{name}:\n" + "".join(f"{indent}  - {_scalar(one)}\n" for one in value)


def _scalar(value: str | bool | int | datetime) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
    quoted = _JSON(_SURROGATE.sub("\ufffd", value))
    return _UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", quoted)
