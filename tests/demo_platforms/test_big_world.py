"""The big world has what the measurements of live backups are made on."""

from collections import Counter
from collections.abc import Iterator

import pytest

from outlast.demo_platforms.substack import files
from outlast.demo_platforms.substack.nouns import BIG
from outlast.demo_platforms.substack.world import World


@pytest.fixture(scope="module")
def big() -> Iterator[World]:
    """Return the big world, made once."""
    yield World(BIG)


def test_the_big_world_is_as_big_as_it_says(big: World) -> None:
    truth = big.truth()
    published = [post for post in truth["posts"].values() if post["published"]]
    assert len(published) == 500
    assert len({picture for post in published for picture in post["pictures"]}) >= 2_000
    assert (len(truth["comments"]), len(truth["threads"]), len(truth["subscribers"])) == (3_000, 50, 20_000)
    busy = Counter(reply["thread"] for reply in truth["replies"].values())
    assert sum(count > 100 for count in busy.values()) >= 3
    assert len({post["slug"] for post in truth["posts"].values()}) == len(truth["posts"])


def test_every_picture_of_the_big_world_is_different(big: World) -> None:
    digests = big.truth()["files"]
    assert len(set(digests.values())) == len(digests) > 2_000


def test_comments_are_nested_edited_and_deleted(big: World) -> None:
    said = [comment for many in big.comments.values() for comment in many]
    assert max(len(comment.path) for comment in said) >= 4
    assert any(comment.edited for comment in said)
    assert any(comment.deleted for comment in said)


@pytest.mark.parametrize(
    ("ending", "magic"),
    [
        ("png", b"\x89PNG\r\n\x1a\n"),
        ("jpeg", b"\xff\xd8\xff"),
        ("", b"\xff\xd8\xff"),
        ("heic", b"\x00\x00\x00\x18ftypheic"),
        ("mp3", b"ID3"),
        ("mp4", b"\x00\x00\x00\x18ftypisom"),
        ("pdf", b"%PDF-1.4"),
    ],
)
def test_a_made_up_file_begins_as_its_kind_does(ending: str, magic: bytes) -> None:
    one, other = files.made("one", ending), files.made("other", ending)
    assert one.startswith(magic)
    assert one != other
