"""The watch against the made-up Medium."""

from datetime import UTC, datetime, timedelta

import pytest

from backup.http import Cookie
from backup.watch.verdict import VerdictKind
from outlast.demo_platforms.medium import MediumPlatform
from outlast.demo_platforms.medium.maya import maya
from outlast.demo_writer.medium.page import HANDLE
from outlast.settings import Account
from outlast.watching.run import LATER
from tests.outlast.watching.telling import never_told, told_once
from tests.outlast.watching.watched_world import post_of, watched_world

MEDIUM = Account(name="tales", platform="medium", url=f"https://medium.com/@{HANDLE}", publication="tales")
TROUBLES = [
    ("suspended-account", VerdictKind.SUSPENDED),
    ("suspended-post", VerdictKind.POST_REMOVED),
    ("not-found", VerdictKind.SUSPENDED),
    ("soft-404", VerdictKind.SUSPENDED),
]
INNOCENT = [
    ("cloudflare", VerdictKind.CDN_BLOCK),
    ("cloudflare-blocked", VerdictKind.CDN_BLOCK),
    ("rate-limited", VerdictKind.CDN_BLOCK),
    ("feed-403", VerdictKind.OK),
    ("feed-empty", VerdictKind.OK),
    ("removed-by-author", VerdictKind.OK),
    ("shell-page", VerdictKind.OK),
    ("outage", VerdictKind.OUTAGE),
    ("captive-portal", VerdictKind.NETWORK),
]


@pytest.fixture
def world(tmp_path):
    tales = maya()
    cookies = [
        Cookie(name=name, value=value, host="medium.com")
        for name, value in zip(("sid", "uid"), tales.session, strict=True)
    ]
    with watched_world(tmp_path, MediumPlatform(tales), cookies=cookies) as made:
        stories = [piece for piece in tales.pieces.values() if piece.response_to is None]
        made.save(
            MEDIUM,
            [
                post_of(
                    piece.id, piece.title, tales.address(piece), datetime.fromtimestamp(piece.published / 1000, UTC)
                )
                for piece in stories
            ],
        )
        yield made


@pytest.mark.parametrize("signed_in", [False, True], ids=["anonymous", "signed-in"])
@pytest.mark.parametrize(("quirk", "kind"), TROUBLES, ids=str)
def test_a_trouble_is_an_alarm_after_two_looks_and_told_once(world, quirk, kind, signed_in):
    told_once(world, MEDIUM, quirk, kind, signed_in=signed_in)


@pytest.mark.parametrize(("quirk", "kind"), INNOCENT, ids=str)
def test_an_innocent_trouble_is_never_an_alarm(world, quirk, kind):
    never_told(world, MEDIUM, quirk, kind, signed_in=False)


def test_a_platform_that_turns_us_away_for_a_day_is_told_once(world):
    world.look(MEDIUM)
    world.switch("cloudflare")
    looks = [world.look(MEDIUM, after=timedelta(hours=6)) for _ in range(8)]
    assert [one.changed for one in looks] == [False, False, False, False, True, False, False, False]
    assert looks[0].next_look == LATER
