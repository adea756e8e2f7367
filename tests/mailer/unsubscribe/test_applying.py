"""From wishes to suppressed addresses: a right token counts, a forged one is told of, and twice is once."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from mailer.model import Reason
from mailer.tokens import Tokens
from mailer.unsubscribe.applying import Applied, Wish, apply_wishes
from tests.mailer.suppression.lists import EARLIER, LATER, NOON, opened

TOKENS = {3: Tokens(b"k" * 32, campaign=3, salt="s"), 5: Tokens(b"k" * 32, campaign=5, salt="t")}
PEOPLE = {(3, 1): "anna@example.org", (3, 2): "ben@example.org", (5, 1): "anna@example.org"}


def applied(folder, *wishes: Wish) -> Applied:
    return apply_wishes(
        wishes,
        opened(folder),
        source="drop-box",
        tokens_of=TOKENS.get,
        address_of=lambda campaign, number: PEOPLE.get((campaign, number)),
    )


def wish(*tokens: str, at=NOON, **more) -> Wish:
    return Wish(at=at, tokens=tokens, **more)


def test_a_right_token_suppresses_its_recipient_and_nobody_else(tmp_path):
    done = applied(tmp_path, wish(TOKENS[3].url(1)))
    assert done == Applied(wishes=1, news=1, forged=0, unknown=0)
    one = opened(tmp_path)
    assert one.reason_of("anna@example.org") is Reason.UNSUBSCRIBED
    assert len(one) == 1
    assert [(line.source, line.at) for line in one.lines()] == [("drop-box", "2026-11-29T12:00:00Z")]


def test_the_same_wishes_again_change_nothing(tmp_path):
    wishes = [wish(TOKENS[3].url(1)), wish(TOKENS[3].mail(1).upper()), wish(TOKENS[5].url(1)), wish(TOKENS[3].url(2))]
    assert applied(tmp_path, *wishes).news == 2
    size = (tmp_path / "suppressed.jsonl").stat().st_size
    assert applied(tmp_path, *wishes) == Applied(wishes=4, news=0, forged=0, unknown=0)
    assert (tmp_path / "suppressed.jsonl").stat().st_size == size


def test_one_right_token_among_several_is_enough(tmp_path):
    assert applied(tmp_path, wish("x" * 24, TOKENS[3].mail(2), address="someone.else@example.org")).news == 1
    assert "ben@example.org" in opened(tmp_path)
    assert "someone.else@example.org" not in opened(tmp_path), "the token says who it is"


def test_a_forged_token_suppresses_nobody_and_is_told_of(tmp_path):
    forged = TOKENS[3].url(1)[:-1] + "x"
    other = Tokens(b"k" * 32, campaign=9, salt="s").url(1)
    assert applied(tmp_path, wish(forged), wish(other), wish()) == Applied(wishes=3, news=0, forged=3, unknown=0)
    assert len(opened(tmp_path)) == 0


def test_a_sender_counts_where_no_token_is_right(tmp_path):
    assert applied(tmp_path, wish(address="cem@example.org"), wish("x" * 24, address="dora@example.org")).news == 2
    assert "cem@example.org" in opened(tmp_path)


def test_who_was_erased_is_counted(tmp_path):
    assert applied(tmp_path, wish(TOKENS[3].url(77))) == Applied(wishes=1, news=0, forged=0, unknown=1)


def test_what_a_provider_says_keeps_its_reason(tmp_path):
    applied(tmp_path, wish(address="anna@example.org", reason=Reason.COMPLAINED))
    assert opened(tmp_path).reason_of("anna@example.org") is Reason.COMPLAINED


def test_a_click_after_the_removal_counts_though_an_older_one_of_the_same_link_is_fetched_again(tmp_path):
    link = TOKENS[3].url(1)
    applied(tmp_path, wish(link, at=EARLIER))
    opened(tmp_path).remove("anna@example.org", "subscribed again", NOON)
    assert applied(tmp_path, wish(link, at=EARLIER)).news == 0
    again = [wish(link, at=EARLIER), wish(link, at=LATER), wish(link, at=EARLIER + timedelta(hours=1))]
    assert applied(tmp_path, *again).news == 1
    assert "anna@example.org" in opened(tmp_path)


@given(st.lists(st.text(max_size=30), max_size=3))
def test_no_text_for_a_token_makes_it_raise(tmp_path_factory, texts):
    folder = tmp_path_factory.mktemp("wishes")
    assert applied(folder, wish(*texts)).news == 0


def test_addresses_are_asked_for_in_their_order_because_they_are_sealed_together(tmp_path):
    asked: list[tuple[int, int]] = []
    numbers = [40, 7, 900, 8, 41]
    apply_wishes(
        [wish(TOKENS[campaign].url(number)) for number in numbers for campaign in (5, 3)],
        opened(tmp_path),
        source="drop-box",
        tokens_of=TOKENS.get,
        address_of=lambda *who: asked.append(who),
    )
    assert asked == sorted(asked)
    assert len(asked) == 10


def test_tokens_of_another_campaign_than_the_one_asked_for_prove_nothing(tmp_path):
    done = apply_wishes(
        [wish(TOKENS[3].url(1))],
        opened(tmp_path),
        source="drop-box",
        tokens_of=lambda _: TOKENS[5],
        address_of=lambda *_: "anna@example.org",
    )
    assert done == Applied(wishes=1, news=0, forged=1, unknown=0)
