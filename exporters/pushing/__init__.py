"""Send what the archive holds to a running site, by the site's own interface for programs.

A target that can be sent to is a module here with a line `PUSHER = …`, of the name that its exporter has; nothing needs
to be registered.

    _base.py      the contract: what one kind of site has of its own
    run.py        the run: what is there already is left alone, so the same command goes on where it stopped
    site.py       what stands on the site, and where its addresses lead
    sending.py    an export whose files are sent instead of written
    address.py    the site's address, before any secret is sent to it
    answer.py     what the site answered
    client.py     requests: no secret leaves the site's own host, nothing is done twice because an answer was lost
"""

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from backup.errors import UsageError
from backup.listing import modules_with

if TYPE_CHECKING:
    from exporters.pushing._base import Pusher


def found() -> tuple[str, ...]:
    """Return the targets that can be sent to; none of them is imported for it."""
    return tuple(modules_with("PUSHER", Path(__file__)))


def load(name: str) -> "type[Pusher]":
    """Return what sends to such a site.

    Raises:
        UsageError: nothing can be sent to that target.
    """
    known = found()
    if name not in known:
        raise UsageError(
            f"Nothing can be sent to {name}: it is written to files only.",
            so_what="Nothing was sent.",
            next=f"Leave --push out, or use one of: {', '.join(known)}",
        )
    pusher: type[Pusher] = importlib.import_module(f"exporters.pushing.{name}").PUSHER
    return pusher
