"""Pushes the made-up publication, as all tests of pushing do."""

from collections.abc import Callable
from typing import Any

from backup.model import Publication
from exporters._base import Options
from exporters.pushing import load
from exporters.pushing._base import Pushed, PushOptions
from exporters.selection import Criteria, Selection, choose
from exporters.selection.criteria import EVERYTHING
from tests.exporters.made_up import SUBSTACK, Made

WHOLE = {"sent": 15, "comments": 5, "media": 8}
"""What a push of everything to an empty site says."""
ALL = Criteria(drafts=True, audiences=EVERYTHING)


def no_sleep(_: float) -> None:
    """Do not wait."""


def selected(made: Made, criteria: Criteria = ALL, publication: Publication = SUBSTACK) -> Selection:
    return choose(made.archive, publication, criteria)


def push(
    kind: str,
    url: str,
    key: str,
    selection: Selection,
    *,
    sleep: Callable[[float], None] = no_sleep,
    update: bool = False,
    dry_run: bool = False,
    **options: Any,
) -> Pushed:
    """Push a selection to a site."""
    wishes = PushOptions(options=Options(**options), update=update, dry_run=dry_run)
    return load(kind)(url, key, wishes, sleep=sleep).push(selection)


def counts(pushed: Pushed) -> dict[str, int]:
    names = ("sent", "updated", "there", "refused", "comments", "comments_there", "media")
    return {name: getattr(pushed, name) for name in names if getattr(pushed, name)}
