"""What a fire drill found: each step as it ends, and at the end what would have failed."""

from collections.abc import Iterable

from outlast.cli.output import Output, State
from outlast.mailing.drill.step import Outcome, Step

_SIGNS = {Outcome.WORKED: State.OK, Outcome.FAILED: State.BAD, Outcome.UNTRIED: State.ATTENTION}


def tell_drill(output: Output, steps: Iterable[Step]) -> Outcome:
    """Tell it, and return the worst of what happened."""
    done: list[Step] = []
    for step in steps:
        done.append(step)
        words = "could not be tried. " if step.outcome is Outcome.UNTRIED else ""
        output.prose(f"{output.sign(_SIGNS[step.outcome])} {step.name}: {words}{step.what}", hanging=2)
        output.line(
            "step",
            name=step.name,
            outcome=step.outcome,
            text=step.what,
            in_earnest=step.in_earnest or None,
            next=step.next or None,
        )
    failed = [step for step in done if step.outcome is Outcome.FAILED]
    untried = [step for step in done if step.outcome is Outcome.UNTRIED]
    _tell_earnest(output, "In earnest, this would have failed:", failed)
    _tell_earnest(output, "This is not known, because it could not be tried:", untried)
    output.text()
    output.summary(_sum(failed, untried), **{one.value: sum(step.outcome is one for step in done) for one in Outcome})
    return Outcome.FAILED if failed else Outcome.UNTRIED if untried else Outcome.WORKED


def _tell_earnest(output: Output, title: str, steps: list[Step]) -> None:
    if not steps:
        return
    output.text()
    output.text(title)
    for step in steps:
        output.prose(f"  {step.name}. {step.in_earnest}", hanging=4)
        if step.next:
            output.prose(f"    → {step.next}", hanging=6)


def _sum(failed: list[Step], untried: list[Step]) -> str:
    if failed:
        return f"{len(failed)} of it would have failed. Mend it, then drill again."
    if untried:
        return f"What was tried worked; {len(untried)} could not be tried."
    return "All of it worked. You could write to your subscribers today."
