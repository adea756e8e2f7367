"""What the verbs of `outlast mail` work with: campaigns, and the office from which they are sent."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from backup.archive.archive import Archive
from outlast.cli._frame import clock
from outlast.cli._frame.opening import opened, wiring_of
from outlast.cli._frame.session import Session
from outlast.mailing.campaigns import Campaigns
from outlast.mailing.connecting import transport_of
from outlast.mailing.installation import Installation
from outlast.mailing.office import Office
from outlast.mailing.pacing import KeptPace
from outlast.mailing.suppressing import suppression_list
from outlast.settings.mail import MailSettings
from outlast.state.database import StateDatabase

NUMBER = click.argument("number", metavar="ID", type=click.IntRange(min=1))


@contextmanager
def campaigns_of(session: Session) -> Iterator[tuple[Archive, Campaigns]]:
    """Open the archive for the length of a block.

    Raises:
        NoArchive, KeyProblem, SecretProblem: see `opened`.
    """
    with opened(session) as archive:
        yield archive, Campaigns(archive)


@contextmanager
def office_of(session: Session, archive: Archive, mail: MailSettings | None = None) -> Iterator[Office]:
    """Yield what campaigns are sent from, by the settings or by others that a flag has changed.

    Raises:
        NotSetUpForMail: the settings name no mail server.
        StorageError: the disk refuses.
    """
    mail = mail or session.settings.mail
    database = StateDatabase(session.places.state_dir)
    try:
        yield Office(
            archive=archive,
            mail=mail,
            installation=Installation(database),
            transport=transport_of(mail, environ=session.environ, ask=wiring_of(session).ask),
            pace=KeptPace(archive.root, mail),
            suppression=suppression_list(archive),
            clock=clock.now,
        )
    finally:
        database.close()
