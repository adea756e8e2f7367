"""What spam filters on this computer think of a letter; none is required, and no other computer gets to see it."""

from dataclasses import dataclass

from mailer.preflight.check import Check, State

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A rule of the filter that the letter met."""

    name: str
    points: float
    """Above 0: looks like spam."""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one filter made of the letter."""

    program: str
    points: float
    limit: float
    """From here on it would be treated as spam."""
    wanted: float
    """Below this a letter leaves room for what filters elsewhere add."""
    hits: tuple[Hit, ...] = ()


def check_score(score: Score) -> Check:
    """Return what follows from a score."""
    told = f"{score.points:.1f} points of {score.limit:g}"
    worst = sorted((hit for hit in score.hits if hit.points > 0), key=lambda hit: -hit.points)[:_SHOWN]
    because = "; ".join(f"{hit.why or hit.name} (+{hit.points:.1f})" for hit in worst)
    name, source = f"Spam score of {score.program}", f"{score.program} on this computer, with its own rules"
    if score.points < score.wanted:
        return Check(name=name, state=State.OK, what=f"{told}.", source=source)
    state = State.BAD if score.points >= score.limit else State.ATTENTION
    what = f"{told}; good is below {score.wanted:g}. Most of it: {because}." if because else f"{told}."
    return Check(
        name=name, state=state, what=what, next="Change what it names, then run the check again", source=source
    )
