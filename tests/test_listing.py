"""Modules of a kind are found by a line in their source, and not imported for it."""

from pathlib import Path

from backup.listing import modules_with


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_modules_and_folders_with_the_line_are_found_with_the_first_line_of_their_docstring(tmp_path):
    write(tmp_path, "__init__.py", "")
    write(tmp_path, "one.py", '"""Is one."""\n\nKIND = 1\n')
    write(tmp_path, "two/__init__.py", '"""Is two, too.\n\nMore."""\n\nKIND = 2\n')
    assert modules_with("KIND", tmp_path / "__init__.py") == {"one": "Is one.", "two": "Is two, too."}


def test_what_is_private_not_of_the_kind_or_without_words_is_passed_over(tmp_path):
    write(tmp_path, "_hidden.py", '"""Hides."""\nKIND = 1\n')
    write(tmp_path, "indented.py", '"""Sets it somewhere else."""\n\ndef f():\n    KIND = 1\n')
    write(tmp_path, "longer.py", '"""Is called alike."""\nKINDRED = 1\n')
    write(tmp_path, "silent.py", "KIND = 1\n")
    write(tmp_path, "notes.txt", '"""Is no module."""\nKIND = 1\n')
    assert modules_with("KIND", tmp_path / "__init__.py") == {}


def test_nothing_is_imported(tmp_path):
    write(tmp_path, "trap.py", '"""Would raise."""\nKIND = 1\nraise SystemExit\n')
    assert modules_with("KIND", tmp_path / "__init__.py") == {"trap": "Would raise."}
