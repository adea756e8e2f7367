"""An incident as a timeline, for people and for programs."""

import textwrap

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.errors import DamageError, KeyProblem
from backup.watch.incident import Entry, Incident
from outlast.cli._frame.moments import shown
from outlast.cli.output import Output
from outlast.exit_codes import ExitCode
from outlast.incidents.closing import Closed, summary_of
from outlast.incidents.evidence_out import WrittenOut

_SHOWN = 20
"""Names of a table that are listed on the screen; all of them are in the evidence."""


def report_timeline(output: Output, archive: Archive, incident: Incident, written: WrittenOut | None) -> None:
    """Show every entry, the oldest first; times are in UTC."""
    state = "open" if incident.is_open else "closed"
    output.text(f"{incident.id}   {incident.publication}, {state}   (times in UTC)")
    incidents = Incidents(archive)
    for number, entry in enumerate(incident.entries, start=1):
        words = _words(incidents, entry)
        output.text(f"{number:4}  {shown(entry.at)}  {entry.kind.value:<12}  {entry.text}")
        for line in (words or "").splitlines():
            output.prose(f"{'':38}“{line}”" if line else "", hanging=39)
        for key, value in entry.fields.items() if output.verbosity > 0 else ():
            if isinstance(value, str | int | float):
                output.text(f"{'':38}{key}: {value}")
        for kept in entry.evidence:
            where = f" → {written.files[kept.object].name}" if written and kept.object in written.files else ""
            output.text(f"{'':38}{kept.name}, {kept.size:,} bytes, SHA-256 {kept.sha256[:12]}…{where}")
        output.line(
            "entry",
            number=number,
            kind=entry.kind,
            at=entry.at,
            text=entry.text,
            words=words,
            fields=dict(entry.fields),
            evidence=[
                {
                    "name": kept.name,
                    "size": kept.size,
                    "sha256": kept.sha256,
                    "object": kept.object,
                    "file": str(written.files[kept.object]) if written and kept.object in written.files else None,
                }
                for kept in entry.evidence
            ],
        )


def report_closed(output: Output, done: Closed) -> int:
    """Show what was found when an incident was closed, and return the exit code."""
    output.ok(f"The incident {done.incident.id} is closed. Jobs that were held go on.")
    comparison = done.comparison
    lost = comparison.lost if comparison is not None else {}
    if comparison is not None:
        (output.attention if lost else output.ok)(summary_of(comparison))
    for table, names in lost.items():
        output.text(f"  {table}:")
        for name in names[:_SHOWN]:
            output.text(textwrap.indent(name, "    "))
        if len(names) > _SHOWN:
            output.text(f"    … and {len(names) - _SHOWN:,} more")
        output.line("lost", table=table, names=list(names))
    if lost:
        output.text(
            f"  All of it is saved here, and listed in the evidence: outlast incident timeline --id {done.incident.id}"
        )
    output.summary(
        id=done.incident.id,
        looked=comparison is not None,
        lost={table: len(names) for table, names in lost.items()},
        back=dict(comparison.back) if comparison is not None else {},
        not_looked_at=list(comparison.not_looked_at) if comparison is not None else [],
    )
    return ExitCode.PARTLY if lost else ExitCode.DONE


def _words(incidents: Incidents, entry: Entry) -> str | None:
    """Return what the writer wrote, or why it cannot be shown; `None` where there is nothing."""
    if entry.words is None:
        return None
    try:
        return incidents.read(entry.words).decode("utf-8", "replace")
    except KeyProblem:
        return "(sealed; the archive's key is needed to read it)"
    except DamageError:
        return "(damaged; mend it with: outlast verify --repair COPY)"
