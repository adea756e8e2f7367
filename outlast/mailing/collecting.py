"""Collects by every way that the settings name who wants no more letters, and what came back of letters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backup.archive import layout
from backup.archive.archive import Archive
from backup.errors import DamageError, KeyProblem, OutlastError
from mailer.mailbox.imap_server import PATIENCE
from mailer.suppression.suppression_list import SuppressionList
from mailer.tokens import Purpose
from outlast.mailing.addressees import Addressees
from outlast.mailing.campaign_tokens import CampaignTokens
from outlast.mailing.mailbox_reading import last_look, read_mailbox
from outlast.mailing.mailboxes import imap_mailbox
from outlast.mailing.returned import ReturnsReport
from outlast.mailing.suppressing import suppression_list
from outlast.mailing.unsubscribes import Collected, collect_unsubscribes, ways_of
from outlast.network import route_of
from outlast.settings import Settings

_ANSWERS = 4
"""So many answers of a server may fill the time that there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectedAll:
    """What came in."""

    ways: tuple[Collected, ...]
    """By the drop-box and the provider's list."""
    looked_into_mailbox: bool
    mailbox: ReturnsReport | None
    """What the mailbox had; `None` where no letter has gone out yet, or it could not be read."""
    mailbox_problem: OutlastError | None
    last_look: datetime | None
    """When the mailbox was last read to its end; `None`: not yet."""
    damaged: tuple[int, ...]
    """Campaigns whose recipients cannot all be recognised."""
    suppressed: int
    """How many addresses get no letters now."""
    news: int
    """How many of them are new."""

    @property
    def anywhere(self) -> bool:
        """Tell whether there was anything to look into."""
        return bool(self.ways) or self.looked_into_mailbox

    @property
    def problems(self) -> tuple[OutlastError, ...]:
        """Return why not all of it could be fetched."""
        return tuple(one for one in (*(way.problem for way in self.ways), self.mailbox_problem) if one is not None)

    @property
    def damage(self) -> DamageError | None:
        """Return what it means that campaigns are damaged, if any is."""
        return campaigns_damaged(self.damaged) if self.damaged else None


def campaigns_damaged(numbers: Sequence[int]) -> DamageError:
    """Return what it means that these campaigns cannot be read while others can."""
    one = len(numbers) == 1
    named = ", ".join(map(str, numbers))
    folders = ", ".join(f"{layout.MAIL}/{number}" for number in numbers)
    return DamageError(
        f"Campaign{'' if one else 's'} {named} {'is' if one else 'are'} damaged, so it is not known who of"
        f" {'its' if one else 'their'} recipients signed off.",
        so_what="What is about other campaigns was dealt with. The rest stays where it is and is read again by itself.",
        next=f"Put the folder{'' if one else 's'} {folders} back from a copy of the archive.",
    )


def collect_all(
    archive: Archive,
    settings: Settings,
    *,
    environ: Mapping[str, str],
    clock: Callable[[], datetime],
    ask: Callable[[str], str] | None = None,
    within: timedelta | None = None,
) -> CollectedAll:
    """Fetch and suppress; a way that fails does not hold up the others.

    `within` is how long reading the mailbox may take, where somebody waits to send: the rest is left for the next look,
    and before the first letter it is tried whether the mailbox can be opened at all.

    Raises:
        KeyProblem: nobody can be recognised without the key.
        StorageError: nothing can be kept; the next run finds it all again.
    """
    if not archive.vault.can_read:
        raise KeyProblem("Nobody can be recognised without the archive's key.")
    mail, suppressions = settings.mail, suppression_list(archive)
    before = len(suppressions)
    tokens_of = CampaignTokens(archive, Purpose.UNSUBSCRIBE)
    with Addressees(archive) as addressees:
        ways = collect_unsubscribes(
            ways_of(mail, route_of(settings), environ=environ, clock=clock, ask=ask),
            suppressions,
            tokens_of=tokens_of,
            address_of=addressees.address_of,
        )
        damaged = tuple(sorted(tokens_of.damaged | addressees.damaged))
    read = _Read()
    if mail.inbox_server is not None:
        read = _read(archive, suppressions, settings, environ=environ, clock=clock, ask=ask, within=within)
    report = read.report
    return CollectedAll(
        ways=tuple(ways),
        looked_into_mailbox=mail.inbox_server is not None,
        mailbox=report,
        mailbox_problem=read.problem,
        last_look=read.last_look,
        damaged=tuple(sorted({*damaged, *(report.damaged_campaigns if report else ())})),
        suppressed=len(suppressions),
        news=len(suppressions) - before,
    )


@dataclass(slots=True)
class _Read:
    """What came of reading the mailbox."""

    report: ReturnsReport | None = None
    problem: OutlastError | None = None
    last_look: datetime | None = None


def _read(
    archive: Archive,
    suppressions: SuppressionList,
    settings: Settings,
    *,
    environ: Mapping[str, str],
    clock: Callable[[], datetime],
    ask: Callable[[str], str] | None,
    within: timedelta | None,
) -> _Read:
    read, began = _Read(), clock()
    patience = within.total_seconds() / _ANSWERS if within else PATIENCE
    try:
        mailbox = imap_mailbox(settings.mail, environ=environ, ask=ask, patience=patience)
        read.last_look = last_look(archive, mailbox)
        read.report = read_mailbox(
            archive,
            suppressions,
            mailbox,
            settings.mail,
            began,
            enough=lambda: within is not None and clock() - began >= within,
        )
        read.last_look = last_look(archive, mailbox)
        if read.report is None and within is not None:
            with mailbox:
                mailbox.reach()
    except OutlastError as problem:
        read.problem = problem
    return read
