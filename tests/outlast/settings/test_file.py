"""The settings file as text: lines, comments, odd files."""

import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backup.errors import BadSettings, StorageError
from outlast.settings.file import change_settings, parse_settings, read_settings_text, write_settings_text

FILE = Path("outlast.toml")
KEY = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)


def test_a_file_that_is_not_there_says_nothing(tmp_path):
    assert read_settings_text(tmp_path / "none.toml") == ""


def test_the_mark_of_notepad_is_no_trouble(tmp_path):
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbfarchive = '/a'\r\n")
    assert parse_settings(read_settings_text(tmp_path / "a.toml"), FILE).values == {("archive",): "/a"}


def test_a_file_that_is_not_text_is_told(tmp_path):
    (tmp_path / "a.toml").write_bytes(b"archive = '\xff\xfe'")
    with pytest.raises(BadSettings, match="not plain UTF-8"):
        read_settings_text(tmp_path / "a.toml")


def test_a_folder_in_its_place_is_told(tmp_path):
    with pytest.raises(StorageError, match="cannot be read"):
        read_settings_text(tmp_path)


def test_a_file_that_is_not_toml_is_told_with_the_line():
    with pytest.raises(BadSettings, match="line 2"):
        parse_settings("a = 1\nb = = 2\n", FILE)


def test_lines_are_found_in_tables_dotted_keys_and_quoted_keys():
    text = parse_settings('a = 1\n\n[b]  # x\nc.d = 2\n[e."f.g"]\n"h" = 3\n\ti = {j = 4}\n', FILE)
    assert text.line(("a",)) == 1
    assert text.line(("b", "c", "d")) == 4
    assert text.line(("e", "f.g")) == 5
    assert text.line(("e", "f.g", "h")) == 6
    assert text.line(("e", "f.g", "i", "j")) == 7
    assert text.line(("nowhere",)) is None


def test_line_endings_stay_as_they_are(tmp_path):
    file = tmp_path / "a.toml"
    file.write_bytes(b"# hello\r\narchive = '/a'\r\n")
    write_settings_text(file, change_settings(read_settings_text(file), ("archive",), "/b"))
    assert file.read_bytes() == b'# hello\r\narchive = "/b"\r\n'


@pytest.mark.skipif(sys.platform == "win32", reason="making links takes rights on Windows")
def test_a_link_to_the_real_file_stays_a_link(tmp_path):
    (tmp_path / "dotfiles").mkdir()
    (tmp_path / "outlast.toml").symlink_to(tmp_path / "dotfiles" / "outlast.toml")
    write_settings_text(tmp_path / "outlast.toml", "a = 1\n")
    assert (tmp_path / "outlast.toml").is_symlink()
    assert (tmp_path / "dotfiles" / "outlast.toml").read_text() == "a = 1\n"
    assert len(list((tmp_path / "dotfiles").iterdir())) == 1


@given(
    first=st.dictionaries(KEY, st.dictionaries(KEY, st.integers(0, 9), min_size=1, max_size=3), max_size=3),
    name=st.tuples(KEY, KEY),
    value=st.one_of(st.integers(-(2**40), 2**40), st.text(st.characters(exclude_categories=("Cs",)), max_size=20)),
)
@settings(deadline=None, max_examples=150)
def test_a_change_changes_that_value_and_no_other(first, name, value):
    text = "".join(
        f"[{table}] # table\n" + "".join(f"{key} = {number}\n" for key, number in keys.items())
        for table, keys in first.items()
    )
    after = change_settings(text, name, value)
    expected = {table: dict(keys) for table, keys in first.items()}
    expected.setdefault(name[0], {})[name[1]] = value
    assert tomllib.loads(after) == expected
    assert after.count("# table") >= len(first)
    number = parse_settings(after, FILE).line(name)
    assert after.split("\n")[number - 1].startswith(f"{name[1]} =")
