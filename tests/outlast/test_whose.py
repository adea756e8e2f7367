"""Whose export a file is: known publications are found again, strangers are asked about."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import pytest

from backup.archive.archive import Archive
from backup.errors import NeedsConfirmation
from backup.model import Complete, Publication, Record
from backup.sources._base import FileSource, Identity
from outlast.settings import Account
from outlast.whose import decide
from tests.archive.night_letters import post

NOW = datetime(2026, 3, 1, tzinfo=UTC)


class Export(FileSource):
    """An export that says what the test wants it to."""

    kind: ClassVar[str] = "test_export"

    def __init__(self, said: Identity, *numbers: int, name: str = "export.zip", has_posts: bool = True) -> None:
        """Take what it says of itself, and the posts in it."""
        super().__init__(Path(name))
        self.said, self.numbers, self.has_posts = said, numbers, has_posts  # type: ignore[misc]

    def identity(self) -> Identity:
        return self.said

    def as_of(self) -> datetime | None:
        return NOW

    def fetch(self) -> Iterator[Record]:
        yield from (post(number) for number in self.numbers)
        yield Complete(table="posts")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Return an archive with two publications on Substack and one on Medium."""
    made = Archive.create(tmp_path / "archive", key=None)
    for slug, platform, numbers, identity in (
        ("nightletters", "substack", (1, 2), None),
        ("dayletters", "substack", (3, 4), None),
        ("maya", "medium", (5,), "aa11"),
    ):
        publication = Publication(slug=slug, platform=platform, name=slug.title(), platform_id=identity)
        made.snapshot(Export(Identity(platform=platform), *numbers).fetch(), publication, source="t", as_of=NOW)
    yield made
    made.close()


def ask(
    source: Export, archive: Archive, *, said: str | None = None, accounts: tuple[Account, ...] = ()
) -> Publication:
    """Decide, with somebody who says no to every question."""

    def no(question: str) -> None:
        raise NeedsConfirmation(question)

    return decide(source, archive, accounts=accounts, said=said, again=lambda: source, confirm=no)


def test_the_platforms_name_finds_the_publication_again(archive: Archive) -> None:
    assert ask(Export(Identity(platform="substack", slug="NightLetters"), 9), archive).name == "Nightletters"


def test_the_platforms_id_counts_more_than_a_changed_name(archive: Archive) -> None:
    assert ask(Export(Identity(platform="medium", slug="new-name", platform_id="aa11")), archive).slug == "maya"


def test_an_export_without_a_name_is_known_by_its_posts(archive: Archive) -> None:
    assert ask(Export(Identity(platform="substack"), 4, 9), archive).slug == "dayletters"


def test_an_export_without_a_name_and_without_known_posts_is_a_new_publication(archive: Archive) -> None:
    assert ask(Export(Identity(platform="substack"), 8, 9, name="my old blog.zip"), archive).slug == "my-old-blog"


def test_lists_without_posts_belong_to_the_publication_made_from_a_file_of_that_name(archive: Archive) -> None:
    made = Publication(slug="my-lists", platform="substack", name="My lists")
    archive.snapshot(iter([Complete(table="subscribers")]), made, source="t", as_of=NOW)

    assert ask(Export(Identity(platform="substack"), name="My Lists.zip"), archive).slug == "my-lists"


def test_two_strangers_with_files_of_one_name_are_two_publications(archive: Archive) -> None:
    for number, expected in ((71, "export"), (72, "export-substack"), (73, "export-substack-2")):
        source = Export(Identity(platform="substack"), number)
        found = ask(source, archive)
        assert found.slug == expected
        archive.snapshot(source.fetch(), found, source="t", as_of=NOW)


def test_the_same_name_on_another_platform_is_another_publication(archive: Archive) -> None:
    found = ask(Export(Identity(platform="medium", slug="nightletters")), archive)

    assert (found.slug, found.platform) == ("nightletters-medium", "medium")


def test_a_bare_list_is_asked_about_when_there_are_several_publications(archive: Archive) -> None:
    for platform in ("list", "substack"):
        with pytest.raises(NeedsConfirmation, match="does not say which publication"):
            ask(Export(Identity(platform=platform), has_posts=False), archive)


def test_a_bare_list_belongs_to_the_only_publication(archive: Archive) -> None:
    assert ask(Export(Identity(platform="medium"), has_posts=False), archive).slug == "maya"


def test_what_the_writer_says_counts_most(archive: Archive) -> None:
    source = Export(Identity(platform="list"), has_posts=False)

    assert ask(source, archive, said="dayletters").platform == "substack"
    assert ask(source, archive, said="A New One!").slug == "a-new-one"


def test_somebody_elses_export_is_asked_about_when_accounts_are_set_up(archive: Archive) -> None:
    mine = Account(name="night", platform="substack", url=None, publication="nightletters")

    with pytest.raises(NeedsConfirmation, match="none of your accounts"):
        ask(Export(Identity(platform="substack", slug="stranger"), 77), archive, accounts=(mine,))


@pytest.mark.parametrize("slug", ["../../etc", "CON", "ünïcode", "a/b", "." * 200])
def test_a_name_from_an_export_never_becomes_a_path(archive: Archive, slug: str) -> None:
    found = ask(Export(Identity(platform="substack", slug=slug), 77), archive)

    assert "/" not in found.slug
    assert ".." not in found.slug
    assert found.slug.isascii()
