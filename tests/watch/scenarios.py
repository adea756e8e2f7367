"""Twenty scripted scenarios, ten real troubles and ten innocent ones, run over real sockets on loopback."""

import math
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from backup.http import Internet, Loopback, PoliteSession
from backup.http.route import Route
from backup.watch.judge import judge
from backup.watch.look import look
from backup.watch.platforms import watched_platform
from backup.watch.signals import Round
from backup.watch.target import KnownPost, Target, canaries
from backup.watch.verdict import Verdict, VerdictKind
from tests.fakes.scripted import Reply, ScriptedServer
from tests.watch import worlds
from tests.watch.worlds import HANDLE, LETTERS, MEDIUM, NEUTRAL, PUB, ROOT, TALES

Change = Callable[[dict[str, Reply]], Mapping[str, Reply]]
"""What is different in the world while a scenario lasts."""
BEGIN = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
BETWEEN = timedelta(minutes=5)
ROUNDS = 4
"""Looks while an innocent scenario lasts; a real one must be told in two."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A trouble, and what must be said of it."""

    name: str
    platform: Literal["substack", "medium"]
    change: Change
    expected: VerdictKind
    real: bool = False
    signed_in: bool = True
    route: Callable[[int], Route] = Loopback
    """The way of the requests while the scenario lasts."""
    posts: tuple[KnownPost, ...] | None = None
    """What the archive knows, if not what the site has."""


@dataclass(kw_only=True)
class Outcome:
    """What was said, look by look."""

    scenario: Scenario
    rounds: list[Round] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def alarmed_after(self) -> int | None:
        """Return after how many looks there was an alarm."""
        return next((number for number, one in enumerate(self.verdicts, start=1) if one.alarm), None)

    @property
    def as_expected(self) -> bool:
        right = self.verdicts[-1].kind is self.scenario.expected
        return right and (self.alarmed_after is not None and self.alarmed_after <= 2) is self.scenario.real


def play(scenario: Scenario) -> Outcome:
    """Look twice at a sound world, then let the scenario happen and look on."""
    world = worlds.substack() if scenario.platform == "substack" else worlds.medium()
    server = ScriptedServer()
    server.replies = world
    outcome = Outcome(scenario=scenario)
    target = _target(scenario)
    rounds: list[Round] = []
    with server.running():
        for number in range(2):
            now = BEGIN + number * timedelta(hours=6)
            target, seen = _look(scenario, target, Loopback(server.port), now)
            rounds.append(seen)
        first = judge(rounds)
        assert first.kind is VerdictKind.OK, (first, rounds[-1].signals)
        server.replies = {**world, **scenario.change(world)}
        for number in range(2 if scenario.real else ROUNDS):
            now = BEGIN + timedelta(hours=12) + number * BETWEEN
            _, seen = _look(scenario, target, scenario.route(server.port), now)
            rounds.append(seen)
            outcome.rounds.append(seen)
            outcome.verdicts.append(judge(rounds, name="Night Letters", platform=scenario.platform.title()))
    return outcome


def _look(scenario: Scenario, target: Target, route: Route, now: datetime) -> tuple[Target, Round]:
    platform = watched_platform(scenario.platform)
    assert platform is not None
    web = PoliteSession(own_hosts=platform.hosts, rate=math.inf, route=route, sleep=lambda _: None)
    try:
        looked = look(target, platform, web, web if scenario.signed_in else None, now)
    finally:
        web.close()
    known = looked.learned
    learned = {
        name: getattr(known, name) or getattr(target, name)
        for name in ("publication_id", "handle", "landed", "feed_size", "subscribers")
    }
    return replace(target, **learned), looked.round


def _target(scenario: Scenario) -> Target:
    at_substack = scenario.platform == "substack"
    posts = scenario.posts or tuple(LETTERS if at_substack else TALES)
    return Target(
        platform=scenario.platform.title(),
        name="Night Letters" if at_substack else "Maya Lindqvist",
        url=f"https://{PUB}" if at_substack else f"https://{MEDIUM}/@{HANDLE}",
        posts=canaries(posts),
        public_posts=len(posts),
        neutral=f"https://{NEUTRAL}",
    )


# -- what happens

_NOTICE = "<h1>Publication Not Available</h1><p><a href='https://substack.com'>Discover other publications</a></p>"


def substack_suspended(status: int) -> Change:
    def change(world: dict[str, Reply]) -> Mapping[str, Reply]:
        notice = Reply(status=status, body=worlds.page("Substack", _NOTICE))
        gone = Reply(status=404, body='{"error":"Not found"}')
        changed = {place: notice for place in world if place.startswith((f"{PUB}/p/", f"{PUB}/feed"))}
        changed |= {place: gone for place in world if place.startswith(f"{PUB}/api")}
        return {**changed, f"{PUB}/": notice}

    return change


def only_pages_suspended(world: dict[str, Reply]) -> Mapping[str, Reply]:
    """The pages say it; feed and data go on as if nothing were."""
    notice = Reply(body=worlds.page("Substack", _NOTICE))
    return {f"{PUB}/": notice, **{place: notice for place in world if place.startswith(f"{PUB}/p/")}}


def flagged(world: dict[str, Reply]) -> Mapping[str, Reply]:
    changed = {f"{ROOT}/api/v1/posts/by-id/{post.id}": worlds.by_id(post, flagged_as_spam=True) for post in LETTERS}
    return {**changed, f"{PUB}/feed": Reply(status=404), f"{PUB}/api/v1/archive?": Reply(body="[]")}


def profile_disabled(world: dict[str, Reply]) -> Mapping[str, Reply]:
    return {
        f"{ROOT}/api/v1/user/maya/public_profile": Reply(body='{"handle":"maya","profile_disabled":true}'),
        f"{PUB}/feed": Reply(body=worlds.rss([])),
        f"{PUB}/api/v1/archive?": Reply(body="[]"),
    }


def emptied(world: dict[str, Reply]) -> Mapping[str, Reply]:
    white = Reply(body=worlds.page("Substack", ""))
    return {
        f"{ROOT}/api/v1/user/profile/self": Reply(body='{"handle":"maya","publicationUsers":[]}'),
        f"{PUB}/api/v1/publication_launch_checklist": Reply(body='{"subscriberCount":0}'),
        f"{PUB}/": white,
        f"{PUB}/feed": white,
    }


def replaced(world: dict[str, Reply]) -> Mapping[str, Reply]:
    """The name was given to somebody else; nothing of the writer is left."""
    other = worlds.page("Knitting Weekly", "<h2>Wool</h2>" + "Other words altogether. " * 40, head=worlds.preloads(77))
    gone = Reply(status=404, body='{"error":"Not found"}')
    changed = {place: gone for place in world if place.startswith((f"{PUB}/p/", f"{ROOT}/api/v1/posts"))}
    return {**changed, f"{PUB}/": Reply(body=other), f"{PUB}/feed": Reply(body=worlds.rss(["Wool"], "Knitting"))}


def medium_suspended(world: dict[str, Reply]) -> Mapping[str, Reply]:
    sentence = "This account is under investigation or was found in violation of the Medium Rules."
    notice = worlds.gone_page("410 account suspended", sentence)
    mine = (f"{MEDIUM}/@{HANDLE}", f"{MEDIUM}/p/", f"{MEDIUM}/feed/")
    return {place: notice for place in world if place.startswith(mine)}


def medium_gone(world: dict[str, Reply]) -> Mapping[str, Reply]:
    """As in 2018: suspended accounts were simply not found."""
    missing = worlds.gone_page("404", "PAGE NOT FOUND. Out of nothing, something.", status=404)
    mine = (f"{MEDIUM}/@{HANDLE}", f"{MEDIUM}/p/", f"{MEDIUM}/feed/")
    return {place: missing for place in world if place.startswith(mine)}


def medium_post_suspended(world: dict[str, Reply]) -> Mapping[str, Reply]:
    sentence = "This post is under investigation or was found in violation of the Medium Rules."
    notice = worlds.gone_page("410 post suspended", sentence)
    newest = TALES[-1].id
    return {f"{MEDIUM}/@{HANDLE}/story-{newest}": notice, f"{MEDIUM}/p/{newest}": notice}


def everywhere(reply: Reply) -> Change:
    return lambda world: dict.fromkeys(world, reply)


def everywhere_but_neutral(reply: Reply) -> Change:
    return lambda world: {place: reply for place in world if place != NEUTRAL}


def dead_cookie(world: dict[str, Reply]) -> Mapping[str, Reply]:
    refused = Reply(status=401, body='{"error":"Please sign in"}')
    return {
        f"{ROOT}/api/v1/user/profile/self": refused,
        f"{PUB}/api/v1/publication_launch_checklist": refused,
    }


def renamed(world: dict[str, Reply]) -> Mapping[str, Reply]:
    new = "lettersbynight.substack.com"
    moved = {place.replace(PUB, new): reply for place, reply in world.items() if place.startswith(PUB)}
    to = {
        place: Reply(status=301, headers={"Location": f"https://{place.replace(PUB, new)}"})
        for place in world
        if place.startswith(PUB) and not place.endswith("?")
    }
    told = {f"{ROOT}/api/v1/posts/by-id/{post.id}": worlds.by_id(post, subdomain="lettersbynight") for post in LETTERS}
    return {**moved, **to, **told}


def post_deleted(world: dict[str, Reply]) -> Mapping[str, Reply]:
    newest = LETTERS[-1]
    gone = Reply(status=404, body=worlds.page("Not found", "<h1>Page not found</h1>"))
    return {
        f"{PUB}/p/{newest.slug}": gone,
        f"{ROOT}/api/v1/posts/by-id/{newest.id}": Reply(status=404, body='{"error":"Not found"}'),
    }


def nothing(world: dict[str, Reply]) -> Mapping[str, Reply]:
    return {}


def no_names(_: int) -> Route:
    def fail(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    return Internet(resolver=fail)


def nobody_there(_: int) -> Route:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return Loopback(port)


CHALLENGE = Reply(
    status=403,
    body=worlds.page(
        "Just a moment...", '<script src="/cdn-cgi/challenge-platform/h/b/x"></script>Verify you are human'
    ),
    headers={"Server": "cloudflare", "cf-mitigated": "challenge"},
)
TOO_MANY = Reply(status=429, body="<body><pre>Too Many Requests</pre></body>", headers={"Retry-After": "60"})
PORTAL = Reply(body=worlds.page("Hotel Wi-Fi", "<h1>Welcome! Sign in to use the network.</h1>"))
OUT_OF_ORDER = Reply(status=503, body=worlds.page("503 Service Unavailable", "We'll be right back."))
_WRITTEN_SINCE = tuple(LETTERS[:6]) + tuple(
    KnownPost(id=str(number), slug=f"deleted-{number}", title=f"A letter that was taken down, {number}")
    for number in range(3)
)

SCENARIOS = (
    *(
        Scenario(
            name=f"Substack: suspended page with {status}",
            platform="substack",
            change=substack_suspended(status),
            expected=VerdictKind.SUSPENDED,
            real=True,
            signed_in=False,
        )
        for status in (200, 403, 404, 410)
    ),
    Scenario(
        name="Substack: flagged as spam, lists emptied",
        platform="substack",
        change=flagged,
        expected=VerdictKind.SUSPENDED,
        real=True,
    ),
    Scenario(
        name="Substack: profile disabled, feed collapsed",
        platform="substack",
        change=profile_disabled,
        expected=VerdictKind.SUSPENDED,
        real=True,
    ),
    Scenario(
        name="Substack: own view emptied, feed gone",
        platform="substack",
        change=emptied,
        expected=VerdictKind.SUSPENDED,
        real=True,
    ),
    Scenario(
        name="Substack: address given to another",
        platform="substack",
        change=replaced,
        expected=VerdictKind.SUSPENDED,
        real=True,
        signed_in=False,
    ),
    Scenario(
        name="Medium: account suspended (410)",
        platform="medium",
        change=medium_suspended,
        expected=VerdictKind.SUSPENDED,
        real=True,
        signed_in=False,
    ),
    Scenario(
        name="Medium: post suspended (410)",
        platform="medium",
        change=medium_post_suspended,
        expected=VerdictKind.POST_REMOVED,
        real=True,
        signed_in=False,
    ),
    Scenario(
        name="blocked by the CDN (403)",
        platform="medium",
        change=everywhere_but_neutral(CHALLENGE),
        expected=VerdictKind.CDN_BLOCK,
        signed_in=False,
    ),
    Scenario(name="offline", platform="substack", change=nothing, expected=VerdictKind.NETWORK, route=nobody_there),
    Scenario(
        name="too many requests (429)",
        platform="substack",
        change=everywhere_but_neutral(TOO_MANY),
        expected=VerdictKind.CDN_BLOCK,
    ),
    Scenario(
        name="outage of the platform (503)",
        platform="substack",
        change=everywhere_but_neutral(OUT_OF_ORDER),
        expected=VerdictKind.OUTAGE,
    ),
    Scenario(name="captive portal", platform="substack", change=everywhere(PORTAL), expected=VerdictKind.NETWORK),
    Scenario(
        name="no DNS",
        platform="medium",
        change=nothing,
        expected=VerdictKind.NETWORK,
        route=no_names,
        signed_in=False,
    ),
    Scenario(name="dead cookie", platform="substack", change=dead_cookie, expected=VerdictKind.SIGNED_OUT),
    Scenario(name="renamed", platform="substack", change=renamed, expected=VerdictKind.RENAMED),
    Scenario(name="one post deleted by the writer", platform="substack", change=post_deleted, expected=VerdictKind.OK),
    Scenario(
        name="export older than the site",
        platform="substack",
        change=nothing,
        expected=VerdictKind.OK,
        posts=_WRITTEN_SINCE,
    ),
)
"""The twenty that `bench/watch.py` prints."""

MORE = (
    Scenario(
        name="Substack: only the pages say it",
        platform="substack",
        change=only_pages_suspended,
        expected=VerdictKind.SUSPENDED,
        real=True,
        signed_in=False,
    ),
    Scenario(
        name="Medium: account not found (404)",
        platform="medium",
        change=medium_gone,
        expected=VerdictKind.SUSPENDED,
        real=True,
        signed_in=False,
    ),
)
"""More that are tested."""
