"""The rules: a table of rows, each saying which answer means what, how far to believe it, and who says so.

The first row that fits an answer counts. A status alone lies (Substack answers 200 for profiles that do not exist, a
CDN answers 403 for healthy ones), so rows that shut an account out ask for words, data or facts too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from backup.model import Json
from backup.watch.page import folded
from backup.watch.probe import NoAnswer, ProbeKind
from backup.watch.reading import Reading, at_path
from backup.watch.signals import Signal, SignalKind, Strength

ANONYMOUS = (
    ProbeKind.HOME,
    ProbeKind.KNOWN_POST,
    ProbeKind.FEED,
    ProbeKind.API,
    ProbeKind.BY_ID,
    ProbeKind.PROFILE,
)
"""What is asked about the account without a cookie."""
EVERYTHING = (*ANONYMOUS, ProbeKind.OWNER, ProbeKind.CONTROL, ProbeKind.NETWORK)
OF_PLATFORM = (*ANONYMOUS, ProbeKind.OWNER, ProbeKind.CONTROL)

NAMES = {
    ProbeKind.HOME: "the front page",
    ProbeKind.KNOWN_POST: "the page of a post",
    ProbeKind.FEED: "the feed",
    ProbeKind.API: "the list of posts",
    ProbeKind.BY_ID: "a post asked for by its number",
    ProbeKind.PROFILE: "the profile",
    ProbeKind.OWNER: "your own view",
    ProbeKind.CONTROL: "somebody else's page there",
    ProbeKind.NETWORK: "an unrelated page",
}
"""What each probe looks at, for people; `{it}` in the words of a rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of the table. All conditions that are given must hold; within one, any of its values will do."""

    name: str
    probes: tuple[ProbeKind, ...]
    gives: SignalKind
    strength: Strength
    words: str
    """For people, with `{it}` for what was asked."""
    source: str
    """Who says so."""
    status: tuple[str, ...] = ()
    """`404`, `5xx`, or `none` for no answer."""
    problem: tuple[NoAnswer, ...] = ()
    title: tuple[str, ...] = ()
    """Texts of which the title contains one."""
    says: tuple[str, ...] = ()
    """Sentences of which the words of the page contain one."""
    json: Mapping[str, Json] = field(default_factory=dict)
    """Paths in the answer's data and what stands there; every one must hold."""
    facts: tuple[str, ...] = ()
    """Facts that must all be there."""
    without: tuple[str, ...] = ()
    """Facts of which none may be there."""
    cause: str = ""
    """What one fault could bring about alone, where that is more than this probe: one flag shows in many answers."""

    def fits(self, reading: Reading) -> bool:
        """Tell whether this row is about an answer like this."""
        probe = reading.probe
        return (
            probe.kind in self.probes
            and (not self.status or any(_is_status(probe.status, wanted) for wanted in self.status))
            and (not self.problem or probe.problem in self.problem)
            and (not self.title or any(folded(text) in reading.title for text in self.title))
            and (not self.says or any(folded(text) in reading.words for text in self.says))
            and all(any(_same(value, one) for one in at_path(reading.data, path)) for path, value in self.json.items())
            and reading.facts.issuperset(self.facts)
            and reading.facts.isdisjoint(self.without)
        )


def signal_of(reading: Reading, table: Iterable[Rule], cause: str) -> Signal:
    """Return what an answer means by the first row that fits it; nothing fitting is odd.

    `cause` is what one fault could bring about alone, for hints.
    """
    probe = reading.probe
    it = NAMES[probe.kind]
    rule = next((rule for rule in table if rule.fits(reading)), None)
    if rule is None:
        return Signal(
            kind=SignalKind.ODD,
            strength=Strength.HINTS,
            probe=probe.kind,
            cause=cause,
            rule="nothing-fits",
            words=f"{it} answers in a way that no rule knows ({probe.status})",
            post=probe.post,
        )
    return Signal(
        kind=rule.gives,
        strength=rule.strength,
        probe=probe.kind,
        cause=rule.cause or (cause if rule.strength is Strength.HINTS else str(probe.kind)),
        rule=rule.name,
        words=rule.words.replace("{it}", it).replace("{status}", str(probe.status)),
        post=probe.post,
    )


def _is_status(status: int | None, wanted: str) -> bool:
    if status is None:
        return wanted == "none"
    return str(status) == wanted or (wanted.endswith("xx") and status // 100 == int(wanted[0]))


def _same(found: Json, wanted: Json) -> bool:
    # In Python True == 1; in JSON it is not.
    return found == wanted and isinstance(found, bool) == isinstance(wanted, bool)
