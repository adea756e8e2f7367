"""What is said of a mail server that does not answer as it should."""

import dataclasses

import pytest
import requests

from mailer.errors import MailServerAway
from mailer.smtp.server import Security
from outlast.mailing import reaching
from outlast.mailing.reaching import Reached, Reaching
from tests.outlast.mailing.test_letters import settings


class Door:
    """A mail server that speaks in one way only."""

    def __init__(self, security, *, speaks, what="night.example, port 465, broke off before it was ready."):
        self._fits, self._what = security is speaks, what

    def connect(self):
        if not self._fits:
            raise MailServerAway(self._what)
        return self

    def close(self):
        pass


@pytest.fixture
def tried(monkeypatch):
    def first(speaks, **given) -> Reached:
        monkeypatch.setattr(
            reaching, "transport_of", lambda mail, **_: Door(reaching.smtp_server(mail).security, speaks=speaks)
        )
        monkeypatch.setattr(reaching, "SmtpTransport", lambda server, *_: Door(server.security, speaks=speaks))
        mail = dataclasses.replace(settings(**given), inbox_server=None)
        return next(Reaching(mail, environ={}, session=requests.Session).all())

    return first


@pytest.mark.parametrize(
    ("server", "security", "speaks"),
    [("night.example:465", "starttls", Security.TLS), ("night.example:587", "tls", Security.STARTTLS)],
)
def test_a_server_that_is_spoken_to_in_the_wrong_way_says_which_is_right(tried, server, security, speaks):
    found = tried(speaks, server=server, security=security)
    assert not found.works
    assert found.advice == f"It answers there with “{speaks}”: outlast config set mail.security {speaks}"


def test_a_server_that_answers_in_no_way_is_perhaps_another_one(tried):
    found = tried(None, server="night.example:465")
    assert "name and its port are right (465 or 587" in found.advice
    assert "another network" in found.advice
