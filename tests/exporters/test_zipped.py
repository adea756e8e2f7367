"""A ZIP as a target."""

import io
import zipfile

import pytest

from exporters.target import Zipped


def test_the_same_files_give_the_same_bytes_whichever_way_they_are_written() -> None:
    made = []
    for _ in range(2):
        file = io.BytesIO()
        target = Zipped(lambda file=file: file)  # type: ignore[misc]
        target.write("a/b.txt", "äöü")
        with target.open("c.bin") as inside:
            inside.write(b"1" * 3_000_000)
        target.finish()
        made.append(file.getvalue())
        assert target.length == len(made[-1])

    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert archive.read("a/b.txt").decode() == "äöü"
        assert archive.read("c.bin") == b"1" * 3_000_000


def test_without_a_file_there_is_no_zip() -> None:
    target = Zipped(lambda: pytest.fail("opened"))

    target.finish()

    assert target.length == 0


@pytest.mark.parametrize("path", ["../x", "/x", "a\\b"])
def test_no_path_leads_out_of_it(path: str) -> None:
    target = Zipped(io.BytesIO)

    with pytest.raises(ValueError, match="not a path"):
        target.write(path, b"")


def test_no_file_is_written_twice() -> None:
    target = Zipped(io.BytesIO)
    target.write("a", b"1")

    with pytest.raises(ValueError, match="twice"):
        target.write("A", b"2")
