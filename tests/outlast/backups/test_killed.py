"""A live backup whose process is killed again and again ends with an archive that holds the truth, item by item."""

import random
from collections import Counter

from outlast.demo_platforms.substack.world import World
from tests.fakes.archived import wrong_in
from tests.fakes.desk import ACCOUNT, Desk
from tests.fakes.killing import PARTS, kill_again_and_again, left_behind
from tests.fakes.process import platforms_process

USUAL = Counter(posts=44, comments=10, chats=83, subscribers=15, pictures=93)
"""How many requests of each part a whole run makes in the small world, about."""


def test_a_backup_that_is_killed_again_and_again_has_everything_in_the_end(tmp_path):
    truth = World()
    with platforms_process(tmp_path) as server:
        desk = Desk(folder=tmp_path / "desk", port=server.port, rate=200, hurry=200)
        desk.set_up()
        desk.sign_in(truth.session)
        kills = kill_again_and_again(desk, server, USUAL, kills=15, chance=random.Random(5))
        last = desk.must("backup")
        verified = desk.run("verify")

        assert kills.total() >= 10
        assert len(kills) >= len(PARTS) - 1
        assert last.code == 0, last.out + last.err
        assert verified.code == 0, verified.out + verified.err
        archive = desk.open_archive()
        wrong = wrong_in(archive, ACCOUNT, truth.truth())
        archive.close()
        assert wrong == []
        assert list(left_behind(desk)) == []
