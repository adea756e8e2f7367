"""Damage on purpose: flipped bytes, missing files, cut files; all found, named, and mended by the same content."""

import random
import shutil
from pathlib import Path

import pytest

from backup.archive import layout
from backup.archive.archive import Archive
from backup.archive.verify import Verifier, repair
from backup.errors import DamageError
from tests.archive.night_letters import PUBLICATION, day, posts, records

SLUG = PUBLICATION.slug


def fill(archive: Archive) -> None:
    """Save three days, the last of which is what the tests import again."""
    archive.snapshot(records(posts(10)), PUBLICATION, source="memory", as_of=day(1))
    archive.snapshot(records(posts(12)), PUBLICATION, source="memory", as_of=day(3))


def save_again(archive: Archive) -> None:
    """Import both days once more, as a writer would."""
    archive.snapshot(records(posts(10)), PUBLICATION, source="memory", as_of=day(1), fingerprint=b"a")
    archive.snapshot(records(posts(12)), PUBLICATION, source="memory", as_of=day(3), fingerprint=b"b")


def truth(archive: Archive) -> list[Path]:
    """Return the files that are the truth: objects and manifests."""
    return sorted((archive.root / layout.OBJECTS).rglob("*.*")) + sorted(
        (archive.root / layout.PUBLICATIONS).rglob("[0-9]*.json")
    )


def flip(path: Path, position: int) -> None:
    """Change one byte so that it is certainly another."""
    data = bytearray(path.read_bytes())
    data[position] ^= 1 + position % 255
    path.write_bytes(data)


def test_every_flipped_byte_is_found_named_and_mended_by_importing_again(archive: Archive) -> None:
    fill(archive)
    save_again(archive)
    chance = random.Random(7)  # which bytes are flipped shall be the same in every run
    files = truth(archive)

    for path in files:
        flip(path, chance.randrange(path.stat().st_size))
        report = Verifier(archive).verify()
        assert [damage.file for damage in report.damages] == [str(path.relative_to(archive.root))]
        save_again(archive)
        after = Verifier(archive).verify()
        assert after.damages == (), path


@pytest.mark.parametrize("lists", [True, False], ids=["all lists", "all bodies"])
def test_damage_is_mended_though_nobody_ran_verify(archive: Archive, lists: bool) -> None:
    fill(archive)
    save_again(archive)
    for path in truth(archive):
        if path.parent.parent.name == layout.OBJECTS and (".jsonl" in path.name) is lists:
            flip(path, 0)

    save_again(archive)

    assert Verifier(archive).verify().damages == ()


def test_missing_objects_are_named_with_what_they_held_and_come_back(archive: Archive) -> None:
    fill(archive)
    save_again(archive)
    posts_now = {post.body: post for post in archive.posts(SLUG)}
    lost = next(name for name in posts_now if name and not name.endswith(".age"))
    archive.store.remove(lost)

    (damage,) = Verifier(archive).verify().damages

    assert (damage.what, damage.belongs_to) == ("missing", f"posts: {posts_now[lost].title}")
    save_again(archive)
    assert Verifier(archive).verify().damages == ()


def test_damage_found_after_the_index_was_lost_is_mended_too(archive: Archive) -> None:
    fill(archive)
    for path in sorted((archive.root / layout.OBJECTS).rglob("*.jsonl*"))[::2]:
        path.unlink()
    archive.rebuild_index()

    save_again(archive)

    assert Verifier(archive).verify().damages == ()


def test_a_manifest_that_disappeared_is_named_and_comes_back(archive: Archive) -> None:
    fill(archive)
    newest = truth(archive)[-1]
    newest.unlink()

    (damage,) = Verifier(archive).verify().damages

    assert (damage.what, damage.file) == ("missing", str(newest.relative_to(archive.root)))
    save_again(archive)
    assert newest.exists()


def test_all_manifests_but_the_first_come_back(archive: Archive) -> None:
    fill(archive)
    archive.snapshot(records(posts(13)), PUBLICATION, source="memory", as_of=day(4))
    manifests = sorted((archive.root / layout.PUBLICATIONS).rglob("[0-9]*.json"))
    for path in manifests[1:]:
        path.unlink()

    save_again(archive)

    assert all(path.exists() for path in manifests)
    assert Verifier(archive).verify().damages == ()


def test_a_stale_index_does_not_bring_an_erased_chain_back(archive: Archive) -> None:
    fill(archive)
    index = layout.index_path(archive.root)
    stale = index.read_bytes()
    archive.forget("reader1@example.org")
    archive.close()
    index.write_bytes(stale)
    after = truth(archive)

    archive.snapshot(records(posts(12)), PUBLICATION, source="memory", as_of=day(3))

    assert truth(archive) == after


def test_a_cut_file_is_found(archive: Archive) -> None:
    fill(archive)
    path = truth(archive)[0]
    path.write_bytes(path.read_bytes()[:-1])

    assert [damage.what for damage in Verifier(archive).verify().damages] == ["damaged"]


def test_reading_a_damaged_body_says_so_and_the_other_posts_are_read(archive: Archive) -> None:
    fill(archive)
    first, *others = [post for post in archive.posts(SLUG) if post.body]
    flip(archive.store.path(first.body or ""), 3)

    with pytest.raises(DamageError, match="is damaged"):
        archive.body(SLUG, first)

    assert all(archive.body(SLUG, post) for post in others)


def test_repair_takes_each_damaged_file_from_a_copy_if_it_is_whole_there(archive: Archive, tmp_path: Path) -> None:
    fill(archive)
    copy = tmp_path / "copy"
    shutil.copytree(archive.root, copy)
    broken = truth(archive)[::2]
    for path in broken:
        flip(path, 1)
    useless = broken[0].relative_to(archive.root)
    flip(copy / useless, 1)

    mended = repair(archive, Verifier(archive).verify(), copy)

    assert set(mended) == {str(path.relative_to(archive.root)) for path in broken[1:]}
    assert [damage.file for damage in Verifier(archive).verify().damages] == [str(useless)]


def test_verify_without_the_key_checks_every_byte(archive: Archive) -> None:
    fill(archive)
    sealed = next(path for path in truth(archive) if path.suffix == ".age")
    flip(sealed, 40)
    archive.close()

    report = Verifier(keyless := Archive(archive.root)).verify()
    keyless.close()

    assert str(sealed.relative_to(archive.root)) in {damage.file for damage in report.damages}
    assert report.sealed_unread


def test_a_destroyed_index_is_made_again(archive: Archive) -> None:
    fill(archive)
    archive.close()
    layout.index_path(archive.root).write_bytes(b"SQLite format 3\0 and then rubbish" * 50)

    archive.catch_up()

    assert archive.index.connection.execute("SELECT count(*) FROM posts").fetchone() == (6,)


def test_a_rebuilt_index_is_the_same_as_the_one_that_grew(archive: Archive) -> None:
    fill(archive)
    query = "SELECT publication, id, title, gone, versions FROM posts ORDER BY id"
    grown = archive.index.connection.execute(query).fetchall()

    archive.rebuild_index()

    assert archive.index.connection.execute(query).fetchall() == grown
    assert len(grown) == 6


def test_two_thousand_random_flips_are_all_found_named_and_mended(archive: Archive) -> None:
    fill(archive)
    save_again(archive)
    chance = random.Random(2026)  # which bytes are flipped shall be the same in every run

    for _ in range(2000):
        path = chance.choice(truth(archive))
        flip(path, chance.randrange(path.stat().st_size))
        assert [damage.file for damage in Verifier(archive).verify().damages] == [str(path.relative_to(archive.root))]
        save_again(archive)
        assert Verifier(archive).verify().damages == ()
