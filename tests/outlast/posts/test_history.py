"""How a post changed over the snapshots, against reading every state whole."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backup.archive import posts as stored_posts
from backup.archive import tables
from backup.archive.archive import Archive
from backup.archive.suspect import LossLimit
from backup.model import Complete, Post, PostKind
from outlast.posts.history import PostHistory
from tests.archive.night_letters import PUBLICATION, day, post
from tests.outlast.saved_letters import ANY_LOSS, KEY, SLUG, new_archive, save

STATES = st.sampled_from(["absent", "first", "second", "draft", "paid"])


def in_state(state: str) -> list[Post]:
    """Return post 1 in a state, or nothing."""
    kinds = {
        "first": post(1, text="first"),
        "second": post(1, text="second"),
        "draft": post(1, text="first", kind=PostKind.DRAFT),
        "paid": post(1, text="first", audience="only_paid"),
    }
    return [kinds[state]] if state in kinds else []


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(st.tuples(st.integers(1, 28), STATES), min_size=1, max_size=6, unique_by=lambda one: one[0]))
def test_versions_are_those_of_the_states_in_the_order_of_their_dates(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[int, str]]
) -> None:
    """Exports come in any order of their dates; post 2 is always there, so that no list is empty.

    A table that a snapshot says nothing of is as it was before, as in `Archive.posts`.
    """
    archive = Archive.create(tmp_path_factory.mktemp("archive"), key=KEY)
    for number, state in history:
        archive.snapshot(
            [*in_state(state), post(2), Complete(table="posts")],
            PUBLICATION,
            source="web",
            as_of=day(number),
            limit=ANY_LOSS,
        )
    expected: list[str] = []
    there: dict[str, str | None] = {}
    for snapshot in sorted(archive.chain(SLUG), key=lambda one: one.order):
        told = {name for name in (tables.POSTS, tables.PRIVATE_POSTS) if name in snapshot.manifest.tables}
        for name in told:
            lines = archive.tables(SLUG).state(snapshot.number, name).lines
            rows = {one.id: f"{one.kind} {one.audience} {one.digest}" for one in map(stored_posts.decode, lines)}
            there[name] = rows.get("101")
        now = [row for name, row in sorted(there.items(), key=lambda item: item[0] not in told) if row]
        if now and expected[-1:] != [now[0]]:
            expected.append(now[0])

    timeline = PostHistory(archive, SLUG).timeline("101")
    archive.close()

    got = [f"{one.post.kind} {one.post.audience} {one.post.digest}" for one in timeline.versions]
    assert got == expected
    assert timeline.gone == (bool(expected) and not any(there.values()))


def test_a_post_that_went_and_came_back_as_it_was_is_one_version(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with new_archive(home, monkeypatch) as archive:
        for number, given_posts in enumerate(([post(1), post(2)], [post(2)], [post(1), post(2)]), start=1):
            save(archive, number, given_posts)

        timeline = PostHistory(archive, SLUG).timeline("101")

    assert len(timeline.versions) == 1
    assert (timeline.gone, timeline.versions[0].last.number) == (False, 3)


def test_what_only_the_platform_counts_makes_no_version(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with new_archive(home, monkeypatch) as archive:
        save(archive, 1, [replace(post(1), raw={"views": "1"})])
        save(archive, 2, [replace(post(1), raw={"views": "2"})])

        (version,) = PostHistory(archive, SLUG).timeline("101").versions

    assert version.post.raw == {"views": "2"}


def test_a_post_of_a_snapshot_that_was_kept_apart_is_still_found(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with new_archive(home, monkeypatch) as archive:
        save(archive, 1)
        save(archive, 2, [post(77)], limit=LossLimit())
        history = PostHistory(archive, SLUG)

        assert "177" not in history.current()
        assert history.ever()["177"].title == "Letter 77"
        assert [version.first.number for version in history.timeline("177").versions] == [2]


def test_a_damaged_change_is_counted_and_the_rest_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with new_archive(home, monkeypatch) as archive:
        for number, text in enumerate(("one", "two", "three"), start=1):
            save(archive, number, [post(1, text=text), post(2)])
        name = archive.chain(SLUG)[2].manifest.tables[tables.POSTS].full
        archive.store.path(str(name)).write_bytes(b"x")
        history = PostHistory(archive, SLUG)

        assert [version.first.number for version in history.timeline("101").versions] == [1, 3]
        assert len(history.damaged) == 1
