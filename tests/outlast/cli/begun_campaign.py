"""A campaign of an invented writer that has begun: two of three have it, and one was put off."""

from collections.abc import Callable
from pathlib import Path

import pytest

from outlast.cli._frame import clock
from tests.archive.night_letters import day
from tests.fakes.smtp_faults import At, Fault
from tests.outlast.cli.mailing import Mailing
from tests.outlast.running import Ran

Given = tuple[Callable[..., Ran], Path, pytest.MonkeyPatch]
ONCE = Fault(at=At.MAIL, says="451 4.3.2 Not now", after=2, times=1)
"""The test copy and one more are taken, then something goes wrong once."""


def begun(mailing: Mailing) -> str:
    """Send a campaign of which one is put off; return its number."""
    number = mailing.tested()
    ran = mailing("mail", "send", str(number), "--confirm-count", "3")
    assert ran.code == 75, ran.err
    return str(number)


def later(monkeypatch: pytest.MonkeyPatch, days: int = 11) -> None:
    monkeypatch.setattr(clock, "now", lambda: day(days))
