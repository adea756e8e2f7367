"""Take the cookie of a sign-in off this computer.

What is saved stays. The platform is not told: to end the session there too, sign out with the browser that the cookie
is from, or end all sessions in the platform's own settings.

Examples:
    outlast logout
    outlast logout --account night-letters
"""

import click

from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session
from outlast.cli.login import the_account
from outlast.sign_in.signing_in import sign_out

SECTION = "KEEP"
ORDER = 81


@click.command(cls=Command, help=__doc__)
@pass_session
def logout(session: Session) -> None:
    """Sign out."""
    output, account = session.output, the_account(session)
    removed = sign_out(session.places, account)
    if removed.ours:
        output.ok(f"The cookie of {account.name} is deleted from this computer.")
    elif removed.foreign:
        output.ok(f"{account.name} is signed out here.")
    else:
        output.ok(f"{account.name} was not signed in.")
    if removed.foreign:
        where = {"command": "A program gives it", "env": "An environment variable holds it"}
        output.warn(f"{where.get(removed.foreign, 'The cookie lies in a place of your own')}; that was left as it is.")
    if removed.ours or removed.foreign:
        output.note(f"To end the session for good, sign out of {account.platform.capitalize()} in your browser too.")
    output.summary(account=account.name, deleted=removed.ours, left_alone=removed.foreign)


COMMAND = logout
