"""The watch against twenty scripted troubles, ten real and ten innocent, over real sockets on this computer.

    python -m bench.watch

Each begins with two looks at a sound account; then the trouble comes, and Outlast looks every 5 minutes (by the clock
of the scenario, not of the wall). A real trouble must be told within two looks, an innocent one never in four. Exit
code 1 when one of them is not as it should be.
"""

import sys

from tests.watch.scenarios import SCENARIOS, Outcome, play

_HEADER = ("scenario", "looks", "verdict", "alarm", "expected", "")


def main() -> int:
    """Play all scenarios and print the table."""
    outcomes = [play(scenario) for scenario in SCENARIOS]
    rows = [_row(outcome) for outcome in outcomes]
    widths = [max(len(row[column]) for row in (_HEADER, *rows)) for column in range(len(_HEADER))]
    for row in (_HEADER, *rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    real = [one for one in outcomes if one.scenario.real]
    innocent = [one for one in outcomes if not one.scenario.real]
    alarms = sum(one.alarmed_after is not None and one.alarmed_after <= 2 for one in real)
    false = sum(one.alarmed_after is not None for one in innocent)
    print(f"\n{alarms} of {len(real)} alarms within two looks; {false} of {len(innocent)} false alarms")
    return 0 if all(one.as_expected for one in outcomes) else 1


def _row(outcome: Outcome) -> tuple[str, ...]:
    after = outcome.alarmed_after
    return (
        outcome.scenario.name,
        str(len(outcome.rounds)),
        str(outcome.verdicts[-1].kind),
        f"after {after}" if after else "none",
        f"{outcome.scenario.expected}{', alarm' if outcome.scenario.real else ''}",
        "as it should be" if outcome.as_expected else "WRONG",
    )


if __name__ == "__main__":
    sys.exit(main())
