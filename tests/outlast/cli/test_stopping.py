"""Ctrl-C, a closed window and a shutdown: who asked a long job to stop, and how often."""

import signal
from collections.abc import Iterator

import pytest

from outlast.cli._frame.stopping import asked_to_stop


@pytest.fixture
def hang_up() -> Iterator[None]:
    before = signal.getsignal(signal.SIGHUP)
    yield
    signal.signal(signal.SIGHUP, before)


def test_ctrl_c_asks_and_a_second_one_does_not_wait():
    with asked_to_stop() as stopping:
        assert (stopping(), stopping.by_keys) == (False, False)
        signal.raise_signal(signal.SIGINT)
        assert (stopping(), stopping.by_keys) == (True, True)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_a_window_that_closes_asks_once_however_often_it_says_so(hang_up):
    with asked_to_stop() as stopping:
        for number in (signal.SIGHUP, signal.SIGHUP, signal.SIGTERM):
            signal.raise_signal(number)
        assert (stopping(), stopping.by_keys) == (True, False)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)


def test_a_job_that_is_to_outlive_its_window_does(hang_up):
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup leaves it
    with asked_to_stop() as stopping:
        signal.raise_signal(signal.SIGHUP)
        assert not stopping()
