"""Reads one JSON object of the API: fields may be missing, new, or of another type than last year."""

from collections.abc import Iterator, Mapping

from backup.errors import UnexpectedAnswer
from backup.model import Json

_OF_THE_VIEWER = frozenset({
    "reaction", "restacked", "is_saved", "saved_at", "is_viewed", "read_progress", "max_read_progress",
    "audio_progress", "max_audio_progress", "video_progress", "max_video_progress", "inboxItem", "has_unread_comments",
    "has_unread", "is_muted", "isMuted", "trackingParameters", "impression_id", "canReply",
})  # fmt: skip
COUNTERS = ("reaction_count", "reactions", "comment_count", "child_comment_count", "restacks")
"""Fields of a post that move without its writer, so they do not make it a changed post."""


class Fields:
    """An object of the API, or nothing where the answer held something else."""

    __slots__ = ("all",)

    def __init__(self, value: Json) -> None:
        """Take what stands in its place."""
        self.all: dict[str, Json] = value if isinstance(value, dict) else {}

    def text(self, *names: str) -> str | None:
        """Return the first of these fields that is a text with something in it."""
        for name in names:
            value = self.all.get(name)
            if isinstance(value, str) and value:
                return value
        return None

    def identity(self, *names: str) -> str | None:
        """Return the first of these fields that is an id, a number or a text, as text."""
        for name in names:
            value = self.all.get(name)
            if isinstance(value, int) and not isinstance(value, bool):
                return str(value)
            if isinstance(value, str) and value:
                return value
        return None

    def number(self, name: str) -> int | None:
        """Return a field that is a whole number."""
        value = self.all.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def flag(self, name: str) -> bool:
        """Tell whether a field is true."""
        return self.all.get(name) is True

    def inner(self, name: str) -> "Fields":
        """Return the object in a field."""
        return Fields(self.all.get(name))

    def items(self, name: str) -> Iterator["Fields"]:
        """Yield the objects of a list in a field."""
        yield from objects(self.all.get(name))

    def kept(self, *but: str) -> dict[str, Json]:
        """Return what is worth keeping: all but these fields, and but what is the viewer's and not the thing's."""
        return {name: value for name, value in self.all.items() if name not in but and name not in _OF_THE_VIEWER}


def objects(value: Json) -> Iterator[Fields]:
    """Yield the objects of a list; anything else in it is passed over."""
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict):
            yield Fields(item)


def must_be_list(value: Json, what: str) -> list[Json]:
    """Return the value if it is a list.

    Raises:
        UnexpectedAnswer: it is not.
    """
    if not isinstance(value, list):
        raise UnexpectedAnswer(f"Substack's {what} is not the list that it used to be.")
    return value


def envelope(value: Json, names: tuple[str, ...], what: str) -> tuple[list[Json], Mapping[str, Json]]:
    """Return the list of an answer that is bare, or in one of these fields of an object, and that object.

    Raises:
        UnexpectedAnswer: there is no list.
    """
    if isinstance(value, list):
        return value, {}
    fields = Fields(value)
    for name in names:
        found = fields.all.get(name)
        if isinstance(found, list):
            return found, fields.all
    raise UnexpectedAnswer(f"Substack's {what} is not the list that it used to be.")
