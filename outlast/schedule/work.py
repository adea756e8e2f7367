"""What each kind of job does: a function for each kind, imported when a job of that kind runs."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from outlast.places import Places
from outlast.schedule.job import Job, Outcome
from outlast.schedule.notes import ScheduleNotes
from outlast.settings import Settings
from outlast.state.database import StateDatabase
from outlast.telling.news import News

if TYPE_CHECKING:
    from outlast.wiring import Wiring

# A tick that has nothing to do shall be quick: what opens archives is imported when one has to be opened.

WORK = {
    "backup": "outlast.backups.scheduled:back_up",
    "watch": "outlast.watching.scheduled:look_after",
    "returns": "outlast.mailing.scheduled:collect",
    "mail": "outlast.mailing.scheduled:send_on",
    "alerts": "outlast.telling.scheduled:deliver",
    "inbox": "outlast.inbox.taking:take_in",
    "check": "outlast.schedule.reminding:check",
}
"""By the kind of job, where its function is: `module:function`.

It takes a `Workshop` and the job, returns an `Outcome`, and raises errors of ours as they come. A kind that is not
here is not scheduled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What a job is given to work with."""

    settings: Settings
    places: Places
    environ: Mapping[str, str]
    database: StateDatabase
    notes: ScheduleNotes
    clock: Callable[[], datetime]
    """The time, in local time with its zone."""
    tell: Callable[[News], None]
    """Takes news for the writer."""
    stop: Callable[[], bool] = lambda: False
    """Whether somebody asked to stop: finish the item in hand, keep the state, and end with `Ending.STOPPED`."""
    meanwhile: Callable[[], None] = lambda: None
    """What work that takes long calls now and then, when others may read and write what it works on:
    the watch, the alerts and what comes back of letters do not wait."""

    @property
    def wiring(self) -> Wiring:
        """Return what opens the archive; nobody is there to type a passphrase."""
        from outlast.wiring import Wiring

        return Wiring(settings=self.settings, places=self.places, environ=self.environ)

    def do(self, job: Job) -> Outcome:
        """Do what a job of this kind does."""
        module, _, function = WORK[job.kind].partition(":")
        work: Callable[[Workshop, Job], Outcome] = getattr(importlib.import_module(module), function)
        return work(self, job)
