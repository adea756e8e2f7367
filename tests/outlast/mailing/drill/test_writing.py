"""The mails of a fire drill, and what they are known by."""

import re
from email import message_from_bytes

import pytest

from mailer.preflight.check import State
from mailer.preflight.lint import Expected, lint
from outlast.mailing.drill.script import bounce_token, unsubscribe_token
from outlast.mailing.drill.writing import NUMBER, drill_campaign
from tests.outlast.mailing.drill.stage import BEGAN, OWN, SENDER, script


def test_the_letter_of_a_drill_keeps_the_rules():
    play = script()
    for copy in play.copies:
        checks = lint(copy.mail.content, Expected(now=BEGAN, postal_address=SENDER.postal_address))
        assert [check.what for check in checks if check.state is State.BAD] == []


def test_each_mail_has_tokens_and_a_name_of_its_own():
    play = script()
    everything = [*play.copies, play.bounce]
    assert len({copy.message_id for copy in everything}) == 3
    assert len({copy.token for copy in everything} | {play.request.token}) == 4
    assert all(re.fullmatch("[a-z2-7]{24}", copy.token) for copy in everything)
    assert len({copy.mail.number for copy in everything} | {play.request.mail.number}) == 4


def test_no_campaign_has_the_number_of_a_drill():
    assert NUMBER == 0


def test_two_drills_have_different_tokens():
    assert script().copies[0].token != script().copies[0].token


@pytest.mark.parametrize("plus", [True, False])
def test_a_request_is_written_as_list_unsubscribe_asks_for_it(plus):
    request = script(plus=plus).request
    message = message_from_bytes(request.mail.content)
    if plus:
        assert request.mail.recipient == f"stop+{request.token}@writer.example"
        assert message["Subject"] == "unsubscribe"
    else:
        assert request.mail.recipient == "stop@writer.example"
        assert message["Subject"] == f"unsubscribe {request.token}"
    assert message["From"] == request.mail.sender == OWN[0]


@pytest.mark.parametrize("language", ["en", "ar", "ja"])
def test_there_is_a_drill_in_other_languages(language):
    campaign = drill_campaign("letters", SENDER, language=language, at=BEGAN)
    assert campaign.body
    assert campaign.language == language


@pytest.mark.parametrize(
    "text", ["", "bounces@writer.example", "b+short@writer.example", "b+" + "a" * 25 + "@x.example"]
)
def test_an_address_without_a_token_has_none(text):
    assert bounce_token(text) == ""
    assert unsubscribe_token(text) == ""


def test_a_token_is_found_in_any_case():
    assert bounce_token("b+" + "A2" * 12 + "@x.example") == "a2" * 12
