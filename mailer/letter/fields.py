"""What a letter can say: the names that its placeholders may use, and each recipient's values for them."""

import re
from enum import IntEnum

from mailer.model import Personal, Recipient

GIVEN = {
    "subscriber": ("name", "first_name", "paid", "status", "plan", "joined", "address"),
    "publication": ("name", "url", "platform"),
    "sender": ("name", "address", "postal_address", "reply_to"),
    "unsubscribe": ("url", "mailto"),
}
"""What is there without being asked for: `subscriber.name` and so on. `paid` is a yes or no, all others are text."""
GIVEN_NAMES = frozenset({*GIVEN, "loop", "true", "false", "none", "and", "or", "not", "in", "is", "if", "else"})
"""Names that no value of a template may have: these, and the words of Jinja2."""
Values = tuple[str, ...]
"""One recipient's values in the order of `Field`; `paid` is `yes` or empty."""
_WRITTEN_TOGETHER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Field(IntEnum):
    """A value that is each recipient's own; its number is its place in `Values`."""

    NAME = 0
    FIRST_NAME = 1
    PAID = 2
    STATUS = 3
    PLAN = 4
    JOINED = 5
    ADDRESS = 6
    URL = 7
    MAILTO = 8

    @property
    def address_of_web(self) -> bool:
        """Tell whether it may stand where a link leads to; of a person nothing may."""
        return self in (Field.URL, Field.MAILTO)


class FieldText(str):
    """The value of a field for one recipient, which knows its field."""

    __slots__ = ("field",)
    field: Field

    @classmethod
    def of(cls, field: Field, values: Values) -> "FieldText":
        """Return the recipient's value of the field."""
        text = cls(values[field])
        text.field = field
        return text


def values_of(recipient: Recipient, personal: Personal) -> Values:
    """Return the recipient's values, in the order of `Field`."""
    return (
        recipient.name,
        first_name(recipient.name),
        "yes" if recipient.paid else "",
        recipient.status.value,
        recipient.plan,
        recipient.joined,
        recipient.address,
        personal.unsubscribe_url,
        personal.unsubscribe_mailto,
    )


def first_name(name: str) -> str:
    """Return how somebody of that name may be spoken to; empty where that cannot be told.

    An initial, or an address in the place of a name, is none. Chinese, Japanese and Korean names begin with the family
    and come back whole.
    """
    if not name or "@" in name:
        return ""
    if not name.isascii() and _WRITTEN_TOGETHER.search(name):
        return name
    family, comma, given = name.partition(",")
    words = (given if comma else family).split(None, 1)
    return words[0] if words and len(words[0]) > 1 and words[0][-1] != "." else ""
