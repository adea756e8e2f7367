"""The page of the reference that shows the table of rules to people, made by `python3 dev.py docs`."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from mailer.model import Move
from mailer.replies.deciding import TABLE
from mailer.replies.rule import BEFORE_A_MAIL, OF_THE_MAIL, Rule

_INTRO = """# What answers of mail servers lead to

<!-- Made from the table by: python3 dev.py docs -->

Every letter that a mail server does not take has an answer: a code (`550`), often a second one that is finer (`5.1.1`),
and words. What follows from it is in the table below. Rows are tried from the top, and the first that fits counts.

Half of the final refusals that big providers give are about the sender, its pace or a rule, and some of them carry the
code for “no such address”. So rows that look at words go before those that trust the code: nobody is taken off the list
for what is not their fault."""
_MOVES = {
    Move.ACCEPTED: "The letter is handed over, once and never again.",
    Move.RETRY: "This subscriber is tried again: after half an hour or more, or when the row says.",
    Move.SLOW_DOWN: "The same, and everything goes slower.",
    Move.REFUSED: "This letter does not reach this subscriber; the next one may.",
    Move.SUPPRESS: "No letter goes to this address any more.",
    Move.PAUSE: "The campaign stops until you have looked. Nobody is lost, nobody is suppressed.",
    Move.STOP: "The campaign stops: the letter itself must be mended.",
    Move.IN_DOUBT: "The subscriber is held, since nobody knows whether the letter was taken.",
}


def answers_page() -> str:
    """Return the page with every row."""
    lines = [_INTRO, "", *_table(("What follows", "That is"), [(move, _MOVES[move]) for move in Move])]
    lines += [
        "",
        "Conditions of a row must all hold; of the values of one, any. A word is looked for where one begins;",
    ]
    lines += ["links, hosts and addresses are not looked at.", ""]
    lines += _table(("Row", "If", "What follows", "Why", "Source"), [_row(rule) for rule in TABLE])
    return "\n".join([*lines, ""])


def _row(rule: Rule) -> tuple[str, ...]:
    return rule.name, _conditions(rule), _follows(rule), rule.why, rule.source


def _conditions(rule: Rule) -> str:
    parts = [_stages(rule)] if rule.stages else []
    parts += [_codes(rule.codes)] if rule.codes else []
    parts += [_any(f"`{status}`" for status in rule.enhanced)] if rule.enhanced else []
    parts += ["says " + _any(f"“{phrase.strip()}”" for phrase in rule.says)] if rule.says else []
    parts += ["not " + _any(f"“{phrase}”" for phrase in rule.unless)] if rule.unless else []
    return "; ".join(parts) or "anything else"


def _stages(rule: Rule) -> str:
    if rule.stages == OF_THE_MAIL:
        return "after MAIL FROM"
    return "before MAIL FROM" if rule.stages == BEFORE_A_MAIL else _any(f"at {stage}" for stage in rule.stages)


def _codes(codes: Sequence[str]) -> str:
    return "no answer" if codes == ("none",) else _any(f"`{code}`" for code in codes)


def _follows(rule: Rule) -> str:
    reason = f", {rule.reason}" if rule.reason else ""
    return f"{rule.move}{reason}{_wait(rule.wait)}"


def _wait(wait: timedelta | None) -> str:
    if wait is None:
        return ""
    hours = int(wait.total_seconds() // 3600)
    return f" in {hours} h" if hours else " at once"


def _any(words: Iterable[str]) -> str:
    return " or ".join(words)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield "|---" * len(header) + "|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
