"""Mail to the writer, against a real mail server."""

import email
import socket
from dataclasses import replace
from email import policy

import pytest

from backup.errors import BadSettings
from outlast.errors import AlertFailed
from tests.outlast.alerts.mail_server import PASSWORD, believing, running
from tests.outlast.alerts.some_news import DOWN, way

TO = "maya@example.org"


def mail_way(server, *, security="none", user=None, password=None, host="127.0.0.1", means=None, to=TO):
    return way(
        "email", password, to=to, server=f"{host}:{server.port}", security=security, user=user,
        means={"tls": believing(), **(means or {})},
    )  # fmt: skip


def test_a_mail_says_what_happened_and_what_to_do():
    with running() as server:
        said = mail_way(server).send(DOWN)
    (data,) = server.mails
    mail = email.message_from_bytes(data, policy=policy.default)
    assert said == "127.0.0.1 answered: 250 2.0.0 Ok: queued as 4711"
    assert (mail["To"], mail["From"]) == (TO, f"Outlast <{TO}>")
    assert mail["Subject"] == "Outlast: Night Letters is not reachable"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == DOWN.when
    assert mail["Message-ID"].endswith("@example.org>")
    text = mail.get_content()
    assert mail.get_content_type() == "text/plain"
    for part in (DOWN.text, "What to do: outlast incident timeline", "2026-11-20 12:00 UTC", DOWN.incident):
        assert part in text


def test_a_second_try_of_the_same_news_has_the_same_message_id():
    with running() as server:
        for news in (DOWN, DOWN, replace(DOWN, state="removed")):
            mail_way(server).send(news)
    ids = [email.message_from_bytes(data)["Message-ID"] for data in server.mails]
    assert ids[0] == ids[1] != ids[2]


def test_a_title_of_several_lines_makes_no_second_header():
    with running() as server:
        mail_way(server).send(replace(DOWN, title="Gone\r\nBcc: all@example.org\n\nhello"))
    mail = email.message_from_bytes(server.mails[0], policy=policy.default)
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Outlast: Gone Bcc: all@example.org hello"


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_sealed_connection_is_checked_and_signed_in(security):
    with running(tls=security) as server:
        mail_way(server, security=security, user="maya", password=PASSWORD, host="localhost").send(DOWN)
    assert (server.signed_in, server.sealed) == ([True], [True])


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_for_another_name_gets_neither_password_nor_mail(security):
    with (
        running(tls=security, certificate="elsewhere") as server,
        pytest.raises(AlertFailed, match="could not prove that it is who it should be") as failed,
    ):
        mail_way(server, security=security, user="maya", password=PASSWORD, host="localhost").send(DOWN)
    assert not failed.value.permanent
    assert server.mails == []


def test_a_server_without_starttls_gets_nothing_when_it_is_wanted():
    with running() as server, pytest.raises(AlertFailed, match="does not offer what is needed") as failed:
        mail_way(server, security="starttls").send(DOWN)
    assert failed.value.permanent
    assert server.mails == []


def test_a_wrong_password_is_told_with_the_servers_words_and_without_the_password():
    with running(tls="starttls") as server, pytest.raises(AlertFailed) as failed:
        mail_way(server, security="starttls", user="maya", password="wrong horse", host="localhost").send(DOWN)
    assert failed.value.permanent
    assert "did not accept name and password: 535" in failed.value.what
    assert "horse" not in failed.value.what


@pytest.mark.parametrize(
    ("place", "answer", "permanent"),
    [
        ("to_recipient", "550 5.1.1 no such user", True),
        ("to_recipient", "451 4.7.1 greylisted", False),
        ("to_data", "554 5.7.1 looks like spam", True),
        ("to_data", "452 4.3.1 disk full", False),
    ],
)
def test_what_the_server_refuses_is_tried_again_only_when_it_says_later(place, answer, permanent):
    with running() as server:
        setattr(server, place, answer)
        with pytest.raises(AlertFailed) as failed:
            mail_way(server).send(DOWN)
    assert failed.value.permanent is permanent
    assert answer in failed.value.what


def test_an_address_in_another_script_is_written_to():
    with running() as server:
        mail_way(server, to="mäya@example.org").send(DOWN)
    assert "mäya@example.org".encode() in server.mails[0]


def test_nobody_at_the_port_is_no_reason_to_give_up():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(AlertFailed, match="cannot be reached") as failed:
        way("email", to=TO, server=f"127.0.0.1:{port}", security="none").send(DOWN)
    assert not failed.value.permanent


def test_a_server_that_never_speaks_is_left_after_the_time():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent_way = way(
            "email", to=TO, server=f"127.0.0.1:{silent.getsockname()[1]}", security="none", means={"patience": 0.05}
        )
        with pytest.raises(AlertFailed, match="did not answer") as failed:
            silent_way.send(DOWN)
    assert not failed.value.permanent


def test_a_password_never_goes_out_in_the_clear(monkeypatch):
    opened = []

    class Connection:
        def __init__(self, host, port, **_):
            opened.append(self)
            self.said = []

        def close(self):
            self.said.append("close")

    monkeypatch.setattr("smtplib.SMTP", Connection)
    with pytest.raises(AlertFailed, match="in the clear") as failed:
        way("email", "secret", to=TO, server="smtp.example.org:25", security="none", user="maya").send(DOWN)
    assert failed.value.permanent
    assert [connection.said for connection in opened] == [["close"]]


def test_a_setting_that_is_missing_is_named():
    with pytest.raises(BadSettings, match="does not say its “server”"):
        way("email", to=TO).send(DOWN)
