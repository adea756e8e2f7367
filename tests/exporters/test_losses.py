"""Losses are counted once and listed where no spreadsheet runs them."""

import csv
import io

from exporters.losses import Loss, Losses, as_csv, counted


def loss(**fields: str) -> Loss:
    return Loss(**{"post": "1", "title": "T", "url": None, "block": "figure", "what": "x", "reason": "Gone.", **fields})  # type: ignore[arg-type]


def test_one_that_is_told_twice_counts_once() -> None:
    losses = Losses()
    for _ in range(2):
        losses.add(loss())

    assert len(losses) == 1


def test_they_are_counted_by_block_and_reason() -> None:
    found = counted((loss(), loss(what="y"), loss(block="link")))

    assert found == {("figure", "Gone."): 2, ("link", "Gone."): 1}


def test_the_list_reads_back_and_holds_no_formula() -> None:
    title = '=cmd|"/c calc"!A1, with\nlines'

    rows = list(csv.DictReader(io.StringIO(as_csv((loss(title=title, what="w" * 999),)).decode(), newline="")))

    assert rows[0]["title"] == f"'{title}"
    assert rows[0]["reason"] == "Gone."
    assert len(rows[0]["what"]) == 300
