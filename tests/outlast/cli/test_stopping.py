"""Asked to stop, a run finishes what is in hand; a closed terminal asks too."""

import os
import signal

import pytest

from outlast.cli._frame.stopping import asked_to_stop

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows closes a program with its window")


@pytest.fixture(autouse=True)
def hangups():
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_each_of_them_asks_to_stop(name):
    with asked_to_stop() as asked:
        assert not asked()
        if signal.getsignal(getattr(signal, name)) is signal.SIG_DFL:
            pytest.fail(f"{name} would end the run")
        signal.raise_signal(getattr(signal, name))
        assert asked()


def test_ctrl_c_asks_and_a_second_one_does_not_wait():
    with asked_to_stop() as stopping:
        assert (stopping(), stopping.by_keys) == (False, False)
        signal.raise_signal(signal.SIGINT)
        assert (stopping(), stopping.by_keys) == (True, True)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_a_window_that_closes_asks_once_however_often_it_says_so():
    with asked_to_stop() as stopping:
        for number in (signal.SIGHUP, signal.SIGHUP, signal.SIGTERM):
            signal.raise_signal(number)
        assert (stopping(), stopping.by_keys) == (True, False)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)


def test_a_run_under_nohup_goes_on():
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with asked_to_stop() as asked:
        signal.raise_signal(signal.SIGHUP)
        assert not asked()


def test_afterwards_everything_is_as_it_was():
    with asked_to_stop():
        pass
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL


def test_what_is_written_to_a_closed_terminal_ends_nothing():
    ours, theirs = os.openpty()
    kept = os.dup(2)
    os.dup2(theirs, 2)
    os.close(theirs)
    try:
        with asked_to_stop() as asked:
            os.close(ours)
            with pytest.raises(OSError):
                os.write(2, b"before")
            signal.raise_signal(signal.SIGHUP)
            assert asked()
            assert os.write(2, b"after") == 5
    finally:
        os.dup2(kept, 2)
        os.close(kept)
