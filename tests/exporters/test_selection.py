"""What is chosen of an archive, and how it is named."""

from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backup.model import Body, BodyFormat, Post, PostKind
from exporters.selection import Audience, Criteria, Selection, choose
from exporters.selection.chosen import LETTERS
from exporters.selection.criteria import EVERYTHING
from tests.exporters.made_up import MEDIUM, STORE, SUBSTACK, Made, made


def chosen(publication: Made, **criteria: object) -> Selection:
    return choose(publication.archive, SUBSTACK, Criteria(**criteria))  # type: ignore[arg-type]


def test_drafts_and_posts_for_subscribers_are_left_out_and_counted(publication: Made) -> None:
    selection = chosen(publication)

    assert not any(entry.private for entry in selection.entries)
    assert (selection.left_out.drafts, selection.left_out.audience) == (1, 2)


def test_all_of_it_can_be_asked_for(publication: Made) -> None:
    selection = chosen(publication, drafts=True, audiences=EVERYTHING)

    assert {entry.id for entry in selection.entries} == {str(1000 + number) for number in range(1, 16)}


def test_names_are_plain_ascii_and_no_two_are_the_same(publication: Made) -> None:
    slugs = [entry.slug for entry in chosen(publication, drafts=True, audiences=EVERYTHING).entries]

    assert len(set(slugs)) == len(slugs)
    assert all(slug.strip("-") == slug and set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for slug in slugs)
    assert {"letter-1", "twin", "twin-2", "about", "no-title-here"} <= set(slugs)


def test_every_entry_has_a_title_of_one_line(publication: Made) -> None:
    for entry in chosen(publication, drafts=True, audiences=EVERYTHING).entries:
        assert entry.title.strip() == entry.title != ""
        assert "\n" not in entry.title


def test_they_come_oldest_first(publication: Made) -> None:
    dates = [entry.date for entry in chosen(publication).entries if entry.date]

    assert dates == sorted(dates)


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({"since": "2024-01-14"}, {"1014", "1015"}),
        ({"tags": frozenset({"letters"})}, {"1001"}),
        ({"ids": frozenset({"1012"})}, {"1012"}),
        ({"audiences": frozenset({Audience.FREE})}, {"1011"}),
    ],
)
def test_posts_are_chosen_by_day_tag_id_and_audience(
    publication: Made, criteria: dict[str, object], expected: set[str]
) -> None:
    assert {entry.id for entry in chosen(publication, **criteria).entries} == expected


def test_responses_come_only_when_asked_for(publication: Made) -> None:
    without = choose(publication.archive, MEDIUM, Criteria())
    with_them = choose(publication.archive, MEDIUM, Criteria(responses=True))

    assert (len(without.entries), without.left_out.responses) == (2, 2)
    assert sum(entry.kind is PostKind.RESPONSE for entry in with_them.entries) == 2
    first = with_them.entry("aaaaaaaaaaa1")
    assert first is not None
    assert [entry.id for entry in with_them.answers_to(first)] == ["aaaaaaaaaaa3"]


def test_comments_come_by_date_each_after_the_one_it_answers(publication: Made) -> None:
    selection = chosen(publication)
    entry = selection.entry("1001")
    assert entry is not None

    found = selection.comments(entry)

    assert [(one.id, one.parent, one.author) for one in found] == [
        ("1", None, "Ada"),
        ("2", "1", "Bo"),
        ("3", "2", "Ada"),
        ("4", None, "A reader"),
        ("5", "4", "Cy"),
    ]
    assert found[3].deleted


def test_a_file_is_found_by_any_address_that_shows_it(publication: Made) -> None:
    selection = chosen(publication)
    copy = "https://substackcdn.com/image/fetch/w_848,f_auto/https%3A%2F%2Fsubstack-post-media.s3.amazonaws.com%2Fpublic%2Fimages%2Fa.png"

    direct, by_copy = selection.media(STORE + "a.png"), selection.media(copy)

    assert direct is not None
    assert direct == by_copy
    assert direct.read() == publication.pictures["a.png"]
    assert selection.media(STORE + "missing.png") is None


def test_letters_that_cannot_be_read_are_a_loss(tmp_path: Path) -> None:
    built = made(tmp_path)
    body = Body(data="<p>“One” — two –".encode() + b"\xff</p>", format=BodyFormat.SUBSTACK_HTML)
    post = Post(id="1001", kind=PostKind.POST, type="newsletter", title="T", slug="t", body=body)
    built.archive.snapshot([post], SUBSTACK, source="memory", as_of=datetime(2027, 1, 1, tzinfo=UTC))
    selection = choose(built.archive, SUBSTACK, Criteria())
    entry = selection.entry("1001")
    assert entry is not None
    assert selection.read(entry).why_not == LETTERS
    assert "“One” — two" in str(selection.read(entry).document)
    built.archive.close()


_DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.mark.parametrize(
    "url",
    [
        f"data:image/png;base64,{_DOT}",
        f"DATA:image/png;base64,{_DOT[:40]}\n {_DOT[40:]}",
        f"data:image/x;q=1;base64,{_DOT}",
    ],
)
def test_a_picture_that_is_in_the_text_itself_is_a_file(publication: Made, url: str) -> None:
    file = chosen(publication).media(url)
    assert file is not None
    assert file.read() == b64decode(_DOT)
    assert (file.media_type, file.extension, file.size) == ("image/png", "png", len(file.read()))
    assert file.name == f"picture-{file.digest[:10]}.png"


@pytest.mark.parametrize(
    "url",
    [
        "data:image/png;base64,!!!!",
        "data:image/png;base64,",
        "data:image/png,plain",
        "data:text/html;base64,PGI+",
        "data:image/png;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciPjwvc3ZnPg==",
    ],
)
def test_what_is_no_picture_of_dots_does_not_come_out_of_a_text(publication: Made, url: str) -> None:
    assert chosen(publication).media(url) is None
