"""Show and change the settings.

A setting is looked for on the command line, then in the environment (OUTLAST_…), then in the settings file,
and then has a default.

Examples:
    outlast config show --origin
    outlast config set archive ~/Documents/Outlast
    outlast config set accounts.night-letters.platform substack
"""

from pathlib import Path

import click

from backup.errors import NeedsConfirmation, UsageError
from outlast.cli._frame.command import Group
from outlast.cli._frame.session import Session, pass_session
from outlast.cli.output import State
from outlast.exit_codes import ExitCode
from outlast.private_file import write_private
from outlast.settings import Given, look_at_settings, set_setting, starting_text
from outlast.settings.table import did_you_mean

SECTION = "OTHER"


@click.group(cls=Group, help=__doc__)
def config() -> None:
    """Hold the verbs below."""


@config.command()
@click.argument("name")
@pass_session
def get(session: Session, name: str) -> None:
    """Print the value of one setting.

    Examples:
        outlast config get archive
    """
    for given in session.settings.given:
        if given.dotted == name:
            session.output.result("" if given.value is None else str(given.value), **_fields(given))
            return
    raise UsageError(f"There is no setting called {name}.", next=did_you_mean(name))


@config.command("set")
@click.argument("name")
@click.argument("value")
@pass_session
def set_value(session: Session, name: str, value: str) -> None:
    """Change one setting in the settings file; comments in it stay.

    Examples:
        outlast config set reminders.list_age_days 14
        outlast config set key file:~/keys/outlast.txt
    """
    given = set_setting(session.places, name, value)
    session.output.result(f"{session.output.sign(State.OK)} {given.dotted} is now {given.value}", **_fields(given))
    if variable := _stronger(session, given):
        session.output.warn(f"{variable} is set and counts before the settings file.")


@config.command()
@click.option("--origin", is_flag=True, help="Say for each where it comes from.")
@pass_session
def show(session: Session, origin: bool) -> None:
    """Show all settings.

    Examples:
        outlast config show --origin
    """
    header = ("Setting", "Value", "Comes from") if origin else ("Setting", "Value")
    rows = []
    for given in session.settings.given:
        session.output.line("setting", **_fields(given))
        value = "(not set)" if given.value is None else str(given.value)
        rows.append((given.dotted, value, given.place or given.origin)[: len(header)])
    session.output.table(header, rows)


@config.command()
@pass_session
def validate(session: Session) -> int:
    """Check the settings and tell everything that does not fit.

    Examples:
        outlast config validate
    """
    wrong = look_at_settings(session.places, environ=session.environ, flags=session.options.flags()).wrong
    for one in wrong:
        session.output.bad(str(one))
        session.output.line("wrong_setting", name=one.dotted, reason=one.reason, place=one.place)
    session.output.summary(valid=not wrong, wrong=len(wrong))
    if wrong:
        return ExitCode.NOT_SET_UP
    session.output.ok(f"All settings fit ({session.places.settings_file}).")
    return ExitCode.DONE


@config.command()
@pass_session
@click.pass_context
def edit(context: click.Context, session: Session) -> int:
    """Open the settings file in your editor (VISUAL or EDITOR), then check it.

    Examples:
        EDITOR=nano outlast config edit
    """
    if not session.output.can_ask:
        raise NeedsConfirmation("An editor needs somebody to type.", next="Use instead: outlast config set NAME VALUE")
    file = session.places.settings_file
    if not file.exists():
        write_private(file, starting_text().encode())
    try:
        click.edit(filename=str(file))
    except click.ClickException as error:
        raise UsageError(error.format_message(), next="Set EDITOR to the name of your editor, e.g. nano") from None
    return int(context.invoke(validate))


@config.command()
@pass_session
def path(session: Session) -> None:
    """Print where the settings file lies.

    Examples:
        outlast config path
    """
    places = session.places
    session.output.result(
        str(places.settings_file),
        settings_file=places.settings_file,
        state_dir=places.state_dir,
        log_file=places.log_file,
    )


def _fields(given: Given) -> dict[str, str | int | float | Path | None]:
    return {"name": given.dotted, "value": given.value, "origin": given.origin, "place": given.place}


def _stronger(session: Session, written: Given) -> str | None:
    """Return the place that overrules the file for this setting, if any."""
    look = look_at_settings(session.places, environ=session.environ, flags=session.options.flags())
    place = next((given.place for given in look.given if given.name == written.name), None)
    return None if place == written.place else place


COMMAND = config
