"""Sets a fire drill up from the settings and the archive."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from backup.archive.archive import Archive
from backup.errors import InputError, NotFound
from mailer.campaign import Segment, Sender
from mailer.errors import NotSetUpForMail
from mailer.preflight.check import Check, State
from mailer.preflight.lint import lint
from mailer.unsubscribe.pulling import DropBox
from outlast import secrets
from outlast.mailing.checking import expected
from outlast.mailing.connecting import transport_of
from outlast.mailing.drill.drilling import World
from outlast.mailing.drill.script import PATIENCE, Script
from outlast.mailing.drill.seams import Inbox, RealInbox, RealMailServer, Trial
from outlast.mailing.drill.waiting import Time
from outlast.mailing.drill.writing import Writer, drill_campaign
from outlast.mailing.letters import Letters
from outlast.mailing.mailboxes import imap_mailbox
from outlast.mailing.numbers import check_numbers, numbers_of
from outlast.mailing.pacing import KeptPace
from outlast.mailing.recipients import choose
from outlast.mailing.suppressing import suppression_list
from outlast.mailing.way import Way
from outlast.settings.mail import MailSettings


def own_addresses(mail: MailSettings) -> tuple[str, ...]:
    """Return to which addresses the letter of a drill goes: those of the settings, else the sender's."""
    return mail.test_to or ((mail.sender,) if mail.sender else ())


def script_of(
    archive: Archive,
    mail: MailSettings,
    publication: str,
    *,
    way: Way,
    now: datetime,
    to: Sequence[str],
    bounce_to: str = "",
    language: str = "en",
    patience: timedelta = PATIENCE,
) -> Script:
    """Return what a drill will do.

    Raises:
        NotSetUpForMail: there is no address to write from.
        LetterProblem: the letter cannot be made, or not for one of the addresses.
        KeyProblem, DamageError, StorageError: the archive cannot be read.
    """
    letters = Letters(archive, mail)
    nobody = Sender(name="", address="")  # the settings' sender takes its place: nobody has got the letter yet
    campaign = letters.current(drill_campaign(publication, nobody, language=language, at=now))
    writer = Writer(letters.compiled(campaign, now), letters.addressing(campaign), campaign.sender, now)
    copies = tuple(writer.copy(address) for address in to)
    request = writer.request(mail.unsubscribe or campaign.sender.address)
    dead = bounce_to or way.bounces_at
    return Script(
        plan=tuple(_plan(archive, mail, publication, way, now)),
        lint=lint(copies[0].mail.content, expected(mail, way, now)),
        copies=copies,
        read=_read(mail),
        request=request,
        bounce=writer.copy(dead) if dead else None,
        no_bounce="Your provider has no address that bounces on purpose, and you named none.",
        no_drop_box="Your drop-box’s word is not set (mail.drop_box_secret)." if mail.drop_box else "",
        patience=patience,
    )


def world_of(
    mail: MailSettings,
    *,
    environ: Mapping[str, str],
    ask: Callable[[str], str] | None,
    time: Time,
) -> World:
    """Return what a drill works with. Secrets are fetched when they are needed, but for the drop-box's.

    Raises:
        NotSetUpForMail: the settings name no mail server.
        SecretProblem, DropBoxProblem: the word of the drop-box is not there, or could be read by others.
    """
    return World(
        server=RealMailServer(transport_of(mail, environ=environ, ask=ask)),
        inbox=_inbox(mail, environ, ask),
        drop_box=_drop_box(mail, environ, ask, time),
        time=time,
    )


def _plan(archive: Archive, mail: MailSettings, publication: str, way: Way, now: datetime) -> list[Check]:
    try:
        chosen = choose(archive, publication, Segment(), suppressed=suppression_list(archive).reason_of)
    except (NotFound, InputError) as error:
        return [Check(name="Recipients", state=State.BAD, what=error.what, next=error.advice)]
    return list(check_numbers(way, numbers_of(chosen, KeptPace(archive.root, mail).pace, mail, now), now))


def _read(mail: MailSettings) -> frozenset[str]:
    """Return whose mail comes into the mailbox that Outlast reads: bounces and unsubscriptions do by the settings."""
    sender = mail.sender or ""
    known = (mail.inbox_user or "", mail.bounces or sender, mail.unsubscribe or sender)
    return frozenset(address.lower() for address in known if "@" in address)


def _inbox(mail: MailSettings, environ: Mapping[str, str], ask: Callable[[str], str] | None) -> Inbox | None:
    try:
        return RealInbox(imap_mailbox(mail, environ=environ, ask=ask))
    except NotSetUpForMail:
        return None


def _drop_box(
    mail: MailSettings, environ: Mapping[str, str], ask: Callable[[str], str] | None, time: Time
) -> Trial | None:
    if mail.drop_box is None or mail.drop_box_secret is None:
        return None
    word = secrets.resolve(mail.drop_box_secret, environ=environ, ask=ask).reveal()
    return DropBox(mail.drop_box, word, clock=time.now)
