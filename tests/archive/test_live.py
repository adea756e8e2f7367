"""What a live source relies on: it gives only what changed, and the archive keeps the rest without calling it gone."""

from collections.abc import Iterable

from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.model import Complete, Media, Present, Record, Row
from tests.archive.night_letters import PUBLICATION, day, post

KEY = Key.generate()


def comment(number: int, of: int, text: str = "Lovely.") -> Row:
    return Row(table="comments", id=str(number), group=f"post:{of}", data={"body": text})


def save(archive: Archive, number: int, given: Iterable[Record]):
    return archive.snapshot(given, PUBLICATION, source="substack_web", as_of=day(number))


def texts(archive: Archive, table: str = "comments") -> dict[str, object]:
    return {row["id"]: row["data"]["body"] for row in archive.rows(PUBLICATION.slug, table)}


def three_posts() -> list[Record]:
    return [post(1), post(2), post(3), comment(1, 1), comment(2, 1), comment(3, 2)]


def test_what_is_present_is_not_gone_and_what_is_neither_given_nor_present_is(tmp_path):
    archive = Archive.create(tmp_path / "archive", key=KEY)
    save(archive, 1, [*three_posts(), Complete(table="posts"), Complete(table="comments")])
    changed = post(3, text="Anew.")
    result = save(
        archive,
        2,
        [
            changed,
            Present(table="posts", ids=frozenset({"101", "999"})),
            Complete(table="posts"),
            comment(4, 2),
            Present(table="comments", groups=frozenset({"post:1"})),
            Complete(table="comments"),
        ],
    )

    assert {one.id for one in archive.posts(PUBLICATION.slug)} == {"101", "103"}
    posts = result.counts["posts"]
    assert (posts.read, posts.new, posts.changed, posts.unchanged, posts.gone) == (1, 0, 1, 1, 1)
    assert texts(archive).keys() == {"1", "2", "4"}
    comments = result.counts["comments"]
    assert (comments.read, comments.new, comments.unchanged, comments.gone) == (1, 1, 2, 1)
    assert result.suspect is None
    archive.close()


def test_a_part_of_a_table_is_joined_with_the_rest_until_all_of_it_came(tmp_path):
    archive = Archive.create(tmp_path / "archive", key=KEY)
    save(archive, 1, three_posts())
    save(archive, 2, [post(4), comment(9, 4)])

    assert len(list(archive.posts(PUBLICATION.slug))) == 4
    assert texts(archive).keys() == {"1", "2", "3", "9"}
    archive.close()


def test_present_posts_count_when_a_loss_is_weighed(tmp_path):
    archive = Archive.create(tmp_path / "archive", key=KEY)
    many = [post(number) for number in range(40)]
    save(archive, 1, [*many, Complete(table="posts")])
    all_there = Present(table="posts", ids=frozenset(one.id for one in many))
    assert save(archive, 2, [all_there, Complete(table="posts")]).suspect is None
    half = Present(table="posts", ids=frozenset(one.id for one in many[:20]))
    assert save(archive, 3, [half, Complete(table="posts")]).suspect == "20 of 40 posts are gone (50%)"
    archive.close()


def test_without_the_key_a_part_of_a_sealed_table_does_not_take_the_place_of_the_rest(tmp_path):
    archive = Archive.create(tmp_path / "archive", key=KEY)
    message = Row(table="chats/messages", id="1", group="thread:a", data={"body": "Hello."})
    save(archive, 1, [message, post(1, audience="only_paid")])
    archive.close()
    keyless = Archive(tmp_path / "archive")
    later = Row(table="chats/messages", id="2", group="thread:a", data={"body": "Late."})
    result = save(keyless, 2, [later, post(2, audience="only_paid"), post(3)])
    keyless.close()

    assert {problem.file for problem in result.problems} == {"messages", "posts"}
    archive = Archive(tmp_path / "archive", key=KEY)
    assert texts(archive, "chats/messages") == {"1": "Hello."}
    assert {one.id for one in archive.posts(PUBLICATION.slug)} == {"101", "103"}
    archive.close()


def test_pictures_of_private_writing_are_sealed_and_counted_with_the_others(tmp_path):
    archive = Archive.create(tmp_path / "archive", key=KEY)
    open_one = Media(url="https://example.org/a.png", content=b"\x89PNG open", media_type="image/png")
    sealed = Media(url="https://example.org/b.png", content=b"\x89PNG sealed", media_type="image/png", private=True)
    result = save(archive, 1, [open_one, sealed])

    assert (result.counts["media"].read, result.counts["media"].new) == (2, 2)
    known = archive.media(PUBLICATION.slug)
    assert known["https://example.org/a.png"].endswith(".png")
    assert known["https://example.org/b.png"].endswith(".png.zst.age")
    assert archive.tables(PUBLICATION.slug).content(known["https://example.org/b.png"]) == b"\x89PNG sealed"
    again = save(archive, 2, [sealed])
    assert again.counts["media"].unchanged == 1
    assert archive.media(PUBLICATION.slug) == known
    archive.close()
