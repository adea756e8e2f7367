"""What a snapshot keeps, counts and leaves alone."""

from pathlib import Path

import msgspec

from backup.archive import tables
from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.model import Body, BodyFormat, Complete, Post, PostKind, Publication, SubscriberRows, TitleFrom
from tests.archive.night_letters import HEADER, PUBLICATION, day, post, posts, records, subscriber


def test_the_first_snapshot_counts_every_row_as_new_and_reconciles_what_was_read(archive: Archive) -> None:
    result = archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))

    counts = result.counts
    assert (counts["posts"].read, counts["posts"].new) == (9, 9)
    assert (counts["drafts"].read, counts["drafts"].new) == (3, 3)
    assert (counts["subscribers"].read, counts["subscribers"].new) == (40, 40)
    assert (counts["opens"].read, counts["opens"].new) == (2, 2)
    assert (counts["claps"].read, counts["claps"].new) == (4, 4)
    assert [problem.file for problem in result.problems] == ["posts/9.lost.html"]


def test_the_same_records_again_change_nothing_and_write_no_manifest(archive: Archive) -> None:
    archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))

    again = archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))

    assert again.number is None
    for count in again.counts.values():
        assert (count.new, count.changed, count.gone) == (0, 0, 0)
    assert again.counts["subscribers"].unchanged == 40
    assert len(archive.chain(PUBLICATION.slug)) == 1


def test_a_known_fingerprint_is_answered_without_reading_the_input(archive: Archive) -> None:
    first = archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1), fingerprint=b"zip")

    def unreadable() -> object:
        raise AssertionError("the input was read again")
        yield

    again = archive.snapshot(unreadable(), PUBLICATION, source="memory", as_of=day(1), fingerprint=b"zip")  # type: ignore[arg-type]

    assert {name: count.read for name, count in again.counts.items()} == {
        name: count.read for name, count in first.counts.items()
    }
    assert again.counts["posts"].unchanged == 9
    assert [problem.reason for problem in again.problems] == ["It cannot be read."]


def test_repeated_ids_are_numbered_and_all_kept(archive: Archive) -> None:
    archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))

    state = archive.tables(PUBLICATION.slug).state(1, "activity/claps")

    assert {msgspec.json.decode(line)["id"] for line in state.lines} == {"story0", "story0#2", "story1", "story2"}


def test_every_body_comes_back_byte_for_byte(archive: Archive) -> None:
    odd = b"<p>unclosed \xff\x00 \xe2\x82 & raw"
    mine = Post(
        id="1", kind=PostKind.DRAFT, type="page", title="Odd", body=Body(data=odd, format=BodyFormat.MEDIUM_HTML)
    )
    archive.snapshot(records([mine, post(2)]), PUBLICATION, source="memory", as_of=day(1))

    bodies = {stored.id: archive.body(PUBLICATION.slug, stored) for stored in archive.posts(PUBLICATION.slug)}

    assert bodies == {"1": odd, "102": post(2).body.data}  # type: ignore[union-attr]


def test_drafts_and_paid_posts_are_in_no_public_byte_of_the_archive(archive: Archive) -> None:
    secret = post(0, text="the unpublished secret", kind=PostKind.DRAFT)
    paid = post(1, text="the paid secret", audience="only_paid")
    archive.snapshot(records([secret, paid, post(2)]), PUBLICATION, source="memory", as_of=day(1))
    reader = archive.tables(PUBLICATION.slug)

    everything = b"".join(path.read_bytes() for path in archive.root.rglob("*") if path.is_file())
    public = b"".join(reader.content(name) for name, _ in archive.store.names() if not name.endswith(".age"))

    for words in (b"secret", b"Letter 0", b"letter-1", b"reader1@"):
        assert words not in everything
        assert words not in public
    assert b"Letter 2" in public


def test_a_body_that_a_source_does_not_have_keeps_the_one_that_is_known(archive: Archive) -> None:
    archive.snapshot(records([post(2)]), PUBLICATION, source="memory", as_of=day(1))
    bare = Post(id="102", kind=PostKind.POST, type="newsletter", title="Letter 2", body=None)

    result = archive.snapshot(records([bare]), PUBLICATION, source="memory", as_of=day(2))

    (stored,) = archive.posts(PUBLICATION.slug)
    assert archive.body(PUBLICATION.slug, stored) == post(2).body.data  # type: ignore[union-attr]
    assert result.counts["posts"].unchanged == 1


def test_a_title_made_from_a_slug_never_replaces_one_from_the_platform(archive: Archive) -> None:
    archive.snapshot(records([post(5, kind=PostKind.DRAFT)]), PUBLICATION, source="memory", as_of=day(1))
    guessed = Post(
        id="105",
        kind=PostKind.DRAFT,
        type="newsletter",
        title="letter five",
        title_from=TitleFrom.SLUG,
        slug="letter-5",
    )

    archive.snapshot(records([guessed]), PUBLICATION, source="memory", as_of=day(2))

    (stored,) = archive.posts(PUBLICATION.slug)
    assert (stored.title, stored.title_from) == ("Letter 5", TitleFrom.PLATFORM)


def test_a_draft_that_was_published_is_a_new_post_and_no_lost_draft(archive: Archive) -> None:
    archive.snapshot(records([post(5, kind=PostKind.DRAFT), post(2)]), PUBLICATION, source="memory", as_of=day(1))

    result = archive.snapshot(records([post(5), post(2)]), PUBLICATION, source="memory", as_of=day(2))

    assert (result.counts["posts"].new, result.counts["drafts"].gone) == (1, 0)
    assert result.suspect is None


def test_a_table_that_could_not_be_read_whole_loses_nothing(archive: Archive) -> None:
    archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))
    partial = [post(2, text="edited"), SubscriberRows(header=HEADER, records=[subscriber(1, "monthly")], file="x.csv")]

    result = archive.snapshot(iter(partial), PUBLICATION, source="memory", as_of=day(2))

    assert result.suspect is None
    assert len(list(archive.posts(PUBLICATION.slug))) == 12
    latest = archive.chain(PUBLICATION.slug).latest(tables.SUBSCRIBERS)
    assert latest is not None
    lines = archive.tables(PUBLICATION.slug).state(latest.number, tables.SUBSCRIBERS).lines
    assert len(lines) == 40
    assert subscriber(1, "monthly") in lines
    assert subscriber(1) not in lines


def test_columns_in_another_order_are_the_same_list(archive: Archive) -> None:
    rows = [SubscriberRows(header=("Email", "Name"), records=[b'a@example.org,"Ada, A."'], file="f.csv")]
    archive.snapshot(iter([*rows, Complete(table="subscribers")]), PUBLICATION, source="memory", as_of=day(1))
    turned = [SubscriberRows(header=("Name", "Email"), records=[b'"Ada, A.",a@example.org'], file="f.csv")]

    result = archive.snapshot(
        iter([*turned, Complete(table="subscribers")]), PUBLICATION, source="memory", as_of=day(2)
    )

    assert result.counts["subscribers"].unchanged == 1


def test_new_columns_make_a_full_list_and_count_people_not_rows(archive: Archive) -> None:
    archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))
    wider = SubscriberRows(
        header=(*HEADER, "name"), records=[subscriber(n) + b",Reader" for n in range(1, 42)], file="x.csv"
    )

    result = archive.snapshot(iter([wider, Complete(table="subscribers")]), PUBLICATION, source="memory", as_of=day(2))

    count = result.counts["subscribers"]
    assert (count.read, count.new, count.gone) == (41, 2, 1)


def test_two_publications_live_in_one_archive(archive: Archive) -> None:

    second = Publication(slug="day-letters", platform="medium", name="Day Letters")
    archive.snapshot(records(posts(3)), PUBLICATION, source="memory", as_of=day(1))
    archive.snapshot(records(posts(7)), second, source="memory", as_of=day(1))

    assert [publication.slug for publication in archive.publications()] == ["day-letters", "night-letters"]
    assert len(list(archive.posts("day-letters"))) == 7
    assert len(list(archive.posts("night-letters"))) == 3


def test_every_file_is_private_from_birth(archive: Archive) -> None:
    archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))

    open_to_others = [path for path in archive.root.rglob("*") if path.stat().st_mode & 0o077]

    assert open_to_others == []


def test_a_run_without_the_key_still_saves_everything(archive: Archive, tmp_path: Path, key: Key) -> None:
    archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))
    archive.close()
    keyless = Archive(archive.root)

    grown = [subscriber(number) for number in range(45)]
    result = keyless.snapshot(records(posts(14), grown), PUBLICATION, source="memory", as_of=day(2))
    keyless.close()

    assert result.counts["subscribers"].new is None
    with_key = Archive(archive.root, key=key)
    assert len(list(with_key.posts(PUBLICATION.slug))) == 14
    assert len(with_key.tables(PUBLICATION.slug).state(2, tables.SUBSCRIBERS).lines) == 45
    folded = with_key.snapshot(records(posts(14), grown), PUBLICATION, source="memory", as_of=day(3))
    assert (folded.counts["subscribers"].unchanged, folded.counts["drafts"].unchanged) == (45, 3)
    with_key.close()


def test_an_archive_without_encryption_has_readable_lists_and_the_same_history(tmp_path: Path) -> None:
    plain = Archive.create(tmp_path / "plain", key=None)
    plain.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))

    assert not plain.encrypted
    assert not [name for name, _ in plain.store.names() if name.endswith(".age")]
    again = plain.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))
    assert again.counts["drafts"].unchanged == 3
    plain.close()
