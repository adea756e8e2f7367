"""Collects who wants no more letters, by each way that the writer has, and suppresses them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from backup.errors import OutlastError
from backup.http.route import Route
from mailer.errors import NotSetUpForMail
from mailer.suppression.suppression_list import SuppressionList
from mailer.tokens import Tokens
from mailer.unsubscribe.applying import Applied, Wish, apply_wishes
from mailer.unsubscribe.pulling import DropBox
from outlast import secrets
from outlast.mailing.provider_lists import pulled_wishes
from outlast.settings.mail import MailSettings

DROP_BOX = "drop-box"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way by which wishes come in."""

    name: str
    """Kept as the source of each suppression: `drop-box`, `mailbox`, a provider's name."""
    wishes: Callable[[], Iterable[Wish]]
    """Fetches them; may raise an `OutlastError`, at once or while they come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What came in by one way."""

    way: str
    applied: Applied
    """What became of what could be fetched."""
    problem: OutlastError | None = None
    """Why not all of it could be."""


def collect_unsubscribes(
    ways: Sequence[Way],
    suppressions: SuppressionList,
    *,
    tokens_of: Callable[[int], Tokens | None],
    address_of: Callable[[int, int], str | None],
) -> list[Collected]:
    """Fetch from each way and suppress; a way that fails does not hold up the others. See `apply_wishes`.

    Raises:
        StorageError, KeyProblem: nothing can be kept, or nobody be recognised; the next run finds it all again.
    """
    collected = []
    for way in ways:
        problems: list[OutlastError] = []
        applied = apply_wishes(
            _as_far_as_they_come(way, problems),
            suppressions,
            source=way.name,
            tokens_of=tokens_of,
            address_of=address_of,
        )
        collected.append(Collected(way=way.name, applied=applied, problem=problems[0] if problems else None))
    return collected


def ways_of(
    mail: MailSettings,
    route: Route,
    *,
    environ: Mapping[str, str],
    clock: Callable[[], datetime],
    ask: Callable[[str], str] | None = None,
) -> list[Way]:
    """Return the ways that the settings name, the mailbox aside (`outlast.mailing.mailbox_reading`)."""
    ways = []
    if mail.drop_box is not None:
        ways.append(
            Way(name=DROP_BOX, wishes=lambda: _posted(drop_box_of(mail, environ=environ, clock=clock, ask=ask)))
        )
    if mail.api_secret is not None:
        wishes = partial(pulled_wishes, mail, route, environ=environ, ask=ask)
        ways.append(Way(name=mail.provider, wishes=wishes))
    return ways


def _posted(box: DropBox) -> Iterator[Wish]:
    return (Wish(at=one.at, tokens=(one.token,)) for one in box.posted())


def drop_box_of(
    mail: MailSettings,
    *,
    environ: Mapping[str, str],
    clock: Callable[[], datetime],
    ask: Callable[[str], str] | None = None,
) -> DropBox:
    """Return the drop-box of the settings.

    Raises:
        NotSetUpForMail: they name none, or not where its word lies.
        SecretProblem: the word with which it is emptied is not there.
        DropBoxProblem: its address would let others read that word.
    """
    if mail.drop_box is None or mail.drop_box_secret is None:
        raise NotSetUpForMail(
            "The settings do not say where your drop-box is, and with which word it is emptied.",
            next="Make one, and put it up: outlast mail drop-box --kind php --out FOLDER",
        )
    word = secrets.resolve(mail.drop_box_secret, environ=environ, ask=ask)
    return DropBox(mail.drop_box, word.reveal(), clock=clock)


def _as_far_as_they_come(way: Way, problems: list[OutlastError]) -> Iterator[Wish]:
    try:
        yield from way.wishes()
    except OutlastError as problem:
        problems.append(problem)
