"""The log of appeals, as a table and in full."""

import textwrap
from datetime import datetime, timedelta

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.errors import DamageError
from backup.risk.spoken import many, span
from backup.watch.incident import Evidence
from outlast.appeals.log import Answer, AppealLog, Submission, log_of
from outlast.appeals.making import Made
from outlast.appeals.reading import said
from outlast.cli._frame.moments import shown
from outlast.cli.output import Output


def report_made(output: Output, made: Made) -> None:
    """Tell what was written, and what is left for the writer to fill in or to look at."""
    output.ok(
        f"{many(len(made.packed.files), 'file')} were written: {made.out}. They are open now: mind who sees them."
    )
    output.text("  dossier.html to read and to print; letters and fields to copy; the saved proof, with its digests.")
    for form, labels in made.to_fill.items():
        if labels:
            output.text(f"  Yours to fill in the form of the {form}: {', '.join(labels)}")
        output.line("form", form=form, to_fill=list(labels))
    for name in made.packed.damaged:
        output.bad(f"{name} is damaged or missing in the archive   → outlast verify --repair COPY")
    if made.packed.withheld:
        output.text(f"  Left out: {many(len(made.packed.withheld), 'file')} of yours, or that may name subscribers.")
    for file in made.packed.files:
        output.line("file", path=file.path, size=file.size, sha256=file.sha256, object=file.object)


def report_list(output: Output, archive: Archive, now: datetime) -> None:
    """Show one row for each appeal and answer of all incidents; times are in UTC."""
    logs = [log_of(incident) for incident in Incidents(archive)]
    rows = [row for log in logs for row in _rows(output, log)]
    if rows:
        output.table(("when (UTC)", "incident", "what", "how", "receipt"), rows)
        output.text()
    else:
        output.text("No appeal is noted yet. Note one with: outlast appeal sent --form account --no-receipt")
    for log in logs:
        if log.submissions or log.incident.is_open:
            output.prose(f"{log.incident.id}: {_so_far(log, now)}")
        output.line(
            "incident",
            id=log.incident.id,
            open=log.incident.is_open,
            submissions=len(log.submissions),
            answers=len(log.answers),
            waiting_since=log.waiting.at if log.waiting else None,
            seconds=round(log.lasted(now).total_seconds()),
        )
    output.summary(
        incidents=len(logs),
        submissions=sum(len(log.submissions) for log in logs),
        answers=sum(len(log.answers) for log in logs),
    )


def report_log(output: Output, archive: Archive, log: AppealLog, now: datetime) -> None:
    """Show every text, receipt and answer of one incident."""
    output.text(f"{log.incident.id}   {log.incident.publication}   (times in UTC)")
    output.prose(_so_far(log, now))
    both: list[Submission | Answer] = [*log.submissions, *log.answers]
    for one in sorted(both, key=lambda one: one.at):
        output.text()
        if isinstance(one, Submission):
            _show_submission(output, archive, one)
        else:
            _show_answer(output, archive, one)
    output.summary(
        id=log.incident.id,
        submissions=len(log.submissions),
        answers=len(log.answers),
        waiting=log.waiting is not None,
        seconds=round(log.lasted(now).total_seconds()),
    )


def _show_submission(output: Output, archive: Archive, sent: Submission) -> None:
    text, receipt = _words(archive, sent.text), _words(archive, sent.receipt)
    output.text(f"{_moment(sent.at)}  appeal {sent.number}: {sent.form}, by {sent.channel}")
    output.text(f"  receipt: {receipt or 'none given'}")
    output.text(_indented(text or "(the text was not kept)"))
    _line_of(output, sent, text=text, receipt=receipt or _receipt(sent))


def _show_answer(output: Output, archive: Archive, answer: Answer) -> None:
    words = said(archive, answer.text)
    output.text(f"{_moment(answer.at)}  answer, {answer.how}, SHA-256 {answer.text.sha256[:12]}…")
    output.text(_indented(words or "(open it with: outlast incident timeline --evidence FOLDER)"))
    output.line("answer", at=answer.at, text=words, name=answer.text.name, sha256=answer.text.sha256)


def _rows(output: Output, log: AppealLog) -> list[tuple[str, ...]]:
    rows = []
    for sent in log.submissions:
        what = f"appeal {sent.number}: {sent.form}"
        rows.append((sent.at, log.incident.id, what, sent.channel, _receipt(sent)))
        _line_of(output, sent, receipt=_receipt(sent), incident=log.incident.id)
    for answer in log.answers:
        rows.append((answer.at, log.incident.id, "answer", answer.how, ""))
        output.line("answer", incident=log.incident.id, at=answer.at, name=answer.text.name, sha256=answer.text.sha256)
    return [(_moment(row[0]), *row[1:]) for row in sorted(rows)]


def _receipt(sent: Submission) -> str:
    """Return in words whether there was a receipt."""
    return "given" if sent.receipt else "none given"


def _line_of(output: Output, sent: Submission, **more: object) -> None:
    kept = sent.text.sha256 if sent.text else None
    output.line("submission", number=sent.number, at=sent.at, form=sent.form, channel=sent.channel, sha256=kept, **more)


def _so_far(log: AppealLog, now: datetime) -> str:
    lasted = f"{span(log.lasted(now))}{' so far' if log.incident.is_open else ' in all; it is closed'}"
    counted = f"{many(len(log.submissions), 'appeal')}, {many(len(log.answers), 'answer')}"
    waited = now - log.waiting.at if log.waiting else timedelta(0)
    waiting = f"; no answer for {span(waited)}" if waited >= timedelta(minutes=1) else ""
    return f"{lasted}, {counted}{waiting}."


def _indented(text: str) -> str:
    return textwrap.indent(text, "  | ", lambda _: True)


def _moment(at: datetime) -> str:
    return shown(at.isoformat())


def _words(archive: Archive, kept: Evidence | None) -> str | None:
    if kept is None:
        return None
    if not archive.vault.can_read:
        return "(sealed; the archive's key is needed to read it)"
    try:
        return Incidents(archive).read(kept).decode("utf-8", "replace")
    except DamageError:
        return "(damaged; mend it with: outlast verify --repair COPY)"
