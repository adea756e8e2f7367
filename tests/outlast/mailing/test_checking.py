"""All checks before sending, in one list."""

from datetime import timedelta

import pytest

from mailer import providers
from mailer.preflight.check import State
from mailer.preflight.score import Score
from mailer.unsubscribe.kind import UnsubscribeKind
from outlast.mailing import checking
from outlast.mailing.checking import Part, check_campaign
from outlast.mailing.numbers import Numbers
from outlast.mailing.way import Way, way_of
from outlast.settings.mail import MAIL_SETTINGS, mail_settings
from tests.mailer.preflight.letters import NOW, letter
from tests.mailer.preflight.test_domain import writers_zone

WAY = Way(name="Esp", spf_include="spf.esp.example", selectors=("s1",), unsubscribing=UnsubscribeKind.DROP_BOX)
NUMBERS = Numbers(recipients=12, to_gmail=5, daily=None, done=NOW, expires=NOW + timedelta(days=14))


def settings(**changes):
    values = {setting.name: setting.default for setting in MAIL_SETTINGS}
    given = {
        "from": "ada@writer.example",
        "server": "smtp.esp.example:587",
        "postal_address": "1 Quiet Lane / Bristol BS1 1AA",
    }
    return mail_settings(values | {f"mail.{name}": value for name, value in (given | changes).items()})


@pytest.fixture(autouse=True)
def _no_filters(monkeypatch):
    monkeypatch.setattr(checking, "rspamd_score", lambda content: None)
    monkeypatch.setattr(checking, "spam_assassin_score", lambda content: None)


def found(mail=None, **options):
    return list(check_campaign(mail or settings(), writers_zone(), way=WAY, now=NOW, **options))


def test_a_campaign_that_is_ready_passes_everything_part_by_part():
    everything = found(letter=letter(), numbers=NUMBERS)
    assert {one.check.state for one in everything} == {State.OK}
    parts = [one.part for one in everything]
    assert list(dict.fromkeys(parts)) == [Part.DOMAIN, Part.LETTER, Part.PLAN]
    assert parts == sorted(parts, key=list(Part).index)


def test_without_a_campaign_only_the_domain_and_the_provider_are_looked_at():
    assert {one.part for one in found()} == {Part.DOMAIN}


def test_without_an_address_to_write_from_nothing_is_said_of_a_domain():
    assert found(settings(**{"from": None})) == []


def test_where_bounces_go_decides_whose_spf_is_looked_at():
    names = [one.check.name for one in found(settings(bounces="b@other.example"))]
    assert "SPF of other.example" in names
    assert "DKIM of writer.example: s1" in names


def test_the_provider_is_looked_for_in_spf():
    bare = Way(name="Esp", spf_include="spf.elsewhere.example")
    states = {one.check.name: one.check.state for one in check_campaign(settings(), writers_zone(), way=bare, now=NOW)}
    assert states["SPF of writer.example: provider"] is State.BAD


def test_spam_filters_see_the_letter_as_it_arrives_and_only_if_wanted(monkeypatch):
    seen = []

    def score(content):
        seen.append(content)
        return Score(program="X", points=0.1, limit=5, wanted=1)

    monkeypatch.setattr(checking, "spam_assassin_score", score)
    dotted = letter().replace(b"Dear", b"\r\n..Dear", 1)
    assert [one.check.name for one in found(letter=dotted) if one.part is Part.FILTERS] == ["Spam score of X"]
    assert b"\r\n.Dear" in seen[0]
    assert Part.FILTERS not in {one.part for one in found(letter=dotted, filters=False)}


def test_a_server_with_an_ipv6_address_is_no_stumbling_block():
    assert checking.sending_as(settings(server="[::1]:1025"), WAY).server == "::1"


@pytest.mark.parametrize("provider", sorted(providers.found()))
def test_what_a_provider_wants_in_the_dns_is_asked_for(provider):
    way = way_of(settings(provider=provider))
    wanted = providers.load(provider).dns
    assert (way.spf_include, way.selectors) == (wanted.include, wanted.selectors)
    assert "{" not in way.envelope_domain
    assert way.source == (wanted.source or "the provider’s own pages")


def test_of_an_unknown_provider_nothing_is_asked():
    way = way_of(settings(provider="smtp"))
    assert (way.spf_include, way.selectors, way.envelope_domain, way.one_click) == ("", (), "", False)
    assert way_of(settings(drop_box="https://box.writer.example")).one_click


def test_an_envelope_below_the_writers_domain_is_named_in_full():
    assert way_of(settings(provider="resend")).envelope_domain == "send.writer.example"


@pytest.mark.parametrize(
    ("provider", "user", "envelope"),
    [
        ("smtp", "ada@account.example", ""),
        ("gmail", "ada@account.example", "account.example"),
        ("gmail", "4711", "writer.example"),
    ],
)
def test_a_provider_that_writes_the_accounts_address_into_the_envelope_is_taken_at_its_word(provider, user, envelope):
    assert way_of(settings(provider=provider, user=user)).envelope_domain == envelope


def test_only_who_asks_for_it_has_the_provider_unsubscribe_people():
    assert not way_of(settings(provider="postmark")).provider_unsubscribes
    way = way_of(settings(provider="postmark", provider_unsubscribes="yes"))
    assert way.provider_unsubscribes
    assert way.placeholders == (providers.load("postmark").unsubscribe.url,)
