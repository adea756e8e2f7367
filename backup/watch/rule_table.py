"""Reads tables of rules: the built-in ones of each platform, and a writer's own rows that go before them.

Format: TOML 1.0 (toml.io). One row looks the same in both; what it may say is in `docs/reference/watch-rules.md`.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from backup.errors import BadSettings
from backup.watch.probe import NoAnswer, ProbeKind
from backup.watch.rules import EVERYTHING, OF_PLATFORM, Rule
from backup.watch.signals import SignalKind, Strength

TABLES = Path(__file__).parent / "tables"
FACTS = {
    "page": "the answer is a page for people",
    "data": "the answer is data (JSON)",
    "feed": "the answer is a feed",
    "bare": "fewer than 600 characters are to be read on it, and no title of a known post is among them",
    "known-title": "it shows the title of a post that the archive knows; the page of a post, of that post",
    "known-name": "the name of the publication is in the page's title",
    "platform": "it carries marks that every sound page of the platform has",
    "challenge": "somebody in front of the platform wants to see a human",
    "elsewhere": "the answer came from another host than was asked",
    "moved": "the front page led to another place than it did when all was well",
    "empty": "the feed or list has nothing in it, and had something",
    "collapsed": "at least 5 posts and three of four are gone from the feed or list",
    "publication": "Substack: the page's data name the publication it is of",
    "own-publication": "Substack: …and it is the one that is watched",
    "other-publication": "Substack: …and it is another one",
    "own-address": "Substack: the data of a post name the address that is watched",
    "other-address": "Substack: …name another address",
    "publication-listed": "Substack: the person's publications hold the one that is watched",
    "publication-missing": "Substack: …do not hold it",
    "subscribers-zero": "Substack: the owner is shown no subscribers, and had 5 or more",
    "own-account": "Medium: the page's data name the account that is watched",
    "other-account": "Medium: …name another one",
    "other-handle": "Medium: …name it, under another user name",
    "visitor": "Medium: the page was made for somebody who is not signed in",
    "article": "Medium: there is a story on the page",
}
"""Every fact that a rule may ask for, with what it means."""

_STATUS = re.compile(r"[1-5](\d\d|xx)|none")
_GROUPS = {"every": EVERYTHING, "platform": OF_PLATFORM}
_LISTS = ("probes", "status", "problem", "title", "says", "facts", "without")
_CONDITIONS = ("status", "problem", "title", "says", "json", "facts")
_WORDS = ("name", "words", "source", "cause")
_NEEDED = ("name", "probes", "gives", "strength", "words", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRule:
    """A row of the writer's own, and the platform it is for (`None`: all of them)."""

    rule: Rule
    platform: str | None = None


def built_in(platform: str) -> tuple[Rule, ...]:
    """Return the built-in table of a platform, in the order in which the rows are tried."""
    files = (TABLES / platform / "said.toml", TABLES / "common.toml", TABLES / platform / "otherwise.toml")
    tables = (tomllib.loads(file.read_text(encoding="utf-8")) for file in files)
    return tuple(rule_of(row) for table in tables for row in table["rule"])


def own_rules(path: Path, platforms: Iterable[str]) -> tuple[OwnRule, ...]:
    """Return the rows of a writer's own file; `platforms` are the names that a row may give.

    Raises:
        BadSettings: the file cannot be read, or a row of it does not fit.
    """
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise BadSettings(f"The rules of the watch cannot be read: {path} ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"The rules of the watch cannot be read: {path} ({error}).") from None
    rows = table.pop("rule", [])
    if table or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadSettings(f"{path} should hold rows that begin with [[rule]], and nothing else.")
    known, found = set(platforms), []
    for number, row in enumerate(rows, start=1):
        platform = row.pop("platform", None)
        try:
            if platform is not None and platform not in known:
                raise ValueError(f"platform should be one of {', '.join(sorted(known))}")  # noqa: TRY301
            found.append(OwnRule(rule=rule_of({"source": str(path), **row}), platform=platform))
        except ValueError as error:
            named = f" ({row['name']})" if isinstance(row.get("name"), str) else ""
            raise BadSettings(
                f"Row {number}{named} of {path} does not fit: {error}.", next="See: docs/reference/watch-rules.md"
            ) from None
    return tuple(found)


def with_own(table: tuple[Rule, ...], own: Iterable[OwnRule], platform: str) -> tuple[Rule, ...]:
    """Return a table with a writer's own rows: one of the same name takes a row's place, all others go first."""
    mine = {one.rule.name: one.rule for one in own if one.platform in (None, platform)}
    names = {rule.name for rule in table}
    first = tuple(rule for name, rule in mine.items() if name not in names)
    return (*first, *(mine.get(rule.name, rule) for rule in table))


def rule_of(row: Mapping[str, Any]) -> Rule:
    """Return the rule that a row of TOML is.

    Raises:
        ValueError: something in it does not fit, in words.
    """
    names = {field.name for field in fields(Rule)}
    if unknown := sorted(set(row) - names):
        raise ValueError(f"{unknown[0]} is nothing that a row can say")
    if missing := [name for name in _NEEDED if not row.get(name)]:
        raise ValueError(f"{missing[0]} is missing")
    if not any(row.get(name) for name in _CONDITIONS):
        raise ValueError(f"it has no condition; give at least one of {', '.join(_CONDITIONS)}")
    said: dict[str, Any] = dict(row)
    for name in _LISTS:
        said[name] = _texts(name, row.get(name, []))
    if wrong := [name for name in _WORDS if not isinstance(row.get(name, ""), str)]:
        raise ValueError(f"{wrong[0]} should be text")
    if _not_a_table(row.get("json", {})):
        raise ValueError('json should look like { "publication.flagged_as_spam" = true }')
    said["probes"] = tuple(kind for text in said["probes"] for kind in _probes(text))
    said["problem"] = tuple(_one_of(NoAnswer, text, "problem") for text in said["problem"])
    for status in said["status"]:
        if not _STATUS.fullmatch(status):
            raise ValueError(f'status {status} should be a number in quotes like "404", or "4xx", or "none"')
    for fact in (*said["facts"], *said["without"]):
        if fact not in FACTS:
            raise ValueError(f"there is no fact called {fact}")
    said["gives"] = _one_of(SignalKind, row["gives"], "gives")
    said["strength"] = _one_of(Strength, row["strength"], "strength")
    return Rule(**said)


def _probes(text: str) -> tuple[ProbeKind, ...]:
    return _GROUPS.get(text) or (_one_of(ProbeKind, text, "probes", *_GROUPS),)


def _one_of(kinds: type[StrEnum], text: object, name: str, *more: str) -> Any:
    words = [str(kind) for kind in kinds]
    if text not in words:
        raise ValueError(f"{name} should be one of {', '.join([*words, *more])}")
    return kinds(str(text))


def _not_a_table(value: object) -> bool:
    return not isinstance(value, dict)


def _texts(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
        raise ValueError(f'{name} should be a list of texts, like ["…"]')
    return tuple(value)
