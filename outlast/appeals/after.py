"""The last page: how long it took, what was lost, what support said, as a text that the writer can publish.

Every sentence comes from the timeline, or is a place in square brackets that the writer fills.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from backup.archive.forgotten import ADDRESS
from backup.risk.spoken import day, many, minute, span
from backup.watch.compared import compared_in
from outlast.appeals.log import AppealLog, Channel, Submission

_LONGEST = 2000
"""Letters of an answer that are quoted."""


def after_text(log: AppealLog, said: Sequence[str | None], *, name: str, platform: str, now: datetime) -> str:
    """Return the text, in Markdown. `said` is what each answer of the log says; `None` where it cannot be shown.

    Addresses in what was said become `[address]`; names of persons are left to the writer to take out.
    """
    parts = [f"# What happened to {name}", "[Say in one or two sentences what happened.]"]
    parts += ["## How long it took", _length(log, platform, now)]
    parts += ["## What I did", _sent(log)]
    parts += ["## What support said", *_answers(log, said)]
    parts += ["## What was lost", _lost(log)]
    parts.append("[Say where you can be found now, and what comes next.]")
    return "\n\n".join(parts) + "\n"


def _length(log: AppealLog, platform: str, now: datetime) -> str:
    began = f"I have kept notes of it since {minute(log.began)}; it was on {platform}."
    if log.ended is None:
        return f"{began} It is not over: {span(log.lasted(now))} so far."
    return f"{began} I closed it on {minute(log.ended)}: {span(log.lasted(now))} in all."


def _sent(log: AppealLog) -> str:
    if not log.submissions:
        return "[No appeal is noted. Say what you did.]"
    count = many(len(log.submissions), "appeal")
    lines = [f"- {day(one.at)}: for the {one.form}, by {_channel(one)}; {_receipt(one)}." for one in log.submissions]
    return f"I sent {count}:\n\n" + "\n".join(lines)


def _channel(sent: Submission) -> str:
    return Channel(sent.channel).words if sent.channel in list(Channel) else sent.channel


def _receipt(sent: Submission) -> str:
    return "a receipt was given" if sent.receipt else "no receipt was given"


def _answers(log: AppealLog, said: Sequence[str | None]) -> list[str]:
    if not log.answers:
        return ["No answer is noted."]
    parts = []
    if log.submissions and (after := log.answers[0].at - log.submissions[0].at).total_seconds() >= 0:
        parts.append(f"The first answer came {span(after)} after the first appeal.")
    for answer, words in zip(log.answers, said, strict=True):
        parts.append(f"On {day(answer.at)}:")
        parts.append(_quoted(words) if words is not None else "[It is kept as a file. Say what it says.]")
    parts.append("[Take out the names of persons, and whatever you do not want to quote.]")
    return parts


def _quoted(words: str) -> str:
    open_words = ADDRESS.sub(b"[address]", words.encode()).decode("utf-8", "replace").strip()
    if len(open_words) > _LONGEST:
        open_words = open_words[:_LONGEST].rstrip() + " […]"
    return "\n".join(f"> {line}".rstrip() for line in open_words.splitlines())


def _lost(log: AppealLog) -> str:
    compared = [one for one in map(compared_in, log.incident.entries) if one is not None]
    if not compared:
        return "[What is on the platform was not compared with what was saved. Say what you know.]"
    last = compared[-1]
    sentences = [
        f"Not there any more: {_counts(last.lost)}." if last.lost else "Nothing of what could be compared was lost."
    ]
    if last.back:
        sentences.append(f"There: {_counts(last.back)}.")
    if last.not_compared:
        sentences.append(f"Not compared: {', '.join(last.not_compared)}.")
    return " ".join(sentences)


def _counts(tables: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {table.removesuffix('s') if count == 1 else table}" for table, count in tables.items())
