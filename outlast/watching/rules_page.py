"""Writes docs/reference/watch-rules.md from the tables of rules: python -m outlast.watching.rules_page [FILE]

A test compares the page with the tables.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from backup.watch.platforms import NAMES, watched_platform
from backup.watch.probe import NoAnswer, ProbeKind
from backup.watch.rule_table import FACTS
from backup.watch.rules import EVERYTHING, OF_PLATFORM, Rule
from backup.watch.rules import NAMES as LOOKS_AT
from backup.watch.signals import SignalKind, Strength

_INTRO = """# The rules of the watch

<!-- Made from the tables by: python -m outlast.watching.rules_page -->

What each answer of a platform means to `outlast watch`. Rows are tried from the top; the first that fits counts. A row
that fits only makes a signal: an alarm needs two signals that no single fault could bring about, in two looks, while
somebody else's page there is well ([how it decides](../how-to/know-when-you-are-shut-out.md)).

## Rows of your own

Platforms change their words. The setting `watch.rules` names a file with rows that go before these; a row of the same
name as one below takes its place.

```toml
[[rule]]
name = "not-here-any-more"
platform = "substack"             # left out: every platform
probes = ["home", "known-post"]
says = ["This newsletter is not here any more"]
facts = ["bare"]
gives = "suspended"
strength = "says"
words = "{it} says that the newsletter is not here any more"
```

All conditions of a row must hold; of the values of one condition, any. There must be at least one."""


def rules_page() -> str:
    """Return the page with every row of every platform."""
    lines = [_INTRO, "", *_table(("A row says", "What it is"), _fields()), ""]
    lines += ["### Probes", "", *_table(("Probe", "Looks at"), [(f"`{kind}`", LOOKS_AT[kind]) for kind in ProbeKind])]
    lines += [
        "",
        "### Facts",
        "",
        *_table(("Fact", "Holds when"), [(f"`{name}`", text) for name, text in FACTS.items()]),
    ]
    for name in NAMES:
        platform = watched_platform(name)
        if platform is not None:
            lines += ["", f"## {platform.title}", "", *_rows(platform.rules)]
    return "\n".join([*lines, ""])


def _fields() -> list[tuple[str, str]]:
    def words(kinds: Iterable[object]) -> str:
        return ", ".join(f"`{kind}`" for kind in kinds)

    return [
        ("`name`", "its own name"),
        ("`platform`", f"{words(NAMES)}; only in a file of your own"),
        ("`probes`", "what was asked, from the table below; `platform` is all but `network`, `every` is all"),
        ("`status`", 'numbers in quotes: `"404"`, `"4xx"`; `"none"` where no answer came'),
        ("`problem`", f"why no answer came: {words(NoAnswer)}"),
        ("`title`", "texts, one of which is in the title of the page"),
        ("`says`", "sentences, one of which is to be read on it; case, blanks and the kind of quotes do not matter"),
        ("`json`", 'paths in its data and what stands there; `*` is any key: `"pub.flagged_as_spam" = true`'),
        ("`facts`, `without`", "facts that must, and must not, hold"),
        ("`gives`", f"what it means: {words(SignalKind)}"),
        ("`strength`", f"{words(Strength)}: the platform says so, it fits, or it is worth a line only"),
        ("`cause`", "what one fault could bring about alone; signals of one cause count once"),
        ("`words`", "what is told; `{it}` is what was asked, `{status}` the status"),
        ("`source`", "who says so"),
    ]


def _rows(rules: Iterable[Rule]) -> Iterator[str]:
    rows = [
        (rule.name, _probes(rule), _conditions(rule), f"{rule.gives} ({rule.strength})", rule.source) for rule in rules
    ]
    yield from _table(("Row", "Asked", "If", "Means", "Source"), rows)


def _probes(rule: Rule) -> str:
    if rule.probes == EVERYTHING:
        return "every"
    return "platform" if rule.probes == OF_PLATFORM else ", ".join(rule.probes)


def _conditions(rule: Rule) -> str:
    parts = [f"status {' or '.join(rule.status)}"] if rule.status else []
    parts += [f"no answer: {' or '.join(rule.problem)}"] if rule.problem else []
    parts += ["title with " + " or ".join(f"“{text}”" for text in rule.title)] if rule.title else []
    parts += ["says " + " or ".join(f"“{text}”" for text in rule.says)] if rule.says else []
    parts += [f"`{path}` is `{str(value).lower()}`" for path, value in rule.json.items()]
    parts += list(rule.facts)
    parts += [f"not {fact}" for fact in rule.without]
    return "; ".join(parts)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield "|---" * len(header) + "|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


if __name__ == "__main__":
    page = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/reference/watch-rules.md")
    page.write_text(rules_page(), encoding="utf-8")
