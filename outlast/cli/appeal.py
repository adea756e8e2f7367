"""Appeal, and keep a log of it: what you sent when, which receipt there was, what they answered.

The dossier fills the form that starts empty, three times, from what you saved. The log keeps the dates and the words
that a platform does not: sealed, with the incident, in your archive. It reminds you after 24 hours, 72 hours and each
week while nobody answers. Nothing is sent for you: what you send, you send yourself.

Examples:
    outlast appeal new --out ~/appeal
    outlast appeal sent --form account --text letter.txt --no-receipt
    outlast appeal reply mail-from-support.eml
    outlast appeal list
    outlast appeal show --after
"""

from pathlib import Path

import click

from backup.errors import UsageError
from exporters.dossier import Form
from outlast.appeals.after import after_text
from outlast.appeals.handing_in import answer_of, moment_of, text_of
from outlast.appeals.log import Channel, log_of
from outlast.appeals.noting import note_answer, note_sent
from outlast.appeals.reading import platform_of, said
from outlast.cli._appeal_new import INCIDENT, advise, new
from outlast.cli._frame import clock
from outlast.cli._frame.command import Group
from outlast.cli._frame.out_file import write_out
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.appeal import report_list, report_log
from outlast.cli._which_incident import incident_meant, opened_for_notes
from outlast.places import at_home

SECTION = "RISK AND APPEAL"
ORDER = 20

_FORMS = [str(form) for form in Form]
_FILE = click.Path(path_type=Path)
_WHEN = click.option("--when", metavar="DATE", help="When it was, if not now: 2026-03-01, or 2026-03-01T14:30 (UTC).")


@click.group(cls=Group, help=__doc__)
def appeal() -> None:
    """Hold the verbs below."""


appeal.add_command(new)


@appeal.command()
@click.option("--form", type=click.Choice(_FORMS), required=True, help="What it was for.")
@click.option(
    "--channel",
    type=click.Choice([str(channel) for channel in Channel]),
    default=str(Channel.WEB_FORM),
    show_default=True,
    help="How it was sent.",
)
@click.option("--receipt", metavar="TEXT", help="What they confirmed it with: a number, a sentence.")
@click.option("--no-receipt", is_flag=True, help="They gave none. That is noted, too.")
@click.option("--text", type=_FILE, metavar="FILE", help="Keep the text that you sent.")
@_WHEN
@INCIDENT
@pass_session
def sent(
    session: Session,
    form: str,
    channel: str,
    receipt: str | None,
    no_receipt: bool,
    text: Path | None,
    when: str | None,
    incident: str | None,
) -> None:
    """Note that you sent an appeal.

    Examples:
        outlast appeal sent --form account --text letter.txt --no-receipt
        outlast appeal sent --form publication --receipt "Request 48151623" --when 2026-03-01
    """
    if bool(receipt and receipt.strip()) == no_receipt:
        raise UsageError(
            "It does not say whether there was a receipt.", next='Say it: --receipt "WHAT IT SAYS"    or --no-receipt'
        )
    output, at = session.output, moment_of(when, clock.now())
    words = text_of(at_home(text)) if text is not None else ""
    with opened_for_notes(session) as archive:
        known = incident_meant(archive, incident, open_only=True, option="--incident")
        again = [one for one in log_of(known).submissions if one.form == form]
        done = note_sent(archive, known.id, form=form, channel=Channel(channel), text=words, receipt=receipt, at=at)
        log = log_of(done)
        output.ok(f"Noted in {done.id}: the appeal for the {form}{'' if receipt else ', without a receipt'}.")
        if again and log_of(known).waiting:
            output.attention(f"That is appeal {len(again) + 1} for the {form}, and none was answered yet.")
        if not words:
            output.text("  The text was not kept. Add it: outlast incident attach FILE")
        advise(session, done.id)
        output.text(
            "→ You are reminded after 24 hours, 72 hours and each week. They answered? outlast appeal reply FILE"
        )
        output.summary(id=done.id, form=form, channel=channel, receipt=bool(receipt), submissions=len(log.submissions))


@appeal.command()
@click.argument("answer", metavar="FILE|TEXT")
@_WHEN
@INCIDENT
@pass_session
def reply(session: Session, answer: str, when: str | None, incident: str | None) -> None:
    """Note what the platform answered: a file (a mail, a screenshot), or its words.

    Examples:
        outlast appeal reply mail-from-support.eml
        outlast appeal reply "We have restored your account" --when 2026-03-04T09:12
    """
    at, given = moment_of(when, clock.now()), answer_of(answer)
    with opened_for_notes(session) as archive:
        known = incident_meant(archive, incident, open_only=True, option="--incident")
        done = log_of(note_answer(archive, known.id, given, at=at))
        session.output.ok(f"Noted in {known.id}: their answer. Reminders rest until you appeal again.")
        session.output.text("→ Is it over? outlast incident close")
        session.output.summary(id=known.id, answers=len(done.answers), waiting=done.waiting is not None)


@appeal.command("list")
@pass_session
def list_(session: Session) -> None:
    """List the appeals of all incidents, with how long it has taken so far.

    Examples:
        outlast appeal list
        outlast appeal list --json
    """
    with opened_for_notes(session) as archive:
        report_list(session.output, archive, clock.now())


@appeal.command()
@click.option(
    "--after", is_flag=True, help="Write a text that you can publish: how long, what was lost, what they said."
)
@click.option("--out", type=_FILE, metavar="FILE", help="With --after: write it there.")
@INCIDENT
@pass_session
def show(session: Session, after: bool, out: Path | None, incident: str | None) -> None:
    """Show the log of one incident: every text, receipt and answer.

    Without --incident it is the incident that is open, else the newest one.

    Examples:
        outlast appeal show
        outlast appeal show --after --out what-happened.md
    """
    if out is not None and not after:
        raise UsageError("There is nothing to write without --after.", next="outlast appeal show --after --out FILE")
    output, now = session.output, clock.now()
    with opened_for_notes(session) as archive:
        known = incident_meant(archive, incident, open_only=False, option="--incident")
        log = log_of(known)
        if not after:
            report_log(output, archive, log, now)
            return
        name, platform = platform_of(archive, known.publication)
        answers = [said(archive, one.text) for one in log.answers]
        text = after_text(log, answers, name=name, platform=platform, now=now)
        if out is None:
            output.result(text.rstrip())
        else:
            output.ok(f"Written: {write_out(session, out, [text.encode()])}")
            output.summary(id=known.id, file=str(at_home(out).absolute()))
        output.note("Read it before you publish it: what stands in square brackets is yours to fill.")


COMMAND = appeal
