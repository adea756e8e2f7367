"""Let Outlast run by itself, called by your computer.

Backups, the watch, the inbox, reminders: your computer's own scheduler calls Outlast, which does what is due. What was
missed while the computer slept or was off is done once when it is back.

Examples:
    outlast schedule on
    outlast schedule show
    outlast schedule off
"""

from contextlib import AbstractContextManager

import click

from backup.errors import UsageError
from outlast.cli._frame.command import Group
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.schedule import report_states, report_tick, tell_news
from outlast.cli.output import Danger
from outlast.exit_codes import ExitCode
from outlast.schedule import entry
from outlast.schedule.driving import do_tick, explain, workshop
from outlast.schedule.plan import jobs_of
from outlast.schedule.systems._base import Plan, Presence, System
from outlast.schedule.work import Workshop
from outlast.settings import load_settings, set_setting
from outlast.settings.kinds import HOUR, INTERVAL

SECTION = "WATCH"
ORDER = 40

_SYSTEMS = click.Choice(entry.names())


@click.group(cls=Group, help=__doc__)
def schedule() -> None:
    """Hold the verbs below."""


@schedule.command()
@click.option("--every", metavar="LENGTH", help="Make a backup this often: 6h, 1d …")
@click.option("--at", metavar="HH:MM", help="Begin backups at this time of day.")
@click.option("--system", type=_SYSTEMS, help="Use this scheduler instead of the computer's usual one.")
@click.option("--dry-run", is_flag=True, help="Only show what would be written.")
@pass_session
def on(session: Session, every: str | None, at: str | None, system: str | None, dry_run: bool) -> int:
    """Let the computer call Outlast; shows what will be written, and asks.

    Examples:
        outlast schedule on
        outlast schedule on --every 6h --dry-run
        outlast schedule on --at 03:00 --yes
    """
    _must_fit(every, at)
    output = session.output
    with _shop(session) as shop:
        scheduler = _system(session, system)
        plan = _plan(session, shop, every)
        _show_drafts(session, scheduler, plan)
        if dry_run:
            output.text("Nothing was written (--dry-run).")
            output.summary(system=scheduler.name, dry_run=True)
            return ExitCode.DONE
        output.confirm("Write this, and let Outlast run by itself?", danger=Danger.MILD)
        for name, value in (("backup_every", every), ("at", at)):
            if value is not None:
                set_setting(session.places, f"schedule.{name}", value)
        scheduler.install(plan)
        # From here on the days without a backup count, even if the scheduler never calls.
        shop.notes.meet(jobs_of(shop.settings), shop.clock())
        output.ok(f"Outlast now runs by itself: {scheduler.title}, at minute {_minutes(plan)} of each hour.")
        for hint in scheduler.hints():
            output.note(hint)
        output.text("→ See what is next: outlast schedule show    and end it with: outlast schedule off")
        output.summary(system=scheduler.name, minutes=plan.minutes, dry_run=False)
    return ExitCode.DONE


@schedule.command()
@click.option("--system", type=_SYSTEMS, help="Take it away from this scheduler only.")
@pass_session
def off(session: Session, system: str | None) -> int:
    """Take away what `outlast schedule on` wrote, and nothing else.

    Examples:
        outlast schedule off
    """
    computer = entry.this_computer(session.environ)
    name = system or entry.usual_name(computer)
    found = entry.system_named(name, computer, session.places)
    removed = found.remove()
    if removed:
        session.output.ok(f"Outlast does not run by itself any more ({found.title}).")
    else:
        session.output.text(f"There was nothing to take away: {found.title} does not call Outlast.")
    session.output.summary(system=name, removed=removed)
    return ExitCode.DONE


@schedule.command()
@click.option("--system", type=_SYSTEMS, help="Look at this scheduler instead of the computer's usual one.")
@pass_session
def show(session: Session, system: str | None) -> int:
    """Show what is next, and whether the computer calls Outlast. The exit code is 3 if it does not.

    Examples:
        outlast schedule show
        outlast schedule show --json
    """
    output = session.output
    with _shop(session) as shop:
        report_states(output, explain(shop), shop.notes.all(), shop.clock())
        scheduler = _system(session, system)
        presence = scheduler.presence(_plan(session, shop, None))
    if presence is Presence.PRESENT:
        output.ok(f"The computer calls Outlast: {scheduler.title}.")
    elif presence is Presence.ALTERED:
        output.attention(f"The entry in {scheduler.title} is not as Outlast would write it now.")
        output.text("  → Write it anew: outlast schedule on")
    else:
        output.attention(f"The computer does not call Outlast ({scheduler.title}).")
        output.text("  → Let it: outlast schedule on    or keep this running: outlast run")
    output.summary(system=scheduler.name, entry=presence)
    return ExitCode.DONE if presence is Presence.PRESENT else ExitCode.PARTLY


@schedule.command("run-missed")
@pass_session
def run_missed(session: Session) -> int:
    """Do what is overdue now, without waiting for quiet hours to end or for the next try.

    Examples:
        outlast schedule run-missed
    """
    with _shop(session) as shop:
        report = do_tick(shop, insist=True)
    if not report_tick(session.output, report) and not report.busy:
        session.output.note("Nothing is overdue.")
    return report.exit_code


def _must_fit(every: str | None, at: str | None) -> None:
    """Return if these can be settings.

    Raises:
        UsageError: one cannot.
    """
    for option, kind, value in (("--every", INTERVAL, every), ("--at", HOUR, at)):
        if value is not None:
            try:
                kind.accept(value)
            except ValueError as error:
                raise UsageError(f"{option} {error}.") from None


def _shop(session: Session) -> AbstractContextManager[Workshop]:
    return workshop(
        session.settings,
        session.places,
        environ=session.environ,
        tell=lambda news: tell_news(session.output, news),
    )


def _system(session: Session, name: str | None) -> System:
    computer = entry.this_computer(session.environ)
    return entry.system_named(name or entry.usual_name(computer), computer, session.places)


def _plan(session: Session, shop: Workshop, every: str | None) -> Plan:
    flags = {**session.options.flags(), **({"schedule.backup_every": every} if every else {})}
    settings = load_settings(session.places, environ=session.environ, flags=flags)
    return entry.plan_of(
        entry.this_computer(session.environ),
        settings,
        session.places,
        jobs_of(settings),
        seed=shop.notes.seed,
        own_config=session.options.config is not None,
    )


def _show_drafts(session: Session, scheduler: System, plan: Plan) -> None:
    output = session.output
    output.text(f"This will be written, for {scheduler.title}:")
    for draft in scheduler.render(plan):
        output.text(f"\n--- {draft.where}")
        output.text(draft.text.rstrip("\n"))
        output.line("draft", where=draft.where, text=draft.text)
    output.text()
    for command in scheduler.commands(plan):
        output.text(f"Then this is run: {' '.join(command)}")


def _minutes(plan: Plan) -> str:
    return " and ".join(f"{minute:02d}" for minute in plan.minutes)


COMMAND = schedule
