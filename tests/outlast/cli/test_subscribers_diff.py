"""`outlast subscribers diff`, and that reading only the changes says what comparing the whole lists does."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backup.archive import state as archive_state
from backup.archive import tables
from backup.archive.archive import Archive
from backup.archive.settle import ALWAYS_FULL
from backup.archive.state import Lines
from backup.audience.cells import join_cells
from backup.model import Complete, SubscriberRows
from outlast.subscribers.columns import header_of
from outlast.subscribers.difference import list_difference
from outlast.subscribers.lists import reader_of
from outlast.subscribers.nameless import nameless_reader_of
from tests.archive.night_letters import HEADER, PUBLICATION, day, subscriber
from tests.outlast.running import Ran
from tests.outlast.saved_letters import ANY_LOSS, KEY, SLUG, new_archive, save, save_three_days

Cli = Callable[..., Ran]
MANY = [subscriber(number) for number in range(1000, 1000 + ALWAYS_FULL // len(subscriber(1000)) + 200)]
"""So many that the list is kept as changes."""


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with new_archive(home, monkeypatch) as made:
        yield made


def save_list(archive: Archive, number: int, rows: list[bytes], header: tuple[str, ...] = HEADER) -> None:
    """Save a list of that day of January."""
    given_rows = SubscriberRows(header=header, records=rows, file="list.csv")
    complete = Complete(table=tables.SUBSCRIBERS)
    archive.snapshot([given_rows, complete], PUBLICATION, source="list", as_of=day(number), limit=ANY_LOSS)


def test_who_joined_left_and_changed_is_counted_without_addresses(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)

    ran = cli("subscribers", "diff", "1", "3")

    assert ran.out.splitlines() == [
        "From the list of 2026-01-01 12:00 to that of 2026-01-03 12:00:",
        "  subscribers: 5 joined, 2 left, 1 changed",
        "    1 from free to paid",
    ]
    summary = cli("subscribers", "diff", "2026-01-01", "2026-01-31", "--json").lines[-1]
    assert (summary["joined"], summary["left"], summary["changed"]) == (5, 2, 1)
    assert summary["moves"] == [{"before": "free", "after": "paid", "subscribers": 1}]


def test_addresses_are_told_in_order_when_asked(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)

    *lines, _ = cli("subscribers", "diff", "1", "2", "--addresses", "--json").lines

    assert [(line["change"], line["email"]) for line in lines[-3:]] == [
        ("left", "reader0@example.org"),
        ("left", "reader1@example.org"),
        ("changed", "reader3@example.org"),
    ]
    assert lines[-1]["after"] == {"status": "paid", "plan": "yearly", "disabled": False}
    assert (
        "~ reader3@example.org  free → paid, plan none → yearly"
        in cli("subscribers", "diff", "1", "2", "--addresses").out
    )


def test_turned_off_mail_is_told_apart_from_leaving(cli: Cli, archive: Archive) -> None:
    save(archive, 1)
    rows = [subscriber(number) for number in range(40)]
    save(archive, 2, subscribers=[rows[0].replace(b"other,false", b"other,true"), *rows[1:]])

    assert "1 turned e-mail off" in cli("subscribers", "diff", "1", "2").out


def test_only_changes_are_read_where_they_connect(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2, 3):
        save_list(archive, number, MANY[number:])
    chain = archive.chain(SLUG)
    assert [one.manifest.tables[tables.SUBSCRIBERS].full is None for one in chain] == [False, True, True]

    def refuse(*_: object) -> Lines:
        raise AssertionError("the whole list was read")

    monkeypatch.setattr(archive_state.Tables, "full", refuse)
    forth = list_difference(archive, SLUG, chain[1], chain[3], named=True)
    back = list_difference(archive, SLUG, chain[3], chain[1], named=True)

    assert [person.email for person in forth.left] == ["reader1001@example.org", "reader1002@example.org"]
    assert back.joined == forth.left


def test_column_names_in_quotes_are_read_from_the_whole_list(archive: Archive) -> None:
    header = ('e"mail', "Email", "a\nb, c")
    save_list(archive, 1, [b"x,anna@example.org,1"], header=header)

    assert header_of(archive, SLUG, archive.chain(SLUG)[1]) == join_cells(header)


def test_lists_with_other_columns_are_compared_by_person(archive: Archive) -> None:
    save_list(archive, 1, [b"anna@example.org,false,,other,false,2025-05-01T10:00:00.000Z,", subscriber(2)])
    save_list(
        archive,
        2,
        [b"Anna@Example.org,true,2027-01-01,yearly,false", b"new@example.org,false,,other,false"],
        header=("email", "active_subscription", "expiry", "plan", "email_disabled"),
    )
    chain = archive.chain(SLUG)

    found = list_difference(archive, SLUG, chain[1], chain[2], named=True)

    assert [person.key for person in found.joined] == ["new@example.org"]
    assert [person.key for person in found.left] == ["reader2@example.org"]
    assert [(one.before.status, one.after.status) for one in found.changed] == [("free", "paid")]


def test_a_list_that_does_not_say_who_turned_mail_off_turns_it_on_for_nobody(cli: Cli, archive: Archive) -> None:
    save_list(archive, 1, [subscriber(1).replace(b",other,false,", b",other,true,"), subscriber(2)])
    save_list(
        archive,
        2,
        [b"reader1@example.org,Free,", b"reader2@example.org,Paid,2026-01-01"],
        header=("Email", "Type", "First paid date"),
    )

    ran = cli("subscribers", "diff", "1", "2", "--addresses")
    summary = cli("subscribers", "diff", "1", "2", "--json").lines[-1]

    assert "reader1@example.org" not in ran.out
    assert "~ reader2@example.org  free → paid" in ran.out
    assert (summary["changed"], summary["mail_turned_off"]) == (1, None)


def test_the_same_list_twice_is_no_difference_whatever_its_columns(archive: Archive) -> None:
    save_list(archive, 1, [b"Anna,Lisbon"], header=("name", "city"))
    one = archive.chain(SLUG)[1]

    found = list_difference(archive, SLUG, one, one, named=False)

    assert (found.joined, found.left, found.changed) == ((), (), ())


def test_a_list_of_nobody_has_no_columns_and_is_no_error(cli: Cli, archive: Archive) -> None:
    save(archive, 1, subscribers=[])
    save(archive, 2)

    for words, joined, left in ((("1", "2"), 40, 0), (("2", "1"), 0, 40), (("1", "1"), 0, 0)):
        summary = cli("subscribers", "diff", *words, "--json").lines[-1]
        assert (summary["joined"], summary["left"]) == (joined, left)
    assert cli("subscribers", "list", "--at", "1").code == 0


PLANS = st.sampled_from([b"false,,other", b"true,,monthly", b"true,,yearly", b"false,,yearly"])
LISTS = st.lists(st.dictionaries(st.integers(0, 7), PLANS, min_size=1), min_size=2, max_size=5)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lists=LISTS, days=st.permutations([1, 2, 3, 4, 5]), long=st.booleans())
def test_the_changes_say_what_the_lists_say(
    tmp_path_factory: pytest.TempPathFactory, lists: list[dict[int, bytes]], days: list[int], long: bool
) -> None:
    """Whatever came in whatever order of dates, kept whole or as changes, forth and back, named or not."""
    archive = Archive.create(tmp_path_factory.mktemp("archive"), key=KEY)
    always = MANY if long else []
    for number, people in zip(days, lists, strict=False):
        rows = [b"p%d@example.org,%b,false,2025-05-01T10:00:00.000Z," % one for one in people.items()]
        save_list(archive, number, [*rows, *always])
    snapshots = list(archive.chain(SLUG))
    for first in snapshots:
        for last in snapshots:
            old, new = (archive.tables(SLUG).state(one.number, tables.SUBSCRIBERS).lines for one in (first, last))
            before, after = ({line.partition(b",")[0].decode(): line for line in lines} for lines in (old, new))
            named = list_difference(archive, SLUG, first, last, named=True)
            nameless = list_difference(archive, SLUG, first, last, named=False)

            assert [one.email for one in named.joined] == sorted(after.keys() - before.keys())
            assert [one.email for one in named.left] == sorted(before.keys() - after.keys())
            changed = sorted(who for who in before.keys() & after.keys() if before[who] != after[who])
            assert [one.after.email for one in named.changed] == changed
            assert nameless.moves() == named.moves()
            assert [len(nameless.joined), len(nameless.left)] == [len(named.joined), len(named.left)]
    archive.close()


CELL = st.sampled_from(["", "true", "false", "x", "other", "paid", "2026-01-01", "a,b", 'q"', "none", "Member"])
ADDRESS = st.sampled_from(["a@example.org", "B@x.org", "z@deletion-request.substack.com", "nobody", "", "é@x.org"])
HEADERS = [
    HEADER,
    ("active_subscription", "Email", "expiry", "plan", "email_disabled", "created_at"),
    ("email", "expiry", "email_disabled", "prefer_digests", "stripe_connected_customer_id", "type"),
    ("Name", "Email", "Type", "Start date", "First paid date", "Group membership", "Subscription interval"),
    ("email", "status", "created_at", "created_at"),
]


@settings(deadline=None, max_examples=200)
@given(header=st.sampled_from(HEADERS), rows=st.lists(st.tuples(ADDRESS, st.lists(CELL, max_size=8)), max_size=6))
def test_without_a_name_a_row_says_the_same(header: tuple[str, ...], rows: list[tuple[str, list[str]]]) -> None:
    names = join_cells(header)
    whole, nameless = reader_of(names), nameless_reader_of(names)
    column = next(index for index, name in enumerate(header) if name.casefold() == "email")
    for address, cells in rows:
        record = join_cells([*cells[:column], address, *cells[column:]])
        one, other = whole(record), nameless(record)

        assert (one.status, one.plan, one.disabled, one.paid) == (other.status, other.plan, other.disabled, other.paid)
