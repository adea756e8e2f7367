"""`outlast audit`: what it tells people and programs, what it writes, and when its exit code is 3."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.risk.model import Severity
from outlast.auditing.honest import AFTER, BEFORE
from tests.archive.night_letters import post
from tests.outlast.auditing.tides import LETTERS, BrokenRule, QuietRule, TideRule, lines, with_rules
from tests.outlast.running import Ran
from tests.outlast.saved_letters import OTHER, SLUG, lose_key, new_archive, save

SUSPENDED = Path(__file__).parents[2] / "fixtures" / "medium" / "exports" / "phishdestroy"
"""A real export of an account that was suspended (MIT)."""
Cli = Callable[..., Ran]


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with_rules(monkeypatch, TideRule(), QuietRule())
    with new_archive(home, monkeypatch) as made:
        save(made, 1, LETTERS)
        yield made


def test_people_get_a_table_and_each_finding_in_sentences(cli: Cli, archive: Archive) -> None:
    said = cli("audit").out

    assert "Looked at: 2 posts, 1 draft, 19 words, 4 stories clapped for." in said
    assert "high      medium      too-many-tides  2 posts have a tide" in said
    for sentence in (
        "1. 2 posts have a tide",
        "Why: They say so.",
        "Not known: What the filter makes of tides is not public.",
        "What to do: Write of the moon.",
        "· Letter 2",
        "“The tide came in at night.”",
        "2 reasons were looked for. 1 thing was found: 1 of high severity.",
    ):
        assert sentence in said


def test_it_begins_and_ends_with_what_nobody_can_know(cli: Cli, archive: Archive) -> None:
    said = cli("audit").out.splitlines()

    assert (said[0], said[-1]) == (BEFORE, AFTER)
    assert "no verdict" in BEFORE
    assert "no verdict" in AFTER


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        (Severity.HIGH, [], 3),
        (Severity.MEDIUM, [], 0),
        (Severity.MEDIUM, ["--fail-on", "medium"], 3),
        (Severity.LOW, ["--fail-on", "medium"], 0),
        (Severity.LOW, ["--fail-on", "low"], 3),
    ],
)
def test_the_exit_code_is_3_from_the_severity_that_was_asked_for(
    cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch, severity: Severity, fail_on: list[str], code: int
) -> None:
    monkeypatch.setattr(TideRule, "severity", severity)

    assert cli("audit", *fail_on).code == code


def test_programs_get_each_finding_with_all_it_has(cli: Cli, archive: Archive) -> None:
    ran = cli("audit", "--json")
    [finding], [summary] = lines(ran, "finding"), lines(ran, "summary")

    assert finding["rule"] == "too-many-tides"
    assert finding["unknown"] == "What the filter makes of tides is not public."
    assert [one["post"] for one in finding["evidence"]] == [f"{SLUG}/102", f"{SLUG}/104"]
    assert summary["by_severity"] == {"high": 1, "medium": 0, "low": 0}
    assert summary["publications"] == [SLUG]
    assert (summary["before"], summary["after"]) == (BEFORE, AFTER)
    assert set(ran.lines[-1]) >= {"rules", "findings", "looked_at", "not_looked_at", "thresholds", "files"}


def test_nothing_found_is_said_to_be_no_promise(cli: Cli, archive: Archive) -> None:
    ran = cli("audit", "--rules", "nothing-at-all")

    assert ran.code == 0
    assert "Nothing was found that could be read as it." in ran.out
    assert "no promise" in ran.out.splitlines()[-1]


@pytest.mark.parametrize(
    ("listed", "run"),
    [("3", ["too-many-tides"]), ("nothing_at_all , 3", ["too-many-tides", "nothing-at-all"])],
)
def test_rules_are_chosen_by_number_and_name(cli: Cli, archive: Archive, listed: str, run: list[str]) -> None:
    assert cli("audit", "--rules", listed, "--json").lines[-1]["rules"] == run


@pytest.mark.parametrize(
    ("listed", "said"),
    [("too-many-tide", "Did you mean too-many-tides?"), ("0", "--list-rules"), (",", "--list-rules")],
)
def test_a_rule_that_is_not_there_is_a_wrong_word(cli: Cli, archive: Archive, listed: str, said: str) -> None:
    ran = cli("audit", "--rules", listed)

    assert ran.code == 2
    assert said in ran.err


def test_the_rules_are_listed_with_their_sources_and_without_an_archive(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rules(monkeypatch, TideRule(), QuietRule())
    ran = cli("audit", "--list-rules")

    assert ran.code == 0
    assert "3  too-many-tides" in ran.out
    assert "Source: Rules of the Sea, June 2023" in ran.out
    assert [line["id"] for line in lines(cli("audit", "--list-rules", "--json"), "rule")] == [
        "too-many-tides",
        "nothing-at-all",
    ]


def test_only_what_came_since_a_day_is_looked_at(cli: Cli, archive: Archive) -> None:
    summary = cli("audit", "--since", "2026-01-03", "--json").lines[-1]

    assert [summary["looked_at"][name] for name in ("posts", "drafts", "posts compared with")] == [1, 1, 1]


def test_a_day_that_is_none_is_a_wrong_word(cli: Cli, archive: Archive) -> None:
    assert cli("audit", "--since", "yesterday").code == 2


def test_a_threshold_of_the_settings_is_the_rules(cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTLAST_RISK_TEMPLATE_POSTS", "9")
    ran = cli("audit", "--json")

    assert ran.code == 0
    assert ran.lines[-1]["findings"] == 0
    assert ran.lines[-1]["thresholds"]["template_posts"] == 9


def test_one_publication_alone_is_looked_at_when_named(cli: Cli, archive: Archive) -> None:
    save(archive, 1, [post(9, text="No tides here.")], publication=OTHER)

    assert cli("audit", "--publication", OTHER.slug, "--json").lines[-1]["looked_at"]["posts"] == 1
    both = cli("audit", "--publication", OTHER.slug, "--publication", SLUG, "--json").lines[-1]
    assert both["looked_at"]["posts"] == 3


def test_without_the_key_it_says_what_was_not_looked_at(
    cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_key(monkeypatch)
    ran = cli("audit")

    assert "1 posts have a tide" in ran.out
    assert "no drafts" in ran.err


def test_a_rule_that_fails_is_told_and_hides_nothing(
    cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TideRule, "severity", Severity.LOW)
    with_rules(monkeypatch, BrokenRule(), TideRule())
    ran = cli("audit", "--json")

    assert ran.code == 3
    assert ran.lines[-1]["broken"] == ["broken-one"]
    assert len(lines(ran, "finding")) == 1
    assert "broken-one failed" in ran.err


def test_the_page_holds_all_and_asks_nobody(cli: Cli, archive: Archive, home: Path) -> None:
    ran = cli("audit", "--html", "audit.html")
    page = (home / "audit.html").read_text()

    assert f"The page is in {home / 'audit.html'}" in ran.err
    assert (home / "audit.html").stat().st_mode & 0o777 == 0o600
    assert "2 posts have a tide" in page
    assert BEFORE in page
    assert AFTER in page
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not [part for part in ("src=", "@import", "url(", "<link") if part in page]


def test_sarif_is_written_beside_it(cli: Cli, archive: Archive, home: Path) -> None:
    cli("audit", "--sarif", "audit.sarif")
    [run] = json.loads((home / "audit.sarif").read_text())["runs"]

    assert [result["ruleId"] for result in run["results"]] == ["too-many-tides"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["too-many-tides", "nothing-at-all"]


def test_a_file_that_is_there_is_not_replaced_unasked(cli: Cli, archive: Archive, home: Path) -> None:
    (home / "audit.html").write_text("mine")
    ran = cli("--no-input", "audit", "--html", "audit.html")

    assert ran.code == 9
    assert (home / "audit.html").read_text() == "mine"


def test_an_empty_archive_is_no_error(cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_rules(monkeypatch, TideRule())
    with new_archive(home, monkeypatch):
        ran = cli("audit", "--html", "audit.html", "--sarif", "audit.sarif")

    assert ran.code == 0
    assert "Looked at: 0 posts." in ran.out
    assert "An empty archive" in (home / "audit.html").read_text()


def test_of_an_account_that_was_suspended_the_burst_of_claps_is_named_with_its_minute(
    cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_archive(home, monkeypatch):
        pass
    assert cli("import", str(SUSPENDED)).code in (0, 3)
    [finding] = lines(cli("audit", "--rules", "bulk-interactions", "--json"), "finding")

    assert "5 claps in one minute (12 August 2025, 13:46" in str(finding["title"])
    assert "not public" in str(finding["unknown"])
    assert "lower bound" in str(finding["unknown"])
    assert finding["confidence"] == "low"
