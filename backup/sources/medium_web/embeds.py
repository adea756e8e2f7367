"""Embeds that a page does not resolve: their addresses are asked for by id (formats: 3.3)."""

import json
from collections.abc import Iterator

from backup.http import PoliteSession
from backup.model import Json
from backup.sources.medium_web.fields import Data, inner, objects, text

_PREFIX = "])}while(1);</x>"
_MOST = 60
"""Embeds of one post that are asked for."""


def unresolved(model: Data) -> Iterator[str]:
    """Yield the ids of the embeds of a body that have no address."""
    for paragraph in objects(model, "paragraphs"):
        resource = inner(paragraph, "iframe", "mediaResource")
        number = text(resource, "id")
        if number and number.isalnum() and not text(resource, "iframeSrc"):
            yield number


def resolve(web: PoliteSession, model: Data) -> dict[str, Data]:
    """Return, by id, what Medium tells of the embeds without an address; what it does not tell is left out.

    Raises:
        WebProblem: see `PoliteSession.get`.
    """
    found: dict[str, Data] = {}
    for number in dict.fromkeys(unresolved(model)):
        if len(found) >= _MOST:
            break
        answer = web.get(f"https://medium.com/media/{number}?format=json")
        told = answer.text()
        try:
            given = json.loads(told[told.index("{") :] if told.startswith(_PREFIX) else told)
        except (ValueError, RecursionError):
            continue
        value = inner(given, "payload", "value")
        if answer.status == 200 and value:
            found[number] = {name: value[name] for name in ("href", "iframeSrc", "title", "gist") if value.get(name)}
    return found


def with_embeds(model: Data, told: dict[str, Data]) -> Data:
    """Return a body with what was told of its embeds put in."""
    paragraphs: list[Json] = [_with(each, told) for each in objects(model, "paragraphs")]
    return {**model, "paragraphs": paragraphs}


def _with(paragraph: Data, told: dict[str, Data]) -> Json:
    resource = inner(paragraph, "iframe", "mediaResource")
    more = told.get(text(resource, "id") or "")
    if not more:
        return dict(paragraph)
    return {**paragraph, "iframe": {"mediaResource": {**resource, **more}}}
