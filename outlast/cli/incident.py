"""Keep what happens to you: note it, add the proof, show it as a timeline.

An incident is opened by the watch when a platform shuts you out, or by you. While it is open, jobs that could overwrite
what is saved are held, and the last good snapshots never age out. What you write and attach is sealed.

Examples:
    outlast incident open "The page says: publication not available"
    outlast incident attach screenshot.png mail-from-substack.eml
    outlast incident timeline
    outlast incident close --with export.zip
"""

from pathlib import Path

import click

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.errors import KeyProblem, UsageError
from backup.sources._base import find_source
from backup.watch.incident import EntryKind, Incident
from outlast.appeals.log import log_of
from outlast.cli._frame import clock
from outlast.cli._frame.command import Group
from outlast.cli._frame.opening import wiring_of
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.incident import report_closed, report_timeline
from outlast.cli._which_incident import incident_meant, opened_for_notes
from outlast.exit_codes import ExitCode
from outlast.incidents.closing import Compare, close_incident
from outlast.incidents.comparing import Comparison, compare
from outlast.incidents.evidence_out import write_evidence
from outlast.incidents.looking import live_look
from outlast.incidents.noting import attach as attach_files
from outlast.incidents.noting import note as add_note
from outlast.incidents.noting import note_alerts
from outlast.incidents.opening import open_incident
from outlast.places import at_home
from outlast.state.database import StateDatabase
from outlast.telling.delivering import deliver_due, make_ways
from outlast.telling.news import News
from outlast.telling.outbox import Outbox

SECTION = "WATCH"
ORDER = 30

_ID = click.option("--id", "incident_id", metavar="ID", help="The incident that is meant, if not the open one.")
_KINDS = {"note": EntryKind.NOTE, "mail": EntryKind.MAIL, "appeal": EntryKind.APPEAL}


@click.group(cls=Group, help=__doc__)
def incident() -> None:
    """Hold the verbs below."""


@incident.command("open")
@click.argument("reason")
@click.option("--publication", metavar="NAME", help="The publication it is about.")
@pass_session
def open_(session: Session, reason: str, publication: str | None) -> None:
    """Begin an incident: say in a sentence what happened.

    Examples:
        outlast incident open "I cannot sign in, and it says that my account is suspended"
    """
    output = session.output
    with opened_for_notes(session) as archive:
        slug = _publication(session, archive, publication)
        done = open_incident(archive, slug, text="The writer opened an incident.", words=reason, now=clock.now())
        _tell(session, archive, done.news)
        output.ok(f"The incident {done.incident.id} is open.")
        output.text("  Jobs that could overwrite what is saved are held until it is closed.")
        if done.pinned:
            output.text(f"  The last good state never ages out: snapshot {', '.join(map(str, done.pinned))}.")
        output.text("→ Add what you have: outlast incident attach FILE    (screenshots, mails)")
        output.summary(id=done.incident.id, publication=slug, pinned=list(done.pinned))


@incident.command()
@click.argument("text")
@click.option("--kind", type=click.Choice(tuple(_KINDS)), default="note", help="What it is. Default: note.")
@_ID
@pass_session
def note(session: Session, text: str, kind: str, incident_id: str | None) -> None:
    """Write down something that happened.

    An appeal that you sent is better noted with `outlast appeal sent`, which reminds you while nobody answers.

    Examples:
        outlast incident note "Called the support, who will look into it"
        outlast incident note --kind appeal "Appeal sent through the form"
    """
    with opened_for_notes(session) as archive:
        known = incident_meant(archive, incident_id, open_only=True)
        done = add_note(archive, known.id, text, now=clock.now(), kind=_KINDS[kind])
        session.output.ok(f"Noted in {done.id}.")
        session.output.summary(id=done.id, entries=len(done.entries))


@incident.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--note", "words", default="", metavar="TEXT", help="Say what it shows.")
@_ID
@pass_session
def attach(session: Session, files: tuple[Path, ...], words: str, incident_id: str | None) -> None:
    """Add sealed copies of files: screenshots, mails, letters.

    Examples:
        outlast incident attach screenshot.png --note "The page this morning"
    """
    with opened_for_notes(session) as archive:
        known = incident_meant(archive, incident_id, open_only=True)
        done = attach_files(archive, known.id, [at_home(path) for path in files], now=clock.now(), words=words)
        for kept in (kept for entry in done.entries[len(known.entries) :] for kept in entry.evidence):
            session.output.ok(f"{kept.name} is kept ({kept.size:,} bytes, SHA-256 {kept.sha256})")
            session.output.line("evidence", name=kept.name, size=kept.size, sha256=kept.sha256, object=kept.object)
        session.output.summary(id=done.id, attached=len(files), entries=len(done.entries))


@incident.command()
@_ID
@click.option("--evidence", type=click.Path(path_type=Path), metavar="FOLDER", help="Write the evidence there, opened.")
@pass_session
def timeline(session: Session, incident_id: str | None, evidence: Path | None) -> int:
    """Show what happened, from the first sign to now.

    Without --id it is the incident that is open, else the newest one.

    Examples:
        outlast incident timeline
        outlast incident timeline --json
        outlast incident timeline --evidence ~/for-my-lawyer
    """
    output = session.output
    with opened_for_notes(session) as archive:
        known = incident_meant(archive, incident_id, open_only=False)
        if evidence is not None and not archive.vault.can_read:
            raise KeyProblem("The evidence is sealed, and the archive's key was not found.")
        written = write_evidence(archive, known, at_home(evidence).absolute()) if evidence is not None else None
        report_timeline(output, archive, known, written)
        if written is not None:
            output.ok(
                f"{len(written.files):,} files were written to {evidence}. They are open now: mind who sees them."
            )
            for name in written.damaged:
                output.bad(f"{name} is damaged or missing in the archive   → outlast verify --repair COPY")
        others = [one.id for one in Incidents(archive) if one.id != known.id]
        if others:
            output.text(f"Other incidents: {', '.join(others)}")
        output.summary(
            id=known.id, publication=known.publication, open=known.is_open, entries=len(known.entries), others=others
        )
    return ExitCode.DAMAGED if written is not None and written.damaged else ExitCode.DONE


@incident.command()
@click.option("--with", "export", type=click.Path(path_type=Path), metavar="EXPORT", help="Compare with this export.")
@click.option("--without-looking", is_flag=True, help="Close it without comparing anything.")
@click.option("--note", "words", default="", metavar="TEXT", help="Say how it ended.")
@_ID
@pass_session
def close(session: Session, export: Path | None, without_looking: bool, words: str, incident_id: str | None) -> int:
    """End an incident: compare the platform with what was saved, and list what was lost.

    Looks at the live site, signed in if you are; an export from the platform will do too. What was saved and is not
    there any more is listed, and the list is kept with the incident. Held jobs go on afterwards. The exit code is 3
    when something was lost.

    Examples:
        outlast incident close
        outlast incident close --with export.zip
        outlast incident close --without-looking --note "They never answered, so I moved"
    """
    if export is not None and without_looking:
        raise UsageError("It says to look and not to look.", next="Leave out --with or --without-looking")
    with opened_for_notes(session) as archive:
        known = incident_meant(archive, incident_id, open_only=True)
        looking: Compare | None = None
        if not without_looking:
            looking = _comparer(at_home(export)) if export else live_look(wiring_of(session), clock.now())
        done = close_incident(archive, known.id, compare=looking, now=clock.now(), words=words)
        _tell(session, archive, done.news)
        code = report_closed(session.output, done)
        if log_of(done.incident).submissions:
            session.output.text(f"→ A text that you can publish: outlast appeal show --after --incident {known.id}")
        return code


def _comparer(export: Path) -> Compare:
    source = find_source(export)

    def look(archive: Archive, known: Incident) -> Comparison:
        if not archive.vault.can_read:
            raise KeyProblem("What was saved is sealed, and the archive's key was not found.")
        return compare(archive, known.publication, source.fetch(), until=known.opened)

    return look


def _publication(session: Session, archive: Archive, named: str | None) -> str:
    known = dict.fromkeys([*archive.slugs(), *(account.publication for account in session.settings.accounts)])
    wanted = (
        [named] if named else [one.publication for one in session.accounts] if session.options.account else [*known]
    )
    if len(wanted) == 1 and wanted[0] in known:
        return wanted[0]
    names = ", ".join(known) or "none yet"
    if named:
        raise UsageError(f"There is no publication called {named}.", next=f"Publications: {names}")
    raise UsageError("It does not say which publication.", next=f"Say it: --publication NAME ({names})")


def _tell(session: Session, archive: Archive, news: News) -> None:
    """Tell the writer in the other ways too, and note in the timeline how that went."""
    notes = StateDatabase(session.places.state_dir)
    try:
        outbox = Outbox(notes)
        outbox.post(news, session.settings.alerts, now=clock.now())
        attempts = deliver_due(outbox, make_ways(session.settings.alerts, environ=session.environ), clock.now())
        note_alerts(archive, outbox)
    finally:
        notes.close()
    for attempt in attempts:
        if not attempt.sent:
            session.output.warn(f"The alert {attempt.way} did not get through: {attempt.said}")


COMMAND = incident
