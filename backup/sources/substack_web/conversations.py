"""What chats and direct messages have in common: threads, each with messages that are fetched when something moved."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from backup.errors import UnexpectedAnswer
from backup.model import Checkpoint, Complete, Json, Present, Problem, Record, Row, Severity
from backup.sources._web import WebSource
from backup.sources.substack_web.site import Denied


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of conversation."""

    threads: str
    """The table of its threads."""
    messages: str
    """The table of their messages."""
    name: str
    """`chat` or `direct`: how the notes of the next run begin."""
    group: str
    """`thread` or `direct`: what messages of one thread are grouped by."""
    words: str
    """For people: “chat thread”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One thread as the list has it."""

    id: str
    data: dict[str, Json]
    mark: str
    """Changes when something is said in it."""
    read: Callable[[], Iterable[Row]]
    """Ask for its messages."""


def fetch_conversations(source: WebSource, kind: Kind, found: Iterable[Conversation]) -> Iterator[Record]:
    """Yield every thread, and the messages of those in which something moved."""
    same: set[str] = set()
    given: set[str] = set()
    ids: set[str] = set()
    whole = True
    for one in found:
        ids.add(one.id)
        yield Row(table=kind.threads, id=one.id, data=one.data)
        if source.known.mark(f"{kind.name}:{one.id}") == one.mark and not source.options.full:
            same.add(f"{kind.group}:{one.id}")
            continue
        try:
            rows = list(one.read())
        except (UnexpectedAnswer, Denied):
            whole = False
            reason = f"The messages of this {kind.words} could not be read."
            yield Problem(file=f"{kind.name}/{one.id}", reason=reason, severity=Severity.MISSING)
            continue
        yield from rows
        given |= {row.id for row in rows}
        yield source.note(f"{kind.name}:{one.id}", one.mark)
        yield Checkpoint()
    yield Present(table=kind.threads, ids=frozenset(ids))
    yield Complete(table=kind.threads)
    yield Present(table=kind.messages, ids=frozenset(given), groups=frozenset(same))
    if whole:
        yield Complete(table=kind.messages)
