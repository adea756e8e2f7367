"""`outlast subscribers list` and `stats`."""

import stat
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backup.archive import tables
from backup.archive.archive import Archive
from backup.model import Complete, SubscriberRows
from outlast.cli._reports.masked import masked
from outlast.cli._reports.subscriber_stats import report_stats
from tests.archive.night_letters import HEADER, PUBLICATION, day, post, subscriber
from tests.outlast.running import Ran, Terminal, an_output
from tests.outlast.saved_letters import OTHER, SLUG, lose_key, new_archive, save, save_three_days

Cli = Callable[..., Ran]
ANNA = b"Anna@example.org,true,,monthly,false,2026-01-02T10:00:00.000Z,2026-01-02T10:00:00.000Z"
BEN = b"ben@example.net,false,,other,true,2024-02-03T10:00:00.000Z,"
CLEO = b"cleo@example.org,false,,yearly,false,,2024-02-03T10:00:00.000Z"
GONE = b"x1@deletion-request.substack.com,false,,other,false,2023-01-01T10:00:00.000Z,"
PEOPLE = [ANNA, BEN, CLEO, GONE]


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with new_archive(home, monkeypatch) as made:
        yield made


@pytest.fixture
def people(archive: Archive) -> Archive:
    """Return an archive with a list of four."""
    save(archive, 1, subscribers=PEOPLE)
    return archive


def emails(ran: Ran) -> list[str]:
    """Return the addresses of the lines for programs."""
    return [line["email"] for line in ran.lines if line["type"] == "subscriber"]


def test_addresses_are_masked_until_they_are_asked_for(cli: Cli, people: Archive) -> None:
    hidden = cli("subscribers", "list").out
    shown = cli("subscribers", "list", "--show-addresses").out

    assert ["A…@example.org", "paid", "monthly", "2026-01-02"] in [line.split() for line in hidden.splitlines()]
    assert "Anna@" not in hidden
    assert "ben@" not in hidden
    assert "Anna@example.org" in shown


@pytest.mark.parametrize(
    ("address", "mask"), [("anna@example.org", "a…@example.org"), ("@x.org", "…@x.org"), ("nobody", "…"), ("", "…")]
)
def test_a_mask_keeps_one_letter_and_the_domain(address: str, mask: str) -> None:
    assert masked(address) == mask


def test_csv_is_what_the_platform_gave(cli: Cli, people: Archive) -> None:
    ran = cli("subscribers", "list", "--format", "csv")

    assert ran.out.encode() == b"\n".join([",".join(HEADER).encode(), *sorted(PEOPLE), b""])


def test_programs_get_whole_addresses(cli: Cli, people: Archive) -> None:
    *lines, summary = cli("subscribers", "list", "--json").lines

    assert lines[0] == {
        "type": "subscriber",
        "email": "Anna@example.org",
        "name": None,
        "status": "paid",
        "plan": "monthly",
        "disabled": False,
        "may_mail": True,
        "created_at": "2026-01-02T10:00:00.000Z",
        "expires_at": None,
        "first_paid_at": "2026-01-02T10:00:00.000Z",
    }
    assert (summary["subscribers"], summary["snapshot"], summary["as_of"]) == (4, 1, "2026-01-01T12:00:00Z")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--status", "paid"], ["Anna@example.org"]),
        (["--status", "lapsed", "--status", "deleted"], ["cleo@example.org", "x1@deletion-request.substack.com"]),
        (["--since", "2026-01-02"], ["Anna@example.org"]),
        (["--since", "2026-01-02T11:00"], []),
        (["--since", "2024-02-03", "--status", "free"], ["ben@example.net"]),
        (["--limit", "1"], ["Anna@example.org"]),
    ],
)
def test_only_those_asked_for_are_listed(cli: Cli, people: Archive, words: list[str], found: list[str]) -> None:
    assert emails(cli("subscribers", "list", "--json", *words)) == found


def test_csv_of_a_part_has_the_rows_of_that_part(cli: Cli, people: Archive) -> None:
    ran = cli("subscribers", "list", "--status", "paid", "--format", "csv")

    assert ran.out.splitlines() == [",".join(HEADER), ANNA.decode()]


def test_who_has_no_date_is_counted_where_dates_matter(cli: Cli, people: Archive) -> None:
    assert "1 subscribers have no date" in cli("subscribers", "list", "--since", "2020-01-01").err


@pytest.mark.parametrize("words", [["--since", "soon"], ["--status", "rich"], ["--format", "table", "--out", "x.csv"]])
def test_wrong_words_are_told(cli: Cli, people: Archive, words: list[str]) -> None:
    assert cli("subscribers", "list", *words).code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_file_gets_the_whole_list_and_is_private(cli: Cli, people: Archive, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"

    ran = cli("subscribers", "list", "--out", str(file), "--json")

    assert file.read_bytes() == b"\n".join([",".join(HEADER).encode(), *sorted(PEOPLE), b""])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert ran.lines == [
        {
            "type": "summary",
            "publication": SLUG,
            "snapshot": 1,
            "as_of": "2026-01-01T12:00:00Z",
            "subscribers": 4,
            "file": str(file),
        }
    ]
    assert cli("subscribers", "list", "--out", str(file)).code == 9


def test_a_long_table_is_cut_and_says_so(cli: Cli, archive: Archive) -> None:
    save(archive, 1, subscribers=[subscriber(number) for number in range(130)])

    ran = cli("subscribers", "list")

    assert len(ran.out.splitlines()) == 102
    assert "and 30 more" in ran.err
    assert len(cli("subscribers", "list", "--limit", "0").out.splitlines()) == 132


def test_a_list_of_a_date_is_the_last_one_by_then(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)

    assert len(emails(cli("subscribers", "list", "--json", "--at", "2026-01-01"))) == 40
    assert len(emails(cli("subscribers", "list", "--json", "--at", "2"))) == 43
    assert cli("subscribers", "list", "--at", "2025-12-31").code == 1


def test_where_no_list_was_saved_it_says_how_to(cli: Cli, archive: Archive) -> None:
    archive.snapshot([post(1), Complete(table="posts")], PUBLICATION, source="web", as_of=day(1))

    for words in (["list"], ["stats"], ["list", "--at", "1"]):
        ran = cli("subscribers", *words)
        assert ran.code == 1
        assert "outlast import subscribers.csv" in ran.err


def test_without_the_key_the_list_stays_sealed(cli: Cli, people: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    lose_key(monkeypatch)

    ran = cli("subscribers", "list")

    assert ran.code == 1
    assert "OUT-170" in ran.err


def test_several_publications_need_a_name(cli: Cli, people: Archive) -> None:
    save(people, 1, subscribers=[BEN], publication=OTHER)

    assert cli("subscribers", "list").code == 2
    assert emails(cli("subscribers", "list", "--json", "--publication", OTHER.slug)) == ["ben@example.net"]


def test_the_only_publication_with_subscribers_needs_no_name(cli: Cli, people: Archive) -> None:
    people.snapshot([post(1), Complete(table="posts")], OTHER, source="web", as_of=day(1))

    assert len(emails(cli("subscribers", "list", "--json"))) == 4
    assert cli("subscribers", "stats").code == 0


def test_a_list_without_addresses_is_given_as_it_is(cli: Cli, archive: Archive) -> None:
    rows = SubscriberRows(header=("name", "city"), records=[b"Anna,Lisbon"], file="list.csv")
    archive.snapshot([rows, Complete(table=tables.SUBSCRIBERS)], PUBLICATION, source="list", as_of=day(1))

    assert cli("subscribers", "list", "--format", "csv").out == "name,city\nAnna,Lisbon\n"
    ran = cli("subscribers", "list")
    assert ran.code == 1
    assert "--format csv" in ran.err


def test_the_numbers_of_the_list(cli: Cli, people: Archive) -> None:
    summary = cli("subscribers", "stats", "--json").lines[-1]

    assert summary["by_status"] == {"free": 1, "paid": 1, "lapsed": 1, "deleted": 1}
    assert (summary["mailable"], summary["disabled"], summary["lapsed"], summary["subscribers"]) == (2, 1, 1, 4)
    assert summary["domains"] == [
        {"domain": "example.org", "subscribers": 2},
        {"domain": "example.net", "subscribers": 1},
    ]
    assert summary["joined_by_month"] == {"2023-01": 1, "2024-02": 1, "2026-01": 1}


def test_a_list_that_does_not_say_who_turned_mail_off_is_not_said_to_say_nobody(cli: Cli, archive: Archive) -> None:
    rows = SubscriberRows(header=("email", "name"), records=[b"anna@example.org,Anna"], file="list.csv")
    archive.snapshot([rows, Complete(table=tables.SUBSCRIBERS)], PUBLICATION, source="list", as_of=day(1))

    assert "May be written to: 1; this list does not tell who turned e-mail off" in cli("subscribers", "stats").out
    assert cli("subscribers", "stats", "--json").lines[-1]["disabled"] is None


def test_how_the_list_grew(cli: Cli, archive: Archive) -> None:
    save_three_days(archive)

    growth = [line for line in cli("subscribers", "stats", "--json").lines if line["type"] == "growth"]

    assert [(line["subscribers"], line["joined"], line["left"], line["changed"]) for line in growth] == [
        (40, 40, 0, 0),
        (43, 5, 2, 1),
        (43, 0, 0, 0),
    ]
    assert "@" not in cli("subscribers", "stats").out


@pytest.mark.parametrize(
    ("now", "words"), [(1, "today's list"), (2, "a list 1 day old"), (10, "a list 9 days old"), (0, "today's list")]
)
def test_the_age_of_the_list_is_told(people: Archive, now: int, words: str) -> None:
    screen = Terminal()

    moment = datetime(2026, 1, now, 13, tzinfo=UTC) if now else datetime(2025, 12, 1, tzinfo=UTC)
    report_stats(an_output(stdout=screen), people, SLUG, now=moment)

    assert words in screen.getvalue()


def test_without_the_key_the_counts_are_told(cli: Cli, people: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    lose_key(monkeypatch)

    ran = cli("subscribers", "stats", "--json")

    assert ran.code == 0
    assert ran.lines[-1]["subscribers"] == 4
    assert "by_status" not in ran.lines[-1]
    assert "key was not found" in ran.err
