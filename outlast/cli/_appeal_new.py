"""`outlast appeal new`: the dossier, and the advice that comes with it once."""

from pathlib import Path

import click

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.errors import UsageError
from backup.watch.incident import Incident
from exporters.dossier import LANGUAGES
from outlast.appeals.advice import advice_for
from outlast.appeals.making import make_dossier
from outlast.appeals.noting import note_reason
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.opening import only_one
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.appeal import report_made
from outlast.cli._which_incident import incident_meant, opened_for_notes
from outlast.places import at_home
from outlast.state.database import StateDatabase

INCIDENT = click.option("--incident", metavar="ID", help="The incident that is meant, if not the open one.")
_FILE = click.Path(path_type=Path)


@click.command(cls=Command)
@click.option(
    "--lang", type=click.Choice(LANGUAGES), default="en", show_default=True, help="The language of the letters."
)
@click.option(
    "--eu", is_flag=True, help="You live in the European Union: ask for the reasons that the law promises you."
)
@click.option("--subscribers", is_flag=True, help="Put the list of subscribers into it. Without this they are counted.")
@click.option("--reason", metavar="TEXT", help="What the platform gave as its reason; noted in the incident.")
@click.option("--out", type=_FILE, metavar="FOLDER", help="Where to write it: a new folder, or a name ending in .zip.")
@click.option("--publication", metavar="NAME", help="The publication that is meant, where there is no incident.")
@INCIDENT
@pass_session
def new(
    session: Session,
    lang: str,
    eu: bool,
    subscribers: bool,
    reason: str | None,
    out: Path | None,
    publication: str | None,
    incident: str | None,
) -> None:
    """Write the dossier: letters for the three forms, their fields, a page, and the saved proof.

    Needs no incident: make one while nothing is wrong, and see what is missing. It is written to a folder called after
    the publication and the day, if --out says nothing else.

    Examples:
        outlast appeal new
        outlast appeal new --lang es --eu --out ~/appeal
        outlast appeal new --reason "Spam & Phishing" --out appeal.zip
    """
    output, now = session.output, clock.now()
    with opened_for_notes(session) as archive:
        known = _known(archive, incident, publication)
        slug = known.publication if known is not None else only_one(session, archive, publication)
        if reason is not None:
            known = _with_reason(archive, known, reason)
        path = at_home(out or Path(f"appeal-{slug}-{now:%Y-%m-%d}")).absolute()
        with output.progress("Looking"):
            made = make_dossier(
                archive,
                slug,
                known,
                path,
                thresholds=session.settings.risk,
                language=lang,
                eu=eu,
                subscribers=subscribers,
                now=now,
            )
        report_made(output, made)
        if known is not None:
            advise(session, known.id)
        output.text("→ When you have sent it: outlast appeal sent --form account --no-receipt")
        output.summary(out=str(path), publication=slug, incident=known.id if known is not None else None, language=lang)


def advise(session: Session, incident: str) -> None:
    """Give the advice, the first time of an incident."""
    notes = StateDatabase(session.places.state_dir)
    try:
        lines = advice_for(notes, incident)
    finally:
        notes.close()
    for line in lines:
        session.output.prose(f"  • {line}", hanging=4)
        session.output.line("advice", text=line)


def _known(archive: Archive, named: str | None, publication: str | None) -> Incident | None:
    """Return the incident that is meant: the one named, else the one that is open, if there is one."""
    if named is None and Incidents(archive).open_one(publication) is None:
        return None
    known = incident_meant(archive, named, open_only=True, option="--incident", publication=publication)
    if publication is not None and known.publication != publication:
        raise UsageError(f"{known.id} is not about {publication}.", next="Leave out --publication or --incident")
    return known


def _with_reason(archive: Archive, known: Incident | None, reason: str) -> Incident:
    if known is None:
        raise UsageError(
            "No incident is open, so there is nowhere to note the reason.",
            next='Open one: outlast incident open "WHAT"',
        )
    return note_reason(archive, known.id, reason, at=clock.now())
