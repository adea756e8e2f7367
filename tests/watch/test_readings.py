"""What single answers mean: hand-made ones, the tricky ones among them."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.watch.page import title_of
from backup.watch.platforms import NAMES, watched_platform
from backup.watch.probe import NoAnswer, Probe, ProbeKind
from backup.watch.rules import signal_of
from backup.watch.signals import SignalKind, Strength
from backup.watch.target import Target, canaries
from tests.watch import worlds
from tests.watch.worlds import HANDLE, LETTERS, PUB, PUB_ID, TALES, USER_ID

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SUBSTACK = Target(
    platform="Substack",
    name="Night Letters",
    url=f"https://{PUB}",
    publication_id=str(PUB_ID),
    posts=canaries(LETTERS),
    public_posts=len(LETTERS),
    feed_size=20,
    subscribers=5878,
    landed=f"https://{PUB}/",
)
MEDIUM = Target(
    platform="Medium",
    name="Maya Lindqvist",
    url=f"https://medium.com/@{HANDLE}",
    publication_id=USER_ID,
    handle=HANDLE,
    posts=canaries(TALES),
    public_posts=len(TALES),
    feed_size=10,
    landed=f"https://medium.com/@{HANDLE}",
)
_LONG = "<p>" + "A letter about what happened to a friend. " * 30 + "</p>"
_QUOTED = f"<article><h1>What happened</h1>{_LONG}<blockquote>Publication Not Available</blockquote></article>"
_STORY = f"<article><h1>What happened</h1>{_LONG}<p>This account is under investigation or was found in violation of the Medium Rules.</p></article>"
_GONE_WORDS = "<h1>Publication&nbsp;Not Available</h1>"


def meaning(name, target, kind, body="", status=200, *, url=None, post=None, problem=None):
    platform = watched_platform(name)
    assert platform is not None
    probe = Probe(
        kind=kind,
        address=target.url,
        at=NOW,
        post=post,
        status=None if problem else status,
        url=url or target.url,
        title=title_of(body),
        body=body.encode() if isinstance(body, str) else body,
        problem=problem,
    )
    return signal_of(platform.read(probe, target), platform.rules, platform.cause(kind))


def of_substack(kind, body="", status=200, **more):
    return meaning("substack", SUBSTACK, kind, body, status, **more)


def of_medium(kind, body="", status=200, **more):
    return meaning("medium", MEDIUM, kind, body, status, **more)


@pytest.mark.parametrize("status", [200, 403, 404, 410, 451])
def test_substacks_notice_counts_with_any_status(status):
    signal = of_substack(ProbeKind.HOME, worlds.page("Substack", _GONE_WORDS), status)
    assert (signal.kind, signal.strength) == (SignalKind.SUSPENDED, Strength.SAYS)


def test_a_post_that_quotes_the_notice_is_no_notice():
    page = worlds.page("What happened", _QUOTED, head=worlds.preloads(PUB_ID))
    assert of_substack(ProbeKind.HOME, page).kind is SignalKind.OK
    assert of_substack(ProbeKind.KNOWN_POST, page, post=LETTERS[0].id).kind is SignalKind.OK
    assert of_medium(ProbeKind.KNOWN_POST, worlds.page("What happened | Medium", _STORY)).kind is SignalKind.OK


@pytest.mark.parametrize("kind", [ProbeKind.HOME, ProbeKind.FEED, ProbeKind.API, ProbeKind.BY_ID, ProbeKind.PROFILE])
def test_403_without_a_word_says_nothing_about_the_account(kind):
    assert of_substack(kind, "<html><body>Forbidden</body></html>", 403).kind is SignalKind.CDN_BLOCK


@pytest.mark.parametrize(
    "data", ['{"publication":{"flagged_as_spam":1}}', '{"publication":{"flagged_as_spam":"true"}}']
)
def test_a_flag_that_is_not_true_is_none(data):
    assert of_substack(ProbeKind.BY_ID, data).kind is SignalKind.OK


def test_a_flag_is_one_cause_wherever_it_shows():
    data = json.dumps({"publication": {"id": PUB_ID, "subdomain": "nightletters", "flagged_as_spam": True}})
    page = worlds.page("Night Letters", _LONG, head=worlds.preloads(PUB_ID, flagged_as_spam=True))
    causes = {of_substack(ProbeKind.BY_ID, data).cause, of_substack(ProbeKind.HOME, page).cause}
    assert causes == {"spam-flag"}


def test_an_owner_who_is_refused_is_signed_out_and_not_suspended():
    assert of_substack(ProbeKind.OWNER, '{"error":"x"}', 401).kind is SignalKind.SIGNED_OUT
    assert of_substack(ProbeKind.OWNER, '{"error":"x"}', 403).kind is SignalKind.SIGNED_OUT
    assert of_substack(ProbeKind.OWNER, "<html></html>", 403).kind is SignalKind.CDN_BLOCK


@pytest.mark.parametrize(("count", "kind"), [(0, SignalKind.GONE), (5000, SignalKind.OK)])
def test_no_subscribers_at_all_is_a_hint(count, kind):
    assert of_substack(ProbeKind.OWNER, f'{{"subscriberCount":{count}}}').kind is kind


def test_a_first_feed_is_compared_with_nothing_but_the_archive():
    fresh = Target(platform="Substack", name="N", url=f"https://{PUB}", public_posts=30)
    assert meaning("substack", fresh, ProbeKind.FEED, worlds.rss(["One"])).kind is SignalKind.OK
    assert meaning("substack", fresh, ProbeKind.FEED, worlds.rss([])).kind is SignalKind.GONE


@pytest.mark.parametrize(("items", "kind"), [(20, SignalKind.OK), (6, SignalKind.OK), (5, SignalKind.GONE)])
def test_a_feed_collapses_when_three_of_four_posts_are_gone(items, kind):
    assert of_substack(ProbeKind.FEED, worlds.rss([f"t{n}" for n in range(items)])).kind is kind


def test_the_first_way_to_a_domain_of_ones_own_is_no_rename():
    fresh = Target(platform="Substack", name="Night Letters", url=f"https://{PUB}", posts=canaries(LETTERS))
    page = worlds.page("Night Letters", f"<h2>{LETTERS[-1].title}</h2>{_LONG}", head=worlds.preloads(PUB_ID))
    signal = meaning("substack", fresh, ProbeKind.HOME, page, url="https://www.nightletters.org/")
    assert signal.kind is SignalKind.OK


def test_mediums_words_are_told_apart():
    def said(title, sentence, status=410):
        page = worlds.gone_page(title, sentence, status=status).body
        return of_medium(ProbeKind.KNOWN_POST, page, status, post=TALES[0].id)

    account = "This account is under investigation or was found in violation of the Medium Rules."
    post = "This post is under investigation or was found in violation of the Medium Rules."
    assert said("410 account suspended", account).kind is SignalKind.SUSPENDED
    assert said("410 post suspended", post).kind is SignalKind.POST_REMOVED
    assert said("451 Not available", "Unavailable due to a DMCA notice.", 451).kind is SignalKind.POST_REMOVED
    mine = said("410 Deleted by author", "The author deleted this Medium story.")
    assert (mine.kind, mine.strength) == (SignalKind.ODD, Strength.NOTES)
    assert said("410 Deleted by author", "User deactivated or deleted their account.").kind is SignalKind.ODD


def test_mediums_data_tell_what_a_page_does_not():
    assert of_medium(ProbeKind.KNOWN_POST, worlds.story(TALES[0], suspended=True).body).kind is SignalKind.POST_REMOVED
    assert of_medium(ProbeKind.KNOWN_POST, worlds.story(TALES[0], handle="maya-anew").body).kind is SignalKind.RENAMED
    other = worlds.account(identity="000000000009").body
    assert of_medium(ProbeKind.HOME, other).kind is SignalKind.GONE
    notice = "<div>Your account was found in violation of the Medium Rules.</div>"
    viewer = {"__ref": f"User:{USER_ID}"}
    assert of_medium(ProbeKind.OWNER, worlds.account(notice=notice, viewer=viewer).body).kind is SignalKind.SUSPENDED
    assert of_medium(ProbeKind.OWNER, worlds.account(viewer=viewer).body).kind is SignalKind.OK
    assert of_medium(ProbeKind.OWNER, worlds.account().body).kind is SignalKind.SIGNED_OUT


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (NoAnswer.NO_CONNECTION, SignalKind.NETWORK),
        (NoAnswer.BAD_CERTIFICATE, SignalKind.NETWORK),
        (NoAnswer.UNSAFE, SignalKind.NETWORK),
        (NoAnswer.LIMITED, SignalKind.CDN_BLOCK),
        (NoAnswer.BLOCKED, SignalKind.CDN_BLOCK),
        (NoAnswer.UNREADABLE, SignalKind.OUTAGE),
    ],
)
@pytest.mark.parametrize("name", NAMES)
def test_no_answer_says_nothing_about_the_account(name, problem, kind):
    for probe in ProbeKind:
        assert meaning(name, SUBSTACK, probe, problem=problem).kind is kind


@given(body=st.binary(max_size=3000), status=st.sampled_from([200, 204, 302, 403, 404, 410, 500]), data=st.data())
def test_no_body_whatever_raises_or_is_an_alarm_by_itself(body, status, data):
    kind = data.draw(st.sampled_from(list(ProbeKind)))
    for name, target in (("substack", SUBSTACK), ("medium", MEDIUM)):
        platform = watched_platform(name)
        assert platform is not None
        probe = Probe(kind=kind, address=target.url, at=NOW, status=status, url=target.url, body=body)
        reading = platform.read(probe, target)
        platform.learn([reading], target)
        signal = signal_of(reading, platform.rules, platform.cause(kind))
        assert (signal.kind, signal.strength) != (SignalKind.SUSPENDED, Strength.SAYS)


@pytest.mark.parametrize("body", ["[" * 100_000, '{"publication":' * 50_000, "<title>" * 200_000, "<script" * 100_000])
def test_hostile_bodies_are_read_in_good_time(body):
    for kind in (ProbeKind.HOME, ProbeKind.BY_ID):
        of_substack(kind, body)
        of_medium(kind, f"<html>{body}window.__APOLLO_STATE__ = {body}")


def test_three_posts_are_asked_for_and_deleted_ones_are_not():
    chosen = [post.id for post in canaries(LETTERS)]
    assert chosen == [LETTERS[-1].id, LETTERS[15].id, LETTERS[0].id]
    assert LETTERS[-1].id not in [post.id for post in canaries(LETTERS, without=frozenset({LETTERS[-1].id}))]
