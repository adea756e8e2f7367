"""Whatever a page holds, the source reads it or reports it, and the sums are right."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from backup.document.decoding import decode
from backup.model import Complete, Post, Problem, Record, Row, Severity
from backup.sources.medium_export import MediumExport
from backup.sources.medium_export.activity import PAGES, read_page
from backup.sources.medium_export.markup import items
from backup.sources.medium_export.names import Place
from tests.sources.medium_pages import listing

FEW = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
KINDS = sorted(PAGES)

_bits = st.sampled_from(
    [
        *(
            "<li>",
            "<li class='h-entry'>",
            "</li>",
            "<ul>",
            "</ul>",
            "<ol>",
            "<section>",
            "</section>",
            "</html>",
            "<html>",
        ),
        *(
            "<a href='https://medium.com/p/x-0a1b2c3d4e5f'>",
            "<a href='https://[broken'>",
            "</a>",
            "<br>",
            "<b>",
            "</b>",
        ),
        *(
            "<time>",
            "</time>",
            "2021-02-31 9:99 pm",
            "2021-02-3 9:09 pm",
            "+3 &mdash; ",
            "+99999999999999999 ",
            " - $5",
        ),
        *(
            "<h1 class='p-name'>",
            "</h1>",
            "<section data-field='body'>",
            "<article class='h-entry'>",
            "<footer>",
            "</footer>",
        ),
        *(
            "<p class='graf graf--p graf--leading'>",
            "<li class='graf'>",
            "Created at: ",
            "IP: ",
            "<!--",
            "-->",
            "<style>",
        ),
        *(
            "<svg>",
            "<template>",
            "<script>",
            "</script>",
            "<table>",
            "\0",
            "\ud7ff",
            "&#0;",
            "&#xD800;",
            "﻿",
            "<",
            ">",
            '"',
        ),
        "Exported from <a>Medium</a> on May 5, 2021.",
        "datetime='9999-12-31T23:59:59-23:59'",
    ]
)
markup = st.lists(st.one_of(_bits, st.text(max_size=12)), max_size=40).map("".join)
pages = st.one_of(markup.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary(max_size=300))


def records_of(names: list[str], data: bytes) -> list[Record]:
    """Return what the source gives for an export of pages that all hold `data`."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        source = MediumExport(Path(folder))
        source.recognise(Path(folder))
        source.identity()
        source.as_of()
        return list(source.fetch())


@given(pages)
@example(b"<li><ul><li></li></ul></li>" * 3)
@FEW
def test_any_bytes_as_any_page_are_read_or_reported(data: bytes) -> None:
    names = [
        "posts/2021-05-05_A-aaaaaaaaaaaa.html",
        "claps/claps-0001.html",
        "lists/AI-bbbbbbbbbbbb.html",
        "profile/profile.html",
        "profile/about.html",
        "sessions/sessions-0001.html",
        "highlights/highlights-0001.html",
        "stray.html",
        "README.html",
    ]
    records = records_of(names, data)
    told = {record.file for record in records if isinstance(record, (Post, Problem))}
    tables = {record.table for record in records if isinstance(record, Row)}
    complete = {record.table for record in records if isinstance(record, Complete)}
    assert names[0] in told
    assert tables | complete | {"posts"} >= {"files"}
    for name, table in (("claps/claps-0001.html", "claps"), ("sessions/sessions-0001.html", "sessions")):
        assert name in told or f"activity/{table}" in tables | complete
    for problem in (record for record in records if isinstance(record, Problem)):
        assert problem.severity is not Severity.UNREADABLE or problem.raw or not data or "post" in problem.reason


@given(st.sampled_from(KINDS), st.lists(markup, max_size=8))
@FEW
def test_every_item_is_a_row_or_a_problem(kind: str, inner: list[str]) -> None:
    page = listing("A page", [f"<li>{text}</li>" for text in inner])
    data = page.encode("utf-8", "surrogatepass")
    decoded = decode(data)
    records = list(read_page(decoded, data, name="x/x-0001.html", place=Place(kind=kind, page=1)))
    rows = [record for record in records if isinstance(record, Row) and "raw" in record.data]
    lost = [record for record in records if isinstance(record, Problem) and record.table]
    found = [item.raw for item in items(decoded.text)]
    placeholders = [raw for raw in found if "<" not in raw and raw.strip().startswith(("No ", "Note:"))]
    if kind != "profile/about":
        assert len(rows) + len(lost) >= len(found) - len(placeholders)
        assert len(rows) + len(lost) <= len(found)
    assert {str(row.data["raw"]) for row in rows} <= set(found) | {
        str(row.data["raw"]) for row in rows if row.id == "about"
    }
    assert all(row.id and row.table == f"activity/{PAGES[kind].table}" for row in rows)


_plain = st.text(st.characters(exclude_characters="<>&\0\r", exclude_categories=["Cs"]), max_size=30)


@given(st.lists(_plain, max_size=30))
@FEW
def test_items_are_cut_out_exactly_as_they_came(texts: list[str]) -> None:
    page = listing("A page", [f'<li class="h-entry">{text}<b>{at}</b></li>' for at, text in enumerate(texts)])
    assert [item.raw for item in items(page)] == [f"{text}<b>{at}</b>" for at, text in enumerate(texts)]


@given(st.lists(st.sampled_from(["row", "bare", "odd"]), max_size=40))
@FEW
def test_rows_and_problems_add_up_to_the_items_of_the_page(shapes: list[str]) -> None:
    item = {
        "row": '<li>+1 &mdash; <a href="https://medium.com/p/0a1b2c3d4e5f">x</a></li>',
        "bare": "<li>+7</li>",
        "odd": "<li><i></i></li>",
    }
    page = listing("claps", [item[shape] for shape in shapes])
    records = list(read_page(decode(page.encode()), page.encode(), name="c", place=Place(kind="claps", page=1)))
    kept = sum(isinstance(record, Row) for record in records)
    lost = sum(isinstance(record, Problem) and record.table == "claps" for record in records)
    assert (kept, lost) == (len(shapes) - shapes.count("odd"), shapes.count("odd"))
