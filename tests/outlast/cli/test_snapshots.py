"""`outlast snapshots list`, `show`, `keep` and `prune`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backup.archive import layout
from backup.archive.archive import Archive
from backup.archive.suspect import LossLimit
from tests.outlast.running import Ran
from tests.outlast.saved_letters import OTHER, SLUG, lose_key, new_archive, save, save_three_days

Cli = Callable[..., Ran]


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with new_archive(home, monkeypatch) as made:
        yield made


@pytest.fixture
def emptied(archive: Archive) -> Archive:
    """Return an archive whose second snapshot was kept apart."""
    save(archive, 1)
    save(archive, 2, subscribers=[], limit=LossLimit())
    return archive


def test_the_list_shows_every_snapshot_with_its_counts_and_needs_no_key(
    cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_three_days(archive)
    lose_key(monkeypatch)

    ran = cli("snapshots", "list")

    rows = [line.split() for line in ran.out.splitlines()]
    assert rows[0][:2] == ["Night", "Letters"]
    assert rows[2][:2] == ["1", "2026-01-01"]
    assert [row[-3:] for row in rows[2:]] == [["9", "3", "40"], ["11", "3", "43"], ["11", "2", "43"]]
    assert ran.code == 0


def test_programs_get_a_line_for_each_snapshot(cli: Cli, emptied: Archive) -> None:
    *lines, summary = cli("snapshots", "list", "--json").lines

    assert [(line["type"], line["number"], line["good"], line["suspect"]) for line in lines] == [
        ("snapshot", 1, True, None),
        ("snapshot", 2, False, "all 40 subscribers are gone"),
    ]
    assert lines[0]["counts"] == {"posts": 9, "drafts": 3, "responses": 0, "subscribers": 40, "pictures": None}
    assert summary == {"type": "summary", "snapshots": 2, "damaged": 0}


def test_a_snapshot_that_was_kept_apart_says_why(cli: Cli, emptied: Archive) -> None:
    out = cli("snapshots", "list").out

    assert "! 2 was kept apart, because all 40 subscribers are gone. If that is right:\n" in out
    assert "\n  → outlast snapshots keep 2\n" in out


def test_among_several_publications_the_way_to_accept_a_loss_names_one(cli: Cli, emptied: Archive) -> None:
    save(emptied, 1, publication=OTHER)

    out = cli("snapshots", "list").out

    assert f"\n  → outlast snapshots keep 2 --publication {SLUG}\n" in out
    assert "substack_export" not in out


def test_a_damaged_manifest_is_named_and_the_others_are_listed(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)
    path = next((archive.root / layout.PUBLICATIONS / SLUG / layout.SNAPSHOTS).glob("000002-*"))
    path.write_bytes(path.read_bytes().replace(b"substack", b"subst4ck"))

    ran = cli("snapshots", "list", "--json")

    assert [line.get("number") for line in ran.lines] == [1, 3, None, None]
    assert ran.lines[2]["file"] == path.name
    assert ran.code == 8


def test_an_archive_with_nothing_in_it_says_what_to_do(cli: Cli, archive: Archive) -> None:
    ran = cli("snapshots", "list")

    assert "outlast import FILE" in ran.out
    assert ran.code == 0


def test_only_the_publication_that_was_named_is_listed(cli: Cli, archive: Archive) -> None:
    save(archive, 1)
    save(archive, 1, publication=OTHER)

    lines = cli("snapshots", "list", "--json", "--publication", OTHER.slug).lines

    assert [line["publication"] for line in lines[:-1]] == [OTHER.slug]
    assert cli("snapshots", "list", "--publication", "nobody").code == 1


def test_one_snapshot_shows_its_tables_and_what_could_not_be_read(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)

    ran = cli("snapshots", "show", "2")

    assert ["subscribers", "43", "5", "1", "2"] in [line.split() for line in ran.out.splitlines()]
    assert "posts/9.lost.html, row 3: It cannot be read." in ran.out
    assert "reader1@example.org" not in ran.out


def test_a_snapshot_is_found_by_its_date(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)

    *lines, summary = cli("snapshots", "show", "2026-01-02", "--json").lines

    assert summary["number"] == 2
    assert summary["problems"] == 1
    assert {line["type"] for line in lines} == {"table", "problem"}


def test_without_the_key_the_problems_are_said_not_to_be_told(
    cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_three_days(archive)
    lose_key(monkeypatch)

    ran = cli("snapshots", "show", "1", "--json")

    assert "What could not be read then is not told here" in ran.err
    assert ran.lines[-1]["problems"] is None
    assert ran.code == 0


@pytest.mark.parametrize(("what", "code"), [("99", 1), ("2025-12-31", 1), ("soon", 2)])
def test_a_snapshot_that_is_not_there_is_an_error(cli: Cli, archive: Archive, what: str, code: int) -> None:
    save_three_days(archive)

    assert cli("snapshots", "show", what).code == code


def test_two_publications_need_a_name(cli: Cli, archive: Archive) -> None:
    save(archive, 1)
    save(archive, 1, publication=OTHER)

    assert cli("snapshots", "show", "1").code == 2
    assert cli("snapshots", "show", "1", "--publication", SLUG).code == 0


def test_accepting_needs_a_yes(cli: Cli, emptied: Archive) -> None:
    ran = cli("snapshots", "keep", "2", "--no-input")

    assert ran.code == 9
    assert "all 40 subscribers are gone" in ran.err
    assert cli("snapshots", "list", "--json").lines[1]["good"] is False


def test_an_accepted_snapshot_counts(cli: Cli, emptied: Archive) -> None:
    ran = cli("snapshots", "keep", "2", "--yes", "--json")

    assert ran.code == 0
    assert ran.lines[-1]["accepted"] is True
    assert cli("snapshots", "list", "--json").lines[1]["good"] is True
    assert "· 2: accepted although all 40 subscribers are gone" in cli("snapshots", "list").out


def test_a_label_and_a_pin_are_shown_in_the_list(cli: Cli, archive: Archive) -> None:
    save(archive, 1)

    assert cli("snapshots", "keep", "1", "--label", "before the move", "--pin").code == 0

    assert "· 1: “before the move”, never ages out" in cli("snapshots", "list").out


def test_a_good_snapshot_needs_no_accepting(cli: Cli, archive: Archive) -> None:
    save(archive, 1)

    assert cli("snapshots", "keep", "1").code == 2
    assert cli("snapshots", "keep", "7", "--pin").code == 1


def test_pruning_needs_a_policy(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)

    assert cli("snapshots", "prune").code == 2


def test_a_dry_run_of_pruning_changes_nothing(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)

    ran = cli("snapshots", "prune", "--keep-last", "1", "--dry-run", "--json")

    assert [line["number"] for line in ran.lines if line["type"] == "fold"] == [2]
    assert ran.lines[-1] == {"type": "summary", "folded": 0, "would_fold": 1, "kept": 2, "dry_run": True}
    assert len(cli("snapshots", "list", "--json").lines) == 4


def test_pruning_needs_a_yes(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)

    assert cli("snapshots", "prune", "--keep-last", "1").code == 9
    assert len(cli("snapshots", "list", "--json").lines) == 4


def test_pruning_folds_what_the_policy_does_not_keep(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)

    ran = cli("snapshots", "prune", "--keep-last", "1", "--yes")

    assert "1 snapshots were folded away; 2 stay." in ran.out
    assert [line["number"] for line in cli("snapshots", "list", "--json").lines[:-1]] == [1, 3]
    assert cli("verify").code == 0


def test_where_nothing_would_go_nobody_is_asked(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)

    ran = cli("snapshots", "prune", "--keep-last", "9")

    assert (ran.code, ran.out) == (0, "✓ Nothing would go: all snapshots stay.\n")


def test_a_narrow_terminal_gets_whole_dates_and_fewer_columns(
    cli: Cli, emptied: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")

    lines = cli("snapshots", "list").out.splitlines()

    assert lines[1].split() == ["Nr", "As", "of", "Posts", "Drafts", "Subscribers"]
    assert lines[2].split() == ["1", "2026-01-01", "12:00", "9", "3", "40"]
