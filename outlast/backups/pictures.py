"""The last part of a live run: the pictures, sound, videos and files that are used and not saved yet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from backup.archive import tables
from backup.archive.archive import Archive
from backup.errors import NoConnection
from backup.http import PoliteSession
from backup.media import MediaFetcher
from backup.media.remembered import failed_again, row_id
from backup.model import Checkpoint, Media, Problem, Record, Row
from backup.sources._web import Known
from outlast.backups.files_of import Use, uses

_GIVE_UP = 40
"""So many files that could not be reached, and none that could: asking for the rest is of no use."""


def fetch_pictures(
    archive: Archive, slug: str, web: PoliteSession, known: Known, now: datetime, *, folder: Path | None = None
) -> Iterator[Record]:
    """Yield every file that is used and not in the archive, and which things have all of theirs now.

    They lie in `folder` until they are taken: some belong to what is private, and a killed run leaves them there.

    Raises:
        NoConnection: very many could not be reached, and none could; the next run goes on.
    """
    marks = {identity: known.mark(identity) for identity in known.notes}
    found = list(uses(archive, slug, marks))
    sealed = {file.url for use in found if use.private for file in use.files}
    sealed -= {file.url for use in found if not use.private for file in use.files}
    saved = archive.media(slug)
    have = set(saved)
    seen = {name[:64]: url for url, name in saved.items() if url not in sealed}
    for media in _elsewhere(archive, slug, {file.url for use in found for file in use.files} - have - sealed):
        yield media
        yield Checkpoint()
        have.add(media.url)
    fetcher = MediaFetcher(web, known=have, remembered=known.notes, folder=folder, seen=seen, now=lambda: now)
    unreached: list[str] = []
    for record in fetcher.fetch(file for use in found for file in use.files):
        if isinstance(record, Media):
            have.add(record.url)
            yield replace(record, private=record.url in sealed)
            yield Checkpoint()
            continue
        if isinstance(record, Problem):
            unreached.append(record.file)
        elif unreached and record.id == row_id(unreached[-1]):
            unreached.pop()  # an answer, though not the file
        yield record
        if len(unreached) > _GIVE_UP and not fetcher.counts["fetched"]:
            raise NoConnection("The pictures cannot be reached at the moment.")
    # The line was up, so it is these servers that are not: they are asked again tomorrow, not in every run.
    yield from (failed_again(url, known.notes.get(row_id(url)), status=0, now=now) for url in unreached)
    yield from _done(found, have, now)


def _done(found: list[Use], have: set[str], now: datetime) -> Iterator[Record]:
    at = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    for use in found:
        if all(file.url in have for file in use.files):
            yield Row(table=tables.FETCHED, id=use.id, data={"mark": use.mark, "at": at})


def _elsewhere(archive: Archive, slug: str, looked_for: set[str]) -> Iterator[Media]:
    """Yield those files that another publication of the archive has: they need not be fetched again."""
    for other in archive.slugs():
        if other == slug:
            continue
        for row in archive.rows(other, tables.MEDIA):
            url, name, kind = row.get("id"), row.get("body"), row.get("media_type")
            if isinstance(url, str) and url in looked_for and isinstance(name, str) and archive.store.is_whole(name):
                looked_for.discard(url)
                yield Media(url=url, content=archive.store.path(name), media_type=str(kind))
