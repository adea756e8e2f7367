"""Readers that are as strict as those of listmonk (Go) and Keila (Elixir), from their sources."""

import re
from collections.abc import Iterator

KNOWN = {
    "email": re.compile(r"email.?(address)?", re.IGNORECASE),
    "external_id": re.compile(r"external.?id", re.IGNORECASE),
    "first_name": re.compile(r"first.?name", re.IGNORECASE),
    "last_name": re.compile(r"last.?name", re.IGNORECASE),
    "data": re.compile(r"data", re.IGNORECASE),
    "status": re.compile(r"status", re.IGNORECASE),
}


def go_records(text: str) -> Iterator[list[str]]:
    """Yield records as Go's encoding/csv reads them when it is not lazy about quotes.

    Raises:
        ValueError: a quote stands where none may, or a record has more or fewer fields than the first.
    """
    at, width = 0, None
    while at < len(text):
        fields: list[str] = []
        while True:
            if text[at : at + 1] == '"':
                field, at = _quoted(text, at + 1)
            else:
                end = min(found for found in (text.find(",", at), text.find("\n", at), len(text)) if found >= 0)
                field, at = text[at:end].removesuffix("\r"), end
                if '"' in field:
                    raise ValueError('bare " in non-quoted field')
            fields.append(field)
            if text[at : at + 1] != ",":
                break
            at += 1
        at += 1  # the line feed
        if width not in (None, len(fields)):
            raise ValueError("wrong number of fields")
        width = len(fields)
        yield fields


def _quoted(text: str, at: int) -> tuple[str, int]:
    parts = []
    while True:
        end = text.index('"', at)  # ValueError: extraneous or missing "
        parts.append(text[at:end])
        at = end + 1
        if text[at : at + 1] != '"':
            break
        parts.append('"')
        at += 1
    if text[at : at + 2] == "\r\n":
        at += 1
    elif text[at : at + 1] not in (",", "\n", ""):
        raise ValueError('extraneous " in field')
    return "".join(parts), at


def keila_contacts(records: list[list[str]]) -> list[dict[str, str]]:
    """Return contacts as Keila zips them: the cells of a row in turn onto the columns it knows, unknown ones aside."""
    header, *others = records
    names = [name for column in header for name, known in KNOWN.items() if known.search(column)]
    return [dict(zip(names, row, strict=False)) for row in others]
