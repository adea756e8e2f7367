"""`outlast audit --draft`: a new text against the whole archive, before it is published."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from tests.outlast.auditing.tides import LETTERS, QuietRule, TideRule, lines, with_rules
from tests.outlast.running import Ran
from tests.outlast.saved_letters import new_archive, save

Cli = Callable[..., Ran]


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with_rules(monkeypatch, TideRule(), QuietRule())
    with new_archive(home, monkeypatch) as made:
        save(made, 1, LETTERS)
        yield made


@pytest.mark.parametrize(
    "text",
    [
        "# Moon\n\nA tide of the moon.\n",
        "<html><body><h1>Moon</h1><p>A tide of the moon.</p></body></html>",
        "Moon\n\nA tide of the moon.",
    ],
    ids=["markdown", "html", "plain"],
)
def test_a_new_text_is_looked_at_against_all_the_archive(cli: Cli, archive: Archive, home: Path, text: str) -> None:
    (home / "new.txt").write_text(text)
    ran = cli("audit", "--draft", "new.txt", "--json")
    [finding] = lines(ran, "finding")

    assert ran.lines[-1]["draft"] == "draft"
    assert "draft" in [one["post"] for one in finding["evidence"]]
    assert ran.lines[-1]["looked_at"]["posts compared with"] == 3


def test_what_does_not_concern_the_new_text_is_left_out(cli: Cli, archive: Archive, home: Path) -> None:
    (home / "new.md").write_text("Of the moon alone.\n")
    ran = cli("audit", "--draft", "new.md", "--json")

    assert (ran.code, ran.lines[-1]["findings"]) == (0, 0)


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "could not be read"), (b"  \n", "nothing in"), (b"PK\x03\x04\x00\x00", "not a text")],
    ids=["missing", "empty", "zip"],
)
def test_a_new_text_that_is_none_is_said_to_be_so(
    cli: Cli, archive: Archive, home: Path, content: bytes | None, said: str
) -> None:
    if content is not None:
        (home / "new.md").write_bytes(content)
    ran = cli("audit", "--draft", "new.md")

    assert ran.code in (1, 2)
    assert said in ran.err


def test_a_new_text_in_no_encoding_is_read_all_the_same(cli: Cli, archive: Archive, home: Path) -> None:
    (home / "new.md").write_bytes(b"\xff\xfe A tide \xe9\n")

    assert cli("audit", "--draft", "new.md", "--json").lines[-1]["findings"] == 1
