"""What every command that exports can be asked: which posts, as of when, where to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from backup.archive import tables
from backup.archive.archive import Archive
from backup.errors import UsageError
from exporters._base import Exporter, Options
from exporters.selection import Audience, Criteria
from exporters.selection.criteria import EVERYTHING
from outlast.cli._frame.opening import snapshot_at
from outlast.places import at_home

_ALL = "all"
_AUDIENCES = (*(one.value for one in (Audience.EVERYONE, Audience.FREE, Audience.PAID, Audience.FOUNDING)), _ALL)
_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the options said."""

    at: str | None
    drafts: bool | None
    responses: bool
    audience: tuple[str, ...]
    since: str | None
    tag: tuple[str, ...]
    id: tuple[str, ...]
    title: str | None
    base_url: str | None
    canonical: bool
    comments: bool

    def criteria(self, archive: Archive, publication: str, exporter: type[Exporter]) -> Criteria:
        """Return which posts are meant; what nobody said is as the exporter needs it.

        Raises:
            NotFound, UsageError: the date means nothing.
        """
        if self.audience:
            audiences = EVERYTHING if _ALL in self.audience else frozenset(map(Audience, self.audience))
        else:
            audiences = EVERYTHING if exporter.holds_back else frozenset({Audience.EVERYONE})
        return Criteria(
            at=snapshot_at(archive, publication, self.at, tables.POSTS) if self.at else None,
            drafts=exporter.holds_back if self.drafts is None else self.drafts,
            responses=self.responses,
            audiences=audiences | ({Audience.UNKNOWN} if Audience.PAID in audiences else frozenset()),
            since=_day(self.since),
            tags=frozenset(self.tag),
            ids=frozenset(self.id),
        )

    def options(self) -> Options:
        """Return the wishes for what is written.

        Raises:
            UsageError: the address is none.
        """
        base = self.base_url.rstrip("/") if self.base_url else None
        if base is not None and not base.startswith(("http://", "https://")):
            raise UsageError(f"{self.base_url!r} is no address.", next="Write --base-url https://your.site")
        return Options(title=self.title, base_url=base, canonical=self.canonical, comments=self.comments)


def export_options(function: _Function) -> _Function:
    """Add the options to a command; they come as keyword arguments for `Asked`."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def out_path(out: Path | None, publication: str, name: str, ending: str | None = None) -> Path:
    """Return where an export is written: what was named, else a name of its own in the folder one is in."""
    if out is not None:
        return at_home(out).absolute()
    return Path.cwd() / (f"{publication}.{ending}" if ending else f"{publication}-{name}")


def _day(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        raise UsageError(f"{text!r} is not a day.", next="Write --since 2026-01-31") from None


_OPTIONS = (
    click.option("--publication", metavar="NAME", help="Which publication, where there are several."),
    click.option("--at", metavar="DATE", help="As it was then (or the number of a snapshot)."),
    click.option("--drafts/--no-drafts", default=None, help="Drafts too (default: where they stay hidden)."),
    click.option("--responses", is_flag=True, help="Medium: what you wrote under other people's stories, too."),
    click.option(
        "--audience",
        multiple=True,
        type=click.Choice(_AUDIENCES),
        help="Posts for these readers (repeatable); for everyone unless the target can hold back the others.",
    ),
    click.option("--since", metavar="DAY", help="Only posts of that day or later."),
    click.option("--tag", multiple=True, metavar="TAG", help="Only posts of this tag or section (repeatable)."),
    click.option("--id", multiple=True, metavar="ID", help="Only this post (repeatable)."),
    click.option("--title", metavar="TEXT", help="What it is called there (default: as in the archive)."),
    click.option("--base-url", metavar="URL", help="Where it will be online: https://your.site"),
    click.option("--canonical", is_flag=True, help="Name the old address as the original, for search engines."),
    click.option("--comments/--no-comments", default=True, help="Take readers' comments along.", show_default=True),
)
