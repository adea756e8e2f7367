"""Small made-up archives for the tests of the audit. Nobody in them exists."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.model import Body, BodyFormat, Complete, Json, Post, PostKind, Publication, Record, Row

MEDIUM = Publication(slug="ines", platform="medium", name="Ines", url="https://medium.com/@ines")
SUBSTACK = Publication(slug="tides", platform="substack", name="Tides", url="https://tides.substack.com")
KEY = Key("AGE-SECRET-KEY-1TZNDRTML578K8X856G9V97EJRC6VYU76ZR0PE97GRWAYJMQH4ZDQ9ZC2WF")  # made for the tests


def story(
    number: int,
    html: str,
    *,
    kind: PostKind = PostKind.POST,
    published: str | None = None,
    form: BodyFormat = BodyFormat.SUBSTACK_HTML,
    url: str | None = None,
    audience: str = "everyone",
    raw: dict[str, Json] | None = None,
) -> Post:
    """Return a post with that body."""
    identity = f"{number:012x}"
    day = published or f"2026-01-{number % 28 + 1:02d}T08:00:00.000Z"
    return Post(
        id=identity,
        kind=kind,
        type="story",
        title=f"Story {number}",
        url=url or f"https://medium.com/@ines/story-{identity}",
        published_at=None if kind is PostKind.DRAFT else day,
        audience=audience,
        authors=("Ines Ferro",),
        body=Body(data=html.encode("utf-8", "replace"), format=form),
        raw=raw or {},
    )


def clap(number: int, time: str | None, *, count: int = 1, url: str | None = None, text: str | None = None) -> Row:
    """Return a row of claps."""
    data: dict[str, Json] = {"claps": count, "url": url or f"https://medium.com/p/a-story-{number:012x}"}
    data |= {"time": time} if time else {}
    data |= {"time_text": text} if text else {}
    return Row(table="activity/claps", id=f"{number:012x}", data=data)


def archive_of(
    folder: Path,
    *accounts: tuple[Publication, Iterable[Record]],
    key: Key | None = KEY,
    as_of: datetime = datetime(2026, 2, 1, tzinfo=UTC),
) -> Archive:
    """Return an archive of these accounts, each as one whole export."""
    archive = Archive.create(folder / "archive", key=key)
    for publication, records in accounts:
        save(archive, publication, records, as_of=as_of)
    return archive


def save(archive: Archive, publication: Publication, records: Iterable[Record], *, as_of: datetime) -> None:
    """Save one more export of an account."""
    given = list(records)
    names = {record.table for record in given if isinstance(record, Row)} | {"posts"}
    whole = [Complete(table=name) for name in sorted(names)]
    archive.snapshot([*given, *whole], publication, source="medium_export", as_of=as_of)
