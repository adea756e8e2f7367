"""The whole folder of each service, from the made-up list, as it is kept: `OUTLAST_ACCEPT=1` writes it anew."""

import os
from pathlib import Path

import pytest

from exporters.subscribers import found
from tests.exporters.lists.made_up_list import made_list
from tests.exporters.lists.writing import written

GOLDEN = Path(__file__).parents[2] / "golden" / "lists"


@pytest.mark.parametrize("name", sorted(found()))
def test_the_folder_is_as_it_was(name: str, tmp_path: Path) -> None:
    _, files = written(name, made_list(), tmp_path / "out")

    got = {path: content.decode().replace("\r\n", "\n") for path, content in files.items()}
    folder = GOLDEN / name
    if os.environ.get("OUTLAST_ACCEPT") == "1":
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for path, text in got.items():
            (folder / path).write_text(text, encoding="utf-8", newline="")
    kept = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert got == kept
