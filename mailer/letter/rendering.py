"""A letter as subject, plain words and HTML, with marks for what is each recipient's own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from mailer.errors import LetterProblem
from mailer.letter.fields import Field, FieldText, Values
from mailer.letter.filling import CONTROL, Filler, MarkdownText
from mailer.letter.html_part import html_of
from mailer.letter.layout import Layout, LayoutFiller
from mailer.letter.letter import Letter
from mailer.letter.markdown import parse
from mailer.letter.marks import Marks
from mailer.letter.text_part import text_of
from mailer.letter.tracing import Trace, Traced
from mailer.letter.words import load_words

_ADDRESS = re.compile(r"https?://\S+|[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+", re.IGNORECASE)
_PLACES = {
    "name": Field.NAME,
    "first_name": Field.FIRST_NAME,
    "status": Field.STATUS,
    "plan": Field.PLAN,
    "joined": Field.JOINED,
    "address": Field.ADDRESS,
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter with marks of fields in the place of their values."""

    subject: str
    text: str
    html: str
    marks: Marks


class Renderer:
    """Renders one letter, again and again."""

    def __init__(self, letter: Letter, layout: Layout, prefix: str) -> None:
        """Read everything in the letter that has placeholders.

        Raises:
            LetterProblem: a slip in it; it names the line.
        """
        self._prefix = prefix
        self._words = load_words(letter.language)
        self._letter = letter
        self._given = _given(letter)
        filler = Filler(value_names=set(letter.values))
        self._subject = filler.read(letter.subject, "the subject")
        self._preheader = filler.read(letter.preheader, "the preheader")
        self._body = filler.read(letter.body, "the letter")
        self._layout = LayoutFiller(layout, self._words, letter, self._given)

    def for_values(self, values: Values) -> Rendered:
        """Render it with a recipient's values at hand.

        Raises:
            LetterProblem: it cannot be filled in, or holds what has no place in a letter.
        """
        return self._rendered(
            _personal({field: FieldText.of(field, values) for field in Field}, paid=bool(values[Field.PAID]))
        )

    def traced(self, trace: Trace) -> Rendered:
        """Render it without values, following the answers of `trace`.

        Raises:
            LetterProblem, Untraceable: it cannot be rendered so.
        """
        fields = {field: Traced(field, trace) for field in Field}
        return self._rendered(_personal(fields, paid=fields[Field.PAID]))

    def _rendered(self, personal: Mapping[str, object]) -> Rendered:
        marks = Marks(self._prefix)
        given = {**self._given, **personal}
        subject = marks.settle(self._subject.fill(given, marks)).strip()
        preheader = marks.settle(self._preheader.fill(given, marks)).strip()
        for line, called in ((subject, "subject"), (preheader, "preheader")):
            if "\n" in line or CONTROL.search(line):
                raise LetterProblem(f"The {called} has more than one line.")
        if not subject:
            raise LetterProblem("The letter has no subject.")
        blocks = parse(self._body.fill(given, marks), marks)
        text = text_of(blocks, marks)
        if not text.strip():
            raise LetterProblem("The letter has no words.")
        html, plain = self._layout.fill(
            {**personal, "subject": subject, "preheader": preheader}, text, html_of(blocks, self._words), marks
        )
        return Rendered(subject, plain, html, marks)


def _given(letter: Letter) -> dict[str, object]:
    """Return what a letter's placeholders may name and is the same for all."""
    for name, value in letter.values.items():
        if found := CONTROL.search(value.replace("\r\n", "\n")):
            raise LetterProblem(f"The value “{name}” holds a control character (U+{ord(found[0]):04X}).")
    values = {name: _value(value.replace("\r\n", "\n").strip()) for name, value in letter.values.items()}
    groups: dict[str, dict[str, str]] = {
        "publication": msgspec.structs.asdict(letter.publication),
        "sender": msgspec.structs.asdict(letter.sender),
    }
    for group, entries in groups.items():
        for name, entry in entries.items():
            if CONTROL.search(entry) or (name != "postal_address" and "\n" in entry):
                raise LetterProblem(f"“{group}.{name}” holds a control character, or more than one line.")
    return {**values, **groups}


def _value(value: str) -> str:
    """Return a value as it is filled in: an address as it stands, anything else as Markdown."""
    return value if not value or _ADDRESS.fullmatch(value) else MarkdownText(value)


def _personal(fields: Mapping[Field, object], *, paid: object) -> dict[str, object]:
    return {
        "subscriber": {**{name: fields[field] for name, field in _PLACES.items()}, "paid": paid},
        "unsubscribe": {"url": fields[Field.URL], "mailto": fields[Field.MAILTO]},
    }
