"""What an incident tells of a comparison, whatever its entry holds."""

import pytest

from backup.watch.compared import Compared, compared_in
from backup.watch.incident import Entry, EntryKind


def entry(kind=EntryKind.COMPARED, **fields):
    return Entry(kind=kind, at="2026-11-22T09:00:00Z", text="It was compared.", fields=fields)


def test_counts_are_told_by_table_and_zeros_are_not():
    read = compared_in(entry(lost={"chats": 1, "posts": 0}, back={"posts": 41}, not_looked_at=["media"]))
    assert read == Compared(lost={"chats": 1}, back={"posts": 41}, not_compared=("media",))


@pytest.mark.parametrize("fields", [{}, {"lost": None}, {"lost": "1 chat"}, {"lost": ["chats"]}])
def test_what_does_not_tell_what_was_lost_is_no_comparison(fields):
    assert compared_in(entry(**fields)) is None


def test_another_entry_is_no_comparison():
    assert compared_in(entry(EntryKind.NOTE, lost={"chats": 1})) is None


@pytest.mark.parametrize("odd", [True, "3", -2, None, 1.5])
def test_what_is_no_count_is_left_out(odd):
    assert compared_in(entry(lost={"chats": odd}, back=odd, not_looked_at=odd)) == Compared(
        lost={}, back={}, not_compared=()
    )
