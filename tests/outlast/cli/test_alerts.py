"""`outlast alerts`: set up, tried, listed and removed, against real servers on this computer."""

import io
import stat
import sys

import keyring
import pytest

from outlast.state.database import FILE
from tests.outlast.alerts.mail_server import running as mail_server
from tests.outlast.alerts.web_server import running as web_server
from tests.outlast.key_drawer import Drawer
from tests.outlast.typing_person import sit_down

SECRET = "a-very-long-topic"


@pytest.fixture
def state(home):
    return home / ".local" / "state" / "outlast"


def everything(home):
    """Return the bytes of all files in the home but those that hold secrets."""
    files = [path for path in home.rglob("*") if path.is_file() and path.parent.name != "secrets"]
    return b"\n".join(path.read_bytes() for path in files)


def add_webhook(cli, home, server, *words):
    (home / "hook").write_text(f"http://127.0.0.1:{server.port}/{SECRET}\n")
    (home / "hook").chmod(0o600)
    return cli("alerts", "add", "webhook", "--secret-file", "hook", *words)


def test_a_mail_is_set_up_with_flags_and_tried_at_once(cli, home):
    with mail_server() as server:
        ran = cli(
            "alerts", "add", "email", "--to", "maya@example.org", "--server", f"127.0.0.1:{server.port}",
            "--security", "none",
        )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "250 2.0.0 Ok: queued as 4711" in ran.out
    assert b"This is a test" in server.mails[0]
    assert cli("config", "get", "alerts.email.to").out == "maya@example.org\n"


def test_a_secret_from_a_file_is_kept_private_and_stands_nowhere_else(cli, home, state):
    with web_server() as server:
        ran = add_webhook(cli, home, server)
        (home / "hook").unlink()
        listed = cli("alerts", "list")
        shown = cli("config", "show")
    kept = state / "secrets" / "alert-webhook"
    assert ran.code == 0, ran.err
    assert server.posts[0][0] == f"/{SECRET}"
    assert SECRET in kept.read_text()
    if sys.platform != "win32":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert stat.S_IMODE((state / FILE).stat().st_mode) == 0o600
    assert SECRET.encode() not in everything(home)
    assert SECRET not in ran.out + ran.err + listed.out + shown.out
    assert cli("config", "get", "alerts.webhook.secret").out == f"file:{kept}\n"


def test_a_secret_that_is_typed_is_not_shown(cli, home, state, monkeypatch):
    with web_server() as server:
        screen = sit_down(monkeypatch, secrets=[f"http://127.0.0.1:{server.port}/{SECRET}"])
        assert cli("alerts", "add", "ntfy").code == 0
    assert SECRET not in screen.getvalue()
    assert server.posts[0][2]["topic"] == SECRET


def test_a_secret_may_come_from_stdin_or_stay_where_it_is(cli, home, monkeypatch):
    with web_server() as server:
        address = f"http://127.0.0.1:{server.port}/{SECRET}"
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(address.encode() + b"\n")))
        assert cli("alerts", "add", "webhook", "--secret-file", "-").code == 0
        monkeypatch.setenv("HOOK", address)
        assert cli("alerts", "add", "webhook", "--name", "second", "--secret-from", "env:HOOK").code == 0
    assert len(server.posts) == 2
    assert cli("config", "get", "alerts.second.secret").out == "env:HOOK\n"


def test_a_secret_may_lie_in_the_key_store_and_leaves_it_when_the_alert_is_removed(cli, home, monkeypatch):
    drawer = Drawer()
    before = keyring.get_keyring()
    keyring.set_keyring(drawer)
    try:
        with web_server() as server:
            assert add_webhook(cli, home, server, "--keyring").code == 0
        assert list(drawer.held) == [("outlast", "alert-webhook")]
        assert cli("alerts", "remove", "webhook", "--yes").code == 0
        assert drawer.held == {}
    finally:
        keyring.set_keyring(before)


def test_a_test_that_fails_tells_the_servers_words_and_keeps_the_settings(cli, home):
    with web_server() as server:
        server.status, server.answer = 403, b"forbidden, sorry"
        ran = add_webhook(cli, home, server)
        listed = cli("alerts", "list", "--json")
    assert ran.code == 1
    assert "403 forbidden, sorry" in ran.err
    assert "OUT-240" in ran.err
    (alert,) = [line for line in listed.lines if line["type"] == "alert"]
    assert (alert["attempts"][0]["sent"], alert["attempts"][0]["said"]) == (
        False, "127.0.0.1 answered: 403 forbidden, sorry",
    )  # fmt: skip


def test_all_ways_are_tested_and_one_that_fails_stops_no_other(cli, home):
    with web_server() as good, web_server() as bad:
        add_webhook(cli, home, bad, "--no-test")
        add_webhook(cli, home, good, "--no-test", "--name", "z-good")
        bad.status = 500
        ran = cli("alerts", "test")
    assert ran.code == 3
    assert "webhook: 127.0.0.1 answered: 500" in ran.out
    assert "z-good: a test was sent" in ran.out
    assert len(good.posts) == 1


def test_list_without_any_alert_says_that_nobody_would_be_told(cli):
    ran = cli("alerts", "list")
    assert (ran.code, "Nobody would be told yet" in ran.out) == (0, True)


def test_what_is_missing_is_asked_for(cli, home, monkeypatch):
    with mail_server() as server:
        screen = sit_down(
            monkeypatch, typed=["email", "maya", "maya@example.org", f"127.0.0.1:{server.port}", ""]
        )  # fmt: skip
        cli("config", "set", "alerts.email.security", "none")
        ran = cli("alerts", "add", "--no-test")
    assert ran.code == 0
    assert "It should be one e-mail address" in screen.getvalue()
    assert cli("config", "get", "alerts.email.to").out == "maya@example.org\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add",), 2, "what kind"),
        (("add", "email"), 2, "needs its “to”"),
        (("add", "ntfy"), 9, "needs its secret"),
        (("add", "desktop", "--to", "a@example.org"), 2, "--to says nothing"),
        (("add", "desktop", "--on", "weather", "--no-test"), 2, "should be some of"),
        (("add", "email", "--to", "x", "--server", "s:1"), 2, "--to should be one e-mail address"),
        (("add", "ntfy", "--secret-from", SECRET), 2, "beginning with one of"),
        (("add", "desktop", "--secret-from", "env:X"), 2, "has no secret"),
        (("add", "ntfy", "--secret-file", "nowhere"), 6, "cannot be read"),
        (("add", "desktop", "--name", "Bad Name"), 2, "lower case"),
        (("test",), 2, "no alert to test"),
        (("test", "email"), 2, "no alert to test"),
        (("remove", "email"), 2, "no alert called email"),
    ],
)
def test_words_that_do_not_fit_change_nothing(cli, home, words, code, said):
    ran = cli("alerts", *words)
    assert (ran.code, said in ran.err) == (code, True), ran.err
    assert not (home / ".config" / "outlast" / "outlast.toml").exists()
    assert not list(home.rglob("alert-*"))


def test_a_name_is_not_taken_twice_for_two_kinds(cli, home):
    cli("alerts", "add", "desktop", "--name", "me", "--no-test")
    ran = cli("alerts", "add", "ntfy", "--name", "me", "--secret-from", "env:X", "--no-test")
    assert (ran.code, "already" in ran.err) == (2, True)


def test_an_alert_that_is_removed_leaves_its_neighbours_and_the_comments(cli, home, state):
    file = home / ".config" / "outlast" / "outlast.toml"
    file.parent.mkdir(parents=True)
    file.write_text('# mine\n[alerts.desktop]\nkind = "desktop" # stays\n')
    with web_server() as server:
        add_webhook(cli, home, server)
    assert cli("alerts", "remove", "webhook").code == 9
    assert cli("alerts", "remove", "webhook", "--yes").code == 0
    assert not (state / "secrets" / "alert-webhook").exists()
    assert file.read_text().startswith('# mine\n[alerts.desktop]\nkind = "desktop" # stays\n')
    assert "webhook" not in file.read_text()
    assert cli("config", "validate").code == 0


def test_an_unknown_kind_or_a_missing_one_is_told_with_its_place(cli, home):
    file = home / ".config" / "outlast" / "outlast.toml"
    file.parent.mkdir(parents=True)
    file.write_text('[alerts.one]\nkind = "pigeon"\n[alerts.two]\nto = "a@example.org"\n[alerts.three]\nkid = 1\n')
    wrong = [(line["name"], line["reason"]) for line in cli("config", "validate", "--json").lines[:-1]]
    assert ("alerts.one.kind", "should be one of apprise, desktop, email, ntfy, webhook") in wrong
    assert ("alerts.two.kind", "must be given: one of apprise, desktop, email, ntfy, webhook") in wrong
    assert any(name == "alerts.three.kid" for name, _ in wrong)
