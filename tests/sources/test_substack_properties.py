import tempfile
import zipfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from backup.audience.cells import join_cells
from backup.errors import OutlastError
from backup.sources.substack_export import SubstackExport
from tests.sources.reading import Reading, read

HEADER = [
    *("post_id", "post_date", "is_published", "email_sent_at", "inbox_sent_at"),
    *("type", "audience", "title", "subtitle", "podcast_url"),
]
text = st.text(st.one_of(st.sampled_from('",\n\r;\t a&<'), st.characters(exclude_categories=["Cs", "Cc"])), max_size=10)
post_ids = st.one_of(st.builds("{}.{}".format, st.integers(1, 6), st.sampled_from(["a", "b.c", ""])), text)


@st.composite
def rows(draw: st.DrawFn) -> list[list[str]]:
    date = st.sampled_from(["", "2025-06-19T12:07:52.098Z", "soon"])
    row = st.tuples(
        post_ids, date, st.sampled_from(["true", "FALSE", ""]), date, date, text, text, text, text, text
    ).map(list)
    return draw(st.lists(st.one_of(row, row, st.lists(text, min_size=1, max_size=12)), max_size=8))


def fetched(files: dict[str, bytes], *, packed: bool) -> Reading | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        if packed:
            with zipfile.ZipFile(path, "w") as archive:
                for name, data in files.items():
                    archive.writestr(name, data)
        else:
            for name, data in files.items():
                (path / name).parent.mkdir(parents=True, exist_ok=True)
                (path / name).write_bytes(data)
        SubstackExport.recognise(path)
        try:
            reading = read(SubstackExport(path))
            SubstackExport(path).identity(), SubstackExport(path).as_of()
        except OutlastError:
            return None
        return reading


@settings(deadline=None, max_examples=200)
@given(
    table=rows(),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    bodies=st.sets(st.integers(1, 8)),
    packed=st.booleans(),
)
def test_every_row_is_a_post_or_reported(
    table: list[list[str]], end: str, encoding: str, bodies: set[int], *, packed: bool
) -> None:
    lines = [",".join(HEADER), *(join_cells(row).decode() for row in table)]
    files = {f"posts/{i}.x.html": f"<p>{i}</p>".encode() for i in bodies}
    reading = fetched({"posts.csv": (end.join(lines) + end).encode(encoding), **files}, packed=packed)
    assert reading is not None
    listed = [post for post in reading.posts if post.raw]
    assert len(listed) + len(reading.lost("posts")) == len(table)
    assert {post.id for post in reading.posts} >= {str(i) for i in bodies}
    assert len({post.id for post in reading.posts}) == len(reading.posts)
    for post in listed:
        assert [post.raw[name] for name in HEADER] in table
        assert (post.body is not None) == (post.id in map(str, bodies))


pieces = st.lists(
    st.sampled_from(
        [b"post_id", b",", b"1.a", b"\n", b'"', b"email", b"a@b.example", b"true", b"\r", b"\0", b"\xff", b"<h1>"]
    )
).map(b"".join)


@settings(deadline=None, max_examples=200)
@given(
    files=st.dictionaries(
        st.sampled_from(
            [
                "posts.csv",
                "posts/1.a.html",
                "posts/1.delivers.csv",
                "posts/2.b.opens.csv",
                "email_list.x.csv",
                "x.csv",
                "y",
            ]
        ),
        st.one_of(pieces, st.binary(max_size=60)),
        min_size=1,
    ),
    packed=st.booleans(),
)
def test_any_bytes_in_its_files_raise_nothing_but_our_own_errors(files: dict[str, bytes], *, packed: bool) -> None:
    fetched(files, packed=packed)


@settings(deadline=None, max_examples=100)
@given(data=st.binary(max_size=200))
def test_any_bytes_as_the_export_raise_nothing_but_our_own_errors(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.zip"
        path.write_bytes(data)
        assert SubstackExport.recognise(path) == 0
        try:
            read(SubstackExport(path))
        except OutlastError:
            return
        raise AssertionError("these bytes are no export")
