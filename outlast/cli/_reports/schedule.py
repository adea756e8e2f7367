"""What a tick did, and when each job is next, for people and for programs."""

from datetime import datetime

from outlast.cli.output import Output, State
from outlast.schedule.due import DueState
from outlast.schedule.job import WORKED, Ending
from outlast.schedule.notes import JobNote
from outlast.schedule.tick import Ran, TickReport
from outlast.standing.spoken_time import spoken
from outlast.telling.news import News

_WORDS = {
    Ending.DONE: "done",
    Ending.PARTLY: "partly done",
    Ending.FAILED: "did not work",
    Ending.LATER: "no connection, or asked to wait; tried again soon",
    Ending.LOCKED: "another run is at work; tried again soon",
    Ending.SIGNED_OUT: "the platform wants you to sign in again: outlast login",
    Ending.SUSPENDED: "the platform says that the account is suspended or removed",
    Ending.PAUSED: "paused because of an incident",
    Ending.STOPPED: "stopped; it goes on there",
    Ending.CUT_OFF: "was cut off; it goes on there",
}
_ATTENTION = frozenset({Ending.PARTLY, Ending.LATER, Ending.LOCKED, Ending.PAUSED, Ending.STOPPED, Ending.CUT_OFF})


def report_tick(output: Output, report: TickReport, *, last: bool = True) -> bool:
    """Show what a tick did and tell whether that was anything; `last` says that no other one follows."""
    for remark in report.remarks:
        output.note(remark)
    told = [one for one in report.ran if not one.job.each_tick or one.outcome.counts or _troubled(one)]
    for one in told:
        _show(output, one)
    if not told and not report.busy:
        output.detail("Nothing is due.")
    if last:
        output.summary(busy=report.busy, ran=[one.job.name for one in told], remarks=list(report.remarks))
    return bool(told)


def report_states(output: Output, states: list[DueState], notes: dict[str, JobNote], now: datetime) -> None:
    """Show for each job when it last worked, when it is next, and why."""
    rows = []
    for state in sorted(states, key=lambda one: one.next):
        note = notes.get(state.job.name)
        last = None if note is None or note.last_success is None else _moment(note.last_success, now)
        output.line(
            "job",
            job=state.job.name,
            due=state.due,
            next=state.next,
            why=state.why,
            last=last,
            ending=note.ending if note else None,
        )
        then = "now" if state.due else f"{state.next:%a} {state.next:%H:%M}"
        rows.append((state.job.name, spoken(last, now) if last else "never", then, state.why))
    output.table(("Job", "Last worked", "Next", "Why"), rows)


def tell_news(output: Output, news: News) -> None:
    """Show a piece of news."""
    output.warn(news.text)
    if news.next:
        output.note(f"  → {news.next}")


def _show(output: Output, one: Ran) -> None:
    outcome = one.outcome
    state = State.OK if outcome.ending in WORKED else State.BAD
    if outcome.ending in _ATTENTION:
        state = State.ATTENTION
    counts = ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in outcome.counts.items())
    said = outcome.text or counts
    code = f"  [{outcome.code}]" if outcome.code else ""
    output.prose(f"{output.sign(state)} {one.job.name}: {_WORDS[outcome.ending]}{f' ({said})' if said else ''}{code}")
    output.line(
        "job",
        job=one.job.name,
        ending=outcome.ending,
        counts=dict(outcome.counts),
        code=outcome.code,
        text=outcome.text,
        why=one.why,
    )


def _troubled(one: Ran) -> bool:
    return one.outcome.ending is not Ending.DONE


def _moment(instant: float, now: datetime) -> datetime:
    return datetime.fromtimestamp(instant, now.tzinfo)
