"""Staying in the foreground: APScheduler drives, and nothing it does may lose a tick or a stop."""

import os
import signal
import threading
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.schedulers.base import BaseScheduler

from outlast.schedule.foreground import Foreground


def test_it_ticks_at_once_and_a_signal_in_a_tick_ends_it_after_that_tick():
    finished = []

    def tick():
        assert not foreground.stopping()
        os.kill(os.getpid(), signal.SIGTERM)
        assert foreground.stopping()
        finished.append(True)

    foreground = Foreground(tick)
    before = signal.getsignal(signal.SIGTERM)
    foreground.run()
    assert finished == [True]
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_second_signal_reaches_the_job_in_hand():
    def tick():
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        pytest.fail("the second one was not heard")

    with pytest.raises(KeyboardInterrupt):
        Foreground(tick).run()


def test_a_signal_between_two_ticks_ends_it():
    ticks = []
    foreground = Foreground(lambda: ticks.append(1))
    foreground.scheduler.add_listener(lambda event: os.kill(os.getpid(), signal.SIGTERM))
    foreground.run()
    assert len(ticks) <= 1


def test_an_error_that_leaves_a_tick_ends_the_run_with_it():
    def tick():
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        Foreground(tick).run()


def test_the_settings_of_the_driver_are_those_that_lose_nothing():
    foreground = Foreground(lambda: None)
    (job,) = foreground.scheduler.get_jobs()
    assert (job.misfire_grace_time, job.coalesce, job.max_instances) == (None, True, 1)
    assert job.trigger.interval == timedelta(seconds=60)


def test_a_clock_that_was_moved_back_by_hours_does_not_make_it_wait_for_hours():
    ticks = []
    foreground = Foreground(lambda: ticks.append(1))
    scheduler = foreground.scheduler
    # As `start` does, without the loop that waits.
    scheduler._event = threading.Event()
    BaseScheduler.start(scheduler)
    try:
        (job,) = scheduler.get_jobs()
        job.modify(next_run_time=datetime.now(UTC) + timedelta(hours=8))
        assert scheduler._process_jobs() <= 60
        (job,) = scheduler.get_jobs()
        assert job.next_run_time - datetime.now(UTC) <= timedelta(seconds=61)
    finally:
        scheduler.shutdown(wait=False)
