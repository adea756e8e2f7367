"""What an exporter wrote, taken apart again: every file, ZIPs opened, as bytes and as words."""

import html
import io
import json
import re
import zipfile
from pathlib import Path

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from exporters.target import Folder

_MARKUP = re.compile(r"<[^<>]*>")  # not over another `<`: code full of them would take for ever
_PLAIN = {"extended-text": ("text",), "codeblock": ("code",)}
"""What in lexical is plain text, among strings that are HTML."""
_MARKDOWN = MarkdownIt("commonmark", {"maxNesting": 1000}).use(footnote_plugin)
_PICTURES = (".png", ".jpg", ".gif", ".webp", ".avif", ".wav", ".mp3", ".ico", ".svg")


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path; ZIPs stand as the files in them (`a.zip!/b`)."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found |= _opened(path.relative_to(folder).as_posix(), path.read_bytes())
    return found


def words_in(files: dict[str, bytes]) -> str:
    """Return all text of some files without markup, entities and JSON's escapes decoded."""
    parts = []
    for name, data in files.items():
        if name.endswith(_PICTURES):
            continue
        text = data.decode("utf-8", "replace")
        if name.endswith(".json"):
            text = "\n".join(_strings(json.loads(text)))
        if name.endswith(".md"):
            text = str(_MARKDOWN.render(text))
        parts.append(html.unescape(_MARKUP.sub(" ", text)))
        parts.append(html.unescape(text))
    return "\n".join(parts)


def contains(files: dict[str, bytes], needle: bytes) -> list[str]:
    """Return the names of the files that hold these bytes."""
    return [name for name, data in files.items() if needle in data]


def target_in(folder: Path) -> Folder:
    """Return a target in a new folder."""
    return Folder(folder)


def _opened(name: str, data: bytes) -> dict[str, bytes]:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return {name: data}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {f"{name}!/{inner.filename}": archive.read(inner) for inner in archive.infolist() if not inner.is_dir()}


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        if value[:1] in "[{":
            try:
                return [value, *_strings(json.loads(value))]
            except ValueError:
                pass
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    if isinstance(value, dict):
        value = {**value, **{name: html.escape(str(value[name])) for name in _PLAIN.get(value.get("type"), ())}}
        return [text for item in value.values() for text in _strings(item)]
    return []
