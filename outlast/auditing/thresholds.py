"""The numbers from which on a rule speaks, for people: what each is, and whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from backup.risk.thresholds import THRESHOLDS, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A threshold in words."""

    setting: str
    value: str
    words: str


def thresholds_said(values: Mapping[str, float]) -> tuple[Said, ...]:
    """Return all of them with the values that were used; those that the writer changed say so."""
    return tuple(
        Said(
            setting=one.setting,
            value=f"{values.get(one.name, one.default):g}",
            words=f"{one.words}; {_whose(one.origin, changed=values.get(one.name, one.default) != one.default)}",
        )
        for one in THRESHOLDS
    )


def _whose(origin: Origin, *, changed: bool) -> str:
    return "set by you" if changed else str(origin)


def line_words(name: str) -> str:
    """Return what stands at the line of a threshold in a plot, after its number."""
    told = any(one.name == name and one.origin is Origin.TOLD for one in THRESHOLDS)
    return "a day, a number a writer was told" if told else "a day, a number of Outlast’s own"
