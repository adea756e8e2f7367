import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from backup.audience.cells import join_cells
from backup.errors import OutlastError
from backup.sources.subscriber_csv import SubscriberCsv
from tests.sources.reading import Reading, read

HEADERS = [
    "email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at",
    "Name,Email,Type,Start date,Revenue",
    "email,name",
    "email",
]
text = st.text(st.one_of(st.sampled_from('",\n\r;\t a*@'), st.characters(exclude_categories=["Cs", "Cc"])), max_size=8)
address = st.builds("{}@{}.example".format, st.sampled_from("abcdABCDößé"), st.sampled_from("xyz"))


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[list[str]]]:
    header = draw(st.sampled_from(HEADERS))
    names = header.split(",")
    cell = st.one_of(text, st.sampled_from(["true", "false", "other", "paid", "2025-01-28T07:04:41.591Z"]))

    def row() -> st.SearchStrategy[list[str]]:
        cells = [st.one_of(address, text) if name.casefold() == "email" else cell for name in names]
        return st.tuples(*cells).map(list)

    ragged = st.lists(cell, min_size=1, max_size=9)
    return header, draw(st.lists(st.one_of(row(), row(), row(), ragged), max_size=12))


def fetched(data: bytes) -> Reading | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes(data)
        SubscriberCsv.recognise(path)
        source = SubscriberCsv(path)
        try:
            reading = read(source)
            source.identity(), source.as_of(), source.fingerprint()
        except OutlastError:
            return None
        return reading


@settings(deadline=None, max_examples=250)
@given(
    table=tables(),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    last=st.booleans(),
)
def test_every_row_is_kept_or_reported_and_kept_rows_say_what_was_written(
    table: tuple[str, list[list[str]]], end: str, encoding: str, *, last: bool
) -> None:
    header, rows = table
    lines = [header, *(join_cells(row).decode() for row in rows)]
    reading = fetched((end.join(lines) + (end if last else "")).encode(encoding))
    blank = [row for row in rows if header == "email" and not join_cells(row).strip()]
    assert reading is not None
    found = len(reading.records) + len(reading.table("masked")) + len(reading.lost("subscribers"))
    assert found == len(rows) - len(blank)
    written = [row for row in rows if len(row) == len(header.split(","))]
    # Who turned e-mail off in one row has turned it off in the one that is kept.
    left = [_but_for_mail_off(header, row) for row in written]
    for cells in reading.people:
        assert _but_for_mail_off(header, cells) in left
        left.remove(_but_for_mail_off(header, cells))
    for row in reading.table("masked"):
        assert list(row.data.values()) in written
    assert len({cells[reading_column(header)].strip().lower() for cells in reading.people}) == len(reading.people)


def reading_column(header: str) -> int:
    return header.casefold().split(",").index("email")


@settings(deadline=None, max_examples=300)
@given(
    data=st.one_of(
        st.binary(max_size=300),
        st.lists(
            st.sampled_from([b"email", b",", b"a@b.example", b"\n", b'"', b"\r", b"\0", b";", b"\xff\xfe", b"*"])
        ).map(b"".join),
    ),
    header=st.sampled_from([b"", b"email\n", b"email,plan\n", HEADERS[0].encode() + b"\n"]),
)
def test_any_bytes_are_read_or_refused_with_an_error_of_ours(data: bytes, header: bytes) -> None:
    fetched(header + data)


def _but_for_mail_off(header: str, cells: list[str]) -> list[str]:
    return [cell for name, cell in zip(header.split(","), cells, strict=True) if name != "email_disabled"]
