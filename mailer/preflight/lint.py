"""Lint of a finished letter: every rule, each with what goes against it (mailer rules R6 to R9)."""

from collections.abc import Iterator

from mailer.preflight.check import Check, State
from mailer.preflight.finished import FinishedLetter
from mailer.preflight.rules import contents, headers, line_form, links, parts, subject, unsubscribing, writer
from mailer.preflight.rules._base import Expected, LintRule

__all__ = ["RULES", "Expected", "lint"]

RULES: tuple[LintRule, ...] = (
    *headers.RULES,
    *line_form.RULES,
    *parts.RULES,
    *subject.RULES,
    *unsubscribing.RULES,
    *writer.RULES,
    *links.RULES,
    *contents.RULES,
)
_MOST = 3
"""Slips against one rule that are shown; a letter with forty bad links needs no forty lines."""


def lint(content: bytes, expected: Expected) -> tuple[Check, ...]:
    """Return a check for each rule that is kept, and one for each slip against the others.

    `content` is `Mail.content`: as it goes over the line, dots doubled. Never raises, whatever it holds.
    """
    letter = FinishedLetter(content)
    return tuple(check for rule in RULES for check in _checks(rule, letter, expected))


def _checks(rule: LintRule, letter: FinishedLetter, expected: Expected) -> Iterator[Check]:
    slips = list(rule.find(letter, expected))
    for slip in slips[:_MOST]:
        yield Check(name=rule.name, state=slip.state, what=slip.what, next=slip.next, source=rule.source)
    if len(slips) > _MOST:
        rest = slips[_MOST:]
        state = State.BAD if any(slip.state is State.BAD for slip in rest) else State.ATTENTION
        yield Check(
            name=rule.name, state=state, what=f"And {len(rest)} more like these.", next=rest[0].next, source=rule.source
        )
    if not slips:
        yield Check(name=rule.name, state=State.OK, what=rule.kept, source=rule.source)
