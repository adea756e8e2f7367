"""From a campaign, the settings and the archive to a letter and to each mail's own addresses."""

from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from backup.archive.archive import Archive
from backup.errors import Locked
from mailer.errors import NotSetUpForMail
from mailer.letter.letter import UnsubscribeKind
from mailer.model import CampaignState, Destination, Recipient
from outlast.mailing.connecting import smtp_server
from outlast.mailing.letters import Letters
from outlast.mailing.pacing import KeptPace, limits_of
from outlast.mailing.sender import missing
from outlast.settings.mail import MailSettings, mail_settings
from tests.archive.night_letters import day
from tests.outlast.mailing.a_campaign import NOON, a_draft
from tests.outlast.mailing.conftest import Saved, person

GIVEN = {"server": "smtp.example.org:587", "from": "maya@nightletters.example", "postal_address": "Box 1 / Lisbon"}
DEFAULTS = {
    "provider": "smtp",
    "sign_in": "password",
    "plus": "no",
    "inbox_folders": "INBOX",
    "sent_folder": "Sent",
    "warm_up": "yes",
    "expires": "14d",
    "pause_bounces": 0.05,
    "pause_complaints": 0.001,
}
ADA = Recipient(address="ada@example.org")


def settings(**given: Any) -> MailSettings:
    values = {**DEFAULTS, **GIVEN, **given}
    return mail_settings({f"mail.{name}": value for name, value in values.items()})


@pytest.fixture
def listed(saved: Saved) -> Archive:
    return saved([person("ada@example.org")])


def test_a_letter_has_the_facts_of_publication_list_and_sender(listed: Archive) -> None:
    letter = Letters(listed, settings()).letter(a_draft(number=3))

    assert (letter.publication.name, letter.publication.platform) == ("Night Letters", "Substack")
    assert (letter.sender.name, letter.sender.postal_address) == ("Night Letters", "Box 1\nLisbon")
    assert (letter.origin.day, letter.origin.platform) == ("2026-01-01", "Substack")
    assert letter.list_id == "night-letters.nightletters.example"
    number, template, language, sender = letter.feedback_id.split(":")
    assert (number, template, language) == ("3", "plain", "en")
    assert 5 <= len(sender) <= 15


@pytest.mark.parametrize(
    ("given", "kind"),
    [({}, UnsubscribeKind.MAILTO), ({"drop_box": "https://box.example"}, UnsubscribeKind.DROP_BOX)],
)
def test_the_way_to_unsubscribe_is_the_best_that_the_settings_have(
    listed: Archive, given: Any, kind: UnsubscribeKind
) -> None:
    assert Letters(listed, settings(**given)).letter(a_draft(number=3)).unsubscribing is kind


def test_a_provider_that_keeps_the_list_puts_its_own_link_into_the_letter(listed: Archive) -> None:
    mail = settings(provider="ses", drop_box="https://box.example", provider_unsubscribes="yes")
    letters = Letters(listed, mail)

    letter = letters.letter(a_draft(number=3))

    assert letter.unsubscribing is UnsubscribeKind.PROVIDER
    assert "X-SES-LIST-MANAGEMENT-OPTIONS" in letter.extra_headers
    assert letters.addressing(a_draft(number=3)).of(1, ADA).unsubscribe_url == "{{amazonSESUnsubscribeUrl}}"


def test_a_provider_that_nobody_knows_is_told(listed: Archive) -> None:
    with pytest.raises(NotSetUpForMail, match="carrier-pigeon"):
        Letters(listed, settings(provider="carrier-pigeon"))


def test_bounces_and_unsubscriptions_come_back_where_the_settings_say(listed: Archive) -> None:
    plain = Letters(listed, settings()).addressing(a_draft(number=3)).of(1, ADA)
    given = {"bounces": "b@nightletters.example", "unsubscribe": "u@nightletters.example", "plus": "yes"}
    own = Letters(listed, settings(**given)).addressing(a_draft(number=3)).of(1, ADA)

    assert plain.return_path == "maya@nightletters.example"
    assert plain.unsubscribe_mailto.startswith("maya@nightletters.example?subject=unsubscribe")
    assert own.return_path.startswith("b+")
    assert own.unsubscribe_mailto.startswith("u+")


def test_the_sender_is_that_of_the_settings_until_sending_begins_and_then_stays(listed: Archive) -> None:
    letters, campaign = Letters(listed, settings(from_name="New Name")), a_draft(number=3)

    assert letters.current(campaign).sender.name == "New Name"
    assert letters.current(a_draft(number=3, state=CampaignState.SENDING)).sender == campaign.sender


def test_a_newer_list_does_not_change_the_letter_of_a_campaign_that_has_begun(saved: Saved, listed: Archive) -> None:
    begun = a_draft(number=3, state=CampaignState.SENDING, started="2026-01-02T00:00:00Z")
    before = Letters(listed, settings()).compiled(begun, NOON).digest
    saved([person("ada@example.org")], day=9)

    assert Letters(listed, settings()).compiled(begun, NOON).digest == before
    assert Letters(listed, settings()).letter(a_draft(number=3)).origin.day == "2026-01-09"


def test_a_list_from_before_its_beginning_that_comes_late_does_not_change_it_either(
    saved: Saved, listed: Archive
) -> None:
    draft = Letters(listed, settings()).current(a_draft(number=3))
    begun = structs.replace(draft, state=CampaignState.SENDING, started="2026-01-20T00:00:00Z")
    before = Letters(listed, settings()).compiled(begun, NOON).digest
    saved([person("ada@example.org")], day=9)

    assert Letters(listed, settings()).compiled(begun, NOON).digest == before


def test_the_digest_of_a_letter_does_not_hang_on_the_day_on_which_it_is_made(listed: Archive) -> None:
    letters = Letters(listed, settings())

    assert letters.compiled(a_draft(number=3), day(3)).digest == letters.compiled(a_draft(number=3), day(4)).digest


def test_what_is_missing_is_named(listed: Archive) -> None:
    assert missing(settings()) == []
    assert missing(settings(server=None, postal_address=None)) == ["mail.server", "mail.postal_address"]
    with pytest.raises(NotSetUpForMail, match=r"mail\.from"):
        Letters(listed, settings(**{"from": None})).letter(a_draft(number=3))
    with pytest.raises(NotSetUpForMail, match=r"mail\.server"):
        smtp_server(settings(server=None))


@pytest.mark.parametrize(
    ("server", "security", "expected"),
    [
        ("smtp.example.org:587", None, ("smtp.example.org", 587, "starttls")),
        ("smtp.example.org:465", None, ("smtp.example.org", 465, "tls")),
        ("smtp.example.org:2525", "tls", ("smtp.example.org", 2525, "tls")),
        ("127.0.0.1:25", "none", ("127.0.0.1", 25, "none")),
    ],
)
def test_the_mail_server_is_that_of_the_settings(server: str, security: str | None, expected: Any) -> None:
    found = smtp_server(settings(server=server, security=security))

    assert (found.host, found.port, found.security) == expected


def test_the_limits_are_those_of_the_settings() -> None:
    found = limits_of(settings(rate=60.0, daily=500, connections=4))

    assert (found.rate, found.daily, found.connections) == (1.0, 500, 4)
    assert found.warm_up
    assert not limits_of(settings(warm_up="no")).warm_up


def test_two_runs_of_one_account_cannot_share_a_quota_that_each_thinks_its_own(tmp_path: Path) -> None:
    mail = settings(daily=500, warm_up="no", user="maya@nightletters.example")
    one, two = KeptPace(tmp_path, mail), KeptPace(tmp_path, mail)

    with one.holding():
        assert one.pace.reserve({Destination.REST: 400}, NOON) == {Destination.REST: 400}
        one.keep()
        with pytest.raises(Locked, match="by this account") as refused, two.holding():
            pass
    assert "outlast mail list" in refused.value.advice

    with two.holding():
        assert two.pace.reserve({Destination.REST: 400}, NOON) == {Destination.REST: 100}


def test_two_accounts_at_once_keep_what_each_let_through(tmp_path: Path) -> None:
    accounts = [settings(daily=500, warm_up="no", user=user) for user in ("maya", "rita")]
    kept = [KeptPace(tmp_path, mail) for mail in accounts]
    with kept[0].holding(), kept[1].holding():
        for one in kept:
            one.pace.reserve({Destination.REST: 400}, NOON)
            one.keep()

    for mail in accounts:
        assert KeptPace(tmp_path, mail).pace.reserve({Destination.REST: 400}, NOON) == {Destination.REST: 100}


def test_what_went_out_is_kept_for_the_next_run_and_names_no_account(tmp_path: Path) -> None:
    mail = settings(daily=100, warm_up="no", user="maya@nightletters.example")
    kept = KeptPace(tmp_path, mail)
    assert kept.pace.reserve({Destination.REST: 80}, NOON) == {Destination.REST: 80}
    kept.keep()

    assert KeptPace(tmp_path, mail).pace.reserve({Destination.REST: 80}, NOON) == {Destination.REST: 20}
    assert KeptPace(tmp_path, settings(daily=100, user="x")).pace.reserve({Destination.REST: 80}, NOON)
    file = tmp_path / "mail" / "pace.json"
    assert b"maya" not in file.read_bytes()
    file.write_bytes(b"{broken")
    assert KeptPace(tmp_path, mail).pace.reserve({Destination.REST: 200}, NOON) == {Destination.REST: 100}


def test_the_settings_say_what_a_letter_calls_publication_and_platform(listed: Archive) -> None:
    mail = settings()
    said = {"publications.night-letters.name": "Maya’s Night Letters", "publications.night-letters.platform": "none"}
    named = mail_settings({f"mail.{name}": value for name, value in {**DEFAULTS, **GIVEN}.items()} | said)

    before, letter = Letters(listed, mail).letter(a_draft()), Letters(listed, named).letter(a_draft())

    assert (before.publication.name, before.publication.platform) == ("Night Letters", "Substack")
    assert (letter.publication.name, letter.publication.platform) == ("Maya’s Night Letters", "")
    assert (letter.sender.name, letter.origin.platform) == ("Maya’s Night Letters", "")


def test_a_letter_that_is_being_sent_keeps_the_names_it_began_with(listed: Archive) -> None:
    sending = structs.replace(Letters(listed, settings()).current(a_draft()), state=CampaignState.PAUSED)
    said = {"publications.night-letters.name": "Another Name", "publications.night-letters.platform": "Medium"}
    renamed = mail_settings({f"mail.{name}": value for name, value in {**DEFAULTS, **GIVEN}.items()} | said)

    letter = Letters(listed, renamed).letter(sending)

    assert (letter.publication.name, letter.publication.platform) == ("Night Letters", "Substack")


def test_a_name_is_a_guess_where_it_is_only_that_of_the_folder(listed: Archive) -> None:
    letters = Letters(listed, settings())
    assert not letters.called(a_draft()).guessed
    guess = letters.called(a_draft(publication="subscribers"))
    assert (guess.name, guess.platform, guess.guessed) == ("subscribers", "", True)
