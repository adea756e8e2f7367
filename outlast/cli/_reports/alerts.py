"""The ways to tell the writer, as the screen and programs see them."""

from collections.abc import Sequence
from datetime import datetime

from outlast.cli.output import Output
from outlast.settings import AlertSetting
from outlast.telling.outbox import Attempt, Undelivered


def report_way(output: Output, alert: AlertSetting, attempts: Sequence[Attempt]) -> None:
    """Show a way, and what it told last; the newest attempt comes first."""
    to = f" to {alert.to}" if alert.to else ""
    on = f", only for: {', '.join(alert.on)}" if alert.on else ""
    head = f"{alert.name} ({alert.kind}{to}{on})"
    if not attempts:
        output.attention(f"{head}: never used yet   → outlast alerts test {alert.name}")
    elif attempts[0].sent:
        output.ok(head)
    else:
        output.bad(head)
    for attempt in attempts:
        what = attempt.said if attempt.sent else f"did not get through: {attempt.said}"
        output.prose(f"    {_at(attempt.at)}  {attempt.news.title} – {what}", hanging=4)
    output.line(
        "alert",
        name=alert.name,
        kind=alert.kind,
        to=alert.to,
        on=list(alert.on),
        attempts=[
            {"at": one.at, "sent": one.sent, "said": one.said, "title": one.news.title, "kind": one.news.kind}
            for one in attempts
        ],
    )


def report_undelivered(output: Output, waiting: Sequence[Undelivered]) -> None:
    """Show the news that did not get through yet, or not at all."""
    for one in waiting:
        why = f" ({one.said})" if one.said else ""
        if one.given_up:
            output.bad(f"“{one.news.title}” could not be told by {one.way}{why}")
            output.text(f"  → outlast alerts test {one.way}    sends it again when the test succeeds")
        else:
            output.attention(f"“{one.news.title}” waits for {one.way}, next try {_at(one.due)}{why}")
        output.line(
            "undelivered",
            way=one.way,
            title=one.news.title,
            kind=one.news.kind,
            incident=one.news.incident,
            given_up=one.given_up,
            tries=one.tries,
            due=None if one.given_up else one.due,
            said=one.said,
        )


def _at(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
