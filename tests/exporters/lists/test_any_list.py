"""Whatever a list holds, each of its rows ends in exactly one place, and each good address is written once."""

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backup.audience.cells import join_cells
from exporters.subscribers import found, load
from exporters.subscribers._base import Part
from tests.exporters.lists.made_up_list import HEADER, made_list
from tests.exporters.lists.writing import people, written

HEADERS = [
    HEADER,
    ("email", "active_subscription", "expiry", "plan", "email_disabled", "created_at", "first_payment_at"),
    ("email", "expiry", "email_disabled", "prefer_digests", "stripe_connected_customer_id", "type"),
    ("Name", "E-Mail-Adresse", "Status", "IP"),
    ("email",),
]
CELLS = st.one_of(
    st.sampled_from(
        ["", "true", "FALSE", "Paid", "comp", "gift", "monthly", "unsubscribed", "2118-09-11T12:14:56.557Z", "cus_1"]
    ),
    st.text(max_size=12),
)
ADDRESSES = st.one_of(
    st.sampled_from(["a@example.org", "A@Example.org ", "b@example.org", "=b@example.org", "ö@exämple.org", "*@*.com"]),
    st.emails(),
    st.text(max_size=20),
)


@st.composite
def some_list(draw: st.DrawFn) -> tuple[tuple[str, ...], list[bytes]]:
    header = draw(st.sampled_from(HEADERS))
    records = []
    for _ in range(draw(st.integers(0, 12))):
        cells = [draw(CELLS) for _ in header]
        cells[1 if header[0] == "Name" else 0] = draw(ADDRESSES)
        records.append(draw(st.one_of(st.just(join_cells(cells)), st.binary(max_size=30))))
    return header, records


@pytest.mark.parametrize("name", sorted(found()))
@settings(max_examples=25)  # of each service
@given(made=some_list())
def test_every_row_ends_in_exactly_one_place(name: str, made: tuple[tuple[str, ...], list[bytes]]) -> None:
    header, records = made
    with tempfile.TemporaryDirectory() as folder:
        report, files = written(name, made_list(records, header), Path(folder) / "out")

    counts = ("active", "suppressed", "masked", "refused", "twins", "deleted", "forgotten", "not_asked")
    assert report.rows == len(records) + 3 == sum(getattr(report, count) for count in counts)
    service = load(name)
    active, suppressed = (people(service, files, part) for part in (Part.ACTIVE, Part.SUPPRESSED))
    both: Counter[str] = active + suppressed
    assert both.total() == report.active + report.suppressed
    assert set(both.values()) <= {1}
    assert people(service, files, Part.AGAIN).keys() <= both.keys()
