"""What stands around the words of every letter: its foot, its colours.

The two files, `templates/mail/layout.html` and `layout.txt`, are Jinja2 and are given:

    body            the letter's words, finished
    subject         one line
    preheader       one line; may be empty
    language        `en`
    direction       `ltr` or `rtl`; `start` and `end` are then left and right, or right and left
    words           the sentences of the foot, filled in: see `words.py`; `origin` may be empty
    face            how the script of the language is set: see `words.py`
    publication     name, url, platform
    sender          name, address, postal_address, reply_to, and postal_lines
    subscriber      as in a letter
    unsubscribe     url, mailto: either may be empty
    kind            drop-box, provider or mailto

In `layout.txt`, `text | wrap` (or a list of texts) breaks lines; nothing that is a recipient's own may go through it.
"""

from collections.abc import Iterable, Mapping
from importlib import resources

import msgspec
from jinja2 import StrictUndefined, TemplateError, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from mailer.errors import LetterProblem
from mailer.letter.fields import FieldText
from mailer.letter.filling import FAILURES, MARKS
from mailer.letter.letter import Letter
from mailer.letter.marks import Marks
from mailer.letter.text_part import wrap
from mailer.letter.tracing import Traced
from mailer.letter.words import Words


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """What stands around the words of every letter."""

    html: str
    text: str


def load_layout() -> Layout:
    """Return the layout that comes along."""
    place = resources.files("templates") / "mail"
    return Layout(
        html=(place / "layout.html").read_text(encoding="utf-8"),
        text=(place / "layout.txt").read_text(encoding="utf-8"),
    )


class LayoutFiller:
    """Puts what stands around every letter around the words of one."""

    def __init__(self, layout: Layout, words: Words, letter: Letter, given: Mapping[str, object]) -> None:
        try:
            self._html = _environment(autoescape=True).from_string(layout.html)
            self._text = _environment(autoescape=False).from_string(layout.text)
        except TemplateError as error:
            raise LetterProblem(f"The layout of letters cannot be read: {error}.") from error
        self._given: dict[str, object] = {
            **given,
            "language": letter.language,
            "direction": words.direction,
            "start": words.start,
            "end": words.end,
            "words": _sentences(letter, words),
            "face": words.face,
            "kind": letter.unsubscribing.value,
            "sender": {
                **msgspec.structs.asdict(letter.sender),
                "postal_lines": [line.strip() for line in letter.sender.postal_address.splitlines() if line.strip()],
            },
        }

    def fill(self, given: Mapping[str, object], text: str, html: str, marks: Marks) -> tuple[str, str]:
        """Return the HTML and the plain text of the whole letter."""
        given = {**self._given, **given, MARKS: marks}
        try:
            return (
                self._html.render({**given, "body": Markup(html)}),  # noqa: S704  made by `html_of`, which escapes
                self._text.render({**given, "body": text}).strip("\n") + "\n",
            )
        except FAILURES as error:
            raise LetterProblem(f"The layout of letters cannot be filled in: {error}.") from error


@pass_context
def _printed(context: Context, value: object) -> object:
    match value:
        case Traced():
            return context[MARKS].mark(value.printed())
        case FieldText():
            return context[MARKS].mark(value.field)
        case _:
            return value


@pass_context
def _wrapped(context: Context, text: str | Iterable[str]) -> str:
    joined = text if isinstance(text, str) else " ".join(filter(None, text))
    return "\n".join(wrap(joined, context[MARKS]))


def _environment(*, autoescape: bool) -> SandboxedEnvironment:
    found = SandboxedEnvironment(
        undefined=StrictUndefined, finalize=_printed, trim_blocks=True, lstrip_blocks=True, autoescape=autoescape
    )
    found.filters["wrap"] = _wrapped
    return found


def _sentences(letter: Letter, words: Words) -> dict[str, str]:
    """Return the sentences of the foot for a letter."""
    filled = words.filled(
        {
            "publication": letter.publication.name,
            "sender": letter.sender.name,
            "platform": letter.origin.platform,
            "day": words.day(letter.origin.day),
        }
    )
    own_list = filled.pop("origin_own_list")
    if not letter.origin.platform:
        filled["origin"] = own_list
    return filled if letter.origin.day else {**filled, "origin": ""}
