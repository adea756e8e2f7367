"""A post's body as the archive keeps it, and which of two bodies is the better one."""

import json
from dataclasses import dataclass
from enum import StrEnum

from backup.document import parse
from backup.document.text import words
from backup.model import Body, BodyFormat, Json
from backup.sources.medium_web.fields import Data, number, objects

# The feed leaves out what the export repeats of the head, and shows cards as bare links.
_ABOUT_THE_SAME = 30
_SHARE = 0.05


class BodyFrom(StrEnum):
    """Where the body came from that a note speaks of; the later, the better."""

    FEED = "feed"
    PREVIEW = "preview"
    """What a story for members shows to others."""
    SITE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A body with the number of its words."""

    body: Body
    words: int


def weighed(body: Body) -> Weighed:
    """Return a body with the number of its words."""
    return Weighed(body=body, words=words(parse(body)))


def site_body(title: str | None, model: Data) -> Body | None:
    """Return the body of a `bodyModel`, spelled the same for the same content; `None` where it has no paragraphs."""
    paragraphs = [_kept(dict(each)) for each in objects(model, "paragraphs")]
    if not paragraphs:
        return None
    sections = [_kept({name: each.get(name) for name in ("name", "startIndex")}) for each in objects(model, "sections")]
    data: Json = {"title": title, "sections": sections, "paragraphs": paragraphs}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Body(data=text.encode("utf-8", "replace"), format=BodyFormat.MEDIUM_STATE)


def _kept(value: Json) -> Json:
    """Return a value without what says nothing: which fields are empty differs from one answer to the next."""
    if isinstance(value, list):
        return [_kept(each) for each in value]
    if isinstance(value, dict):
        return {
            name: _kept(each)
            for name, each in value.items()
            if each is not None and each != [] and name != "__typename"
        }
    return value


def which_body(
    given: Weighed, content: Data, post: Data, *, known: int | None, title: str
) -> tuple[Body | None, BodyFrom, str]:
    """Return the body to keep (`None`: the known one), where it came from, and what the writer should know.

    A session that has died shows the beginnings of stories for members. Medium says so, and where it should not any
    more, so does its own count of words; such a beginning never takes the place of a fuller body (`known` words).
    """
    counted = number(post, "wordCount") or 0
    said_so = content.get("isLockedPreviewOnly") is True
    short = counted > _ABOUT_THE_SAME and given.words < counted / 2 and known is not None and known > given.words
    if not said_so and not short:
        return given.body, BodyFrom.SITE, ""
    if known is None:
        said = f"Medium showed only the beginning of “{title}” ({given.words:,} words); nothing fuller is known."
        return given.body, BodyFrom.PREVIEW, said
    if known < given.words:
        return given.body, BodyFrom.PREVIEW, ""
    said = (
        f"Medium showed only the beginning of “{title}” ({given.words:,} words); the {known:,} that are saved are kept."
    )
    return None, BodyFrom.PREVIEW, said


def feed_is_newer(given: int, known: int) -> bool:
    """Tell whether the feed's body says more than the known one (numbers of words), so that it was written since."""
    return given > known + max(_ABOUT_THE_SAME, _SHARE * known)


def feed_is_shorter(given: int, known: int) -> bool:
    """Tell whether the feed's body is so much shorter that it is a beginning, or was cut by the writer."""
    return given < known - max(_ABOUT_THE_SAME, _SHARE * known)
