"""Nothing here waits for real."""

import pytest


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return how long was waited, in seconds; none of it passes."""
    seconds: list[float] = []
    monkeypatch.setattr("mailer.providers._asking.time.sleep", seconds.append)
    return seconds
