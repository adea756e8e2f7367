"""The regular times of a job: fixed points on the wall clock, so that late runs do not push all later ones."""

import hashlib
from datetime import datetime, timedelta, tzinfo

from outlast.schedule.job import Job

_MONDAY = datetime(1970, 1, 5)
_SHARE = 24
"""Jitter is at most this part of an interval: an hour for a daily backup, a minute for a watch every half hour."""


def shift(job: Job, seed: str) -> timedelta:
    """Return by how much a job is put off on this computer: always the same, so that it does not move at each tick."""
    most = min(job.jitter, job.every / _SHARE).total_seconds()
    digest = hashlib.sha256(f"{seed}/{job.name}".encode()).digest()
    return timedelta(seconds=round(most * int.from_bytes(digest[:8]) / 2**64))


def first_point(job: Job, after: float, *, first_seen: float, seed: str, zone: tzinfo | None) -> float:
    """Return the first regular time of a job, in epoch seconds, that is not before `after`.

    A job that keeps to a time of day keeps to it in local time, through summer time too.
    """
    every, late = job.every.total_seconds(), shift(job, seed).total_seconds()
    if job.at is None:
        start = first_seen + late
        return start + -((start - after) // every) * every
    origin = _MONDAY.replace(hour=job.at.hour, minute=job.at.minute) + timedelta(seconds=late)
    local = datetime.fromtimestamp(after, zone).replace(tzinfo=None, fold=0)
    number = (local - origin) // job.every - 1
    # An hour that is left out or comes twice moves a point by that hour: look from one point before.
    while True:
        point = (origin + number * job.every).replace(tzinfo=zone).timestamp()
        if point >= after:
            return point
        number += 1
