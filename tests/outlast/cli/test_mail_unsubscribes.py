"""`outlast mail unsubscribes` and `drop-box`, against a drop-box that is really there."""

import functools
import json
import mailbox
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailer.mailbox.files import FileMailbox
from mailer.model import Reason
from mailer.unsubscribe.drop_box import DropBoxKind
from outlast.cli._frame import clock
from outlast.mailing import collecting
from outlast.mailing.suppressing import suppression_list
from tests.http.server import Says, serving
from tests.mailer.unsubscribe import boxes
from tests.outlast.mailing.a_box import sent
from tests.outlast.mailing.sent_letters import sent_letters
from tests.outlast.saved_letters import lose_key, new_archive


@pytest.fixture
def mail(cli):
    """Return what runs `outlast mail` with the words after it."""
    return functools.partial(cli, "mail")


@pytest.fixture
def letters(home, monkeypatch, tmp_path):
    """Return a campaign that went out, and a drop-box."""
    with sent(home, monkeypatch, tmp_path) as made:
        yield made


def test_who_clicked_is_fetched_once_and_forged_links_are_told_of(mail, letters):
    for number in (1, 2, 2):
        letters.click(letters.token(number))
    letters.click(letters.token(3, salt="ffffffffffffffff"))

    ran = mail("unsubscribes")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "✓ drop-box: 4 fetched, 2 of them new. They get no more letters.",
        "  1 had no link of yours (made up, or of a campaign that is not here).",
    ]
    found = suppression_list(letters.archive)
    assert [f"reader{n}@example.org" in found for n in (1, 2, 3)] == [True, True, False]

    again = mail("unsubscribes", "--json")
    way, summary = again.lines
    assert (way["name"], way["wishes"], way["news"], way["forged"], way["problem"]) == ("drop-box", 4, 0, 1, None)
    assert (summary["news"], summary["suppressed"]) == (0, 2)
    assert "example.org" not in ran.out + ran.err + again.out


def test_who_was_taken_off_by_hand_stays_off_until_the_next_click(mail, letters, monkeypatch):
    now = datetime.now(UTC)

    def clicked(hours_ago: int) -> None:
        moment = now - timedelta(hours=hours_ago)
        line = f"\n{int(moment.timestamp())} {letters.token(1)}".encode()
        with kept.open("ab") as box:
            box.write(line)

    letters.click("x" * 24)
    [kept] = letters.box.folder.glob(".unsubscribed-*")
    clicked(hours_ago=3)
    mail("unsubscribes")
    assert "reader1@example.org" in suppression_list(letters.archive)
    with monkeypatch.context() as earlier:
        earlier.setattr(clock, "now", lambda: now - timedelta(hours=2))
        mail("suppress", "remove", "reader1@example.org", "--note", "wants letters again", "--yes")
    mail("unsubscribes")
    assert "reader1@example.org" not in suppression_list(letters.archive)
    clicked(hours_ago=1)
    mail("unsubscribes")
    assert "reader1@example.org" in suppression_list(letters.archive)


def test_a_drop_box_that_is_away_is_told_with_its_code(mail, letters, monkeypatch):
    monkeypatch.setenv("OUTLAST_MAIL_DROP_BOX", letters.box.address + "/elsewhere")
    ran = mail("unsubscribes")
    assert ran.code == 75
    assert "does not know the word" in ran.out
    assert boxes.WORD not in ran.out + ran.err


def test_without_a_drop_box_or_the_key_nothing_is_done(mail, letters, monkeypatch):
    monkeypatch.delenv("OUTLAST_MAIL_DROP_BOX")
    assert mail("unsubscribes").code == 2
    monkeypatch.setenv("OUTLAST_MAIL_DROP_BOX", letters.box.address)
    lose_key(monkeypatch)
    ran = mail("unsubscribes")
    assert (ran.code, "key" in ran.err) == (1, True)


def test_what_the_provider_knows_is_heeded_here_too(mail, letters, monkeypatch):
    monkeypatch.delenv("OUTLAST_MAIL_DROP_BOX")
    rows = [
        {"EmailAddress": "reader1@example.org", "SuppressionReason": "SpamComplaint", "Origin": "Recipient"},
        {"EmailAddress": "stranger@example.net", "SuppressionReason": "ManualSuppression", "Origin": "Recipient"},
    ]
    answer = Says(body=json.dumps({"Suppressions": rows}).encode(), headers={"Content-Type": "application/json"})
    with serving(lambda _: answer) as server:
        for name, value in {
            "NETWORK_LOOPBACK_PORT": str(server.port),
            "MAIL_PROVIDER": "postmark",
            "MAIL_FROM": "maya@example.org",
            "MAIL_API_SECRET": "env:POSTMARK",
        }.items():
            monkeypatch.setenv(f"OUTLAST_{name}", value)
        monkeypatch.setenv("POSTMARK", "key-of-postmark")
        ran = mail("unsubscribes")
        assert (ran.code, mail("unsubscribes", "--json").lines[-1]["news"]) == (0, 0)
        assert server.asked[0].headers["x-postmark-server-token"] == "key-of-postmark"
    assert ran.out == "✓ postmark: 2 fetched, 2 of them new. They get no more letters.\n"
    found = suppression_list(letters.archive)
    assert found.reason_of("reader1@example.org") is Reason.COMPLAINED
    assert found.reason_of("stranger@example.net") is Reason.UNSUBSCRIBED


def test_a_provider_that_does_not_answer_holds_up_no_other(mail, letters, monkeypatch):
    letters.click(letters.token(1))
    with serving(lambda _: Says(status=401)) as server:
        for name, value in {
            "NETWORK_LOOPBACK_PORT": str(server.port),
            "MAIL_PROVIDER": "postmark",
            "MAIL_FROM": "maya@example.org",
            "MAIL_API_SECRET": "env:POSTMARK",
        }.items():
            monkeypatch.setenv(f"OUTLAST_{name}", value)
        monkeypatch.setenv("POSTMARK", "key-of-postmark")
        ran = mail("unsubscribes")
    assert ran.code == 75
    assert "drop-box: 1 fetched, 1 of them new" in ran.out
    assert "postmark: " in ran.out
    assert "key-of-postmark" not in ran.out + ran.err


def test_wishes_that_came_by_mail_are_read_too(mail, home, monkeypatch, tmp_path):
    with new_archive(home, monkeypatch) as archive:
        sent_by_mail = sent_letters(archive, ["anna@dest.test", "ben@dest.test"])
        monkeypatch.setenv("OUTLAST_MAIL_FROM", "writer@writer.test")
        monkeypatch.setenv("OUTLAST_MAIL_UNSUBSCRIBE", "unsub@writer.test")
        monkeypatch.setenv("OUTLAST_MAIL_INBOX_SERVER", "imap.writer.test:993")
        box = mailbox.mbox(tmp_path / "box")
        to = sent_by_mail.personal(2).unsubscribe_mailto
        box.add(f"From: ben@home.test\nTo: {to}\nSubject: unsubscribe\nMessage-ID: <1@home.test>\n\n".encode())
        box.close()
        monkeypatch.setattr(collecting, "imap_mailbox", lambda *_, **__: FileMailbox(tmp_path / "box"))
        ran = mail("unsubscribes")
        assert ran.code == 0, ran.out
        assert ran.out.startswith("✓ mailbox: 1 new mails; 1 want no more letters")
        assert "ben@dest.test" in suppression_list(archive)
        assert "anna@dest.test" not in suppression_list(archive)


def test_a_mailbox_that_cannot_be_opened_holds_up_no_other(mail, letters, monkeypatch):
    letters.click(letters.token(1))
    monkeypatch.setenv("OUTLAST_MAIL_INBOX_SERVER", "127.0.0.1:1")
    ran = mail("unsubscribes")
    assert "drop-box: 1 fetched, 1 of them new" in ran.out
    assert "✗ mailbox: " in ran.out
    assert ran.code == 6


@pytest.mark.parametrize("kind", DropBoxKind)
def test_the_file_is_written_with_a_fresh_word_that_only_the_settings_know(mail, home, kind):
    ran = mail("drop-box", "--kind", kind.value, "--out", "box", "--language", "de", "--language", "en")
    assert ran.code == 0
    file = home / "box" / kind.file
    assert file.stat().st_mode & 0o777 == (0o700 if kind is DropBoxKind.CGI else 0o600)
    assert "Abbestellen" in file.read_text("utf-8")
    [word] = home.rglob("secrets/mail-drop-box")
    assert word.stat().st_mode & 0o777 == 0o600
    secret = word.read_text().strip()
    assert len(secret) >= 43
    for path in home.rglob("*"):
        if path.is_file() and path != word:
            assert secret.encode() not in path.read_bytes(), path
    assert secret not in ran.out + ran.err


def test_written_again_it_keeps_its_word_unless_told_otherwise(mail, home):
    make = ("drop-box", "--kind", "php", "--out", "box")
    mail(*make)
    [word] = home.rglob("secrets/mail-drop-box")
    first = word.read_text()
    refused = mail(*make)
    assert (refused.code, "already" in refused.err) == (9, True)
    assert mail(*make, "--yes", "--json").lines[-1]["new_word"] is False
    assert word.read_text() == first
    asked = mail(*make, "--new-word")
    assert (asked.code, "emptied any more" in asked.err) == (9, True)
    assert mail(*make, "--new-word", "--yes", "--json").lines[-1]["new_word"] is True
    assert word.read_text() != first


def test_made_put_up_tried_and_used(mail, home, monkeypatch, tmp_path):
    with new_archive(home, monkeypatch):
        mail("drop-box", "--kind", "wsgi", "--out", str(tmp_path))
        with boxes._wsgi(tmp_path / "drop_box.py", tmp_path) as address:
            ran = mail("drop-box", "--address", address)
            assert ran.code == 0, ran.err
            assert "only a click is kept" in ran.out
            fetched = mail("unsubscribes", "--json")
            assert (fetched.code, fetched.lines[0]["wishes"]) == (0, 0)


def test_what_does_not_work_is_not_used(mail, home, monkeypatch, tmp_path):
    with new_archive(home, monkeypatch):
        assert mail("drop-box", "--address", "http://writer.example").code == 6
        mail("drop-box", "--kind", "wsgi", "--out", str(tmp_path))
        assert mail("drop-box", "--address", "http://writer.example").code == 75
        with boxes._wsgi(tmp_path / "drop_box.py", tmp_path) as address:
            mail("drop-box", "--kind", "wsgi", "--out", str(tmp_path), "--new-word", "--yes")
            ran = mail("drop-box", "--address", address)
        assert (ran.code, "does not know the word" in ran.err) == (75, True)
        assert mail("unsubscribes").code == 2


@pytest.mark.parametrize(
    "words", [(), ("--kind", "php"), ("--out", "x"), ("--kind", "php", "--address", "https://x.y")]
)
def test_words_that_do_not_fit_together_are_refused(mail, words):
    assert mail("drop-box", *words).code == 2
    assert not Path("x").exists()
