"""What must become of a trouble: told once, or never."""

from backup.watch.verdict import VerdictKind
from outlast.settings import Account
from outlast.watching.run import SOON
from tests.outlast.watching.watched_world import WatchedWorld


def told_once(world: WatchedWorld, account: Account, quirk: str, kind: VerdictKind, *, signed_in: bool) -> None:
    sound = [world.look(account, signed_in=signed_in) for _ in range(2)]
    assert [one.verdict.kind for one in sound] == [VerdictKind.OK, VerdictKind.OK], sound[-1].verdict
    assert not any(one.changed for one in sound)
    world.switch(quirk)
    looks = [world.look(account, signed_in=signed_in) for _ in range(4)]
    said = [(one.verdict.kind, one.verdict.sentence) for one in looks]
    assert [one.verdict.alarm for one in looks] == [False, True, True, True], said
    assert {one.verdict.kind for one in looks[1:]} == {kind}, said
    assert [one.changed for one in looks] == [False, True, False, False]
    assert looks[0].next_look == SOON
    world.switch(quirk, on=False)
    back = [world.look(account, signed_in=signed_in) for _ in range(3)]
    assert [one.verdict.kind for one in back] == [kind, VerdictKind.OK, VerdictKind.OK]
    assert [one.changed for one in back] == [False, True, False]


def never_told(world: WatchedWorld, account: Account, quirk: str, kind: VerdictKind, *, signed_in: bool) -> None:
    for _ in range(2):
        assert world.look(account, signed_in=signed_in).verdict.kind is VerdictKind.OK
    world.switch(quirk)
    looks = [world.look(account, signed_in=signed_in) for _ in range(4)]
    said = [(one.verdict.kind, one.verdict.sentence) for one in looks]
    assert not any(one.verdict.alarm for one in looks), said
    assert looks[-1].verdict.kind is kind, (said, looks[-1].round.signals)
