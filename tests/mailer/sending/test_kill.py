"""The promise under SIGKILL and cut lines: nobody is written to twice, nobody is skipped, few are in doubt and listed.

`python -m bench.mail_kills` does the same a thousand times.
"""

import pytest

from mailer.model import RecipientState
from tests.mailer.sending.killed import play

CONNECTIONS = 10


def kept_its_promise(played, count, doubtful):
    assert played.twice == 0
    assert played.never == 0
    assert played.in_doubt <= doubtful
    assert played.states == {
        RecipientState.ACCEPTED: count - played.in_doubt,
        **({RecipientState.IN_DOUBT: played.in_doubt} if played.in_doubt else {}),
    }


def test_killed_twelve_times_nobody_is_written_to_twice_and_nobody_is_skipped(tmp_path):
    played = play(tmp_path, count=4000, kills=12, connections=CONNECTIONS, seed=5, sink_says=("--delay", "0.005"))
    assert played.kills == 12
    kept_its_promise(played, 4000, 12 * CONNECTIONS)


@pytest.mark.parametrize("stage", ["connect", "hello", "sender", "recipient", "data", "content", "dot", "taken"])
def test_lines_that_are_cut_at_any_stage_and_kills_between_leave_few_in_doubt(tmp_path, stage):
    played = play(
        tmp_path,
        count=600,
        kills=2,
        connections=CONNECTIONS,
        seed=7,
        sink_says=("--cut", f"{stage}:{3 if stage in ('connect', 'hello') else 150}"),
    )
    cut = 10 if stage in ("content", "dot", "taken") else 0
    kept_its_promise(played, 600, played.kills * CONNECTIONS + cut)
