"""`outlast subscribers forget`: says what it will erase, wants the address twice, repeats it nowhere."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import click.termui
import pytest

from backup.archive import layout, tables
from backup.archive.archive import Archive
from backup.archive.keys import Key
from tests.archive.night_letters import post, posts
from tests.outlast.running import Ran, Terminal
from tests.outlast.saved_letters import KEY, SLUG, draft, lose_key, new_archive, save

Cli = Callable[..., Ran]
WHO = "reader1@example.org"
FORGET = ("subscribers", "forget", WHO)


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    """Return an archive in which a person is in lists, openings, a problem, a draft and a published post."""
    with new_archive(home, monkeypatch) as made:
        written = [*posts(), draft(20, f"Ask {WHO} about the tides."), post(21, text=f"Write to {WHO}!")]
        save(made, 1, written)
        save(made, 2, [*written, post(22)])
        yield made


def people(archive: Archive, key: Key | None = KEY) -> list[bytes]:
    """Return the rows of the newest list, read anew."""
    fresh = Archive(archive.root, key=key)
    snapshot = fresh.chain(SLUG).latest(tables.SUBSCRIBERS)
    assert snapshot is not None
    lines = fresh.tables(SLUG).state(snapshot.number, tables.SUBSCRIBERS).lines
    fresh.close()
    return lines


def test_a_dry_run_says_where_the_person_is_and_changes_nothing(cli: Cli, archive: Archive) -> None:
    ran = cli(*FORGET, "--dry-run")

    assert ran.code == 0
    assert ran.out.splitlines() == [
        "  opens: in 1 file",
        "  drafts and paid posts: in 1 file",
        "  problems: in 1 file",
        "  subscribers: in 1 file",
        "  The address will be left in 1 published post (--published blots it out):",
        "    posts: Letter 21",
        "Nothing was changed (--dry-run).",
    ]
    assert len(people(archive)) == 40


def test_nobody_to_ask_is_a_refusal_that_does_not_repeat_the_address(cli: Cli, archive: Archive) -> None:
    for words in ((), ("--yes",), ("--json",), ("--confirm", "reader2@example.org")):
        ran = cli(*FORGET, *words)
        assert ran.code == 9
        assert "reader" not in ran.out + ran.err
    assert len(people(archive)) == 40


def test_the_address_again_erases_the_person(cli: Cli, archive: Archive) -> None:
    ran = cli(*FORGET, "--confirm", "Reader1@example.org", "--json")

    assert ran.code == 0
    summary = ran.lines[-1]
    assert (summary["snapshots"], summary["passages"], summary["published_left"]) == (2, 2, ["posts: Letter 21"])
    assert summary["rows"] >= 2
    assert len(people(archive)) == 39
    assert "reader1" not in ran.out + ran.err


def test_it_says_what_it_cannot_reach(cli: Cli, archive: Archive) -> None:
    (archive.root / layout.INBOX / "export.zip").write_bytes(b"x")

    out = cli(*FORGET, "--confirm", WHO).out

    assert f"the 1 files in {archive.root / layout.INBOX}" in out
    assert "copies of" in out
    assert "The address is still in 1 published post:" in out


def test_published_posts_are_changed_only_when_asked(cli: Cli, archive: Archive) -> None:
    assert WHO in cli("show", "121").out

    ran = cli(*FORGET, "--published", "--confirm", WHO)

    assert ran.code == 0
    assert "still in" not in ran.out
    assert cli("show", "121").out.endswith("Write to [erased]!\n")


def test_a_person_must_type_the_address_again(cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal())
    for typed, code, left in (("yes", 9, 40), ("", 9, 40), (WHO, 0, 39)):
        monkeypatch.setattr(sys, "stderr", Terminal())
        monkeypatch.setattr(click.termui, "visible_prompt_func", lambda _, answer=typed: answer)

        assert cli(*FORGET).code == code
        assert len(people(archive)) == left


def test_somebody_who_is_not_there_can_be_kept_out_of_later_imports(cli: Cli, archive: Archive) -> None:
    ran = cli("subscribers", "forget", "new@example.org", "--confirm", "new@example.org")

    assert "No file of the archive names this address." in ran.out
    assert ran.code == 0
    save(archive, 3, subscribers=[b"new@example.org,false,,other,false,,", *people(archive)])
    assert len(people(archive)) == 40


def test_a_title_that_holds_the_address_is_told_without_it(cli: Cli, archive: Archive) -> None:
    save(archive, 3, [replace(post(30), title=f"Ask {WHO}"), *posts()])

    ran = cli(*FORGET, "--confirm", WHO, "--json")

    assert ran.code == 0
    assert "reader1" not in ran.out


@pytest.mark.parametrize("address", ["anna", "@example.org", "anna@", "anna b@example.org", ""])
def test_what_is_no_address_is_refused_without_repeating_it(cli: Cli, archive: Archive, address: str) -> None:
    ran = cli("subscribers", "forget", address, "--confirm", address)

    assert ran.code == 2
    assert "anna b" not in ran.err


def test_without_the_key_nothing_is_begun(cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    lose_key(monkeypatch)

    assert cli(*FORGET, "--confirm", WHO).code == 1
    assert len(people(archive)) == 40


def test_damage_stops_it_before_anything_is_written(cli: Cli, archive: Archive) -> None:
    name = archive.chain(SLUG)[1].manifest.tables["activity/opens"].full
    archive.store.path(str(name)).write_bytes(b"x")

    ran = cli(*FORGET, "--confirm", WHO)

    assert ran.code == 8
    assert not (archive.root / layout.REWRITE_INTENT).exists()
    assert len(people(archive)) == 40


def test_not_even_a_crash_writes_the_address_to_the_log(
    cli: Cli, archive: Archive, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(self: Archive, address: str, *, published: bool) -> None:
        raise RuntimeError(f"while erasing {address}")

    monkeypatch.setattr(Archive, "forget", crash)

    ran = cli(*FORGET, "--confirm", WHO)

    (log,) = home.rglob("*.log")
    assert "while erasing (address)" in log.read_text()
    assert "reader1" not in log.read_text() + ran.out + ran.err
