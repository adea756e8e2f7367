"""What was found before sending: what is wrong with its remedy, whatever is well in one line for each part."""

from collections.abc import Iterable

from mailer.preflight.check import State
from outlast.cli.output import Output
from outlast.cli.output import State as Shown
from outlast.mailing.checking import Found, Part

_SIGNS = {State.OK: Shown.OK, State.ATTENTION: Shown.ATTENTION, State.BAD: Shown.BAD}
_NOT_KNOWN = "?"


def tell_checks(output: Output, found: Iterable[Found], *, everything: bool) -> State:
    """Tell each part once all of it is there, and return the worst that was found; not knowing is no fault."""
    states: list[State] = []
    part: Part | None = None
    held: list[Found] = []
    for one in found:
        if one.part is not part:
            _tell_part(output, held, everything=everything)
            part, held = one.part, []
        held.append(one)
        states.append(one.check.state)
        output.line("check", part=one.part.name.lower(), **_fields(one))
    _tell_part(output, held, everything=everything)
    counts = {state.value: states.count(state) for state in State}
    output.summary(_sum(counts), **counts)
    return max(states, key=(State.OK, State.UNKNOWN, State.ATTENTION, State.BAD).index, default=State.OK)


def _fields(one: Found) -> dict[str, object]:
    check = one.check
    return {
        "name": check.name,
        "state": check.state,
        "text": check.what,
        "next": check.next or None,
        "source": check.source,
    }


def _tell_part(output: Output, held: list[Found], *, everything: bool) -> None:
    if not held:
        return
    output.text(held[0].part.value)
    well = 0
    for one in held:
        check = one.check
        if check.state is State.OK and not everything:
            well += 1
            continue
        sign = output.sign(_SIGNS[check.state]) if check.state in _SIGNS else _NOT_KNOWN
        output.prose(f"{sign} {check.name}: {check.what}", hanging=2)
        if check.next and check.state is not State.OK:
            output.prose(f"  → {check.next}", hanging=4)
    if well:
        output.text(f"{output.sign(Shown.OK)} {'1 check' if well == 1 else f'{well} checks'} passed")
    output.text()


def _sum(counts: dict[str, int]) -> str:
    if counts[State.BAD]:
        return f"{counts[State.BAD]} to mend before you send, {counts[State.ATTENTION]} to look at."
    if counts[State.ATTENTION]:
        return f"Nothing keeps you from sending; {counts[State.ATTENTION]} to look at."
    if counts[State.UNKNOWN]:
        return f"Nothing is wrong as far as can be seen; {counts[State.UNKNOWN]} could not be."
    return "All is well."
