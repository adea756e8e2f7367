"""Real mails that came back, and what a person reads in them."""

from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parents[2] / "fixtures" / "mail" / "bounces"


@dataclass(frozen=True, slots=True)
class Sample:
    """A mail that came back."""

    name: str
    kind: str | None
    """What happened; `None`: it is about no letter."""
    addresses: frozenset[str]
    """To whom, in lower case; empty: the mail does not say."""
    dead: bool
    """Whether it says that there is no such address, or not any more."""

    @property
    def content(self) -> bytes:
        """Return the mail as it came."""
        return (_FOLDER / self.name).read_bytes()


def samples() -> list[Sample]:
    """Return all."""
    rows = [line.split("\t") for line in (_FOLDER / "expected.tsv").read_text("utf-8").splitlines()[1:]]
    return [
        Sample(
            name, None if kind == "-" else kind, frozenset(() if who == "-" else who.lower().split()), dead == "dead"
        )
        for name, kind, who, dead in rows
    ]
