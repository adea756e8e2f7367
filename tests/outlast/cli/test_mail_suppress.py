"""`outlast mail suppress`: adds, lists, imports, exports and removes; repeats no address."""

import functools
from pathlib import Path

import pytest

from mailer.model import Reason
from outlast.mailing.suppressing import suppression_list
from tests.outlast.saved_letters import lose_key, new_archive, save

WHO = "reader1@example.org"


@pytest.fixture
def mail(cli):
    """Return what runs `outlast mail` with the words after it."""
    return functools.partial(cli, "mail")


@pytest.fixture
def archive(home, monkeypatch):
    """Return an archive with a saved list of `reader0@…` to `reader39@…`."""
    with new_archive(home, monkeypatch) as made:
        save(made, 1)
        yield made


def test_added_listed_and_taken_off_again(mail, archive):
    added = mail("suppress", "add", "Reader1@Example.org", "gone@example.net", "--reason", "unsubscribed")
    assert (added.code, added.out) == (0, "✓ 2 added.\n")
    assert mail("suppress", "add", WHO).out == "✓ 0 added. 1 were on the list already.\n"
    listed = mail("suppress", "list")
    assert [line.split() for line in listed.out.splitlines()] == [
        ["Why", "addresses", "known", "from"],
        ["unsubscribed", "2", "by", "hand"],
    ]
    removed = mail("suppress", "remove", WHO, "--note", "wrote to me", "--yes", "--json")
    assert removed.lines[-1] == {"type": "summary", "removed": True, "reason": "unsubscribed"}
    assert WHO not in suppression_list(archive)
    assert mail("suppress", "remove", WHO, "--note", "again").out == "It is not on the list.\n"
    assert not any("example" in said.out + said.err for said in (added, listed, removed))


def test_nobody_is_taken_off_without_a_note_or_a_yes(mail, archive):
    mail("suppress", "add", WHO)
    assert mail("suppress", "remove", WHO).code == 2
    assert mail("suppress", "remove", WHO, "--note", " ").code == 2
    assert mail("suppress", "remove", WHO, "--note", "wrote to me").code == 9
    assert WHO in suppression_list(archive)


def test_who_asked_to_be_erased_cannot_be_taken_off(mail, archive):
    archive.forget(WHO)
    ran = mail("suppress", "remove", WHO, "--note", "x", "--yes")
    assert (ran.code, "erased" in ran.err, WHO in ran.err) == (2, True, False)
    assert suppression_list(archive).reason_of(WHO) is Reason.FORGOTTEN


def test_no_address_is_no_address(mail, archive):
    ran = mail("suppress", "add", "secret words")
    assert (ran.code, "secret" in ran.err) == (2, False)


def test_an_import_asks_with_the_number_and_says_what_it_could_not_take(mail, archive):
    Path("bounces.csv").write_text(
        f"email,status\n{WHO},bounced\nno address,bounced\n***@***.com,\nreader2@example.org,subscribed\n"
    )
    refused = mail("suppress", "import", "bounces.csv")
    assert (refused.code, "these 1 addresses" in refused.err) == (9, True)
    assert len(suppression_list(archive)) == 0
    dry = mail("suppress", "import", "bounces.csv", "--dry-run", "--json")
    assert (dry.lines[-1]["found"], dry.lines[-1]["added"], len(dry.lines[-1]["not_taken"])) == (1, 0, 3)
    done = mail("suppress", "import", "bounces.csv", "--yes")
    assert done.code == 3
    assert done.out.splitlines() == [
        "✓ 1 added.",
        "  row 2: The row has no e-mail address.",
        "  1 × The service hides the address.",
        "  1 × The row says that this person gets letters.",
    ] or sorted(done.out.splitlines()[2:]) == sorted(
        ["  1 × The row says that this person gets letters.", "  1 × The service hides the address."]
    )
    assert suppression_list(archive).reason_of(WHO) is Reason.BOUNCED


def test_the_export_names_whom_the_saved_lists_name_and_counts_the_others(mail, archive, home):
    mail("suppress", "add", WHO, "stranger@example.net")
    mail("suppress", "add", "reader3@example.org", "--reason", "complained")
    ran = mail("suppress", "export", "--out", "suppressed.csv")
    assert ran.code == 0
    file = home / "suppressed.csv"
    assert sorted(file.read_text().splitlines()) == [
        "email,reason",
        "reader1@example.org,blocked",
        "reader3@example.org,complained",
    ]
    assert file.stat().st_mode & 0o777 == 0o600
    assert "1 more are on no list of yours" in ran.out
    assert mail("suppress", "export").out.count("@") == 2
    lines = mail("suppress", "export", "--json").lines
    assert [line["type"] for line in lines] == ["suppressed", "suppressed", "summary"]
    assert lines[-1]["unknown"] == 1


def test_an_export_can_be_imported_into_another_archive(mail, archive, home, monkeypatch):
    mail("suppress", "add", WHO, "--reason", "complained")
    mail("suppress", "export", "--out", "suppressed.csv")
    (archive.root / "mail" / "suppressed.jsonl").unlink()
    mail("suppress", "import", "suppressed.csv", "--yes")
    assert suppression_list(archive).reason_of(WHO) is Reason.COMPLAINED


def test_a_damaged_list_is_told_with_its_code(mail, archive):
    mail("suppress", "add", WHO, "gone@example.net")
    path = archive.root / "mail" / "suppressed.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"reason"', b'"r\0ason"', 1))
    ran = mail("suppress", "list")
    assert (ran.code, "1 lines of the list are damaged" in ran.err) == (8, True)


def test_without_the_key_nothing_is_done(mail, archive, monkeypatch):
    lose_key(monkeypatch)
    for words in (("add", WHO), ("list",), ("export",), ("remove", WHO, "--note", "x")):
        assert mail("suppress", *words).code == 1, words
    assert not (archive.root / "mail").exists()
