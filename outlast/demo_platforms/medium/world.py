"""What stands at the made-up Medium: one writer, her stories and responses, and a publication that some are in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from backup.model import Json
from outlast.demo_platforms.medium.paragraphs import Paragraph, images_of, units

PREVIEW = 3
"""So many paragraphs a locked story shows to who has not paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A story or response that was published."""

    id: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    """As in Apollo's state, what they refer to put in."""
    sections: tuple[int, ...] = (0,)
    """Numbers of the paragraphs that begin one."""
    subtitle: str = ""
    published: int
    """Milliseconds since 1970; the first time."""
    updated: int
    """The last time."""
    version: str
    """12 hex digits, new with each edit."""
    tags: tuple[tuple[str, str], ...] = ()
    """Slug and name."""
    locked: bool = False
    """For members only."""
    response_to: str | None = None
    """The id of the story that it answers."""
    in_publication: bool = False
    claps: int = 0
    responses: int = 0

    @property
    def slug(self) -> str:
        """Return the words of its address, with the id at the end."""
        words = re.sub(r"[^a-z0-9]+", "-", self.title.lower().replace("’", "")).strip("-")[:80].strip("-")
        return f"{words}-{self.id}" if words else self.id

    @property
    def words(self) -> int:
        """Return how many words it has."""
        return sum(len(paragraph.text.split()) for paragraph in self.paragraphs)

    def shown(self, *, all_of_it: bool) -> tuple[Paragraph, ...]:
        """Return what a reader gets to see."""
        return self.paragraphs if all_of_it or not self.locked else self.paragraphs[:PREVIEW]


@dataclass(kw_only=True)
class MediumWorld:
    """A made-up account; a test may change it while the server runs."""

    handle: str
    name: str
    user: str
    """Her id, 12 hex digits."""
    bio: str = ""
    picture: str = ""
    """The id of her portrait."""
    followers: int = 0
    session: tuple[str, str] = ("1:sid-of-the-made-up-writer", "uid")
    """The cookies `sid` and `uid` that are hers."""
    publication: tuple[str, str, str] = ("", "", "")
    """Slug, name and id of the publication that some of the pieces are in."""
    pieces: dict[str, Piece] = field(default_factory=dict)
    media: dict[str, dict[str, Json]] = field(default_factory=dict)
    """What `medium.com/media/ID?format=json` tells of an embed, by its id."""

    def put(self, *pieces: Piece) -> None:
        """Publish pieces, or put new versions in the place of old ones."""
        self.pieces |= {piece.id: piece for piece in pieces}

    def newest(self, *, in_publication: bool = False) -> list[Piece]:
        """Return the pieces, the newest first."""
        chosen: Iterable[Piece] = self.pieces.values()
        if in_publication:
            chosen = [piece for piece in chosen if piece.in_publication]
        return sorted(chosen, key=lambda piece: (piece.published, piece.id), reverse=True)

    def address(self, piece: Piece, handle: str | None = None) -> str:
        """Return where a piece stands."""
        owner = self.publication[0] if piece.in_publication else f"@{handle or self.handle}"
        return f"https://medium.com/{owner}/{piece.slug}"

    def pictures(self) -> set[str]:
        """Return the ids of all pictures."""
        found = {name for piece in self.pieces.values() for name in images_of(piece.paragraphs)}
        return found | ({self.picture} if self.picture else set())


def moment(milliseconds: int) -> datetime:
    """Return the UTC time of Medium's milliseconds."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


__all__ = ["PREVIEW", "MediumWorld", "Paragraph", "Piece", "moment", "units"]
