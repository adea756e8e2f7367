"""Whether the letter says who writes and where they can be found, as the laws ask (mailer rule R8)."""

import re
from collections.abc import Iterator

from mailer.preflight.finished import FinishedLetter
from mailer.preflight.rules._base import Expected, LintRule, Slip, bad

_BETWEEN = re.compile(r"[\s,;·•|/]+")


def _postal_address(letter: FinishedLetter, expected: Expected) -> Iterator[Slip]:
    wanted = _flat(expected.postal_address)
    if not wanted:
        mend = "Set one (a post office box is enough): outlast config set mail.postal_address “LINE / LINE”"
        yield bad("No postal address is set, and laws ask for one in letters to many.", mend)
        return
    for where, text in (("HTML", letter.seen), ("plain text", letter.text)):
        if wanted not in _flat(text):
            yield bad(f"Your postal address is not in the {where}.", "Leave the footer of the template in")


def _flat(text: str) -> str:
    """Return the words alone: how an address is broken into lines is a matter of the layout."""
    return _BETWEEN.sub(" ", text).strip().casefold()


RULES = (
    LintRule(
        name="Postal address",
        source="CAN-SPAM, 15 USC 7704(a)(5); CASL, section 6(2) (R8)",
        kept="Both parts hold it.",
        find=_postal_address,
    ),
)
