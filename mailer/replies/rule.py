"""A row of the table: which answers it is for, and what follows."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from mailer.model import Answer, Decision, Move, Reason, Stage

OF_THE_MAIL = (Stage.RECIPIENT, Stage.DATA, Stage.DOT)
"""Stages at which an answer can be about the one recipient that the mail has."""
BEFORE_A_MAIL = (Stage.CONNECT, Stage.HELLO, Stage.TLS, Stage.SIGN_IN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row. Every condition that it has must hold; of the values of one, any."""

    name: str
    stages: tuple[Stage, ...] = ()
    codes: tuple[str, ...] = ()
    """`550`; `5xx` for all that begin with 5; `none`: no answer came."""
    enhanced: tuple[str, ...] = ()
    """`5.1.1`; a star is any number: `*.2.2`."""
    says: tuple[str, ...] = ()
    """Beginnings of words, in lower case. Links, hosts and addresses are not looked at."""
    unless: tuple[str, ...] = ()
    """Words of the same kind with which the row is for something else."""
    move: Move
    why: str
    reason: Reason | None = None
    wait: timedelta | None = None
    source: str
    decision: Decision = field(init=False, repr=False, compare=False)
    _said: re.Pattern[str] = field(init=False, repr=False, compare=False)
    _other: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make ready what is the same for every answer."""
        made = Decision(move=self.move, why=self.why, reason=self.reason, wait=self.wait, source=self.source)
        object.__setattr__(self, "decision", made)
        object.__setattr__(self, "_said", _any_of(self.says))
        object.__setattr__(self, "_other", _any_of(self.unless))

    def fits(self, answer: Answer, words: str) -> bool:
        """Tell whether the row is for this answer; `words` are its text `as_looked_at`."""
        return (
            (not self.stages or answer.stage in self.stages)
            and (not self.codes or any(_has_code(answer.code, code) for code in self.codes))
            and (not self.enhanced or any(_has_status(answer.enhanced, status) for status in self.enhanced))
            and (not self.says or self._said.search(words) is not None)
            and (not self.unless or self._other.search(words) is None)
        )


def _has_code(code: int, wanted: str) -> bool:
    if wanted == "none":
        return code == 0
    return wanted == f"{code // 100}xx" if wanted.endswith("xx") else wanted == str(code)


def _has_status(enhanced: str, wanted: str) -> bool:
    parts = enhanced.split(".")
    return len(parts) == 3 and all(want in ("*", part) for part, want in zip(parts, wanted.split("."), strict=True))


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, phrases))})")
