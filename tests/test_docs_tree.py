"""What the pages for people say is true: links lead somewhere, commands parse, and the names are those of the code."""

import dataclasses
import enum
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
import pytest

from backup import model
from backup.archive.index import SCHEMA
from backup.archive.manifest import Manifest, PublicationInfo, TableEntry
from backup.archive.posts import StoredPost
from backup.archive.tables import PUBLIC, WITH_FILES
from backup.sources.medium_export.activity import PAGES
from outlast.cli import application, run
from outlast.cli._frame.command import Command

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("outlast", "backup", "exporters", "mailer", "templates")
LIMIT = 300
APP = application()
PROSE = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "bench/README.md")]
PROSE += sorted((ROOT / "docs").rglob("*.md"))
_SLASH = "/"  # so that this file does not name the workplace of those who wrote it either
FORBIDDEN = re.compile(
    rf"{_SLASH}work{_SLASH}(?:main|shared)\b|\bshared{_SLASH}(?:design|formats|samples|hooks|real)\b"
)

_FENCE = re.compile(r"^ *(```+)[ ]*(\w*)\n(.*?)^ *\1[ ]*$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]\n]+\]\(([^)\s]+)\)")
_SPAN = re.compile(r"`(outlast [a-z][^`\n]*)`")
_CALL = re.compile(r"(?:^\s*|\$ |\$\(|\bif |&& |\|\| |! )(?:[A-Z_]+=\S+ )*outlast((?: .*)?)$")
_END = re.compile(r"\s{3,}|\)| > | 2> | >> | \|\|? | && |; | #|$")
HELP_MARK = "<!-- this block is compared with: outlast --help -->"


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def without_fences(text: str) -> str:
    return _FENCE.sub("", text)


def anchors(path: Path) -> set[str]:
    """Return the anchors that GitHub makes of a page's headings."""
    headings = re.findall(r"^#{1,6} (.+)$", without_fences(path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def command_lines(path: Path) -> Iterator[str]:
    """Yield what follows `outlast` in the fenced blocks of a page.

    Blocks marked `text` show what came of it; there a command has `$` before it.
    """
    for _, kind, block in _FENCE.findall(path.read_text(encoding="utf-8")):
        for line in block.splitlines():
            found = _CALL.search(line)
            if found and (kind != "text" or line.lstrip().startswith("$ ")):
                yield _END.split(found[1], maxsplit=1)[0].strip()


def spans(path: Path) -> Iterator[str]:
    """Yield the commands that a page names in its sentences."""
    yield from _SPAN.findall(without_fences(path.read_text(encoding="utf-8")))


COMMANDS = sorted({(name_of(path), line) for path in PROSE for line in command_lines(path)})
SPANS = sorted({(name_of(path), span) for path in PROSE for span in spans(path)})


@pytest.mark.parametrize("path", PROSE, ids=name_of)
def test_every_relative_link_leads_to_a_file_and_a_heading(path):
    for target in _LINK.findall(without_fences(path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.exists(), f"{name_of(path)} links to {target}"
        if anchor:
            assert anchor in anchors(there), f"{name_of(path)} links to {target}"


@pytest.mark.parametrize(("page", "line"), COMMANDS, ids=lambda value: value)
def test_every_command_that_can_be_copied_from_a_page_is_understood(page, line, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    met = []
    monkeypatch.setattr(Command, "invoke", lambda self, context: met.append(context.command_path))
    words = shlex.split(line)
    for word in words:
        if "." in word and "/" not in word:
            (tmp_path / word).touch()
    assert run(APP, words, {}) == 0, capsys.readouterr().err
    assert met or not words or {"--help", "--version"} & set(words), f"{page}: outlast {line}"


@pytest.mark.parametrize(("page", "span"), SPANS, ids=lambda value: value)
def test_every_command_that_a_page_speaks_of_is_there_with_its_options(page, span):
    command, context = APP, click.Context(APP)
    _, *words = span.split()
    while words and isinstance(command, click.Group) and not words[0].startswith("-"):
        command = command.get_command(context, words.pop(0))
        assert command is not None, f"{page}: {span}"
    known = {name for param in command.params for name in param.opts} | {"--help"}
    assert {word.partition("=")[0] for word in words if word.startswith("-")} <= known, f"{page}: {span}"


def test_the_readme_shows_the_help_as_it_is():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.count(HELP_MARK) == 1
    fence = _FENCE.search(text, text.index(HELP_MARK))
    context = click.Context(APP, info_name="outlast", terminal_width=78, **APP.context_settings)
    real = APP.get_help(context).rstrip() + "\n"
    remedy = "put what `COLUMNS=80 outlast --help` prints into the block below the mark in README.md"
    assert fence is not None
    assert fence[3] == real, remedy


@pytest.mark.parametrize("package", PACKAGES)
def test_no_file_of_a_package_is_longer_than_can_be_read_at_once(package):
    files = [path for path in (ROOT / package).rglob("*") if path.is_file() and path.suffix != ".pyc"]
    lengths = {name_of(path): len(path.read_bytes().splitlines()) for path in files}
    assert lengths
    assert not {name: length for name, length in lengths.items() if length > LIMIT}


def test_nothing_names_the_place_where_it_was_written():
    kinds = {".py", ".md", ".toml", ".txt", ".html", ".json", ".csv", ".sh", ""}
    skipped = {".git", ".venv", "__pycache__", "build", "dist"}
    files = [
        path
        for path in ROOT.rglob("*")
        if path.suffix in kinds
        and not any(part in skipped or part.endswith("_cache") for part in path.relative_to(ROOT).parts)
        and ".hypothesis" not in path.parts
        and path.is_file()
    ]
    assert len(files) > len(PROSE)
    found = [name_of(path) for path in files if FORBIDDEN.search(path.read_text(encoding="utf-8", errors="replace"))]
    assert found == []


def nouns() -> list[str]:
    """Return the classes that `backup/model.py` defines, and the name of what sources yield."""
    classes = [item for item in vars(model).values() if isinstance(item, type) and item.__module__ == model.__name__]
    return [item.__name__ for item in classes if dataclasses.is_dataclass(item) or issubclass(item, enum.Enum)]


def test_the_glossary_has_every_noun_of_the_model():
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert len(nouns()) > 10
    assert [noun for noun in [*nouns(), "Record"] if f"`{noun}`" not in text] == []


def format_page() -> str:
    return (ROOT / "docs" / "reference" / "archive-format.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("struct", [Manifest, PublicationInfo, TableEntry, StoredPost])
def test_the_format_page_names_every_field_of_a_manifest_and_of_a_post(struct):
    page = format_page()
    assert [field for field in msgspec.structs.fields(struct) if f"`{field.name}`" not in page] == []


def test_the_format_page_names_every_table():
    tables = {f"activity/{kind.table}" for kind in PAGES.values()} | PUBLIC | set(WITH_FILES)
    page = format_page()
    assert sorted(table for table in tables if f"`{table}`" not in page) == []


def test_the_format_page_names_every_view_of_the_index():
    views = re.findall(r"CREATE VIEW (\w+)", SCHEMA)
    page = format_page()
    assert views
    assert [view for view in views if f"| `{view}` |" not in page] == []


def test_every_decision_is_numbered_in_turn_and_listed():
    folder = ROOT / "docs" / "decisions"
    notes = sorted(path.name for path in folder.glob("0*.md"))
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert [int(name[:4]) for name in notes] == list(range(1, len(notes) + 1))
    assert [name for name in notes if f"]({name})" not in listed] == []


def test_the_changelog_speaks_to_the_writer():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    entries = re.findall(r"^- (.+)$", text.partition("## [Unreleased]")[2], re.MULTILINE)
    assert entries
    assert [entry for entry in entries if not entry.startswith("Outlast now ")] == []
