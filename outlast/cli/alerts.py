"""Say how you want to be told: by mail, on your phone, on this desktop, or to a program of yours.

When your account is suspended, when no backup succeeded for days or when something else needs you, Outlast tells you
at once, and once for each change. An alert that does not get through is tried again and shown here; it never stops a
backup.

Examples:
    outlast alerts add email --to you@example.org --server smtp.example.org:587 --user you@example.org
    outlast alerts add ntfy
    outlast alerts test
"""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from backup.errors import OutlastError, UsageError
from outlast.alerts import _base
from outlast.cli._alert_questions import complete, kept_secret
from outlast.cli._frame import clock
from outlast.cli._frame.answers import ask_choice
from outlast.cli._frame.command import Group
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._init_archive import reread_settings
from outlast.cli._reports.alerts import report_undelivered, report_way
from outlast.cli.output import Danger
from outlast.exit_codes import ExitCode
from outlast.settings import AlertSetting, remove_settings, set_settings
from outlast.settings.families import ALERT_SETTINGS
from outlast.settings.kinds import SLUG
from outlast.state.database import StateDatabase
from outlast.telling.delivering import make_ways, send_test
from outlast.telling.outbox import Outbox
from outlast.telling.secrets import drop_secret

SECTION = "WATCH"
ORDER = 20

_KINDS = click.Choice(_base.kinds())
_ON = next(setting.kind.words for setting in ALERT_SETTINGS if setting.name.endswith(".on"))


@click.group(cls=Group, help=__doc__)
def alerts() -> None:
    """Hold the verbs below."""


@alerts.command()
@click.argument("kind", required=False, type=_KINDS)
@click.option("--name", metavar="NAME", help="What to call it; needed for a second one of a kind.")
@click.option("--to", metavar="ADDRESS", help="E-mail: your address.")
@click.option("--from", "sender", metavar="ADDRESS", help="E-mail: the sender, if it is not the same address.")
@click.option("--server", metavar="HOST:PORT", help="E-mail: your mail server for sending.")
@click.option("--security", type=click.Choice(("starttls", "tls", "none")), help="E-mail: how it is sealed.")
@click.option("--user", metavar="NAME", help="E-mail: the name you sign in with.")
@click.option("--secret-file", metavar="FILE", help="Take the password or secret address from a file; - is stdin.")
@click.option("--secret-from", metavar="REFERENCE", help="Where the secret lies already (command:…, file:…).")
@click.option("--keyring", is_flag=True, help="Keep the secret in this computer's key store, not in a private file.")
@click.option("--on", metavar="NEWS", help=f"Tell only these: {_ON}.")
@click.option("--no-test", is_flag=True, help="Do not send a test now.")
@pass_session
def add(
    session: Session,
    /,
    kind: str | None,
    name: str | None,
    secret_file: str | None,
    secret_from: str | None,
    keyring: bool,
    no_test: bool,
    **said: str | None,
) -> None:
    """Add a way to tell you, or change it, and try it at once.

    Asks for what is missing. A password, or the secret address of a service, is typed where nobody sees it, or comes
    from a file or a program; the settings only say where it lies.

    Examples:
        outlast alerts add email --to you@example.org --server smtp.example.org:465 --secret-file ~/mail-password
        outlast alerts add ntfy --secret-file -
        outlast alerts add desktop --on down,backup
    """
    if kind is None:
        if not session.output.can_ask:
            raise UsageError("It does not say what kind of alert.", next=f"Kinds: {', '.join(_base.kinds())}")
        kind = ask_choice(session.output, "How shall Outlast tell you?", _base.kinds(), default="email")
    name = _checked_name(session, name or kind, kind)
    known = next((alert for alert in session.settings.alerts if alert.name == name), None)
    given = complete(session.output, kind, said, known=known)
    given = kept_secret(session, name, kind, given, file=secret_file, reference=secret_from, in_keyring=keyring)
    set_settings(session.places, {f"alerts.{name}.{key}": value for key, value in {"kind": kind, **given}.items()})
    reread_settings(session)
    session.output.ok(f"The alert {name} ({kind}) is set up.")
    if not no_test:
        _test(session, _named(session, name))
    session.output.summary(name=name, kind=kind, tested=not no_test)


@alerts.command("list")
@pass_session
def list_(session: Session) -> int:
    """Show the ways to tell you, what they told last, and what did not get through.

    Examples:
        outlast alerts list
    """
    output = session.output
    if not session.settings.alerts:
        output.text("Nobody would be told yet. Set up a way with: outlast alerts add")
    with _outbox(session) as outbox:
        for alert in session.settings.alerts:
            report_way(output, alert, outbox.last_attempts(alert.name))
        waiting = outbox.undelivered()
        report_undelivered(output, waiting)
        output.summary(ways=len(session.settings.alerts), undelivered=len(waiting))
    return ExitCode.PARTLY if waiting else ExitCode.DONE


@alerts.command()
@click.argument("name", required=False)
@pass_session
def test(session: Session, name: str | None) -> int:
    """Send a test now, in one way or in all, and tell exactly what the other side said.

    Examples:
        outlast alerts test
        outlast alerts test email
    """
    if not session.settings.alerts:
        raise UsageError("There is no alert to test yet.", next="Set one up with: outlast alerts add")
    if name is not None or len(session.settings.alerts) == 1:
        _test(session, _named(session, name or session.settings.alerts[0].name))
        session.output.summary(tested=1, failed=0)
        return ExitCode.DONE
    failed = 0
    for alert in session.settings.alerts:
        try:
            _test(session, alert)
        except OutlastError as error:
            failed += 1
            session.output.bad(f"{alert.name}: {error.what}")
            session.output.text(f"  → {error.advice}")
            session.output.line("test", name=alert.name, sent=False, said=error.what)
    session.output.summary(tested=len(session.settings.alerts), failed=failed)
    return ExitCode.PARTLY if failed else ExitCode.DONE


@alerts.command()
@click.argument("name")
@pass_session
def remove(session: Session, name: str) -> None:
    """Remove a way, with its secret and what it had still to tell.

    Examples:
        outlast alerts remove ntfy
    """
    alert = _named(session, name)
    output = session.output
    output.confirm(f"Remove the alert {name}? You are not told in that way any more.", danger=Danger.MODERATE)
    remove_settings(session.places, ("alerts", name))
    with _outbox(session) as outbox:
        outbox.drop(name)
    if not drop_secret(session.places, name, alert.secret):
        output.warn(f"Its secret could not be taken out of the key store; do it yourself: {alert.secret}")
    output.ok(f"The alert {name} is removed.")
    reread_settings(session)
    if not session.settings.alerts:
        output.attention("Nobody would be told now. Set up another way with: outlast alerts add")
    output.summary(name=name, left=len(session.settings.alerts))


@contextmanager
def _outbox(session: Session) -> Iterator[Outbox]:
    notes = StateDatabase(session.places.state_dir)
    try:
        yield Outbox(notes)
    finally:
        notes.close()


def _test(session: Session, alert: AlertSetting) -> None:
    output = session.output
    ask = output.ask_secret if output.can_ask else None
    ways = make_ways([alert], environ=session.environ, ask=ask)
    with _outbox(session) as outbox:
        said = send_test(outbox, alert.name, ways[alert.name], clock.now())
    output.ok(f"{alert.name}: a test was sent. {said}")
    output.line("test", name=alert.name, sent=True, said=said)


def _named(session: Session, name: str) -> AlertSetting:
    known = {alert.name: alert for alert in session.settings.alerts}
    if name not in known:
        there_are = ", ".join(known) or "none yet"
        raise UsageError(f"There is no alert called {name}.", next=f"Alerts in the settings: {there_are}")
    return known[name]


def _checked_name(session: Session, name: str, kind: str) -> str:
    try:
        SLUG.accept(name)
    except ValueError as error:
        raise UsageError(f"The name {error}.", next="Name it with --name") from None
    known = next((alert for alert in session.settings.alerts if alert.name == name), None)
    if known is not None and known.kind != kind:
        raise UsageError(
            f"There is an alert called {name} already, of the kind {known.kind}.",
            next="Give this one another name with --name",
        )
    return name


COMMAND = alerts
