"""What the export of a list says at its end: where each row went, what is not known, what to do next. No address."""

from dataclasses import asdict

from exporters.subscribers._base import ListReport, Part
from outlast.cli._frame.moments import shown
from outlast.cli.output import Output
from outlast.subscribers.exporting import ExportedList

_WHERE_ELSE = (
    ("masked", "the platform hides the address"),
    ("refused", "no letter can be sent to the address (see problems.csv)"),
    ("twins", "the same address again (see problems.csv)"),
    ("deleted", "the account was deleted"),
    ("forgotten", "the person asked to be erased"),
    ("not_asked", "not of those you asked for"),
)
_MOST = 12
"""Files that are named; Mailgun's may be a thousand."""


def tell_list(output: Output, done: ExportedList, *, service: str, publication: str) -> None:
    """Tell a person or a program what the export of a list did."""
    report, manifest = done.report, done.snapshot.manifest
    for file in report.files:
        output.line("file", **asdict(file))
    verb = "would be written" if done.where is None else f"are in {done.where}, which only you may read"
    output.ok(f"{report.active:,} subscribers who get letters, and {report.suppressed:,} who must not, {verb}.")
    output.text(f"  The list is of {shown(manifest.as_of)} UTC; it has {report.rows:,} rows.")
    _tell_files(output, report)
    for name, what in _WHERE_ELSE:
        if count := getattr(report, name):
            output.text(f"  Left out: {count:,} × {what}")
    _warn(output, done)
    if report.steps and done.where is not None:
        output.text("\nWhat to do next (also in what-to-do.txt):")
        for number, step in enumerate(report.steps, 1):
            output.prose(f"  {number}. {step}", hanging=5)
    output.summary(**_fields(done, service=service, publication=publication))


def _tell_files(output: Output, report: ListReport) -> None:
    names = {Part.ACTIVE: "get letters", Part.SUPPRESSED: "must get none", Part.AGAIN: "once more, for payments"}
    shown_files = report.files[:_MOST]
    output.table(("File", "rows", "who"), [(file.name, f"{file.rows:,}", names[file.part]) for file in shown_files])
    if len(report.files) > len(shown_files):
        output.text(f"… and {len(report.files) - len(shown_files):,} more files of the same kind")


def _warn(output: Output, done: ExportedList) -> None:
    report, off = done.report, done.mail_off
    if report.undated:
        output.warn(f"{report.undated:,} subscribers have no date that can be read, so --since leaves them out.")
    if report.noted:
        output.attention(f"{report.noted:,} rows were written, but not just as they were: see problems.csv.")
    if done.newest.order > done.snapshot.order:
        output.warn(
            f"There is a newer list, of {shown(done.newest.manifest.as_of)} UTC. Whoever left since is still on this"
            " one; leave out --at for the newest."
        )
    held = f"Held back because the list of {shown(off.since or '')} UTC says so: {report.off_elsewhere:,}."
    if off.told:
        if off.since is not None:
            output.text(f"  {held}")
    elif off.since is None:
        output.warn(
            "This list does not tell who turned e-mail off, and no other one does. Some of those who would get"
            " letters must not. Get the platform's whole export (on Substack the ZIP), save it with: outlast import"
            " FILE, and run this again before you write to anybody."
        )
    else:
        output.warn(
            f"This list does not tell who turned e-mail off. {held} Who did it later is not known; a newer export of"
            " the platform (on Substack the ZIP) tells."
        )


def _fields(done: ExportedList, *, service: str, publication: str) -> dict[str, object]:
    report, off = done.report, done.mail_off
    counts = ("rows", "active", "suppressed", *(name for name, _ in _WHERE_ELSE), "undated", "noted", "off_elsewhere")
    return {
        "service": service,
        "publication": publication,
        "snapshot": done.snapshot.number,
        "as_of": done.snapshot.manifest.as_of,
        "dry_run": done.where is None,
        **{name: getattr(report, name) for name in counts},
        "by_status": {str(status): count for status, count in report.statuses.items()},
        "tells_mail_off": off.told,
        "mail_off_from": off.since or (done.snapshot.manifest.as_of if off.told else None),
        "files": {file.name: file.rows for file in report.files},
        "bytes": report.size,
        "where": done.where,
        "steps": list(report.steps),
    }
