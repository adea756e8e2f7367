"""From the settings to the provider, its limits and its web interface."""

import pytest

from mailer.errors import NotSetUpForMail
from outlast.mailing.pacing import limits_of
from outlast.mailing.providers import access_of, provider_of
from outlast.settings import load_settings, set_settings


def settings_of(places, **mail):
    set_settings(places, {f"mail.{name}": value for name, value in mail.items()})
    return load_settings(places, environ={}).mail


def test_a_name_that_nobody_has_is_said_with_those_that_there_are(places):
    with pytest.raises(NotSetUpForMail) as raised:
        provider_of(settings_of(places, provider="pigeon"))
    assert "postmark" in raised.value.advice


def test_limits_are_the_providers_unless_the_writer_says_others(places):
    mail = settings_of(places, provider="gmail")
    assert (limits_of(mail).daily, limits_of(mail).connections) == (500, 1)
    mail = settings_of(places, rate="30", daily="2000", connections="4", warm_up="no")
    limits = limits_of(mail)
    assert (limits.rate, limits.daily, limits.connections, limits.warm_up) == (0.5, 2_000, 4, {})


def test_without_a_key_there_is_no_way_to_the_web_interface(places):
    assert access_of(settings_of(places, provider="brevo"), environ={}) is None


def test_the_key_is_fetched_late_and_server_user_and_domain_go_along(places):
    mail = settings_of(
        places,
        provider="mailgun",
        server="smtp.eu.mailgun.org:587",
        user="postmaster@mg.night.example",
        api_secret="env:KEY",
        **{"from": "maya@night.example"},
    )
    environ: dict[str, str] = {}
    access = access_of(mail, environ=environ)
    environ["KEY"] = "s3cret"
    assert access is not None
    assert access.secret() == "s3cret"
    assert (access.server, access.user, access.sender_domain) == (
        "smtp.eu.mailgun.org",
        "postmaster@mg.night.example",
        "night.example",
    )
