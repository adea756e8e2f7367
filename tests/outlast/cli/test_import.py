"""`outlast import`, as scripts call it: exact counts, exit codes, JSON lines, and nothing lost in any shape."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.archive.verify import Verifier
from tests.outlast.running import Ran
from tests.sources.rezip import SHAPES

Cli = Callable[..., Ran]
FIXTURES = Path(__file__).parents[2] / "fixtures"
SAMPLES = {
    "betacraft": (FIXTURES / "substack" / "export-betacraft", {"posts": 3, "drafts": 1, "subscribers": 11}),
    "ghost": (FIXTURES / "substack" / "export-ghost", {"posts": 4, "drafts": 1, "subscribers": 0}),
    "phishdestroy": (FIXTURES / "medium" / "exports" / "phishdestroy", {"posts": 2, "responses": 2, "claps": 14}),
    "tryghost": (FIXTURES / "medium" / "exports" / "tryghost", {"drafts": 1, "responses": 1}),
}


def run_import(cli: Cli, archive: Path, *files: Path, code: int = 0) -> dict[str, Any]:
    """Import as the machine contract says and return the summary, the last line."""
    ran = cli("--archive", str(archive), "--no-input", "--json", "import", *map(str, files))
    assert ran.code == code, ran.err
    summary: dict[str, Any] = ran.lines[-1]
    assert summary["type"] == "summary"
    return summary


def reconciled(summary: dict[str, Any]) -> None:
    """Check that every row that was read was kept or is reported as a problem."""
    for name, count in summary["counts"].items():
        if name == "problems":
            continue
        kept = count["new"] + count["changed"] + count["unchanged"]
        assert 0 <= count["read"] - kept <= len(summary["problems"]), (name, count)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_in_every_shape_is_saved_whole_and_a_second_import_changes_nothing(
    cli: Cli, tmp_path: Path, sample: str, shape: str
) -> None:
    folder, expected = SAMPLES[sample]
    file = SHAPES[shape](folder, tmp_path / "export.zip")
    archive = tmp_path / "archive"

    first = run_import(cli, archive, file)
    second = run_import(cli, archive, file)
    third = run_import(cli, archive, folder)

    reconciled(first)
    assert {name: first["counts"][name]["new"] for name in expected} == expected
    for again in (second, third):
        for name, count in again["counts"].items():
            assert (count["new"], count["changed"], count["gone"]) == (0, 0, 0), name
            if name != "problems":
                assert count["read"] == first["counts"][name]["read"]
    assert cli("--archive", str(archive), "verify").code == 0


def test_the_summary_has_the_counts_that_scripts_ask_for(cli: Cli, tmp_path: Path) -> None:
    summary = run_import(cli, tmp_path / "a", SAMPLES["phishdestroy"][0])

    names = [
        "posts",
        "drafts",
        "responses",
        "subscribers",
        "claps",
        "highlights",
        "bookmarks",
        "follows",
        "sessions",
        "media",
        "problems",
    ]
    assert set(names) <= summary["counts"].keys()
    for count in summary["counts"].values():
        assert count.keys() == {"read", "new", "changed", "unchanged", "gone"}
    for problem in summary["problems"]:
        assert {"file", "reason"} <= problem.keys()


def test_the_archive_is_made_with_its_key_in_the_state_folder(cli: Cli, tmp_path: Path, home: Path) -> None:
    summary = run_import(cli, tmp_path / "a", SAMPLES["betacraft"][0])

    (key_file,) = home.rglob("*.key")
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert summary["key"] == f"file:{key_file}"
    assert (summary["created"], summary["encrypted"], summary["recovery_sheet_printed"]) == (True, True, False)
    archive = Archive(tmp_path / "a", key=Key(key_file.read_text()))
    assert len(list(archive.posts("engineeringorg"))) == 4
    archive.close()


def test_global_options_may_stand_after_the_verb(cli: Cli, tmp_path: Path) -> None:
    ran = cli("import", str(SAMPLES["ghost"][0]), "--json", "--archive", str(tmp_path / "a"), "--no-input")

    assert ran.code == 0
    assert ran.lines[-1]["counts"]["posts"]["new"] == 4


def test_without_encryption_it_is_said_loudly(cli: Cli, tmp_path: Path, home: Path) -> None:
    ran = cli("--archive", str(tmp_path / "a"), "--no-input", "import", "--no-encryption", str(SAMPLES["betacraft"][0]))

    assert ran.code == 0
    assert "WITHOUT ENCRYPTION" in ran.err
    assert not list(home.rglob("*.key"))
    assert not list((tmp_path / "a").rglob("*.age"))


def test_a_list_that_is_suddenly_empty_is_kept_apart_with_exit_3(cli: Cli, tmp_path: Path) -> None:
    header = "email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at\n"
    rows = "".join(f"r{n}@example.org,false,,other,false,2025-01-0{n}T00:00:00.000Z,\n" for n in range(1, 9))
    full, empty = tmp_path / "email_list.pub.csv", tmp_path / "later" / "email_list.pub.csv"
    full.write_text(header + rows)
    empty.parent.mkdir()
    empty.write_text(header)
    run_import(cli, tmp_path / "a", full)

    summary = run_import(cli, tmp_path / "a", empty, code=3)

    assert summary["suspect"] == "all 8 subscribers are gone"
    again = run_import(cli, tmp_path / "a", full)
    assert again["counts"]["subscribers"]["unchanged"] == 8


def test_an_older_export_is_kept_in_its_own_date(cli: Cli, tmp_path: Path) -> None:
    folder = SAMPLES["betacraft"][0]
    archive = str(tmp_path / "a")
    cli("--archive", archive, "--no-input", "import", str(folder), "--as-of", "2026-05-01")
    ran = cli("--archive", archive, "--no-input", "--json", "import", str(folder), "--as-of", "2024-05-01")

    assert ran.lines[-1]["files"][0]["as_of"] == "2024-05-01T23:59:59Z"
    assert ran.lines[-1]["counts"]["posts"]["unchanged"] == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.zip", b"PK\x03\x04 cut off"),
        ("nothing.zip", b"PK\x05\x06" + b"\0" * 18),
        ("holiday.jpg", b"\xff\xd8\xff\xe0 not a list"),
        ("empty.csv", b""),
        ("names.csv", b"name,city\nAda,London\n"),
    ],
)
def test_a_file_that_is_no_export_is_refused_with_what_to_do_and_no_archive_is_harmed(
    cli: Cli, tmp_path: Path, name: str, content: bytes
) -> None:
    archive = tmp_path / "a"
    run_import(cli, archive, SAMPLES["ghost"][0])
    before = sorted((path, path.read_bytes()) for path in archive.rglob("*") if path.is_file())
    (tmp_path / name).write_bytes(content)

    ran = cli("--archive", str(archive), "--no-input", "--json", "import", str(tmp_path / name))

    assert ran.code == 1
    assert ran.lines[-1]["type"] == "error"
    assert ran.lines[-1]["code"].startswith("OUT-12")
    assert "Traceback" not in ran.err
    assert sorted((path, path.read_bytes()) for path in archive.rglob("*") if path.is_file()) == before


def test_a_missing_file_says_so(cli: Cli, tmp_path: Path) -> None:
    ran = cli("--archive", str(tmp_path / "a"), "import", str(tmp_path / "nowhere.zip"))

    assert ran.code == 1
    assert "nowhere.zip" in ran.err


def test_one_bad_file_among_good_ones_does_not_stop_them(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"rubbish")

    summary = run_import(cli, tmp_path / "a", tmp_path / "bad.zip", SAMPLES["ghost"][0], code=3)

    assert summary["counts"]["posts"]["new"] == 4
    assert summary["problems"][-1]["file"] == "bad.zip"


def test_a_dry_run_says_what_is_in_it_and_makes_nothing(cli: Cli, tmp_path: Path) -> None:
    ran = cli("--archive", str(tmp_path / "a"), "--json", "import", "--dry-run", str(SAMPLES["betacraft"][0]))

    assert ran.code == 0
    assert ran.lines[-1]["counts"]["subscribers"]["read"] == 11
    assert not (tmp_path / "a").exists()


def test_a_folder_with_other_things_in_it_is_not_made_an_archive(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")

    ran = cli("--archive", str(tmp_path), "--no-input", "import", str(SAMPLES["ghost"][0]))

    assert ran.code == 9
    assert sorted(path.name for path in tmp_path.iterdir()) == ["diary.txt"]


def test_verify_finds_nothing_wrong_after_all_samples_in_one_archive(cli: Cli, tmp_path: Path, home: Path) -> None:
    for folder, _ in SAMPLES.values():
        run_import(cli, tmp_path / "a", folder)

    (key_file,) = home.rglob("*.key")
    archive = Archive(tmp_path / "a", key=Key(key_file.read_text()))
    assert Verifier(archive).verify().damages == ()
    assert len(archive.slugs()) == 4
    archive.close()
