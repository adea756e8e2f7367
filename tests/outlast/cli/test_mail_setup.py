"""`outlast mail setup`: six questions and a try, against real servers on this computer."""

import stat
import sys

import pytest

from tests.fakes.imap_door import PASSWORD, USER, imap_door
from tests.mailer.providers.interface import says
from tests.outlast.alerts.mail_server import running as mail_server
from tests.outlast.typing_person import sit_down


@pytest.fixture
def password(home):
    file = home / "password"
    file.write_text(f"{PASSWORD}\n")
    file.chmod(0o600)
    return file


def flags(smtp: int, imap: int | str = "none") -> list[str]:
    words = ["--provider", "smtp", "--server", f"127.0.0.1:{smtp}", "--security", "none", "--user", USER]
    words += ["--from", "maya@night.example", "--secret-file", "password", "--postal-address", "Maya Lind / Box 7"]
    inbox = ["--inbox", f"127.0.0.1:{imap}" if imap != "none" else "none"]
    return [*words, *inbox]


def get(cli, name: str) -> str:
    return cli("config", "get", f"mail.{name}").out.strip()


def everything(home) -> bytes:
    """Return the bytes of all files in the home but those that hold secrets."""
    files = [path for path in home.rglob("*") if path.is_file() and path.parent.name != "secrets"]
    return b"\n".join(path.read_bytes() for path in files if path.name != "password")


def test_flags_are_enough_and_both_servers_are_tried(cli, home, password, monkeypatch):
    monkeypatch.setenv("OUTLAST_MAIL_INBOX_SECURITY", "none")
    with mail_server() as server, imap_door() as imap:
        ran = cli("mail", "setup", *flags(server.port, imap), "--inbox-user", USER, "--inbox-secret-file", "password")
    assert ran.code == 0, ran.err + ran.out
    assert "127.0.0.1 takes letters from here and knows maya." in ran.out
    assert "The mailbox at 127.0.0.1 can be read." in ran.out
    assert server.mails == []
    assert get(cli, "from") == "maya@night.example"
    assert get(cli, "postal_address") == "Maya Lind / Box 7"


def test_secrets_are_kept_private_and_stand_nowhere_else(cli, home, password):
    with mail_server() as server:
        ran = cli("mail", "setup", *flags(server.port))
    kept = home / ".local" / "state" / "outlast" / "secrets" / "mail-password"
    assert ran.code == 0, ran.err + ran.out
    assert kept.read_text().strip() == PASSWORD
    if sys.platform != "win32":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert PASSWORD.encode() not in everything(home)
    assert PASSWORD not in ran.out + ran.err
    assert get(cli, "secret") == f"file:{kept}"


def test_a_person_is_asked_six_questions(cli, home, monkeypatch):
    with mail_server() as server:
        typed = [
            "smtp",
            f"127.0.0.1:{server.port}",
            "maya@night.example",
            "Maya Lind",
            USER,
            "Maya Lind / Box 7",
            "none",
        ]
        screen = sit_down(monkeypatch, typed=typed, secrets=[PASSWORD])
        ran = cli("mail", "setup", "--security", "none")
    assert ran.code == 0, ran.err + ran.out
    shown = screen.getvalue()
    assert "Who sends your letters?" in shown
    assert "Your mail server for sending" in shown
    assert "The address that your letters come from" in shown
    assert "Where do mails to maya@night.example come in?" in shown
    assert PASSWORD not in shown
    assert get(cli, "user") == USER
    assert get(cli, "from_name") == "Maya Lind"


def test_an_answer_that_does_not_fit_is_asked_for_again(cli, home, monkeypatch):
    typed = ["resend", "no address", "maya@night.example", "", "", "none"]
    screen = sit_down(monkeypatch, typed=typed, secrets=["re_key"])
    ran = cli("mail", "setup", "--no-try")
    assert ran.code == 0, ran.err + ran.out
    assert "should be one e-mail address" in screen.getvalue()
    assert get(cli, "from") == "maya@night.example"
    assert "Laws ask for your postal address" in ran.out


def test_a_wrong_password_is_said_in_a_sentence_and_the_answers_are_kept(cli, home, password):
    password.write_text("mistyped\n")
    with mail_server() as server:
        ran = cli("mail", "setup", *flags(server.port))
    assert ran.code == 3
    assert "127.0.0.1 did not accept name and password" in ran.out
    assert "→" in ran.out
    assert "mistyped" not in ran.out + ran.err
    assert get(cli, "from") == "maya@night.example"


def test_a_mailbox_that_does_not_let_in_is_said_and_sending_still_works(cli, home, password, monkeypatch):
    monkeypatch.setenv("OUTLAST_MAIL_INBOX_SECURITY", "none")
    (home / "other").write_text("mistyped\n")
    with mail_server() as server, imap_door() as imap:
        words = [*flags(server.port, imap), "--inbox-user", USER, "--inbox-secret-file", "other"]
        ran = cli("mail", "setup", *words)
    assert ran.code == 3
    assert "takes letters from here" in ran.out
    assert "127.0.0.1 does not accept name and password for the mailbox." in ran.out
    assert "mistyped" not in ran.out + ran.err


def test_a_server_that_is_not_there_is_said(cli, home, password):
    with mail_server() as server:
        pass
    ran = cli("mail", "setup", *flags(server.port))
    assert ran.code == 3
    assert "cannot be reached" in ran.out
    assert "name and its port are right (465 or 587" in ran.out
    assert "Run the same command again later" not in ran.out
    assert "✓" not in ran.out
    assert "Kept: your letters are to go out by 127.0.0.1" in ran.out


def test_a_server_that_wants_no_name_needs_no_questions(cli, home):
    words = ["mail", "setup", "--provider", "smtp", "--server", "127.0.0.1:2525", "--from", "maya@night.example"]
    for nobody in ("none", ""):
        ran = cli(*words, "--user", nobody, "--inbox", "none", "--no-try")
        assert ran.code == 0, ran.err
        assert "user =" not in (home / ".config" / "outlast" / "outlast.toml").read_text()


def test_an_answer_that_is_missing_or_wrong_is_asked_for_in_words_for_people(cli, home, monkeypatch):
    typed = [
        "",
        "smtp.night.example",
        "smtp.night.example:465",
        "",
        "maya@night.example",
        "",
        "none",
        "",
        "imap",
        "none",
    ]
    screen = sit_down(monkeypatch, typed=typed)
    ran = cli("mail", "setup", "--provider", "smtp", "--no-try")
    assert ran.code == 0, ran.err + ran.out
    shown = screen.getvalue()
    assert shown.count("This is needed.") == 2
    assert 'That should be a server and its port, like "smtp.example.org:587".' in shown
    assert 'That should be a server and its port, like "imap.example.org:993".' in shown
    assert "--server" not in shown
    assert "quotes" not in shown


def test_a_password_is_not_sent_in_the_clear_to_another_computer(cli, home, password):
    words = ["--provider", "smtp", "--server", "192.0.2.1:25", "--security", "none", "--user", USER]
    ran = cli("mail", "setup", *words, "--from", "a@night.example", "--secret-file", "password", "--no-try")
    assert ran.code == 0
    assert PASSWORD.encode() not in everything(home)


def test_nobody_there_and_nothing_said_asks_for_flags(cli, home):
    ran = cli("mail", "setup")
    assert ran.code == 2
    assert "--provider" in ran.err
    ran = cli("mail", "setup", "--provider", "gmail")
    assert ran.code == 2
    assert "--from" in ran.err
    ran = cli("mail", "setup", "--provider", "ses", "--from", "a@b.example")
    assert ran.code == 2
    assert "eu-central-1" in ran.err
    ran = cli("mail", "setup", "--provider", "gmail", "--from", "a@gmail.com")
    assert ran.code == 9
    assert "--help" in ran.err
    assert not (home / ".config" / "outlast" / "outlast.toml").exists()


def test_a_value_that_does_not_fit_changes_nothing(cli, home, password):
    ran = cli("mail", "setup", "--provider", "smtp", "--server", "no port", "--from", "a@b.example")
    assert ran.code == 2
    assert "should be a server and its port" in ran.err
    assert not (home / ".config" / "outlast" / "outlast.toml").exists()


def test_a_region_is_enough_in_the_place_of_a_server(cli, home, password):
    words = ["--provider", "ses", "--server", "eu-central-1", "--from", "maya@night.example", "--user", "AKIA"]
    ran = cli("mail", "setup", *words, "--secret-file", "password", "--no-try")
    assert ran.code == 0, ran.err
    assert get(cli, "server") == "email-smtp.eu-central-1.amazonaws.com:465"


def test_another_provider_leaves_nothing_of_the_first_behind(cli, home, password):
    gmail = ["--provider", "gmail", "--from", "maya@gmail.com", "--secret-file", "password", "--no-try"]
    assert cli("mail", "setup", *gmail).code == 0
    assert get(cli, "plus") == "yes"
    resend = ["--provider", "resend", "--from", "maya@night.example", "--secret-file", "password", "--no-try"]
    assert cli("mail", "setup", *resend).code == 0
    assert get(cli, "user") == "resend"
    assert get(cli, "plus") == "no"
    assert get(cli, "sent_folder") == "Sent"
    assert "imap.gmail.com" not in (home / ".config" / "outlast" / "outlast.toml").read_text()


def test_what_was_kept_is_offered_again(cli, home, password, monkeypatch):
    words = ["--provider", "gmail", "--from", "maya@gmail.com", "--secret-file", "password", "--no-try"]
    assert cli("mail", "setup", *words).code == 0
    before = (home / ".config" / "outlast" / "outlast.toml").read_text()
    sit_down(monkeypatch, typed=["", "", "", "", "", "", ""])
    ran = cli("mail", "setup", "--no-try", "--provider", "gmail")
    assert ran.code == 0, ran.err + ran.out
    assert (home / ".config" / "outlast" / "outlast.toml").read_text() == before


def test_what_the_provider_says_of_itself_is_kept_to(cli, home, password, monkeypatch):
    quota = {"Max24HourSend": 50_000.0, "MaxSendRate": 14.0, "SentLast24Hours": 0}
    answer = {"SendQuota": quota, "ProductionAccessEnabled": True, "SendingEnabled": True}
    ran = set_up_ses(cli, home, monkeypatch, answer)
    assert "Amazon SES lets Outlast see who gets no more letters." in ran.out
    assert "Outlast keeps to 50,000 letters in 24 hours." in ran.out
    assert get(cli, "daily") == "50000"


def test_a_sandbox_is_said(cli, home, password, monkeypatch):
    ran = set_up_ses(cli, home, monkeypatch, {"ProductionAccessEnabled": False, "SendingEnabled": True})
    assert "sandbox" in ran.out
    assert ran.code == 3
    assert "200 letters in 24 hours (an account in the sandbox" in " ".join(ran.out.split())


def set_up_ses(cli, home, monkeypatch, answer):
    """Set it up with a made-up interface, and a mail server that cannot be reached."""
    from tests.mailer.providers.interface import serving

    (home / "key").write_text("AKIDEXAMPLE:secret\n")
    with serving({"/v2/email/account": says(answer)}) as interface:
        monkeypatch.setenv("OUTLAST_NETWORK_LOOPBACK_PORT", str(interface.port))
        monkeypatch.setattr("mailer.smtp.opening.socket.create_connection", refuse)
        words = ["--provider", "ses", "--server", "eu-central-1", "--from", "maya@night.example", "--user", "AKIA"]
        return cli("mail", "setup", *words, "--secret-file", "password", "--api-secret-file", "key")


def refuse(*_: object, **__: object) -> None:
    raise ConnectionRefusedError(111, "Connection refused")


def test_a_key_is_refused_where_there_is_nothing_to_open(cli, home, password):
    ran = cli("mail", "setup", "--provider", "gmail", "--from", "a@gmail.com", "--api-secret-file", "password")
    assert ran.code == 2
    assert "wants no key of the web interface" in ran.err


def test_programs_get_what_was_tried(cli, home, password):
    with mail_server() as server:
        ran = cli("--json", "mail", "setup", *flags(server.port))
    assert ran.code == 0, ran.err
    tried = [line for line in ran.lines if line["type"] == "tried"]
    assert [(line["what"], line["works"]) for line in tried] == [("sending", True)]
    assert ran.lines[-1] == {"type": "summary", "provider": "smtp", "worked": 1, "failed": 0}
