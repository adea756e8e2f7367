"""Addresses that the writer names in a file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.errors import InputError, UsageError
from outlast.mailing import named
from outlast.mailing.named import addresses_in


def read(folder: Path, content: bytes) -> tuple[str, ...]:
    path = folder / "some.csv"
    path.write_bytes(content)
    return addresses_in(path)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"ada@example.org\nben@example.org\n", ("ada@example.org", "ben@example.org")),
        (b"\xef\xbb\xbfada@example.org\r\n", ("ada@example.org",)),
        (b"name,Email,note\nAda,ADA@example.org,x@example.org\nBen,,\n", ("ada@example.org",)),
        (b"Ada,ada@example.org\nBen, ben@example.org \n", ("ada@example.org", "ben@example.org")),
        (b"ada@example.org\nADA@example.org\n", ("ada@example.org",)),
        ("anna@münchen.example\n".encode(), ("anna@xn--mnchen-3ya.example",)),
        (b"email\nb***@example.org\nnobody\n\xff\xfe@x.org\nok@example.org\n", ("ok@example.org",)),
    ],
)
def test_a_list_of_addresses_is_read_whatever_its_form(
    tmp_path: Path, content: bytes, expected: tuple[str, ...]
) -> None:
    assert read(tmp_path, content) == expected


@pytest.mark.parametrize("content", [b"", b"just words\n", b"email\n\n"])
def test_a_file_without_an_address_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InputError, match="no address"):
        read(tmp_path, content)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        addresses_in(tmp_path / "missing.csv")


def test_too_many_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named, "_MOST", 2)

    with pytest.raises(UsageError, match="3 addresses"):
        read(tmp_path, b"a@x.org\nb@x.org\nc@x.org\n")


@given(st.binary(max_size=400))
def test_no_file_raises_anything_else(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    try:
        found = read(tmp_path_factory.mktemp("named"), content)
    except InputError:
        return
    assert all("@" in one for one in found)
