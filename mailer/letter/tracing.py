"""Fields without values: a letter is filled in with them once, and what it asks of them is noted.

Most letters only print a field, ask whether there is one, or compare it with a word. So it is enough to fill in a
letter once for each combination of answers: recipients with the same answers get the same words around their values.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Never

from mailer.letter.fields import Field, Values

_COMPARISONS: dict[str, Callable[[str, str], bool]] = {
    "==": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "holds": operator.contains,
}


class Untraceable(Exception):
    """A letter asks for more than can be answered without the value, so it has to be filled in for each recipient."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a letter asks of a field: whether it is there, or how it compares with a text."""

    field: Field
    comparison: str = ""
    """Empty: whether there is a value at all."""
    text: str = ""

    def answer(self) -> Callable[[Values], bool]:
        """Return what answers it for a recipient's values."""
        field, text = int(self.field), self.text
        if not self.comparison:
            return lambda values: values[field] != ""
        compare = _COMPARISONS[self.comparison]
        return lambda values: compare(values[field], text)


class Trace:
    """The questions of one filling in, answered for one recipient."""

    def __init__(self, values: Values) -> None:
        """Take the recipient whose answers are followed."""
        self._values = values
        self.questions: dict[Question, None] = {}

    def ask(self, question: Question) -> bool:
        """Note the question, and return its answer."""
        self.questions[question] = None
        return question.answer()(self._values)


class Traced:
    """A field without its value."""

    __slots__ = ("_field", "_trace")

    def __init__(self, field: Field, trace: Trace) -> None:
        """Take what notes the questions."""
        self._field = field
        self._trace = trace

    def printed(self) -> Field:
        """Return the field, as it is printed."""
        if self._field is Field.PAID:
            raise Untraceable
        return self._field

    def __bool__(self) -> bool:
        return self._trace.ask(Question(self._field))

    def __eq__(self, other: object) -> bool:
        if other is None:
            return False
        if self._field is Field.PAID and isinstance(other, bool):
            return self._trace.ask(Question(self._field)) is other
        return self._compared("==", other)

    def __lt__(self, other: object) -> bool:
        return self._compared("<", other)

    def __le__(self, other: object) -> bool:
        return self._compared("<=", other)

    def __gt__(self, other: object) -> bool:
        return self._compared(">", other)

    def __ge__(self, other: object) -> bool:
        return self._compared(">=", other)

    def __contains__(self, other: object) -> bool:
        return self._compared("holds", other)

    def _compared(self, comparison: str, other: object) -> bool:
        if not isinstance(other, str) or self._field is Field.PAID:
            return self._never()
        return self._trace.ask(Question(self._field, comparison, str(other)))

    def _never(self, *_: object) -> Never:
        raise Untraceable

    __hash__ = __str__ = __len__ = __iter__ = __getitem__ = __format__ = _never

    def __getattr__(self, name: str) -> Never:
        raise Untraceable
