"""The data that Substack's editor keeps with a widget: JSON in the attribute `data-attrs` (formats: section 2).

It is escaped as HTML once, or twice. The parser has undone the first escaping by the rules for attributes, under which
`?a=1&copy=2` stays as it is; the second is undone here for references that end in `;` only, for the same reason
(`html.unescape` would make it `?a=1©=2`).
"""

import json
import re

from backup.document.tree import Element, printable
from backup.model import Json

_NAMED = {"quot": '"', "amp": "&", "lt": "<", "gt": ">", "apos": "'"}
_REFERENCE = re.compile(r"&(?:(quot|amp|lt|gt|apos)|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));")


def _reference(match: re.Match[str]) -> str:
    if match[1]:
        return _NAMED[match[1]]
    number = int(match[2]) if match[2] else int(match[3], 16)
    return chr(number) if number <= 0x10FFFF else ""


def _load(text: str) -> Json:
    """Return the JSON of `text`, decoded once or twice, or `None`."""
    for candidate in (text, _REFERENCE.sub(_reference, text)):
        try:
            value: Json = json.loads(candidate)
            if isinstance(value, str):  # JSON in a JSON string
                value = json.loads(value)
        except (ValueError, RecursionError):
            continue
        return value
    return None


class Payload:
    """The fields of one JSON object; a field of another type than asked for counts as missing."""

    __slots__ = ("broken", "fields")

    def __init__(self, fields: dict[str, Json], *, broken: bool = False) -> None:
        """Take the fields, and whether there was a text that could not be read as such."""
        self.fields = fields
        self.broken = broken

    @classmethod
    def of(cls, element: Element) -> "Payload":
        """Return what `element` carries; empty where it carries nothing."""
        if isinstance(element.data, cls):
            return element.data
        text = element.get("data-attrs")
        if not text:
            return cls({})
        value = _load(text)
        element.data = made = cls(value) if isinstance(value, dict) else cls({}, broken=True)
        return made

    def text(self, *names: str) -> str | None:
        """Return the first of these fields that is a text and not empty. Numbers are written out."""
        for name in names:
            value = self.fields.get(name)
            if value is None:
                continue
            if isinstance(value, str):
                if value.strip():
                    return printable(value).strip() or None
            elif isinstance(value, int | float) and not isinstance(value, bool):
                return str(value)
        return None

    def number(self, name: str) -> float | None:
        """Return that field if it is a finite number, or a text that is one."""
        value = self.fields.get(name)
        if value is None:
            return None
        if isinstance(value, str):
            try:
                value = float(value)
            except ValueError:
                return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return float(value) if -1e15 < value < 1e15 else None

    def integer(self, name: str) -> int | None:
        """Return that field as a whole number."""
        value = self.number(name)
        return None if value is None else round(value)

    def flag(self, name: str) -> bool:
        """Tell whether that field is true."""
        return self.fields.get(name) is True

    def inner(self, name: str) -> "Payload":
        """Return that field as an object; empty where it is none."""
        value = self.fields.get(name)
        return Payload(value if isinstance(value, dict) else {})

    def items(self, name: str) -> list["Payload"]:
        """Return the objects of a list."""
        value = self.fields.get(name)
        return [Payload(item) for item in value if isinstance(item, dict)] if isinstance(value, list) else []

    def __bool__(self) -> bool:
        """Tell whether anything is there."""
        return bool(self.fields)
