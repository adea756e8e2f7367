"""An answer as the rules see it: its words, its data and the facts that were told of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from backup.model import Json
from backup.watch.page import folded
from backup.watch.probe import Probe


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One answer, understood as far as it can be without judging it."""

    probe: Probe
    words: str = ""
    """What a person would see, folded as in `backup.watch.page.folded`."""
    data: Json = None
    """The answer's JSON, or the data inside a page."""
    facts: frozenset[str] = field(default_factory=frozenset)
    """What a platform's module found by comparing with what is known; see `docs/reference/watch-rules.md`."""

    @property
    def title(self) -> str:
        """Return the title, folded."""
        return folded(self.probe.title)


def at_path(data: Json, path: str) -> Iterator[Json]:
    """Yield what stands in `data` at a path like `publication.flagged_as_spam`; `*` is any key or place of a list."""
    first, _, rest = path.partition(".")
    if isinstance(data, Mapping):
        found = list(data.values()) if first == "*" else [data[first]] if first in data else []
    elif isinstance(data, list):
        found = data if first == "*" else [data[int(first)]] if first.isdigit() and int(first) < len(data) else []
    else:
        found = []
    for value in found:
        if rest:
            yield from at_path(value, rest)
        else:
            yield value


def place_of(url: str) -> str:
    """Return host and path of an address as two visits are compared: no scheme, `www.`, query or slash at the end."""
    try:
        parts = urlsplit(url)
        return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}".casefold()
    except ValueError:
        return url


def host_of(url: str) -> str:
    """Return the host of an address, without `www.`; empty where there is none."""
    return place_of(url).partition("/")[0]
