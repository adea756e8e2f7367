"""`outlast export`: what a writer sees, and what is never half there."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import exporters
from backup.archive.archive import Archive
from tests.exporters.made_up import DRAFT_WORD, PAID_WORD, made
from tests.exporters.reading_back import contains, tree
from tests.outlast.running import Ran

Cli = Callable[..., Ran]
LETTERS = ("--publication", "night-letters")
_ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    built = made(home)
    assert built.archive.vault.key is not None
    key_file = home / "key.txt"
    key_file.write_text(built.archive.vault.key.text)
    key_file.chmod(0o600)
    monkeypatch.setenv("OUTLAST_ARCHIVE", str(built.archive.root))
    monkeypatch.setenv("OUTLAST_KEY", f"file:{key_file}")
    yield built.archive
    built.archive.close()


def test_it_says_what_was_written_what_was_left_out_and_what_was_lost(cli: Cli, archive: Archive, home: Path) -> None:
    ran = cli("export", "markdown", *LETTERS, "--out", "there")

    assert ran.code == 0
    assert "12 posts" in ran.out
    assert "Left out: 1 drafts, 2 for subscribers only." in ran.out
    assert "could not be carried over" in ran.out
    assert (home / "there" / "losses.csv").read_text().startswith("post,title,url,block,what,reason")


def test_a_dry_run_writes_nothing_and_says_the_same(cli: Cli, archive: Archive, home: Path) -> None:
    before = sorted(home.rglob("*"))

    dry = cli("export", "markdown", *LETTERS, "--out", "there", "--dry-run", "--json")
    assert sorted(home.rglob("*")) == before
    real = cli("export", "markdown", *LETTERS, "--out", "there", "--json")

    different = {"dry_run", "where", "losses_file"}
    first, second = (
        {name: value for name, value in ran.lines[-1].items() if name not in different} for ran in (dry, real)
    )
    assert first == second
    assert [line for line in dry.lines if line["type"] == "loss"] == [
        line for line in real.lines if line["type"] == "loss"
    ]


def test_drafts_and_paid_posts_come_when_asked_for_and_then_the_folder_is_private(
    cli: Cli, archive: Archive, home: Path
) -> None:
    cli("export", "markdown", *LETTERS, "--out", "public")
    cli("export", "markdown", *LETTERS, "--out", "all", "--drafts", "--audience", "all")

    assert not contains(tree(home / "public"), DRAFT_WORD.encode())
    assert contains(tree(home / "all"), DRAFT_WORD.encode())
    assert contains(tree(home / "all"), PAID_WORD.encode())
    if os.name == "posix":
        assert (home / "all").stat().st_mode & 0o077 == 0


def test_a_folder_with_files_is_refused_with_what_to_do(cli: Cli, archive: Archive, home: Path) -> None:
    (home / "there").mkdir()
    (home / "there" / "mine.txt").write_text("mine")

    ran = cli("export", "markdown", *LETTERS, "--out", "there")

    assert ran.code == 9
    assert "Outlast never writes among files that it did not make" in ran.err
    assert "--out" in ran.err
    assert [path.name for path in (home / "there").iterdir()] == ["mine.txt"]


def test_an_earlier_export_is_replaced_on_request(cli: Cli, archive: Archive, home: Path) -> None:
    for words in ((), ("--replace",)):
        ran = cli("export", "markdown", *LETTERS, "--out", "there", *words)
        assert ran.code == 0

    assert cli("export", "markdown", *LETTERS, "--out", "there").code == 9


@pytest.mark.parametrize("name", [name for name in exporters.found() if exporters.load(name).single])
def test_one_file_is_written_as_one_file(cli: Cli, archive: Archive, home: Path, name: str) -> None:
    ending = exporters.load(name).single

    assert cli("export", name, *LETTERS, "--out", f"it.{ending}", "--base-url", "https://letters.example").code == 0

    made_files = {path.name for path in home.iterdir() if path.name.startswith("it.")}
    assert made_files == {f"it.{ending}", "it.losses.csv"}
    assert cli("export", name, *LETTERS, "--out", f"it.{ending}").code == 9
    assert cli("export", name, *LETTERS, "--out", f"it.{ending}", "--replace").code == 0


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--since", "yesterday"), "is not a day"),
        (("--base-url", "letters.example"), "is no address"),
        (("--at", "1999-01-01"), "Nothing of night-letters was saved"),
        (("--tag", "no such tag"), "No post of this publication fits"),
        (("--publication", "other"), "no publication called"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_written(
    cli: Cli, archive: Archive, home: Path, words: tuple[str, ...], what: str
) -> None:
    ran = cli("export", "markdown", *(LETTERS if "--publication" not in words else ()), "--out", "there", *words)

    assert ran.code in (1, 2)
    assert what in ran.err
    assert not (home / "there").exists()


def test_a_target_that_there_is_not_is_answered_with_those_that_there_are(cli: Cli, archive: Archive) -> None:
    ran = cli("export", "blogger")

    assert ran.code == 2
    assert "ghost" in ran.err


def test_without_the_key_only_what_is_public_is_written(
    cli: Cli, archive: Archive, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUTLAST_KEY", f"file:{home / 'away.txt'}")

    ran = cli("export", "markdown", *LETTERS, "--out", "there")

    assert ran.code == 0
    assert "Only what is public can be read" in ran.err
    assert "12 posts" in ran.out
    files = tree(home / "there")
    assert not contains(files, DRAFT_WORD.encode())
    assert not contains(files, PAID_WORD.encode())


@pytest.mark.parametrize("files", [1, 4, 12])
def test_a_killed_export_leaves_nothing_there_and_the_next_one_is_whole(
    cli: Cli, archive: Archive, home: Path, files: int
) -> None:
    program = (
        "import os, signal, sys\n"
        "from exporters.target import Folder\n"
        "from outlast.cli import main\n"
        f"left = iter(range({files}, -1, -1)).__next__\n"
        "new = Folder._new\n"
        "def killing(self, path):\n"
        "    if left() == 0:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return new(self, path)\n"
        "Folder._new = killing\n"
        "sys.exit(main())\n"
    )
    words = ["export", "markdown", *LETTERS, "--out", "there"]
    environ = {**os.environ, "PYTHONPATH": str(_ROOT)}

    ended = subprocess.run([sys.executable, "-c", program, *words], env=environ, cwd=home, check=False)

    assert ended.returncode == -signal.SIGKILL
    assert not (home / "there").exists()
    assert cli(*words).code == 0
    assert [path.name for path in home.iterdir() if "there" in path.name] == ["there"]


def test_a_full_disk_is_told_as_such(cli: Cli, archive: Archive, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def full(path: object, *words: object, **named: object) -> int:
        if "being-written" in str(path) and str(path).endswith(".md"):
            raise OSError(28, "No space left on device", str(path))
        return real(path, *words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("exporters.target.folder.os.open", full)
    ran = cli("export", "markdown", *LETTERS, "--out", "there")

    assert ran.code == 1
    assert "is full" in ran.err
    assert [path.name for path in home.iterdir() if "there" in path.name] == []


def test_an_export_is_called_as_the_settings_say(cli: Cli, archive: Archive, home: Path) -> None:
    assert cli("config", "set", "publications.night-letters.name", "The Letters of Night").code == 0

    assert cli("export", "html", *LETTERS, "--out", "there").code == 0
    assert "The Letters of Night" in (home / "there" / "index.html").read_text()
