"""A host's limits: a new file begins before one is too large, and a picture stands in the file of its post."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from exporters.target import Folder
from exporters.wordpress import _parts
from exporters.wordpress._parts import Parts
from exporters.wordpress._wxr import Author, Term, WxrItem
from tests.exporters.wordpress.wxr_read_back import Wxr, read

MAYA = Author(login="maya", name="Maya")


def item(number: int, kind: str = "post", size: int = 0, tag: str = "t") -> WxrItem:
    return WxrItem(
        number=number,
        type=kind,
        status="publish",
        title=f"Item {number}",
        slug=f"item-{number}",
        link="",
        guid="",
        author="maya",
        at=datetime(2024, 1, 1, tzinfo=UTC),
        content="ü" * (size // 2),
        tags=(Term(slug=tag, name=tag),),
    )


def files(folder: Path, *added: tuple[WxrItem, WxrItem | None]) -> dict[str, Wxr]:
    target = Folder(folder)
    parts = Parts(target, title="T", link="")
    for post, picture in added:
        parts.add(post, MAYA, picture)
    parts.finish()
    target.finish()
    assert parts.written == len(list(folder.glob("*.xml")))
    return {path.name: read(path) for path in folder.glob("*.xml")}


def numbers(file: Wxr) -> list[int]:
    return [int(one.wp["post_id"]) for one in file.items]


def test_what_fits_is_one_file(tmp_path: Path) -> None:
    made = files(tmp_path / "out", (item(1), None), (item(2), None))

    assert {name: numbers(file) for name, file in made.items()} == {"wordpress.xml": [1, 2]}


def test_a_new_file_begins_before_one_is_too_large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(_parts, "LARGEST", 20_000)
    posts = [item(number, size=8000, tag=f"t{number}") for number in range(1, 4)] + [item(4, size=90_000, tag="t4")]

    made = files(tmp_path / "out", *((post, None) for post in posts))

    assert {name: numbers(file) for name, file in made.items()} == {
        "wordpress-1.xml": [1, 2],
        "wordpress-2.xml": [3],
        "wordpress-3.xml": [4],
    }
    assert (tmp_path / "out" / "wordpress-1.xml").stat().st_size <= 22_000
    assert {name: set(file.terms) for name, file in made.items()} == {
        "wordpress-1.xml": {"t1", "t2"},
        "wordpress-2.xml": {"t3"},
        "wordpress-3.xml": {"t4"},
    }


def test_each_file_has_the_pictures_of_its_posts_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(_parts, "MOST_PICTURES", 2)
    one, two, three = (item(number, "attachment") for number in (91, 92, 93))

    made = files(tmp_path / "out", (item(1), one), (item(2), one), (item(3), two), (item(4), three), (item(5), one))

    assert {name: numbers(file) for name, file in made.items()} == {
        "wordpress-1.xml": [91, 1, 2, 92, 3],
        "wordpress-2.xml": [93, 4, 91, 5],
    }
