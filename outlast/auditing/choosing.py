"""Which rules are asked for: all of them, or those of a list of ids and numbers."""

from difflib import get_close_matches

from backup.errors import UsageError
from backup.risk.audit import found
from backup.risk.model import Rule


def rules_named(listed: str | None) -> tuple[Rule, ...]:
    """Return the rules of a list: `3, duplicate-content`; all of them where there is no list.

    Raises:
        UsageError: there is no such rule, or the list is empty.
    """
    rules = found()
    if listed is None:
        return rules
    wanted: set[str] = set()
    for name in filter(None, (part.strip().lower().replace("_", "-") for part in listed.split(","))):
        matching = {rule.id for rule in rules if name == rule.id or (rule.number and name == str(rule.number))}
        if not matching:
            near = get_close_matches(name, [rule.id for rule in rules], n=1)
            raise UsageError(
                f"There is no rule called {name}.",
                next=f"Did you mean {near[0]}?" if near else "All rules: outlast audit --list-rules",
            )
        wanted |= matching
    if not wanted:
        raise UsageError("The list of rules is empty.", next="All rules: outlast audit --list-rules")
    return tuple(rule for rule in rules if rule.id in wanted)
