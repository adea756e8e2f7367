"""Equal intervals and nights without a pause are told from chance."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

import pytest

from backup.risk.rhythm import Rhythm, steady, thinned, vigils
from tests.risk.making.acts import START, by_chance, every

MINUTE = timedelta(minutes=1)


def _cut(times: Iterable[datetime]) -> list[datetime]:
    return sorted(time.replace(second=0, microsecond=0) for time in times)


def _steady(times: Iterable[datetime], resolution: timedelta = MINUTE, spread: float = 0.17) -> list[Rhythm]:
    return steady(
        _cut(times) if resolution == MINUTE else sorted(times), resolution=resolution, least=20, spread=spread
    )


@pytest.mark.parametrize("seconds", [100, 150, 330, 1000, 7000])
@pytest.mark.parametrize("jitter", [0.0, 0.2])
def test_intervals_of_a_program_are_seen_though_seconds_are_cut_off(seconds: float, jitter: float) -> None:
    (rhythm, *_) = _steady(every(START, seconds, 50, Random(seconds), jitter))
    assert rhythm.seconds == pytest.approx(seconds, rel=0.15)
    assert rhythm.intervals >= 20


@pytest.mark.parametrize("seed", range(40))
def test_acts_by_chance_have_no_rhythm(seed: int) -> None:
    assert _steady(by_chance(START, 300, 400, Random(seed)), spread=0.25) == []


@pytest.mark.parametrize("seed", range(12))
def test_a_program_is_seen_though_a_third_of_its_acts_is_missing(seed: int) -> None:
    chance = Random(seed)
    times = _cut(time for time in every(START, 420, 200, chance, 0.2) if chance.random() > 0.33)
    (rhythm, *_) = thinned(times, resolution=MINUTE, least=40, spread=0.14)
    assert rhythm.seconds == pytest.approx(420, rel=0.08)
    assert rhythm.skipped >= 5


@pytest.mark.parametrize("seed", range(12))
def test_acts_by_chance_have_no_rhythm_with_gaps_either(seed: int) -> None:
    assert thinned(_cut(by_chance(START, 300, 3000, Random(seed))), resolution=MINUTE, least=40, spread=0.14) == []


def test_a_habit_of_each_morning_is_no_rhythm() -> None:
    assert _steady(START + timedelta(days=day) for day in range(300)) == []


def test_all_in_one_minute_is_no_rhythm() -> None:
    assert _steady([START] * 200) == []
    assert _steady([START] * 200, resolution=timedelta(seconds=1)) == []


def test_a_long_gap_ends_a_rhythm() -> None:
    morning = list(every(START, 300, 30, Random(1)))
    evening = list(every(START + timedelta(hours=9), 300, 40, Random(2)))
    assert [rhythm.intervals for rhythm in _steady([*morning, *evening])] == [29, 39]


def test_years_between_acts_do_not_drown_a_rhythm() -> None:
    late = START + timedelta(days=7000)
    (rhythm,) = _steady([START, *every(late, 300, 30, Random(3))])
    assert rhythm.spread < 0.01


def test_nights_without_a_pause_are_one_vigil() -> None:
    times = sorted(by_chance(START, 900, 400, Random(4)))
    (vigil,) = vigils(times, pause=timedelta(hours=4), least=timedelta(hours=44))
    assert vigil.acts == 400
    assert vigil.hours == pytest.approx((times[-1] - times[0]).total_seconds() / 3600)
    assert vigil.longest_gap < timedelta(hours=4)


def test_who_sleeps_five_hours_keeps_no_vigil() -> None:
    times = [START + timedelta(days=day, minutes=minute) for day in range(9) for minute in range(0, 19 * 60, 30)]
    assert list(vigils(times, pause=timedelta(hours=4), least=timedelta(hours=44))) == []


def test_no_acts_have_neither() -> None:
    assert _steady([]) == []
    assert list(vigils([], pause=MINUTE, least=MINUTE)) == []
