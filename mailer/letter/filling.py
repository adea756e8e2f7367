"""Fills in the placeholders of a letter (Jinja2), and says on which line it does not work."""

import re
from collections.abc import Collection, Mapping

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, Undefined, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from mailer.errors import LetterProblem
from mailer.letter.fields import FieldText
from mailer.letter.language import FILTERS, TESTS, slips
from mailer.letter.marks import LONGEST, TOO_LONG, Marks
from mailer.letter.tracing import Traced

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What no text of a letter may hold: control characters but tab and newline, and halves of characters."""
MARKS = "__marks__"
"""Under what the marks are handed on; no template can name it."""
FAILURES = (TemplateError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What may go wrong in an expression that is understood and still cannot be filled in."""


class MarkdownText(str):
    """A value that the writer gave: Markdown, as the words around it are."""

    __slots__ = ()


class Form:
    """A text with placeholders, understood and checked."""

    def __init__(self, template: Template, called: str, first_line: int) -> None:
        """Take how messages name it, and on which line of that it begins."""
        self._template = template
        self.called = called
        self._first_line = first_line

    def fill(self, given: Mapping[str, object], marks: Marks) -> str:
        """Return the text with what is given filled in, as marks but for Markdown of the writer's own.

        Raises:
            LetterProblem: it cannot be filled in; it names the line.
            Untraceable: a field without a value was asked for one.
        """
        pieces: list[str] = []
        length = 0
        try:
            for piece in self._template.generate({**given, MARKS: marks}):
                pieces.append(piece)
                length += len(piece)
                if length > LONGEST:
                    raise OverflowError(TOO_LONG)
        except FAILURES as error:
            line = _line_of(error)
            where = f"line {line + self._first_line - 1} of {self.called}" if line else self.called
            raise LetterProblem(f"In {where}: {_said(error)}.") from error
        return "".join(pieces)


class Filler:
    """Reads texts with placeholders. One for each letter: it knows the names of its values."""

    def __init__(self, *, value_names: Collection[str]) -> None:
        """Take the names of the values that there are besides those that always are."""
        self._value_names = value_names
        self._environment = SandboxedEnvironment(
            undefined=StrictUndefined,
            finalize=_printed,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,  # values become marks, which are escaped where they are settled
        )
        for kept, there in ((FILTERS, self._environment.filters), (TESTS, self._environment.tests)):
            for name in set(there) - set(kept):
                del there[name]
        self._environment.globals.clear()

    def read(self, source: str, called: str, *, first_line: int = 1) -> Form:
        """Return a text with placeholders, understood.

        Args:
            source: the text.
            called: how messages name it: “the subject”.
            first_line: on which line of that it begins.

        Raises:
            LetterProblem: a slip in it, or a control character; it names the line.
        """
        source = source.replace("\r\n", "\n")
        if found := CONTROL.search(source):
            line = source.count("\n", 0, found.start()) + first_line
            raise LetterProblem(
                f"In line {line} of {called}: a control character (U+{ord(found[0]):04X}) has no place in a letter."
            )
        try:
            tree = self._environment.parse(source)
            slip = min(slips(tree, self._value_names), default=None)
            if slip:
                raise LetterProblem(f"In line {slip.line + first_line - 1} of {called}: {slip.what}.")
            code = self._environment.compile(tree)
        except TemplateSyntaxError as error:
            raise LetterProblem(f"In line {error.lineno + first_line - 1} of {called}: {_said(error)}.") from error
        return Form(Template.from_code(self._environment, code, {}), called, first_line)


@pass_context
def _printed(context: Context, value: object) -> str:
    """Return what is printed for the value of `{{ }}`."""
    marks: Marks = context[MARKS]
    match value:
        case Traced():
            return marks.mark(value.printed())
        case FieldText():
            return marks.mark(value.field)
        case MarkdownText() | Undefined():
            return str(value)  # an undefined one raises here, and names itself
        case bool():
            raise TypeError("a yes or no cannot be printed: ask for it with {% if %}")
        case str() | int():
            return marks.mark(str(value))
        case _:
            raise TypeError("this is no text, and cannot be printed")


def _said(error: Exception) -> str:
    text = error.message if isinstance(error, TemplateError) else str(error)
    return (text or type(error).__name__).rstrip(".")


def _line_of(error: BaseException) -> int:
    """Return the line of the template on which it went wrong; Jinja2 puts it into the traceback."""
    line, step = 0, error.__traceback__
    while step:
        if "__jinja_exception__" in step.tb_frame.f_globals:
            line = step.tb_lineno
        step = step.tb_next
    return line
