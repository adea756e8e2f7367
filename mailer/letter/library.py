"""Templates of letters: those that come along (`templates/mail/letters/<name>/<language>.md`), and the writer's own.

    +++
    about = "You have been shut out"      a few words for lists of templates; in `en.md` only
    subject = "{{ publication.name }}: where to find me now"
    preheader = "…"                       what an inbox shows behind the subject; may be left out

    [[asks]]                              a value that the words below need, and the question that asks for it
    name = "new_address"                  its name in the words
    question = "Where can people find you now? A web address."
    required = true                       true unless said otherwise; an answer that is left out is empty
    web_address = true                    the answer is an address: https:// is put before a bare name
    example = "https://nightletters.example.org"
    +++
    Hello{% if subscriber.first_name %} {{ subscriber.first_name }}{% endif %},   Markdown with Jinja2: `language.py`

    <{{ new_address }}>

Beside the letters lie `layout.html` and `layout.txt` (Jinja2; what they are given is listed in `rendering.py`),
`styles.toml` (the inline style of each HTML element) and `words/` (`words.py`).
"""

import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from mailer.errors import LetterProblem
from mailer.letter.fields import GIVEN_NAMES

_PLACE = resources.files("templates") / "mail" / "letters"
_FENCE = "+++"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_LARGEST = 100_000
"""Bytes of a file of one's own."""


class Ask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value that a template needs."""

    name: str
    question: str
    required: bool = True
    example: str = ""
    web_address: bool = False
    """Whether the answer must be an address that a link can lead to."""


class _Front(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    subject: str
    about: str = ""
    preheader: str = ""
    asks: tuple[Ask, ...] = ()


class LetterTemplate(msgspec.Struct, frozen=True, kw_only=True):
    """A letter that waits for its values."""

    subject: str
    preheader: str
    body: str
    """Markdown with placeholders."""
    asks: tuple[Ask, ...] = ()
    about: str = ""
    body_line: int = 1
    """On which line of its file the body begins, for messages that name a line."""


def templates_there_are() -> dict[str, str]:
    """Return what each template that comes along is for, in a few words, by its name."""
    names = sorted(entry.name for entry in _PLACE.iterdir() if (entry / "en.md").is_file())
    fronts = {name: _taken_apart(_text_of(name, "en"), f"{name}/en.md")[0] for name in names}
    return {name: front.about or front.subject for name, front in fronts.items()}


def languages_of(name: str) -> list[str]:
    """Return the languages in which a template is there; none where there is no such template."""
    folder = _PLACE / name
    if not _NAME.fullmatch(name.replace("-", "_")) or not folder.is_dir():
        return []
    return sorted(entry.name.removesuffix(".md") for entry in folder.iterdir() if entry.name.endswith(".md"))


def load_template(name: str, language: str) -> LetterTemplate:
    """Return a template that comes along, in a language (`en`).

    Raises:
        LetterProblem: there is none of that name, or not in that language.
    """
    there = languages_of(name)
    if not there:
        known = sorted(entry.name for entry in _PLACE.iterdir() if entry.is_dir())
        raise LetterProblem(f"There is no template called “{name}”.", next=f"There are: {', '.join(known)}")
    if language not in there:
        raise LetterProblem(
            f"The template “{name}” is not there in the language “{language}”.", next=f"It is in: {', '.join(there)}"
        )
    return read_template(_text_of(name, language), f"{name}/{language}.md")


def load_own(path: Path) -> LetterTemplate:
    """Return a template of the writer's own, from a file like those that come along.

    Raises:
        LetterProblem: it cannot be read, or is not such a file; it names the line.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise LetterProblem(f"The template {path} cannot be read: {error.strerror}.") from error
    if len(data) > _LARGEST:
        raise LetterProblem(f"The template {path} is larger than {_LARGEST // 1000} KB: that is no letter.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LetterProblem(f"Line {line} of {path} is not in UTF-8. Save the file as UTF-8.") from error
    return read_template(text, str(path))


def read_template(text: str, called: str) -> LetterTemplate:
    """Return what the text of a template's file holds; `called` is how messages name the file.

    Raises:
        LetterProblem: it is not such a file, or its words have a slip; it names the line.
    """
    from mailer.letter.filling import Filler  # on use: listing templates needs no Jinja2

    front, body, body_line = _taken_apart(text, called)
    filler = Filler(value_names={ask.name for ask in front.asks})
    filler.read(front.subject, f"the subject in {called}")
    filler.read(front.preheader, f"the preheader in {called}")
    filler.read(body, called, first_line=body_line)
    return LetterTemplate(
        subject=front.subject,
        preheader=front.preheader,
        body=body,
        asks=front.asks,
        about=front.about,
        body_line=body_line,
    )


def _text_of(name: str, language: str) -> str:
    return (_PLACE / name / f"{language}.md").read_text(encoding="utf-8")


def _taken_apart(text: str, called: str) -> tuple[_Front, str, int]:
    """Return what stands before the letter, the letter, and on which line that begins."""
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != _FENCE:
        raise LetterProblem(f"Line 1 of {called} is not “{_FENCE}”: a template begins with its subject between two.")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        raise LetterProblem(f"{called} has no second “{_FENCE}” that ends what stands before the letter.")
    return _front("\n".join(lines[1:end]), called), "\n".join(lines[end + 1 :]), end + 2


def _front(toml: str, called: str) -> _Front:
    try:
        table: dict[str, Any] = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        said = _TOML_LINE.sub(lambda at: f"(line {int(at[1]) + 1})", str(error))
        raise LetterProblem(f"What stands before the letter in {called} cannot be read: {said}.") from error
    try:
        front = msgspec.convert(table, _Front)
    except msgspec.ValidationError as error:
        raise LetterProblem(f"What stands before the letter in {called} does not fit: {error}.") from error
    names = [ask.name for ask in front.asks]
    for name in names:
        if not _NAME.fullmatch(name) or name in GIVEN_NAMES or names.count(name) > 1:
            raise LetterProblem(
                f"{called} asks for “{name}”: a name has small letters, digits and “_”, is there once,"
                f" and is none of {', '.join(sorted(GIVEN_NAMES))}."
            )
    return front
