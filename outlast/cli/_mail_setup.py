"""`outlast mail setup`: six questions, and then everything is tried."""

from collections.abc import Iterator

import click

from mailer import providers
from mailer.providers.pulled import Allowance
from outlast.cli._frame.command import Command
from outlast.cli._frame.opening import wiring_of
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._init_archive import reread_settings
from outlast.cli._mail_questions import SecretGiven, answers, chosen_provider, secrets_of
from outlast.exit_codes import ExitCode
from outlast.mailing.providers import provider_of
from outlast.mailing.reaching import Reached, Reaching
from outlast.mailing.sender import missing
from outlast.mailing.setting_up import complete, left_behind, settings_of
from outlast.network import open_plain_session
from outlast.settings import Origin, remove_settings, set_settings


@click.command(cls=Command, lists={"Providers": providers.found()})
@click.option("--provider", type=click.Choice(tuple(providers.found())), help="Who sends your letters.")
@click.option("--server", metavar="HOST:PORT", help="The mail server for sending, or the region of your account.")
@click.option("--security", type=click.Choice(("tls", "starttls", "none")), help="How that connection is sealed.")
@click.option("--from", "sender", metavar="ADDRESS", help="The address that your letters come from.")
@click.option("--from-name", metavar="NAME", help="The name they come from.")
@click.option("--user", metavar="NAME", help="The name you sign in with; “none” where your server wants none.")
@click.option("--sign-in", type=click.Choice(("password", "xoauth2")), help="What the secret is.")
@click.option("--secret-file", metavar="FILE", help="Take the password from a file; - is stdin.")
@click.option("--secret-from", metavar="REFERENCE", help="Where the password lies already (command:…, file:…).")
@click.option("--postal-address", metavar="TEXT", help="Your postal address; lines parted by “ / ”.")
@click.option("--inbox", "inbox_server", metavar="HOST:PORT", help="The mailbox for what comes back (IMAP), or: none.")
@click.option("--inbox-user", metavar="NAME", help="The name for that mailbox.")
@click.option("--inbox-secret-file", metavar="FILE", help="Take its password from a file.")
@click.option("--inbox-secret-from", metavar="REFERENCE", help="Where its password lies already.")
@click.option("--bounces", metavar="ADDRESS", help="The address that bounces go to, if it is another one.")
@click.option("--unsubscribe", metavar="ADDRESS", help="The address for unsubscribing, if it is another one.")
@click.option("--plus", type=click.Choice(("yes", "no")), help="Whether the mailbox takes name+anything@… too.")
@click.option("--api-secret-file", metavar="FILE", help="Take the key of the provider's web interface from a file.")
@click.option("--api-secret-from", metavar="REFERENCE", help="Where that key lies already.")
@click.option("--keyring", is_flag=True, help="Keep secrets in this computer's key store, not in private files.")
@click.option("--no-try", is_flag=True, help="Do not try anything now.")
@pass_session
def setup(
    session: Session,
    /,
    provider: str | None,
    sender: str | None,
    keyring: bool,
    no_try: bool,
    secret_file: str | None,
    secret_from: str | None,
    inbox_secret_file: str | None,
    inbox_secret_from: str | None,
    api_secret_file: str | None,
    api_secret_from: str | None,
    **said: str | None,
) -> int:
    """Say who sends your letters, and try it: six questions, now, before you need it.

    Outlast then connects to the mail server and to the mailbox, signs in, and says what works and what does not.
    Nothing is sent. Secrets are typed where nobody sees them; the settings only say where they lie.

    Examples:
        outlast mail setup
        outlast mail setup --provider gmail --from maya@gmail.com --secret-file app-password
        outlast mail setup --provider smtp --server smtp.example.org:465 --from maya@example.org --user maya
    """
    output = session.output
    known = {given.name[1]: str(given.value) for given in session.settings.given if _is_ours(given.name, given.origin)}
    name = chosen_provider(output, provider, known.get("provider", ""))
    one = providers.load(name)
    same = known if known.get("provider") == name else {}
    given = answers(output, one, {"from": sender, **said}, same | {"postal_address": known.get("postal_address", "")})
    flags = {
        "password": SecretGiven(file=secret_file, reference=secret_from),
        "inbox": SecretGiven(file=inbox_secret_file, reference=inbox_secret_from),
        "api": SecretGiven(file=api_secret_file, reference=api_secret_from),
    }
    settings = complete(one, secrets_of(session, one, given, flags, same, in_keyring=keyring))
    set_settings(session.places, {f"mail.{key}": value for key, value in settings.items()})
    for old in left_behind(settings):
        if old in known:
            remove_settings(session.places, ("mail", old))
    reread_settings(session)
    host = settings["server"].rpartition(":")[0]
    by = f"{one.title} ({host})" if one.servers else host
    output.text(f"Kept: your letters are to go out by {by}, from {settings['from']}.")
    tried = [] if no_try else list(_tried(session))
    _advise(session, tried)
    failed = sum(not reached.works for reached in tried)
    output.summary(provider=name, worked=len(tried) - failed, failed=failed)
    return ExitCode.PARTLY if failed else ExitCode.DONE


def _is_ours(name: tuple[str, ...], origin: Origin) -> bool:
    return name[0] == "mail" and origin is Origin.FILE


def _tried(session: Session) -> Iterator[Reached]:
    """Try all that the settings name, and tell of each at once."""
    output = session.output
    reaching = Reaching(
        session.settings.mail,
        environ=session.environ,
        ask=wiring_of(session).ask,
        session=lambda: open_plain_session(session.settings),
    )
    for reached in reaching.all():
        if reached.works:
            output.ok(reached.sentence)
        else:
            output.bad(reached.sentence)
            if reached.advice:
                output.prose(f"  → {reached.advice}", hanging=4)
        output.line("tried", what=reached.what, works=reached.works, said=reached.sentence)
        if reached.allowance is not None:
            _keep_to(session, reached.allowance)
        yield reached


def _keep_to(session: Session, allowance: Allowance) -> None:
    """Write down what the provider says that it allows, in the place of what its smallest plan does."""
    settings = settings_of(allowance)
    if settings:
        set_settings(session.places, {f"mail.{key}": value for key, value in settings.items()})
        reread_settings(session)


def _advise(session: Session, tried: list[Reached]) -> None:
    output, mail = session.output, session.settings.mail
    provider = provider_of(mail)
    daily = mail.daily or provider.daily
    if daily is not None:
        of = f" ({provider.daily_of})" if provider.daily_of and not mail.daily else ""
        output.prose(f"Outlast keeps to {daily:,} letters in 24 hours{of}.")
        if not mail.daily:
            output.text("If your account may send more: outlast config set mail.daily NUMBER")
    if "mail.postal_address" in missing(mail):
        output.attention("Laws ask for your postal address in letters to many. Say it before you send:")
        output.text('  outlast config set mail.postal_address "Maya Lind / Box 7 / 12345 Town"')
    if not mail.inbox_server:
        output.attention("No mailbox is named, so Outlast does not see who writes to you to unsubscribe; you have to.")
    if provider.unsubscribe is None and not mail.drop_box:
        output.text("For unsubscribing with one click, as Gmail asks of whoever writes to thousands:")
        output.text("  outlast mail drop-box")
    output.text("Before you need it:")
    for sentence in provider.demands:
        output.prose(f"  • {sentence}", hanging=4)
    if all(reached.works for reached in tried):
        output.text("Next, see whether your letters will be believed: outlast mail check")
