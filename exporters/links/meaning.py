"""What an address says by its form alone: a post by its id or name, or a page; nothing of whose it is."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs

_MEDIUM_ID = re.compile(r"(?:\A|-)([0-9a-f]{8,12})\Z")
_NUMBERED = re.compile(r"(?:\A|/)p-(\d+)(?:/|\Z)")
_WORDS = (
    "archive about subscribe notes podcast podcasts feed chat recommendations leaderboard account gift welcome "
    "people members sitemap threads home"
)
_PAGES = frozenset(_WORDS.split())
_NAMED_PAGES = {"s": "section", "t": "tag", "tagged": "tag", "followers": "members", "membership": "subscribe"}
_FEEDS = frozenset({"feed.xml", "rss", "rss.xml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What the form of an address says."""

    id: str | None = None
    slug: str | None = None
    page: str | None = None
    """home, archive, about, subscribe, feed, section …"""
    comments: bool = False
    part: str = ""
    """The heading that it leads to, where the path says so."""


NOTHING = Meaning()


def on_substack(path: str, query: str = "") -> Meaning:
    """Return what a path on a publication's own host says (formats: the forms of Substack's addresses).

    `/p/<slug>`, with `/comments` or `/comment/<id>` behind it; `/i/<id>/<heading>`; `/embed/p/<slug>`; the editor's
    `/publish/post/<id>`; pages.
    """
    pieces = [piece for piece in path.split("/") if piece]
    if pieces[:1] == ["embed"]:
        pieces = pieces[1:]
    first, rest = (pieces[0], pieces[1:]) if pieces else ("", [])
    if first == "p" and rest:
        comments = len(rest) > 1 and rest[1] in ("comments", "comment")
        return Meaning(slug=rest[0], comments=comments)
    if first == "i" and rest and rest[0].isdecimal():
        return Meaning(id=rest[0], part=rest[1] if len(rest) > 1 else "")
    if first == "publish" and rest and rest[-1].isdecimal() and rest[0] in ("post", "posts"):
        return Meaning(id=rest[-1])
    return _numbered(path, query) or _page(pieces)


def on_substack_itself(path: str, query: str) -> Meaning | None:
    """Return what a path on substack.com says of a post; there only its number does.

    `/home/post/p-<id>`, `/inbox/post/<id>`, `/@handle/p-<id>`, `/app-link/post?post_id=<id>`.
    """
    pieces = [piece for piece in path.split("/") if piece]
    if pieces[:2] in (["inbox", "post"], ["home", "post"]) and len(pieces) > 2 and pieces[2].isdecimal():
        return Meaning(id=pieces[2])
    return _numbered(path, query)


def on_medium(path: str, *, shared: bool) -> Meaning:
    """Return what a path on medium.com (`shared`), on a name below it or on a domain of its own says.

    `/@name/<slug>-<id>`, `/<publication>/<slug>-<id>`, `/<slug>-<id>`, `/p/<id>`; the id alone counts.
    """
    pieces = [piece for piece in path.split("/") if piece]
    comments = len(pieces) > 1 and pieces[-1] == "responses"
    last = pieces[-2 if comments else -1] if pieces else ""
    found = _MEDIUM_ID.search(last.casefold())
    if found is not None:
        return Meaning(id=found[1], slug=last, comments=comments)
    inside = pieces[1:] if shared or (pieces and pieces[0].startswith("@")) else pieces
    return Meaning(slug=last if inside else None, page=_page(inside).page)


def _numbered(path: str, query: str) -> Meaning | None:
    found = _NUMBERED.search(path)
    if found is not None:
        return Meaning(id=found[1])
    if path.strip("/") in ("app-link/post", "publish/post") and (number := parse_qs(query).get("post_id")):
        return Meaning(id=number[0])
    return None


def _page(pieces: list[str]) -> Meaning:
    if not pieces:
        return Meaning(page="home")
    first, alone = pieces[0].casefold(), len(pieces) == 1
    if first in _FEEDS and alone:
        return Meaning(page="feed")
    page = first if first in _PAGES else _NAMED_PAGES.get(first)
    return Meaning(page=page, slug=pieces[0] if alone else None)
