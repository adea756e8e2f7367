"""Snapshots over time: dates, deltas, suspicion, what came and went."""

import msgspec
import pytest

from backup.archive import tables
from backup.archive.archive import Archive
from backup.archive.retention import Policy, kept
from backup.archive.settle import ALWAYS_FULL
from backup.archive.suspect import LossLimit, reason
from backup.archive.verify import Verifier
from backup.model import Complete
from tests.archive.night_letters import PUBLICATION, day, post, posts, records, subscriber

SLUG = PUBLICATION.slug


def many(start: int, stop: int) -> list[bytes]:
    """Return so many subscribers that their list is kept as deltas."""
    return [subscriber(number) for number in range(start, stop)]


MANY = ALWAYS_FULL // len(subscriber(1000)) + 200


def test_a_long_list_is_kept_as_deltas_and_every_state_comes_back(archive: Archive) -> None:
    lists = [many(step * 7, MANY + step * 5) for step in range(6)]
    for number, rows in enumerate(lists, start=1):
        archive.snapshot(records([], rows), PUBLICATION, source="memory", as_of=day(number))

    reader = archive.tables(SLUG)
    entries = [snapshot.manifest.tables[tables.SUBSCRIBERS] for snapshot in archive.chain(SLUG)]

    assert [entry.full is None for entry in entries] == [False, True, True, True, True, True]
    for number, rows in enumerate(lists, start=1):
        assert reader.state(number, tables.SUBSCRIBERS).lines == sorted(rows)


def test_a_full_list_is_written_again_when_the_deltas_outgrow_half_of_it(archive: Archive) -> None:
    for number in range(1, 16):
        rows = many(number * 150, MANY + number * 150)
        archive.snapshot(records([], rows), PUBLICATION, source="memory", as_of=day(number), limit=LossLimit(share=1.0))

    entries = [snapshot.manifest.tables[tables.SUBSCRIBERS] for snapshot in archive.chain(SLUG)]
    fulls = [number for number, entry in enumerate(entries, start=1) if entry.full]

    assert 1 in fulls
    assert 2 <= len(fulls) < 15
    assert archive.tables(SLUG).state(15, tables.SUBSCRIBERS).lines == sorted(many(15 * 150, MANY + 15 * 150))


def test_who_left_between_two_dates_is_read_from_the_deltas(archive: Archive) -> None:
    for number, rows in enumerate([many(0, MANY), many(5, MANY + 3), many(9, MANY + 3)], start=1):
        archive.snapshot(records([], rows), PUBLICATION, source="memory", as_of=day(number))
    chain = archive.chain(SLUG)

    delta = archive.difference(SLUG, tables.SUBSCRIBERS, chain[1], chain[3])

    assert delta.removed == set(many(0, 9))
    assert delta.added == set(many(MANY, MANY + 3))


def test_somebody_who_left_and_came_back_is_no_difference(archive: Archive) -> None:
    for number, rows in enumerate([many(0, MANY), many(1, MANY), many(0, MANY)], start=1):
        archive.snapshot(records([], rows), PUBLICATION, source="memory", as_of=day(number))
    chain = archive.chain(SLUG)

    delta = archive.difference(SLUG, tables.SUBSCRIBERS, chain[1], chain[3])

    assert (delta.removed, delta.added) == (set(), set())


def test_a_list_that_is_suddenly_empty_is_kept_apart(archive: Archive) -> None:
    archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))

    result = archive.snapshot(records(subscribers=[]), PUBLICATION, source="memory", as_of=day(2))

    assert result.suspect == "all 40 subscribers are gone"
    latest = archive.chain(SLUG).latest(tables.SUBSCRIBERS)
    assert latest is not None
    assert latest.number == 1


def test_posts_that_suddenly_lost_most_of_their_text_are_kept_apart(archive: Archive) -> None:
    long = [post(number, text="The keeper wrote by night. " * 20) for number in range(30)]
    archive.snapshot(records(long), PUBLICATION, source="memory", as_of=day(1))

    few = archive.snapshot(
        records([post(number, text="x") if number < 3 else one for number, one in enumerate(long)]),
        PUBLICATION,
        source="memory",
        as_of=day(2),
    )
    many_short = archive.snapshot(
        records([post(number, text="x") if number < 12 else one for number, one in enumerate(long)]),
        PUBLICATION,
        source="memory",
        as_of=day(3),
    )

    assert few.suspect is None
    assert many_short.suspect == "9 of 30 posts have lost most of their text (30%)"


def test_the_next_good_snapshot_builds_on_the_last_good_one(archive: Archive) -> None:
    archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))
    archive.snapshot(records(subscribers=[]), PUBLICATION, source="memory", as_of=day(2))

    result = archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(3))

    assert result.suspect is None
    assert result.counts["subscribers"].unchanged == 40


def test_a_suspect_snapshot_that_is_accepted_becomes_the_latest(archive: Archive) -> None:
    archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))
    archive.snapshot(records(posts(2)), PUBLICATION, source="memory", as_of=day(2))

    archive.mark(SLUG, 2, accept=True)

    assert len(list(archive.posts(SLUG))) == 2


def test_the_same_suspect_export_twice_is_one_snapshot(archive: Archive) -> None:
    archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))
    for _ in range(2):
        result = archive.snapshot(records(subscribers=[]), PUBLICATION, source="memory", as_of=day(2))

    assert result.suspect
    assert len(archive.chain(SLUG)) == 2


@pytest.mark.parametrize(
    ("before", "lost", "after", "expected"),
    [
        (0, 0, 0, None),
        (40, 4, 36, None),
        (40, 5, 35, "5 of 40 posts are gone (12%)"),
        (1000, 100, 900, None),
        (1000, 101, 899, "101 of 1,000 posts are gone (10%)"),
        (3, 3, 0, "all 3 posts are gone"),
        (10, 4, 6, None),
    ],
)
def test_a_loss_is_suspicious_above_a_share_and_a_floor(
    before: int, lost: int, after: int, expected: str | None
) -> None:
    assert reason("posts", before=before, lost=lost, after=after, limit=LossLimit()) == expected


def joined(number: int, day_of_month: int) -> bytes:
    """Return a subscriber who joined on that day of January 2026."""
    return b"reader%d@example.org,false,,other,false,2026-01-%02dT10:00:00.000Z," % (number, day_of_month)


def test_an_older_export_takes_its_place_by_date_and_never_becomes_the_latest(archive: Archive) -> None:
    people = [joined(number, 1 + number) for number in range(19)]
    letters = [post(number) for number in range(19)]  # published on the days of January, one by one
    archive.snapshot(records(letters, people), PUBLICATION, source="memory", as_of=day(20))

    older = archive.snapshot(records(letters[:6], people[:5]), PUBLICATION, source="memory", as_of=day(6))

    assert older.older
    assert older.suspect is None
    assert len(list(archive.posts(SLUG))) == 19
    then = archive.chain(SLUG).latest(tables.POSTS, until="2026-01-07T00:00:00Z")
    assert then is not None
    assert len(list(archive.posts(SLUG, at=then))) == 6


def test_an_export_that_looks_older_because_its_newest_rows_are_gone_too_is_suspect(archive: Archive) -> None:
    people = [joined(number, 1 + number % 19) for number in range(60)]
    archive.snapshot(records(None, people), PUBLICATION, source="memory", as_of=day(20))

    emptied = [person for person in people if b"2026-01-0" in person][::2]
    result = archive.snapshot(records(None, emptied), PUBLICATION, source="memory", as_of=day(10))

    assert result.older
    assert result.suspect is not None
    assert "subscribers are gone" in result.suspect


def test_an_older_export_with_the_same_content_changes_nothing(archive: Archive) -> None:
    archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(20))

    result = archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(5))

    assert result.number is None
    assert result.counts["posts"].new == 0


def test_a_table_that_a_source_does_not_cover_keeps_its_own_latest(archive: Archive) -> None:
    archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))

    archive.snapshot(
        iter([post(50), Complete(table="posts")]), PUBLICATION, source="m", as_of=day(2), limit=LossLimit(share=1)
    )

    latest = archive.chain(SLUG).latest(tables.SUBSCRIBERS)
    assert latest is not None
    assert latest.number == 1


def test_pruning_keeps_what_the_policy_says_and_every_kept_state_whole(archive: Archive) -> None:
    lists = [many(step * 3, MANY + step) for step in range(10)]
    for number, rows in enumerate(lists, start=1):
        archive.snapshot(records(posts(12 + number), rows), PUBLICATION, source="memory", as_of=day(number))
    archive.mark(SLUG, 4, pin=True)

    going = archive.prune(Policy(last=2))

    assert going == {SLUG: [2, 3, 5, 6, 7, 8]}
    for number in (1, 4, 9, 10):
        assert archive.tables(SLUG).state(number, tables.SUBSCRIBERS).lines == sorted(lists[number - 1])
    report = Verifier(archive).verify()
    assert (report.damages, report.unreferenced) == ((), 0)


def test_a_policy_that_says_nothing_keeps_everything(archive: Archive) -> None:
    for number in range(1, 4):
        archive.snapshot(records(posts(number + 5)), PUBLICATION, source="memory", as_of=day(number))

    assert kept(archive.chain(SLUG), Policy()) == {1, 2, 3}


def test_a_suspect_snapshot_and_the_last_good_one_never_age_out(archive: Archive) -> None:
    for number in range(1, 4):
        archive.snapshot(records(posts(number + 5)), PUBLICATION, source="memory", as_of=day(number))
    archive.snapshot(records(subscribers=[]), PUBLICATION, source="memory", as_of=day(4))

    assert kept(archive.chain(SLUG), Policy(daily=1)) == {1, 3, 4}


def test_the_manifests_form_a_chain_of_digests(archive: Archive) -> None:
    for number in range(1, 4):
        archive.snapshot(records(posts(number + 5)), PUBLICATION, source="memory", as_of=day(number))

    first, second, third = archive.chain(SLUG)

    assert (first.manifest.parent, second.manifest.parent, third.manifest.parent) == (None, first.digest, second.digest)
    assert msgspec.json.decode((archive.chain(SLUG).folder / f"000003-{third.digest[:12]}.json").read_bytes())
