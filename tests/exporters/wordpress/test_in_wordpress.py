"""WordPress's own parser and editor take what we write, of every block and of every post of the samples."""

import html
import subprocess
from pathlib import Path

import pytest

from tests.exporters.made_up import MEDIUM, SUBSTACK, Made
from tests.exporters.wordpress.contents import ALL_POSTS, choose, made_up_contents, sample_contents
from tests.exporters.wordpress.wordpress_parts import edited, parsed
from tests.exporters.wordpress.wxr_read_back import Options, written
from tests.real import components

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def contents(publication: Made, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("contents")
    found = made_up_contents(publication) | sample_contents(folder)
    _, files = written(choose(publication.archive, SUBSTACK, ALL_POSTS), folder / "made-up")
    return found | {f"made up: {item.wp['post_id']}": item.content for file in files for item in file.items}


def test_its_parser_finds_blocks_alone_and_its_serializer_writes_the_same_bytes(
    contents: dict[str, str], tmp_path: Path
) -> None:
    made = parsed(contents, tmp_path)

    assert set(made) == set(contents)
    for name, content in contents.items():
        assert made[name]["loose"] == "", name
        assert made[name]["again"] == content, name


@pytest.fixture(scope="module")
def in_newest_editor(contents: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    return edited(contents, tmp_path_factory.mktemp("editor"), "nightly")


def test_its_editor_finds_no_block_strange(
    contents: dict[str, str], in_newest_editor: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    for made in (in_newest_editor, edited(contents, tmp_path, "6.5")):
        assert set(made) == set(contents)
        assert {name: said["strange"] for name, said in made.items() if said["strange"]} == {}


def test_its_editor_saves_what_it_opened(contents: dict[str, str], in_newest_editor: dict[str, dict[str, str]]) -> None:
    """But for how signs are escaped: it writes a bracket as it is, and a blank that does not break as `&nbsp;`."""
    for name, content in contents.items():
        assert html.unescape(in_newest_editor[name]["again"]) == html.unescape(content), name


@pytest.mark.parametrize("which", [SUBSTACK, MEDIUM], ids=lambda one: one.platform)
def test_the_file_is_well_formed(publication: Made, which: object, tmp_path: Path) -> None:
    selection = choose(publication.archive, which, ALL_POSTS)  # type: ignore[arg-type]
    written(selection, tmp_path / "out", Options(base_url="https://letters.example", canonical=True))

    command = [components.program("xmllint"), "--noout", "--nonet", str(tmp_path / "out" / "wordpress.xml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
