"""Items of labelled lines, `Created at: 2019-01-18 4:24 pm<br>Last seen location: IN, Karnataka` (formats: 1.3)."""

import re
from dataclasses import dataclass

from backup.model import Json
from backup.sources.medium_export.items import Understood, digest, key, moment
from backup.sources.medium_export.markup import LINE_BREAK, Item, squeeze, tree

_LABEL = re.compile(r"\s*([A-Z][A-Za-z ]{1,40}?)\s*:\s*(.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A kind of page whose items are labelled lines."""

    when: frozenset[str]
    """The labels, as field names, that say when it happened: they become `time`."""
    identity: tuple[str, ...]
    """The fields whose values name a row."""

    def __call__(self, item: Item) -> Understood | None:
        """Read an item: every label becomes a field, those ending in `at` a moment."""
        data: dict[str, Json] = {}
        for line in LINE_BREAK.split(item.raw):
            page = tree(line, fragment=True)
            labelled = _LABEL.match(page.text()) if page.root is not None else None
            if not labelled:
                continue
            name, value = squeeze(labelled[1]).lower().replace(" ", "_"), squeeze(labelled[2])
            if name in self.when:
                data |= moment(value, name="time")
            elif name.endswith("_at"):
                data |= moment(value, name=name)
            elif value:
                data[name] = value
        if not data:
            return None
        identity = [data.get(field) or data.get(f"{field}_text") for field in self.identity]
        return key(*identity) or digest(*data, *data.values()), data


def read_session(item: Item) -> Understood | None:
    """Read a session: when it began, when and where it was last seen, and by which program."""
    understood = _SESSION(item)
    if not understood:
        return None
    data = understood[1]
    return key(data.get("time") or data.get("time_text"), digest(data.get("user_agent"))), data


_SESSION = Labelled(when=frozenset(["created_at"]), identity=("time",))
# Old exports say "Created at", those since 2025 "Seen at".
read_address = Labelled(when=frozenset(["created_at", "seen_at"]), identity=("ip", "time"))
read_membership = Labelled(when=frozenset(["started_at"]), identity=("membership_id",))
read_charge = Labelled(when=frozenset(["created_at"]), identity=("time", "amount"))
