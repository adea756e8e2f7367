"""The day of an export is no change of a post."""

import pytest

from backup.archive.archive import Archive
from backup.archive.sameness import undated
from backup.model import Body, BodyFormat, Complete, Post, PostKind
from tests.archive.night_letters import PUBLICATION, day

PAGE = (
    "<article><section>I exported this from Medium on Monday. {text}</section><footer><p>By A</p>"
    '<p>Exported from <a href="https://medium.com">Medium</a> on {date}.</p></footer></article>'
)


def story(date: str, text: str = "Tides.", kind: PostKind = PostKind.POST) -> Post:
    """Return a story as an export of that day holds it."""
    data = PAGE.format(date=date, text=text).encode()
    return Post(id="a1", kind=kind, type="story", title="T", body=Body(data=data, format=BodyFormat.MEDIUM_HTML))


@pytest.mark.parametrize("kind", [PostKind.POST, PostKind.DRAFT])
def test_a_later_export_of_the_same_story_changes_nothing(archive: Archive, kind: PostKind) -> None:
    for number, date in enumerate(("April 4, 2026", "May 12, 2026"), start=1):
        records = iter([story(date, kind=kind), Complete(table="posts")])
        result = archive.snapshot(records, PUBLICATION, source="medium_export", as_of=day(number))

    name = "posts" if kind is PostKind.POST else "drafts"
    assert (result.counts[name].changed, result.counts[name].unchanged) == (0, 1)


def test_an_edited_story_is_a_change(archive: Archive) -> None:
    for number, text in enumerate(("Tides.", "Tides and moons."), start=1):
        records = iter([story("April 4, 2026", text), Complete(table="posts")])
        result = archive.snapshot(records, PUBLICATION, source="medium_export", as_of=day(number))

    assert result.counts["posts"].changed == 1


def test_only_the_stamp_is_left_out() -> None:
    data = PAGE.format(date="April 4, 2026", text="x").encode()

    assert undated(data) == data.replace(b'<a href="https://medium.com">Medium</a> on April 4, 2026', b"")
    assert undated(data, BodyFormat.SUBSTACK_HTML) == data
