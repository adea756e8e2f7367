"""Tries a real mail server and a real mailbox (Postfix, Dovecot) with what the settings say."""

import ssl
from collections.abc import Iterator

import pytest
import requests

from outlast.mailing.reaching import Reached, Reaching
from outlast.settings import load_settings, set_settings
from tests.real.postfix.server import CERTIFICATE, PASSWORD, WRITER, MailServer, mail_server

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def tried(places, smtp: int, imap: int, *, password: str = PASSWORD, trust: bool = True, **more: str) -> list[Reached]:
    settings = {
        "provider": "smtp",
        "server": f"127.0.0.1:{smtp}",
        "user": WRITER,
        "secret": "env:WORD",
        "inbox_server": f"127.0.0.1:{imap}",
    } | more
    set_settings(places, {f"mail.{name}": value for name, value in settings.items()})
    reaching = Reaching(
        load_settings(places, environ={}).mail,
        environ={"WORD": password},
        session=requests.Session,
        tls=ssl.create_default_context(cafile=str(CERTIFICATE)) if trust else None,
    )
    return list(reaching.all())


def test_both_servers_are_reached_with_starttls_and_with_tls(server, places):
    before = len(server.complaints)
    assert [one.works for one in tried(places, server.submission, server.imap)] == [True, True]
    over_tls = tried(places, server.submissions, server.imaps, security="tls", inbox_security="tls")
    assert [(one.what, one.works) for one in over_tls] == [("sending", True), ("mailbox", True)]
    assert len(server.complaints) == before


def test_a_wrong_password_is_a_sentence_for_each(server, places):
    for one in tried(places, server.submission, server.imap, password="wrong-horse"):
        assert not one.works
        assert "accept" in one.sentence
        assert one.advice
        assert "wrong-horse" not in one.sentence + one.advice


def test_a_certificate_that_nobody_vouches_for_is_not_believed(server, places):
    for one in tried(places, server.submission, server.imap, trust=False):
        assert not one.works
        assert "could not prove that it is who it should be" in one.sentence
