"""Every fixture's blocks, field by field, against the kept ones."""

from pathlib import Path

import pytest

from tests.document.golden import assert_golden, fixtures
from tests.document.reading import medium, substack


@pytest.mark.parametrize("path", fixtures("substack/widgets"), ids=lambda path: path.stem)
def test_a_substack_widget_gives_the_kept_blocks(path: Path) -> None:
    assert_golden(substack(path.read_bytes()), f"substack/widgets/{path.stem}")


@pytest.mark.parametrize("path", fixtures("substack/posts"), ids=lambda path: path.stem)
def test_a_substack_post_gives_the_kept_blocks(path: Path) -> None:
    assert_golden(substack(path.read_bytes()), f"substack/posts/{path.stem}")


@pytest.mark.parametrize("folder", ["tryghost", "meh", "synthetic"])
def test_a_medium_post_gives_the_kept_blocks(folder: str) -> None:
    for path in fixtures(f"medium/posts/{folder}"):
        assert_golden(medium(path.read_bytes()), f"medium/{folder}/{path.stem}")


def test_no_widget_of_the_list_is_kept_raw() -> None:
    for path in fixtures("substack/widgets"):
        kinds = {block.kind for block in substack(path.read_bytes()).blocks}
        assert "raw" not in kinds, path.name


def test_the_whole_page_of_widgets_holds_the_blocks_of_each() -> None:
    alone = [
        block.kind
        for path in fixtures("substack/widgets")
        if path.stem != "ALL"
        for block in substack(path.read_bytes()).blocks
    ]
    together = [block.kind for block in substack((fixtures("substack/widgets")[0]).read_bytes()).blocks]
    assert fixtures("substack/widgets")[0].stem == "ALL"
    assert sorted(together) == sorted(alone)
