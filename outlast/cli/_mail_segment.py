"""The options that say to whom a campaign goes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from backup.errors import UsageError
from backup.platform_text import moment
from mailer.campaign import Segment
from outlast.mailing.named import addresses_in
from outlast.places import at_home

WHO = ("all", "paid", "comp", "free", "founding", "engaged")
_Command = TypeVar("_Command", bound=Callable[..., Any])


def segment_options(function: _Command) -> _Command:
    """Add the options; the function takes them as `**said` and gives them to `segment_said`."""
    for option in (
        click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many, paid ones first."),
        click.option(
            "--only",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Only those named in a CSV or text file, as far as they are on the list.",
        ),
        click.option("--domain", metavar="HOST", help="Only addresses at this server, like gmail.com."),
        click.option("--since", metavar="DATE", help="Only those who subscribed on that day or later."),
        click.option("--segment", type=click.Choice(WHO), help="Who of the list; default: all."),
    ):
        function = option(function)
    return function


def segment_said(
    base: Segment,
    *,
    segment: str | None,
    since: str | None,
    domain: str | None,
    only: Path | None,
    limit: int | None,
) -> Segment:
    """Return a segment in which what was said takes the place of what `base` says.

    Raises:
        UsageError: a date is none.
        InputError: the file with addresses cannot be read.
    """
    if since and moment(since) is None:
        raise UsageError(f"{since!r} is not a date.", next="Write it like 2026-03-01")
    return Segment(
        who=base.who if segment is None else segment,
        since=base.since if since is None else since,
        domain=base.domain if domain is None else domain.strip().lower().lstrip("@"),
        only=base.only if only is None else addresses_in(at_home(only)),
        limit=base.limit if limit is None else limit,
    )


def in_words(segment: Segment) -> str:
    """Return a segment as a person says it."""
    parts = [
        {"all": "all subscribers"}.get(segment.who, f"{segment.who} subscribers"),
        f"who joined on {segment.since[:10]} or later" if segment.since else "",
        f"at {segment.domain}" if segment.domain else "",
        f"of {len(segment.only):,} named one by one" if segment.only else "",
        f"at most {segment.limit:,}" if segment.limit else "",
    ]
    return ", ".join(filter(None, parts))
