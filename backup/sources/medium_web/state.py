"""The data in a post's page: `window.__APOLLO_STATE__` (formats: 3.3)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backup.model import Json
from backup.sources.medium_web.fields import Data, inner, objects, text

_NAME = "window.__APOLLO_STATE__"
_DEEPEST = 12
_MOST_STATES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A post as the site gave it."""

    post: Data
    """Its fields, with creator, publication and tags put in."""
    content: Data
    """`isLockedPreviewOnly` and `bodyModel`, with everything put in; empty where there is none."""
    viewer: bool | None
    """Whether Medium knew who asked; `None` where it does not tell."""
    suspended: bool = False
    """The writer's account is said to be suspended."""


def post_in(html: str, post_id: str) -> Found | None:
    """Return the post of a page, or `None` where its data holds none of that id."""
    for state in states_in(html):
        post = inner(state, f"Post:{post_id}")
        if not post:
            continue
        resolved = inner(_resolved({name: value for name, value in post.items() if name[:7] != "content"}, state, 0))
        creator = inner(resolved, "creator")
        viewer = inner(state, "ROOT_QUERY").get("viewer", False)
        return Found(
            post=resolved,
            content=_content(post, state),
            viewer=None if viewer is False else viewer is not None,
            suspended=creator.get("isSuspended") is True,
        )
    return None


def states_in(html: str) -> Iterator[Data]:
    """Yield every state that a page assigns, the last one first: the first is an empty shell at times."""
    decoder = json.JSONDecoder()
    places: list[int] = []
    place = html.find(_NAME)
    while place >= 0 and len(places) < _MOST_STATES:
        places.append(place)
        place = html.find(_NAME, place + 1)
    for place in reversed(places):
        start = html.find("{", place, place + len(_NAME) + 16)
        if start < 0:
            continue
        try:
            state = decoder.raw_decode(html, start)[0]
        except (ValueError, RecursionError):  # the page breaks off
            continue
        yield inner(state)


def _content(post: Data, state: Data) -> Data:
    """Return the content with the most paragraphs: its name holds the arguments it was asked with."""
    given = [inner(value) for name, value in post.items() if name.startswith("content")]
    given.append(inner(_resolved(inner(post, "viewerEdge"), state, 0), "fullContent"))
    best = max(given, key=lambda each: len(objects(inner(each, "bodyModel"), "paragraphs")))
    return inner(_resolved(dict(best), state, 0))


def _resolved(value: "Json | Data", state: Data, depth: int) -> Json:
    """Return a value with everything that it refers to put in; what refers to itself ends somewhere."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, list):
        return [_resolved(each, state, depth + 1) for each in value]
    if not isinstance(value, Mapping):
        return value
    reference = text(value, "__ref")
    if reference is not None and len(value) == 1:
        return _resolved(dict(inner(state, reference)), state, depth + 1)
    return {name: _resolved(each, state, depth + 1) for name, each in value.items()}
