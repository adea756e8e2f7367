"""Sends a publication to a running site: what would be sent, and the sending itself."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from backup.archive.archive import Archive
from exporters._base import Options
from exporters.losses import FILE, as_csv
from exporters.pushing import load
from exporters.pushing._base import Pushed, PushOptions
from exporters.pushing.address import site_address
from exporters.selection import Criteria, Selection
from outlast.exporting import chosen
from outlast.private_file import write_private
from outlast.secrets import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class PushRequest:
    """What to send, and where to."""

    target: str
    publication: str
    criteria: Criteria
    site: str
    """Its address as it was typed."""
    options: Options
    list_to: Path
    """The list of losses is written beside this path, under a name of its own."""
    name: str | None = None
    """What the writer calls the publication; `None`: as the archive does."""
    update: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SentTo:
    """A finished push."""

    pushed: Pushed
    site: str
    losses: Path | None
    """The list of losses; `None` where there are none, or in a dry run."""
    dry_run: bool


def run_push(
    archive: Archive,
    request: PushRequest,
    *,
    confirm: Callable[[str], None],
    key: Callable[[], Secret],
    progress: Callable[[Selection], Callable[[], None]],
) -> SentTo:
    """Send the posts that were asked for; `confirm` gets the question that must be answered before.

    Raises:
        UsageError: the address is none, nothing can be sent to such a target, or nothing fits what was asked for.
        NeedsConfirmation: nobody said yes, or nobody is there to give the key.
        SignedOut, WebProblem, UnexpectedAnswer: the site does not take it now; the same command goes on.
    """
    kind, site = load(request.target), site_address(request.site)
    selection = chosen(archive, request.publication, request.criteria, request.name)
    if not request.dry_run:
        confirm(f"Send {_things(selection, request)} to {site}? {kind.beforehand}")
    wishes = PushOptions(options=request.options, update=request.update, dry_run=request.dry_run)
    pusher = kind(site, key().reveal(), wishes)
    path = None
    try:
        pushed = pusher.push(selection, progress=progress(selection))
    finally:
        done = pusher.pushed
        if done is not None and done.losses and not request.dry_run:
            path = _new_list(request.list_to)  # also of a run that was stopped: the next one does not say it again
            write_private(path, as_csv(done.losses))
    return SentTo(pushed=pushed, site=site, losses=path, dry_run=request.dry_run)


def _new_list(beside: Path) -> Path:
    """Return a name for the list of losses that no earlier list has."""
    stem, _, ending = FILE.rpartition(".")
    names = (f"{beside.name}.{stem}{f'-{number}' if number > 1 else ''}.{ending}" for number in count(1))
    return next(path for path in map(beside.with_name, names) if not path.exists())


def _things(selection: Selection, request: PushRequest) -> str:
    drafts = sum(entry.draft for entry in selection.entries)
    hidden = sum(entry.private and not entry.draft for entry in selection.entries)
    posts = len(selection.entries)
    told = ((drafts, "drafts"), (hidden, "not for everybody"))
    extra = ", ".join(f"{number:,} {words}" for number, words in told if number)
    what = f"{posts:,} post{'' if posts == 1 else 's'}{f' ({extra})' if extra else ''} with their pictures"
    return f"{what} and comments" if request.options.comments else what
