"""The dossier as a page: to read on a telephone, to print on A4, without script and without any request."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from backup.watch.compared import Compared
from backup.watch.incident import EntryKind
from exporters.dossier.facts import Event, Facts
from exporters.dossier.forms import Form
from exporters.dossier.words import Words
from templates import environment

if TYPE_CHECKING:
    from exporters.dossier.dossier import Dossier

_LINKS: Final = 12
"""So many of a post's links and pictures are shown; the rest are counted."""


def page_of(dossier: "Dossier") -> str:
    """Return the page as HTML."""
    facts, words = dossier.facts, dossier.words
    style = environment("appeal").get_template("page.css").render()
    return (
        environment("appeal")
        .get_template("page.html")
        .render(
            style=style,
            language=dossier.language,
            say=lambda name, **values: words.say("page", name, **values),
            counted=lambda name, count, **values: words.counted("page", name, count, **values),
            words=words,
            facts=facts,
            form_facts=dossier.form_facts,
            forms=[
                (words.say("forms", str(form)), dossier.letter(form), dossier.fields(form), _id(form)) for form in Form
            ],
            standing=list(_standing(facts, words)),
            events=_shown(facts),
            told=lambda event: _told(event, words),
            ended=ended(facts, words),
            eu=dossier.eu,
            shown=_LINKS,
        )
    )


@dataclass(slots=True, kw_only=True)
class _Shown:
    """An entry, and how often the same answer came again after it."""

    event: Event
    again: int = 0
    last: datetime


def _shown(facts: Facts) -> list[_Shown]:
    shown: list[_Shown] = []
    newest: dict[str, _Shown] = {}
    for fact in facts.happened.events if facts.happened else ():
        event = fact.value
        before = newest.get(event.address) if event.kind is EntryKind.PROBE else None
        if before is not None and _answer(before.event) == _answer(event):
            before.again, before.last = before.again + 1, event.at
            continue
        one = _Shown(event=event, last=event.at)
        shown.append(one)
        if event.kind is EntryKind.PROBE:
            newest[event.address] = one
    return shown


def _answer(event: Event) -> tuple[object, ...]:
    return (event.status, event.title, event.bad, tuple(kept.sha256 for kept in event.kept))


def _id(form: Form) -> str:
    return f"form-{form}"


def _standing(facts: Facts, words: Words) -> Iterator[tuple[str, str]]:
    """Yield what is known of the writer, with labels; what is not is said to be unknown, or to be filled in."""
    who = facts.standing
    unknown = words.say("page", "unknown")
    yield words.say("page", "writer"), who.writer.value if who.writer else words.fill("writer")
    yield words.say("page", "publication"), who.publication.value
    yield words.say("page", "address"), who.url.value if who.url else words.fill("publication_address")
    yield words.say("page", "first_post"), words.date(who.first_post.value) if who.first_post else unknown
    yield words.say("page", "posts"), words.number(who.posts.value) if who.posts else unknown
    yield words.say("page", "subscribers"), words.number(who.subscribers.value) if who.subscribers else unknown
    yield words.say("page", "saved"), words.date(who.saved.value) if who.saved else unknown


def _told(event: Event, words: Words) -> list[str]:
    """Return what an entry says, in sentences in the language of the page."""
    told: list[str] = []
    if event.address and event.status is not None:
        told.append(words.say("page", "answered", address=event.address, status=str(event.status)))
    elif event.address:
        told.append(words.say("page", "silent", address=event.address))
    if event.title:
        told.append(words.say("page", "headed", title=words.quote(event.title)))
    if event.verdict:
        told.append(words.label("verdicts", event.verdict, event.verdict))
    return told


def ended(facts: Facts, words: Words) -> list[str]:
    """Return what can be said, and published, of an incident that is closed; nothing of one that goes on."""
    happened = facts.happened
    if happened is None or happened.closed is None:
        return []
    lasted = words.say(
        "page",
        "lasted",
        start=words.moment(happened.began),
        end=words.moment(happened.closed),
        length=_length(happened.closed - happened.began, words),
    )
    said = "; ".join(map(words.quote, happened.all_told))
    answer = said or words.mark(words.say("page", "answer_ask"))
    return [lasted, *_lost(happened.compared, words), words.say("page", "answer", answer=answer)]


def _lost(compared: Compared | None, words: Words) -> list[str]:
    if compared is None:
        return [words.say("page", "lost", lost=words.mark(words.say("page", "lost_ask")))]

    def name(table: str) -> str:
        return words.label("tables", table, table)

    lost = ", ".join(f"{name(table)} ({words.number(count)})" for table, count in compared.lost.items())
    told = [words.say("page", "lost_some", lost=lost) if lost else words.say("page", "lost_none")]
    if compared.not_compared:
        told.append(words.say("page", "not_compared", tables=", ".join(map(name, compared.not_compared))))
    return told


def _length(lasted: timedelta, words: Words) -> str:
    hours = max(0, round(lasted.total_seconds() / 3600))
    days, hours = divmod(hours, 24)
    parts = [words.counted("page", "days", days)] if days else []
    if hours or not days:
        parts.append(words.counted("page", "hours", hours))
    return words.listed(parts)
