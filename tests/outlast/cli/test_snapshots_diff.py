"""`outlast snapshots diff`: what lies between two dates."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.model import Complete, SubscriberRows
from outlast.posts.changes import News, post_changes, row_counts
from tests.archive.night_letters import HEADER, PUBLICATION, day, post, posts, subscriber
from tests.outlast.running import Ran
from tests.outlast.saved_letters import SLUG, lose_key, new_archive, save, save_three_days

Cli = Callable[..., Ran]


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with new_archive(home, monkeypatch) as made:
        yield made


def test_posts_are_told_by_title_and_subscribers_by_number(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)

    ran = cli("snapshots", "diff", "1", "3")

    assert ran.out.splitlines()[1:] == [
        "  posts: 2 new, 2 changed, 1 gone",
        "    + Letter 12",
        "    + Letter 13",
        "    ~ Letter 0: published",
        "    ~ Letter 2: text, subtitle",
        "    - Letter 3",
        "  subscribers: 5 joined, 2 left, 1 changed",
        "    1 from free to paid",
    ]
    assert ran.code == 0


def test_dates_mean_the_last_snapshot_by_then(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)

    by_date = cli("snapshots", "diff", "2026-01-01", "2026-01-09", "--json").lines[-1]

    assert (by_date["first"]["number"], by_date["last"]["number"]) == (1, 3)
    assert by_date["posts"] == {"new": 2, "changed": 2, "gone": 1}
    assert by_date["subscribers"]["joined"] == 5


def test_addresses_are_told_only_when_asked(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)

    assert "@" not in cli("snapshots", "diff", "1", "2", "--json").out
    lines = cli("snapshots", "diff", "1", "2", "--json", "--addresses").lines

    left = [line["email"] for line in lines if line.get("change") == "left"]
    assert left == ["reader0@example.org", "reader1@example.org"]


def test_the_other_way_round_everything_is_reversed(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)

    summary = cli("snapshots", "diff", "3", "1", "--json").lines[-1]

    assert summary["posts"] == {"new": 1, "changed": 2, "gone": 2}
    assert (summary["subscribers"]["joined"], summary["subscribers"]["left"]) == (2, 5)


def test_one_table_alone(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)

    assert cli("snapshots", "diff", "1", "2", "--table", "claps").out.splitlines()[1:] == [
        "  claps: 0 new, 0 changed, 0 gone"
    ]
    assert "subscribers" not in cli("snapshots", "diff", "1", "2", "--table", "posts").out
    ran = cli("snapshots", "diff", "1", "2", "--table", "chats")
    assert ran.code == 2
    assert "There is: claps, opens, posts, problems, subscribers" in ran.err


def test_without_the_key_published_posts_are_compared_and_the_rest_is_named(
    cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_three_days(archive)
    lose_key(monkeypatch)

    ran = cli("snapshots", "diff", "1", "2", "--json")

    assert ran.lines[-1]["posts"] == {"new": 2, "changed": 1, "gone": 0}
    assert "subscribers" in ran.lines[-1]["not_compared"]
    assert "subscribers" not in ran.lines[-1]
    assert cli("snapshots", "diff", "1", "2", "--table", "subscribers").code == 1


def test_a_list_alone_says_nothing_of_posts_so_those_of_before_count(cli: Cli, archive: Archive) -> None:
    save(archive, 1)
    rows = SubscriberRows(header=HEADER, records=[subscriber(number) for number in range(1, 40)], file="list.csv")
    archive.snapshot([rows, Complete(table="subscribers")], PUBLICATION, source="subscriber_csv", as_of=day(2))

    summary = cli("snapshots", "diff", "1", "2", "--json").lines[-1]

    assert summary["posts"] == {"new": 0, "changed": 0, "gone": 0}
    assert summary["subscribers"]["left"] == 1


def test_where_there_was_no_list_yet_it_says_so(cli: Cli, archive: Archive) -> None:
    archive.snapshot([post(1), Complete(table="posts")], PUBLICATION, source="web", as_of=day(1))
    save(archive, 2)

    ran = cli("snapshots", "diff", "1", "2")

    assert "one of the two has no list to compare with" in ran.out
    assert "11 new" in ran.out
    assert ran.code == 0


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"title": "Another"}, ("title",)),
        ({"tags": ("sea",), "url": "https://example.org/p/x"}, ("url", "tags")),
        ({"audience": "only_paid"}, ("audience",)),
        ({"raw": {"views": "7"}}, ("details",)),
    ],
)
def test_what_changed_is_said_in_words(archive: Archive, changed: dict[str, object], what: tuple[str, ...]) -> None:
    save(archive, 1, [post(1), post(2)])
    save(archive, 2, [replace(post(1), **changed), post(2)])  # type: ignore[arg-type]
    chain = archive.chain(SLUG)

    (change,) = post_changes(archive, SLUG, chain[1], chain[2])

    assert (change.news, change.post.id, change.what) == (News.CHANGED, "101", what)


def test_a_file_that_is_kept_whole_counts_its_rows(archive: Archive) -> None:
    archive.snapshot([*posts(), Complete(table="posts")], PUBLICATION, source="web", as_of=day(1))
    save(archive, 2)
    chain = archive.chain(SLUG)

    counts = row_counts(archive, SLUG, "activity/opens", chain[1], chain[2])

    assert (counts.new, counts.changed, counts.gone) == (2, 0, 0)
