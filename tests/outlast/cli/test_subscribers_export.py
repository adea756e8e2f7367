"""`outlast subscribers export`."""

import csv
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from backup.archive.archive import Archive
from backup.archive.forgotten import Forgotten
from backup.archive.tables import SUBSCRIBERS
from backup.model import Complete, Row, SubscriberRows
from outlast.subscribers.exporting import saved_list
from tests.archive.night_letters import PUBLICATION, day, post
from tests.outlast.running import Ran
from tests.outlast.saved_letters import ANY_LOSS, SLUG, lose_key, new_archive, save

Cli = Callable[..., Ran]
ANNA = b"Anna@example.org,true,2030-01-01T00:00:00.000Z,monthly,false,2025-01-02T10:00:00.000Z,2025-01-02T10:00:00.000Z"
BEN = b"ben@example.net,false,,other,true,2024-02-03T10:00:00.000Z,"
CLEO = b"cleo@example.org,false,,other,false,2024-02-03T10:00:00.000Z,"
GONE = b"x1@deletion-request.substack.com,false,,other,false,2023-01-01T10:00:00.000Z,"
BAD = b"cleo@localhost,false,,other,false,2024-02-03T10:00:00.000Z,"
DASHBOARD = ("Email", "Name", "Type", "Start date", "Activity")
OUT = f"{SLUG}-subscribers-ghost"


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with new_archive(home, monkeypatch) as made:
        yield made


@pytest.fixture
def people(archive: Archive) -> Archive:
    """Return an archive with a list of five."""
    save(archive, 1, subscribers=[ANNA, BEN, CLEO, GONE, BAD])
    return archive


def save_dashboard(archive: Archive, number: int, *rows: bytes, header: tuple[str, ...] = DASHBOARD) -> None:
    records: list[Any] = [SubscriberRows(header=header, records=list(rows), file="x.csv"), Complete(table=SUBSCRIBERS)]
    archive.snapshot(records, PUBLICATION, source="subscriber_csv", as_of=day(number), limit=ANY_LOSS)


def emails(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row["email"] for row in csv.DictReader(file)]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_list_is_written_for_a_service(cli: Cli, people: Archive, home: Path) -> None:
    ran = cli("subscribers", "export", "--for", "ghost")

    assert ran.code == 0
    assert names(home / OUT) == [
        ".made-by-outlast", "members-no-mail.csv", "members-stripe.csv", "members.csv", "problems.csv", "what-to-do.txt",
    ]  # fmt: skip
    assert emails(home / OUT / "members.csv") == ["anna@example.org", "cleo@example.org"]
    assert emails(home / OUT / "members-no-mail.csv") == ["ben@example.net"]
    assert emails(home / OUT / "members-stripe.csv") == ["anna@example.org"]


def test_no_address_is_shown_whatever_happens(cli: Cli, people: Archive) -> None:
    for words in ([], ["--dry-run"], ["--json", "--replace"], ["-vv", "--replace"]):
        ran = cli("subscribers", "export", "--for", "ghost", *words)
        assert ran.code == 0
        assert "@" not in ran.out + ran.err


def test_a_person_is_told_where_each_row_went_and_what_to_do(cli: Cli, people: Archive) -> None:
    said = cli("subscribers", "export", "--for", "ghost").out

    assert "2 subscribers who get letters, and 1 who must not" in said
    assert "Left out: 1 × the account was deleted" in said
    assert "Left out: 1 × no letter can be sent to the address" in said
    assert "do not disconnect Stripe in Substack's dashboard" in said


def test_a_program_gets_the_counts(cli: Cli, people: Archive, home: Path) -> None:
    *lines, summary = cli("subscribers", "export", "--for", "listmonk", "--out", "here", "--json").lines

    counts = {name: summary[name] for name in ("rows", "active", "suppressed", "masked", "refused", "twins", "deleted")}
    assert counts == {
        "rows": 5, "active": 2, "suppressed": 1, "masked": 0, "refused": 1, "twins": 0, "deleted": 1,
    }  # fmt: skip
    assert summary["files"] == {"subscribers.csv": 2, "blocklist.csv": 1}
    assert summary["by_status"] == {"free": 1, "paid": 1}
    assert (summary["tells_mail_off"], summary["where"]) == (True, str(home / "here"))
    assert [line["name"] for line in lines if line["type"] == "file"] == ["subscribers.csv", "blocklist.csv"]


def test_a_dry_run_writes_nothing_and_counts_the_same(cli: Cli, people: Archive, home: Path) -> None:
    before = names(home)
    dry = cli("subscribers", "export", "--for", "ghost", "--dry-run", "--json").lines[-1]
    assert names(home) == before
    real = cli("subscribers", "export", "--for", "ghost", "--json").lines[-1]

    different = {name for name in real if real[name] != dry[name]}
    assert different == {"dry_run", "where"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--segment", "paid"], ["anna@example.org"]),
        (["--segment", "free", "--segment", "comp"], ["cleo@example.org"]),
        (["--status", "free"], ["cleo@example.org"]),
        (["--since", "2025-01-01"], ["anna@example.org"]),
    ],
)
def test_only_those_asked_for_get_letters(
    cli: Cli, people: Archive, home: Path, words: list[str], found: list[str]
) -> None:
    assert cli("subscribers", "export", "--for", "ghost", *words).code == 0

    assert emails(home / OUT / "members.csv") == found
    assert emails(home / OUT / "members-no-mail.csv") == ["ben@example.net"]


def test_an_earlier_list_can_be_taken(cli: Cli, people: Archive, home: Path) -> None:
    save(people, 2, subscribers=[CLEO])

    cli("subscribers", "export", "--for", "ghost", "--at", "1")
    cli("subscribers", "export", "--for", "ghost", "--out", "now")

    assert emails(home / OUT / "members.csv") == ["anna@example.org", "cleo@example.org"]
    assert emails(home / "now" / "members.csv") == ["cleo@example.org"]


def test_a_dashboard_list_asks_the_newest_one_that_tells_who_turned_mail_off(
    cli: Cli, people: Archive, home: Path
) -> None:
    save_dashboard(people, 2, b"ben@example.net,Ben,Free,,", b"new@example.org,New,Free,,")
    save_dashboard(people, 3, b"ben@example.net,Ben,Free,,", b"new@example.org,New,Free,,0")

    ran = cli("subscribers", "export", "--for", "ghost")

    assert emails(home / OUT / "members.csv") == ["new@example.org"]
    assert emails(home / OUT / "members-no-mail.csv") == ["ben@example.net"]
    assert "This list does not tell who turned e-mail off. Held back because the list of 2026-01-01" in ran.err


@pytest.mark.parametrize("number", ["1", "2"])
def test_who_turned_mail_off_since_gets_none_whichever_list_is_taken(
    cli: Cli, people: Archive, home: Path, number: str
) -> None:
    save_dashboard(people, 2, b"ben@example.net,Ben,Free,,", b"cleo@example.org,Cleo,Free,,", b"d@example.org,D,Free,,")
    save(people, 3, subscribers=[BEN, CLEO.replace(b"other,false", b"other,true")])

    ran = cli("subscribers", "export", "--for", "ghost", "--at", number)

    assert emails(home / OUT / "members-no-mail.csv") == ["ben@example.net", "cleo@example.org"]
    assert "cleo@example.org" not in emails(home / OUT / "members.csv")
    assert "There is a newer list, of 2026-01-03" in ran.err
    assert "Held back because the list of 2026-01-03" in ran.err + ran.out


def test_where_no_list_ever_told_that_is_said(cli: Cli, archive: Archive) -> None:
    save_dashboard(archive, 1, b"ben@example.net,Ben,Free,,")

    ran = cli("subscribers", "export", "--for", "csv", "--json")

    assert "no other one does" in ran.err
    assert (ran.lines[-1]["tells_mail_off"], ran.lines[-1]["mail_off_from"]) == (False, None)


def test_hidden_rows_are_counted(cli: Cli, archive: Archive) -> None:
    records: list[Any] = [
        SubscriberRows(header=("Name", "Email"), records=[b"Ada,ada@example.org"], file="list.csv"),
        *(Row(table="masked", id=f"masked-{n}", data={"Email": "******@******.com"}) for n in range(4)),
        Complete(table="masked"),
        Complete(table=SUBSCRIBERS),
    ]
    archive.snapshot(records, PUBLICATION, source="subscriber_csv", as_of=day(1), limit=ANY_LOSS)

    ran = cli("subscribers", "export", "--for", "csv")

    assert "Left out: 4 × the platform hides the address" in ran.out


def test_who_was_erased_is_not_written_even_if_a_list_has_them(people: Archive) -> None:
    Forgotten(people.root, people.vault).add("cleo@example.org")
    latest = people.chain(SLUG).latest(SUBSCRIBERS)
    assert latest is not None

    saved = saved_list(people, SLUG, latest)

    assert "cleo@example.org" in saved.forgotten
    assert "anna@example.org" not in saved.forgotten


def test_a_folder_with_other_things_is_refused(cli: Cli, people: Archive, home: Path) -> None:
    (home / "mine").mkdir()
    (home / "mine" / "novel.txt").write_text("once")

    assert cli("subscribers", "export", "--for", "ghost", "--out", "mine", "--replace").code == 9
    assert names(home / "mine") == ["novel.txt"]


def test_an_earlier_export_is_replaced_when_that_is_said(cli: Cli, people: Archive, home: Path) -> None:
    assert cli("subscribers", "export", "--for", "ghost").code == 0
    save(people, 2, subscribers=[CLEO])

    assert cli("subscribers", "export", "--for", "ghost").code == 9
    assert cli("subscribers", "export", "--for", "ghost", "--replace").code == 0
    assert emails(home / OUT / "members.csv") == ["cleo@example.org"]
    assert not (home / OUT / "members-no-mail.csv").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], 2),
        (["--for", "carrier-pigeon"], 2),
        (["--for", "ghost", "--since", "soon"], 2),
        (["--for", "ghost", "--segment", "paid", "--status", "free"], 2),
        (["--for", "ghost", "--at", "77"], 1),
    ],
)
def test_wrong_words_are_told_and_leave_nothing(
    cli: Cli, people: Archive, home: Path, words: list[str], code: int
) -> None:
    before = names(home)

    assert cli("subscribers", "export", *words).code == code
    assert names(home) == before


def test_nobody_to_write_is_told_and_leaves_nothing(cli: Cli, archive: Archive, home: Path) -> None:
    save(archive, 1, subscribers=[CLEO])
    before = names(home)

    ran = cli("subscribers", "export", "--for", "ghost", "--segment", "paid")

    assert ran.code == 2
    assert "Nobody on this list fits" in ran.err
    assert names(home) == before


def test_without_a_list_or_the_key_it_says_what_to_do(
    cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.snapshot([post(1), Complete(table="posts")], PUBLICATION, source="substack_export", as_of=day(1))
    assert "outlast import" in cli("subscribers", "export", "--for", "ghost").err
    save(archive, 2, subscribers=[CLEO])
    lose_key(monkeypatch)

    ran = cli("subscribers", "export", "--for", "ghost")

    assert ran.code == 1
    assert "key" in ran.err


def test_a_list_without_addresses_is_told(cli: Cli, archive: Archive, home: Path) -> None:
    save_dashboard(archive, 1, b"Ben,yes", header=("Name", "Letters"))

    ran = cli("subscribers", "export", "--for", "ghost")

    assert ran.code == 1
    assert "None of the columns" in ran.err
    assert not (home / OUT).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_writer_may_read_it(cli: Cli, people: Archive, home: Path) -> None:
    cli("subscribers", "export", "--for", "ghost")

    assert stat.S_IMODE((home / OUT).stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (home / OUT).iterdir()} == {0o600}
