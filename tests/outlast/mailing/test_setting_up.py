"""Answers become settings, with what follows from the provider; what is left to ask depends on what was said."""

import pytest

from mailer.providers import found, load
from mailer.providers.pulled import Allowance
from outlast.mailing.setting_up import (
    NONE,
    asks,
    complete,
    left_behind,
    settings_of,
    without_blanks_for_the_eye,
)
from outlast.settings.table import setting_named


def asked(name: str, **given: str) -> list[str]:
    """Return what is asked of somebody who takes each default, in order."""
    order = []
    for ask in asks(load(name), given):
        order.append(ask.setting)
        default = next(iter(ask.choices.values())) if ask.choices else ask.default
        given.setdefault(ask.setting, default or "maya@night.example")
    return order


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("gmail", ["from", "from_name", "user", "postal_address", "inbox_server"]),
        ("ses", ["server", "from", "from_name", "user", "postal_address", "inbox_server"]),
        ("resend", ["from", "from_name", "postal_address", "inbox_server"]),
        ("smtp", ["server", "from", "from_name", "user", "postal_address", "inbox_server"]),
    ],
)
def test_each_provider_asks_only_what_is_not_known_of_it(name, settings):
    given = {"server": "smtp.night.example:465"} if name == "smtp" else {}
    assert [one for one in asked(name, **given) if one != "inbox_user"] == settings


@pytest.mark.parametrize("name", found())
def test_the_answers_of_every_provider_are_settings_that_there_are(name):
    provider = load(name)
    given = {"from": "maya@night.example", "user": "maya", "server": provider.servers[0].place} if provider.servers else {
        "from": "maya@night.example", "server": "smtp.night.example:465"
    }  # fmt: skip
    if provider.inbox:
        given["inbox_server"] = provider.inbox.place
    settings = complete(provider, given)
    assert settings["provider"] == name
    for key, value in settings.items():
        setting = setting_named(("mail", key))
        assert setting is not None
        assert setting.kind.accept(setting.kind.from_text(value))


def test_a_mailbox_of_the_provider_needs_no_name_and_password_of_its_own():
    assert "inbox_user" not in asked("gmail")
    settings = complete(load("gmail"), {"from": "maya@gmail.com", "inbox_server": "imap.gmail.com:993"})
    assert settings["plus"] == "yes"
    assert settings["sent_folder"] == "[Gmail]/Sent Mail"
    assert "inbox_user" not in settings


def test_another_mailbox_does():
    assert "inbox_user" in asked("gmail", inbox_server="imap.night.example:993")
    settings = complete(load("gmail"), {"from": "maya@gmail.com", "inbox_server": "imap.night.example:993"})
    assert "plus" not in settings


def test_the_mailbox_of_a_mail_server_is_guessed_by_its_name():
    asking = asks(load("smtp"), {"server": "smtp.night.example:465", "from": "maya@night.example", "user": "maya"})
    assert {ask.setting: ask.default for ask in asking}["inbox_server"] == "imap.night.example:993"


def test_no_mailbox_is_no_setting():
    assert "inbox_server" not in complete(load("resend"), {"from": "a@b.example", "inbox_server": NONE})


def test_only_what_is_unusual_for_a_port_is_said_of_the_connection():
    assert "security" not in complete(load("postmark"), {"from": "a@b.example"})
    assert complete(load("proton_bridge"), {"from": "a@b.example"})["security"] == "none"


def test_a_key_that_is_the_password_too_is_named_for_both():
    settings = complete(load("resend"), {"from": "a@b.example", "secret": "file:/x"})
    assert settings["api_secret"] == "file:/x"
    assert settings["user"] == "resend"


def test_what_belongs_to_an_earlier_provider_is_left_behind():
    left = left_behind(complete(load("resend"), {"from": "a@b.example", "secret": "file:/x"}))
    assert {"security", "inbox_server", "sent_folder", "plus"} <= set(left)
    assert not {"server", "user", "secret", "api_secret"} & set(left)


@pytest.mark.parametrize(
    ("typed", "secret"),
    [
        ("abcd efgh ijkl mnop", "abcdefghijklmnop"),
        ("abcdefghijklmnop", "abcdefghijklmnop"),
        ("correct horse", "correct horse"),
        ("abcd efgh ijkl mno1", "abcd efgh ijkl mno1"),
    ],
)
def test_only_googles_way_of_showing_a_password_loses_its_blanks(typed, secret):
    assert without_blanks_for_the_eye(typed) == secret


@pytest.mark.parametrize(
    ("allowance", "settings"),
    [
        (Allowance(rate=14.0, daily=50_000), {"rate": "840.0", "daily": "50000"}),
        (Allowance(rate=90.0), {"rate": "1000"}),
        (Allowance(rate=1.0, daily=200, trouble="In the sandbox."), {}),
        (Allowance(), {}),
    ],
)
def test_what_a_provider_allows_becomes_settings(allowance, settings):
    assert settings_of(allowance) == settings
    for key, value in settings.items():
        kind = setting_named(("mail", key)).kind
        assert kind.accept(kind.from_text(value))
