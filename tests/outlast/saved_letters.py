"""A sealed archive of the made-up Night Letters where the verbs look for it, with or without its key at hand."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.archive.suspect import LossLimit
from backup.model import Post, PostKind, Publication, Record
from tests.archive.night_letters import PUBLICATION, day, post, posts, records, subscriber

SLUG = PUBLICATION.slug
OTHER = Publication(slug="day-notes", platform="medium", name="Day Notes")
KEY = Key("AGE-SECRET-KEY-1TZNDRTML578K8X856G9V97EJRC6VYU76ZR0PE97GRWAYJMQH4ZDQ9ZC2WF")  # made for the tests
ANY_LOSS = LossLimit(share=1.0)


@contextmanager
def new_archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    """Make an empty archive that every verb finds, with its key."""
    key_file = home / "key.txt"
    key_file.touch(mode=0o600)
    key_file.write_text(KEY.text)
    root = home / "Outlast"
    monkeypatch.setenv("OUTLAST_ARCHIVE", str(root))
    monkeypatch.setenv("OUTLAST_KEY", f"file:{key_file}")
    archive = Archive.create(root, key=KEY)
    yield archive
    archive.close()


def lose_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the key away from every command that follows."""
    monkeypatch.delenv("OUTLAST_KEY")


def save(
    archive: Archive,
    number: int,
    posts_given: Iterable[Post] | None = None,
    subscribers: Iterable[bytes] | None = None,
    *,
    publication: Publication = PUBLICATION,
    limit: LossLimit = ANY_LOSS,
    extra: Iterable[Record] = (),
) -> None:
    """Save an export of that day of January 2026."""
    given = records(posts_given, subscribers, extra=extra)
    archive.snapshot(given, publication, source="substack_export", as_of=day(number), limit=limit)


def save_three_days(archive: Archive) -> None:
    """Save three exports.

    Day 2 changes the text of letter 2, brings letters 12 and 13, loses two readers, wins five, and lets one pay.
    Day 3 loses letter 3 and publishes the draft of letter 0.
    """
    first = posts()
    save(archive, 1, first)
    second = [*first, post(12), post(13)]
    second[2] = replace(post(2, text="The night train to Lisbon is <b>late</b>."), subtitle="A naïve hope")
    people = [subscriber(number) for number in range(2, 45)]
    people[1] = subscriber(3).replace(b",false,,other", b",true,,yearly")
    save(archive, 2, second, people)
    third = [post(0) if one.id == "100" else one for one in second if one.id != "103"]
    save(archive, 3, third, people)


def draft(number: int, text: str) -> Post:
    """Return a draft."""
    return post(number, text=text, kind=PostKind.DRAFT)
