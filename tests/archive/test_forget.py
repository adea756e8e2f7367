"""`forget` leaves no trace of an address in any byte of the archive, and no import brings the person back."""

import base64
import re
from pathlib import Path

import pytest

from backup.archive import forget_intent, packing, tables
from backup.archive.archive import Archive
from backup.archive.forget_intent import Intent
from backup.archive.forgotten import Forgotten
from backup.archive.keys import Key
from backup.archive.verify import Verifier
from backup.errors import KeyProblem
from backup.model import Attachment, PostKind, Problem, Row
from tests.archive.night_letters import PUBLICATION, day, post, posts, records, subscriber

SLUG = PUBLICATION.slug
ADDRESS = "reader1@example.org"
EXTRA = (
    Row(table="activity/delivers", id="row", data={"email": "READER1@example.org"}),
    Row(table="masked", id="masked-1", data={"note": "mailto:reader1%40example.org"}),
    Attachment(table="files", id="notes.txt", data=b"call reader1@example.org\nkeep this", extension="bin"),
    Problem(file="list.csv", reason="Too few cells.", raw=b"Reader1@Example.org,,", row=9),
)


def everything(archive: Archive) -> bytes:
    """Return all bytes of the archive: as they lie there, unpacked and unsealed, and with base64 taken off."""
    seen = [path.read_bytes() for path in archive.root.rglob("*") if path.is_file()]
    seen += [packing.unpack(name, archive.store.read(name), archive.vault) for name, _ in archive.store.names()]
    joined = b"\n".join(seen).lower()
    decoded = [
        base64.b64decode(found[: len(found) // 4 * 4])
        for found in re.findall(rb"[a-z0-9+/]{24,}", b"\n".join(seen), re.I)
    ]
    return joined + b"\n".join(decoded).lower()


def fill(archive: Archive) -> None:
    """Save three days in which the person is in lists, deliveries, problems, files and a draft."""
    draft = post(20, text=f"Ask {ADDRESS} about the tides.", kind=PostKind.DRAFT)
    for number in range(1, 4):
        archive.snapshot(
            records([*posts(10 + number), draft], extra=EXTRA), PUBLICATION, source="memory", as_of=day(number)
        )


def test_no_byte_of_the_archive_names_the_person_any_more(archive: Archive) -> None:
    fill(archive)
    assert b"reader1@example.org" in everything(archive)

    report = archive.forget("  READER1@Example.ORG ")

    after = everything(archive)
    for trace in (b"reader1@example.org", b"reader1%40example.org"):
        assert trace not in after
    assert report.rows > 3
    assert report.snapshots == 3


def test_everybody_else_is_still_there(archive: Archive) -> None:
    fill(archive)

    archive.forget(ADDRESS)

    for number in (1, 2, 3):
        lines = archive.tables(SLUG).state(number, tables.SUBSCRIBERS).lines
        assert lines == sorted(subscriber(n) for n in range(40) if n != 1)
    (draft,) = [stored for stored in archive.posts(SLUG) if stored.id == "120"]
    assert archive.body(SLUG, draft) == b"<p>Ask [erased] about the tides.</p>"
    assert Verifier(archive).verify().damages == ()


def test_the_next_import_does_not_bring_the_person_back(archive: Archive) -> None:
    fill(archive)
    archive.forget(ADDRESS)

    result = archive.snapshot(records(posts(15), extra=EXTRA), PUBLICATION, source="memory", as_of=day(9))

    assert result.left_out > 0
    assert result.suspect is None
    assert b"reader1@example.org" not in everything(archive)


def test_rows_left_out_elsewhere_do_not_lower_the_count_of_unchanged_subscribers(archive: Archive) -> None:
    fill(archive)
    archive.forget(ADDRESS)

    result = archive.snapshot(records(posts(15), extra=EXTRA), PUBLICATION, source="memory", as_of=day(9))

    count = result.counts["subscribers"]
    assert (count.read, count.new, count.changed, count.unchanged, count.gone) == (40, 0, 0, 39, 0)


def test_the_chain_says_that_somebody_was_erased_and_not_who(archive: Archive) -> None:
    fill(archive)

    archive.forget(ADDRESS)

    for snapshot in archive.chain(SLUG):
        (note,) = snapshot.manifest.rewritten
        assert note.endswith("a person was erased on request")
    assert (archive.root / "redactions.jsonl").read_text().count("\n") > 3


def test_a_longer_address_that_holds_the_short_one_stays(archive: Archive) -> None:
    others = [b"jimreader1@example.org,false,,other,false,,", b"reader1@example.org.uk,false,,other,false,,"]
    archive.snapshot(records(subscribers=[subscriber(1), *others]), PUBLICATION, source="memory", as_of=day(1))

    archive.forget(ADDRESS)

    assert archive.tables(SLUG).state(1, tables.SUBSCRIBERS).lines == sorted(others)


def test_published_writing_is_left_as_it_is_and_named(archive: Archive) -> None:
    public = post(30, text=f"Write to {ADDRESS}!")
    archive.snapshot(records([public]), PUBLICATION, source="memory", as_of=day(1))

    report = archive.forget(ADDRESS)

    assert report.published == ("posts: Letter 30",)
    (stored,) = archive.posts(SLUG)
    assert archive.body(SLUG, stored) == public.body.data  # type: ignore[union-attr]


def test_published_writing_is_changed_too_when_asked(archive: Archive) -> None:
    archive.snapshot(records([post(30, text=f"Write to {ADDRESS}!")]), PUBLICATION, source="memory", as_of=day(1))

    archive.forget(ADDRESS, published=True)

    assert b"reader1@example.org" not in everything(archive)


def test_an_address_in_another_script_is_found_in_any_case(archive: Archive) -> None:
    rows = ["Ömil@example.org,false,,other,false,,".encode(), subscriber(2)]
    archive.snapshot(records(subscribers=rows), PUBLICATION, source="memory", as_of=day(1))

    archive.forget("ömil@example.org")

    assert archive.tables(SLUG).state(1, tables.SUBSCRIBERS).lines == [subscriber(2)]


def test_a_person_with_nearly_the_same_address_stays(archive: Archive) -> None:
    maß, mass = (f"{name}@example.org,false,,other,false,,".encode() for name in ("maß", "mass"))
    archive.snapshot(records(subscribers=[maß, mass]), PUBLICATION, source="memory", as_of=day(1))

    archive.forget("Maß@example.org")

    assert archive.tables(SLUG).state(1, tables.SUBSCRIBERS).lines == [mass]
    forgotten = Forgotten(archive.root, archive.vault)
    assert ("maß@example.org" in forgotten, "mass@example.org" in forgotten) == (True, False)


def test_a_person_who_was_erased_before_the_two_were_told_apart_stays_erased(archive: Archive) -> None:
    Forgotten(archive.root, archive.vault).add("mass@example.org")
    assert "Maß@example.org" in Forgotten(archive.root, archive.vault)


def test_without_the_key_nothing_is_begun(archive: Archive) -> None:
    fill(archive)
    keyless = Archive(archive.root)

    with pytest.raises(KeyProblem):
        keyless.forget(ADDRESS)
    keyless.close()

    assert b"reader1@example.org" in everything(archive)


def test_an_erasure_that_was_cut_off_is_done_at_the_next_start(archive: Archive, key: Key) -> None:
    fill(archive)
    forget_intent.write(archive.root, archive.vault, Intent(address=ADDRESS))
    archive.close()

    reopened = Archive(archive.root, key=key)

    assert b"reader1@example.org" not in everything(reopened)
    reopened.close()


def test_forgetting_somebody_who_is_not_there_changes_no_snapshot(archive: Archive) -> None:
    fill(archive)
    before = [snapshot.digest for snapshot in archive.chain(SLUG)]

    report = archive.forget("nobody@example.org")

    assert (report.rows, report.snapshots) == (0, 0)
    assert [snapshot.digest for snapshot in archive.chain(SLUG)] == before


def test_the_intent_is_sealed(archive: Archive, tmp_path: Path) -> None:
    forget_intent.write(archive.root, archive.vault, Intent(address=ADDRESS))

    assert b"reader1" not in (archive.root / "rewrite-intent").read_bytes()
