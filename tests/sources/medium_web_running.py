"""Runs the live source of Medium against the made-up Medium, and says what came of it."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from backup.errors import OutlastError
from backup.http import Cookie, Loopback, PoliteSession
from backup.model import Body, BodyFormat, Json, Post, Present, Problem, Record, Remark, Row
from backup.sources._web import FetchOptions, Known, WebAccount
from backup.sources.medium_web import MediumWeb
from outlast.demo_platforms.medium import MediumPlatform, MediumWorld, Piece
from outlast.demo_platforms.medium.paragraphs import Paragraph, written
from outlast.demo_platforms.server import PlatformServer

NOW = datetime(2026, 9, 4, 8, 0, tzinfo=UTC)
USER = "98b99bd0b2cb"


def small_world(stories: int = 23) -> MediumWorld:
    """Return an account with stories, of which every seventh is a response, every fifth for members."""
    world = MediumWorld(handle="ada", name="Ada B.", user=USER, publication=("the-oven", "The Oven", "0123456789ab"))
    world.put(*(piece(number) for number in range(1, stories + 1)))
    return world


def piece(number: int, **more: object) -> Piece:
    """Return the story of that number."""
    response = number % 7 == 0
    title = f"Reply {number} to you." if response else f"Loaf {number}"
    body: tuple[Paragraph, ...] = (written(f"{title} Thank you."),)
    if not response:
        astral = written("🜁 by ", ("A", "hand", "https://example.org/hand"), " and ", ("STRONG", "fire"), ".")
        picture = Paragraph(type="IMG", text="The oven", image={"id": f"1*loaf{number}.png", "originalWidth": 40})
        rest = (written(f"Crumb {word} of loaf {number} is warm and wide.") for word in range(12))
        body = (Paragraph(type="H3", text=title), astral, picture, *rest)
    told: dict[str, object] = {
        "id": f"{number:012x}",
        "title": title,
        "paragraphs": body,
        "published": 1_700_000_000_000 + number * 86_400_000,
        "updated": 1_700_000_000_123 + number * 86_400_000,
        "version": f"{number:012x}",
        "tags": () if response else (("bread", "Bread"), (f"loaf-{number}", f"Loaf {number}")),
        "response_to": "feedfeedfeed" if response else None,
        "locked": number % 5 == 0 and not response,
        "in_publication": number % 6 == 1 and not response,
    }
    return Piece(**(told | more))  # type: ignore[arg-type]


@dataclass(slots=True, kw_only=True)
class Came:
    """What a run gave, and the error it ended with."""

    records: list[Record]
    error: OutlastError | None = None

    def of(self, kind: type[Record]) -> list[Record]:
        return [record for record in self.records if isinstance(record, kind)]

    @property
    def posts(self) -> dict[str, Post]:
        return {record.id: record for record in self.records if isinstance(record, Post)}

    @property
    def notes(self) -> dict[str, dict[str, Json]]:
        return {record.id: dict(record.data) for record in self.records if isinstance(record, Row)}

    @property
    def present(self) -> set[str]:
        return {each for record in self.records if isinstance(record, Present) for each in record.ids}

    @property
    def said(self) -> str:
        return " ".join(
            record.text if isinstance(record, Remark) else record.reason
            for record in self.records
            if isinstance(record, Remark | Problem)
        )

    @property
    def kinds(self) -> list[str]:
        return [type(record).__name__ for record in self.records]


@dataclass(slots=True, kw_only=True)
class Stand:
    """A made-up Medium that runs, and what the archive remembers of it."""

    world: MediumWorld
    server: PlatformServer
    notes: dict[str, dict[str, Json]] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    signed_in: bool = False
    platform_id: str | None = None
    waits: list[float] = field(default_factory=list)

    def run(self, *, slow: bool = True, full: bool = False, url: str = "https://medium.com/@ada") -> Came:
        """Run once, and remember what was noted; what came before an error counts too."""
        came = Came(records=[])
        cookies = [
            Cookie(name=name, value=value, host="medium.com")
            for name, value in zip(("sid", "uid"), self.world.session, strict=True)
        ]
        with PoliteSession(
            own_hosts=["medium.com"],
            cookies=cookies if self.signed_in else (),
            rate=math.inf,
            route=Loopback(self.server.port),
            sleep=self.waits.append,
            jitter=lambda: 0.0,
        ) as session:
            known = Known(notes=self.notes, words=self.words.get)
            options = FetchOptions(now=NOW, full=full, slow_reads=slow)
            account = WebAccount(url=url, platform_id=self.platform_id, signed_in=self.signed_in)
            try:
                for record in MediumWeb(account, session, known, options).fetch():
                    came.records.append(record)
            except OutlastError as error:
                came.error = error
        self.notes |= came.notes
        return came


@contextmanager
def stand(world: MediumWorld | None = None) -> Iterator[Stand]:
    """Run a made-up Medium."""
    made = world or small_world()
    with PlatformServer([MediumPlatform(made)]) as server:
        yield Stand(world=made, server=server)


def state(post: Post) -> Body:
    """Return the body of a post that came from the site."""
    assert post.body is not None
    assert post.body.format is BodyFormat.MEDIUM_STATE
    return post.body
