"""The keys that captured answers of Substack have, with neutral values (see `shapes/LICENSE`)."""

import copy
import json
from datetime import datetime
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from backup.model import Json
from outlast.demo_writer.chance import iso

_CDN = "https://substackcdn.com/image/fetch/$s_!mAdE!"


@cache
def _read(name: str) -> dict[str, Json]:
    text = (files("outlast.demo_platforms.substack") / "shapes" / f"{name}.json").read_text("utf-8")
    made: dict[str, Json] = json.loads(text)
    return made


def shape(named: str, /, **values: Json) -> dict[str, Json]:
    """Return the keys of a captured answer with these values over the neutral ones."""
    return {**copy.deepcopy(_read(named)), **values}


def shallow(name: str, values: dict[str, Json]) -> dict[str, Json]:
    """Return the same, sharing what is inside: for answers of which there are thousands."""
    return {**_read(name), **values}


def time(moment: datetime | None) -> Json:
    """Return a moment as Substack writes it, or null."""
    return None if moment is None else iso(moment)


def chat_time(moment: datetime) -> str:
    """Return a moment as chats have it (formats: chat)."""
    return iso(moment).replace("Z", "+00:00")


def cdn(origin: str | None, transforms: str = "f_auto,q_auto:good,fl_progressive:steep") -> Json:
    """Return a picture's address at the CDN, or null."""
    return None if origin is None else f"{_CDN},{transforms}/{quote(origin, safe='')}"
