"""`outlast appeal`: what was sent is noted, shown, and written up; nothing of it lies in the open."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from outlast.keys import archive_key
from tests.archive.night_letters import PUBLICATION
from tests.outlast.alerts.web_server import running as web_server
from tests.outlast.sealed_archive import ARCHIVE_ID, KEY, make_saved

SLUG = PUBLICATION.slug
START = datetime(2026, 1, 9, 12, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    """Set what time it is, in hours after the start."""

    def set_to(hours):
        monkeypatch.setattr("outlast.cli._frame.clock.now", lambda: START + timedelta(hours=hours))

    set_to(0)
    return set_to


@pytest.fixture
def place(places, home, monkeypatch, at):
    monkeypatch.setenv("OUTLAST_STATE_DIR", str(places.state_dir))
    monkeypatch.setenv("OUTLAST_ARCHIVE", str(places.archive))
    make_saved(places)
    return places


@pytest.fixture
def appealed(cli, place, home, at):
    """An incident in which one appeal was sent and answered, and the next one was not."""
    cli("incident", "open", "gone")
    (home / "letter.txt").write_text("Please look again. Yours, anna@example.org\n")
    (home / "mail.eml").write_text("From: desk@platform.example\nSubject: Re\n\nBen (ben@example.org) will look.\n")
    at(1)
    assert cli("appeal", "sent", "--form", "account", "--text", "letter.txt", "--no-receipt").code == 0
    at(30)
    assert cli("appeal", "reply", "mail.eml").code == 0
    at(31)
    ran = cli(
        "appeal", "sent", "--form", "publication", "--channel", "mail", "--receipt", "Case 7 for anna@example.org"
    )
    assert ran.code == 0
    return place


def test_what_was_sent_and_answered_is_listed_with_how_long_so_far(cli, appealed, at):
    at(79)
    shown = cli("appeal", "list").out
    assert "2026-01-09 13:00" in shown
    assert "appeal 1: account" in shown
    assert "none given" in shown
    assert "mail.eml" in shown
    assert "3 days so far, 2 appeals, 1 answer; no answer for 2 days." in shown
    lines = cli("appeal", "list", "--json").lines
    assert [line["form"] for line in lines if line["type"] == "submission"] == ["account", "publication"]
    assert lines[-1] == {"type": "summary", "incidents": 1, "submissions": 2, "answers": 1}


def test_every_text_receipt_and_answer_is_shown(cli, appealed):
    shown = cli("appeal", "show").out
    for part in ("Please look again", "receipt: none given", "receipt: Case 7 for anna@example.org", "Ben (ben@"):
        assert part in shown
    assert "the text was not kept" in shown


def test_nothing_of_it_lies_in_the_open(appealed):
    files = [path for path in appealed.archive.rglob("*") if path.is_file() and path.parent.name != "posts"]
    secrets = (b"anna@example.org", b"ben@example.org", b"Please look again", b"Case 7", b"will look")
    (timeline,) = (appealed.archive / "incidents").iterdir()
    assert timeline in files
    assert not any(secret in timeline.read_bytes() for secret in secrets)
    notes = b"".join(path.read_bytes() for path in appealed.state_dir.rglob("*") if path.is_file())
    assert not any(secret in notes for secret in secrets)


def test_it_is_the_same_from_a_copy_of_the_archive(cli, appealed, tmp_path, monkeypatch):
    wanted = cli("appeal", "list").out, cli("appeal", "show").out
    shutil.copytree(appealed.archive, tmp_path / "copy")
    shutil.rmtree(appealed.archive)
    monkeypatch.setenv("OUTLAST_ARCHIVE", str(tmp_path / "copy"))
    monkeypatch.setenv("OUTLAST_STATE_DIR", str(tmp_path / "a-new-computer"))
    archive_key.keep_in_file(replace(appealed, state_dir=tmp_path / "a-new-computer"), ARCHIVE_ID, KEY)
    assert (cli("appeal", "list").out, cli("appeal", "show").out) == wanted
    assert cli("verify").code == 0


def test_a_person_who_is_forgotten_is_taken_out_of_it(cli, appealed):
    done = cli("subscribers", "forget", "anna@example.org", "--confirm", "anna@example.org")
    assert done.code in (0, 3), done.err
    shown = cli("appeal", "show").out
    assert "anna@example.org" not in shown
    assert "Please look again" in shown
    assert "appeal 2: publication" in shown


def test_without_the_key_it_is_noted_and_listed_and_not_shown(cli, place, monkeypatch, tmp_path):
    monkeypatch.setenv("OUTLAST_STATE_DIR", str(tmp_path / "without-key"))
    cli("incident", "open", "gone")
    assert cli("appeal", "sent", "--form", "profile", "--receipt", "Case 7").code == 0
    assert cli("appeal", "reply", "We will look").code == 0
    assert "appeal 1: profile" in cli("appeal", "list").out
    shown = cli("appeal", "show").out
    assert "key is needed" in shown
    assert "Case 7" not in shown


def test_the_advice_is_given_once_for_each_incident(cli, place):
    cli("incident", "open", "gone")
    first = cli("appeal", "sent", "--form", "account", "--no-receipt").out
    second = cli("appeal", "sent", "--form", "account", "--no-receipt").out
    assert "Open no new account" in " ".join(first.split())
    assert "new account" not in second
    assert "appeal 2 for the account, and none was answered yet" in " ".join(second.split())


def test_what_was_sent_before_is_noted_with_its_day(cli, place):
    cli("incident", "open", "gone")
    assert cli("appeal", "sent", "--form", "account", "--no-receipt", "--when", "2026-01-08").code == 0
    assert "2026-01-08 23:59" in cli("appeal", "list").out
    assert cli("appeal", "sent", "--form", "account", "--no-receipt", "--when", "2026-01-09").code == 0
    assert "2026-01-09 12:00" in cli("appeal", "list").out


def test_the_last_page_says_how_long_what_was_lost_and_what_they_said(cli, appealed, at, home):
    at(80)
    closed = cli("incident", "close", "--without-looking")
    assert "outlast appeal show --after" in closed.out
    assert cli("appeal", "show", "--after", "--out", "after.md").code == 0
    text = (home / "after.md").read_text()
    assert "3 days in all" in text
    assert "The first answer came 29 hours after the first appeal." in text
    assert "> Ben ([address]) will look." in text
    assert "no receipt was given" in text
    assert "was not compared" in text
    assert "@" not in text


def test_after_a_day_without_an_answer_a_tick_sends_the_reminder_by_the_alerts(cli, place, home, monkeypatch):
    cli("incident", "open", "gone")
    cli("appeal", "sent", "--form", "account", "--no-receipt")
    with web_server() as server:
        (home / "hook").write_text(f"http://127.0.0.1:{server.port}/s3cret-path\n")
        (home / "hook").chmod(0o600)
        cli("alerts", "add", "webhook", "--secret-file", "hook", "--no-test")
        for hour in (23, 24, 25, 72, 80):
            monkeypatch.setattr("outlast.schedule.here.now", lambda hour=hour: START + timedelta(hours=hour))
            assert cli("tick").code in (0, 3)
    posted = [one for _, _, one in server.posts if one["kind"] == "reminder" and one["incident"]]
    assert [one["state"].rpartition("Z ")[2] for one in posted] == ["24 h", "72 h"]
    assert "alert-sent" in cli("incident", "timeline").out
    assert "1 appeal, 0 answers" in cli("appeal", "list").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("sent", "--form", "account", "--no-receipt"), 1, "OUT-251"),
        (("reply", "Hello there"), 1, "OUT-251"),
        (("show",), 1, "OUT-251"),
        (("show", "--out", "x"), 2, "--after"),
        (("sent", "--form", "account"), 2, "whether there was a receipt"),
        (("sent", "--form", "account", "--receipt", "7", "--no-receipt"), 2, "whether there was a receipt"),
        (("sent", "--form", "account", "--no-receipt", "--when", "soon"), 2, "no date"),
        (("sent", "--form", "account", "--no-receipt", "--when", "2027-01-01"), 2, "still to come"),
        (("sent", "--form", "account", "--no-receipt", "--text", "nowhere.txt"), 1, "cannot be read"),
        (("reply", "nowhere.eml"), 1, "cannot be read"),
        (("reply", " "), 2, "empty"),
    ],
)
def test_words_that_do_not_fit_are_told_calmly(cli, place, words, code, said):
    ran = cli("appeal", *words)
    assert (ran.code, said in ran.err) == (code, True), ran.err


@pytest.mark.parametrize("words", ["~nobody has answered", "復" * 200, "Restored. Sorry for that.", "a" * 5000])
def test_an_answer_in_words_is_taken_as_words(cli, place, words):
    cli("incident", "open", "gone")
    assert cli("appeal", "reply", words).code == 0
    (answer,) = [line for line in cli("appeal", "show", "--json").lines if line["type"] == "answer"]
    assert answer["text"] == words


def test_a_file_with_a_blank_in_its_name_is_taken_as_a_file(cli, place, home):
    (home / "their answer").write_bytes(b"\xff\xd8\xff picture")
    cli("incident", "open", "gone")
    assert cli("appeal", "reply", "their answer").code == 0
    assert "their answer" in cli("appeal", "list").out
    assert "incident timeline --evidence" in cli("appeal", "show").out


def test_with_no_incident_the_list_is_empty_and_says_what_to_do(cli, place):
    ran = cli("appeal", "list")
    assert (ran.code, "No appeal is noted yet" in ran.out) == (0, True)
