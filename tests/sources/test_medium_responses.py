"""Telling responses from stories, which Medium's export does not do."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backup.model import PostKind
from tests.sources.medium_pages import Account, Piece, graf, picture, post, post_name
from tests.sources.medium_reading import FIXTURES, Reading, folder, read

ID = "5c949dabea31"
TITLE = "Thank you for this & that."


def reading_of(path: Path, body: str, *, title: str = TITLE, **changes: object) -> Reading:
    fields: dict[str, object] = {"published": datetime(2021, 5, 5, tzinfo=UTC)} | changes
    piece = Piece(id=ID, title=title, body=body, **fields)  # type: ignore[arg-type]
    return read(folder(path, {post_name(piece): post(piece, Account(), date(2026, 4, 4))}))


def sure(path: Path, body: str, **changes: object) -> float | None:
    return reading_of(path, body, **changes).posts[ID].response_confidence  # type: ignore[arg-type]


def first(text: str = "Thank you for this &amp; that. It helped me.") -> str:
    return graf(text, classes="graf--leading")


def more(count: int) -> str:
    return "".join(graf(f"And a sentence, number {at}.", classes="graf-after--p") for at in range(count))


def test_one_paragraph_that_begins_with_its_title_is_a_response(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, first())
    assert reading.posts[ID].kind is PostKind.RESPONSE
    assert reading.posts[ID].response_confidence == 0.95


def test_a_title_cut_at_100_letters_still_begins_the_paragraph(tmp_path: Path) -> None:
    sentence = "one two three four five six seven eight nine ten " * 4
    reading = reading_of(tmp_path, first(sentence), title=sentence.strip())
    assert reading.posts[ID].title.endswith("…")
    assert reading.posts[ID].kind is PostKind.RESPONSE


def test_blanks_and_line_breaks_do_not_hide_a_response(tmp_path: Path) -> None:
    body = first("Thank you <strong>for\n this</strong>&nbsp;&amp;<br>that. It helped.")
    assert reading_of(tmp_path, body).posts[ID].kind is PostKind.RESPONSE


@pytest.mark.parametrize(
    "body",
    [
        graf(TITLE, tag="h3", classes="graf--leading graf--title") + more(1),
        graf("Thank you for this &amp; that.", tag="blockquote", classes="graf--leading"),
        graf("Quite another beginning.", classes="graf--leading"),
        graf("Thank you for this &amp; that. It helped.", classes="graf-after--p"),
        picture("a") + first(),
        "",
    ],
    ids=["titled", "quote", "another beginning", "not leading", "picture first", "empty"],
)
def test_what_does_not_have_the_shape_is_a_story_and_has_no_confidence(tmp_path: Path, body: str) -> None:
    reading = reading_of(tmp_path, body)
    assert reading.posts[ID].kind is PostKind.POST
    assert reading.posts[ID].response_confidence is None
    assert not reading.remarks


def test_the_longer_the_less_sure(tmp_path: Path) -> None:
    grades = [sure(tmp_path / str(count), first() + more(count)) for count in (0, 3, 8, 15, 40)]
    assert grades == sorted(grades, reverse=True)  # type: ignore[type-var]
    assert len(set(grades)) == len(grades)
    assert grades[-1] is not None
    assert grades[-1] < 0.5


@pytest.mark.parametrize(
    ("body", "changes"),
    [
        (first() + picture("a"), {}),
        (first() + graf("Chapter", tag="h4"), {}),
        (first() + more(1), {"subtitle": "A subtitle of its own"}),
        (first() + more(1), {"tags": ("Bread",)}),
        (first() + more(1), {"canonical": "https://example.org/my-post"}),
    ],
    ids=["picture", "heading", "own subtitle", "tags", "imported"],
)
def test_what_comments_hardly_ever_have_makes_it_less_sure(
    tmp_path: Path, body: str, changes: dict[str, object]
) -> None:
    plain = sure(tmp_path / "plain", first() + more(1))
    odd = sure(tmp_path / "odd", body, **changes)
    assert plain is not None
    assert odd is not None
    assert odd <= plain - 0.2


def test_an_imported_story_is_never_a_response(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, first(), canonical="https://example.org/my-post")
    assert reading.posts[ID].kind is PostKind.POST


def test_a_writers_own_domain_at_medium_is_not_an_import(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, first(), canonical=f"https://blog.example.org/thank-you-{ID}")
    assert reading.posts[ID].kind is PostKind.RESPONSE


def test_a_subtitle_that_medium_made_of_the_text_says_nothing(tmp_path: Path) -> None:
    with_subtitle = sure(tmp_path / "a", first() + more(2), subtitle="And a sentence, number 0.")
    assert with_subtitle == sure(tmp_path / "b", first() + more(2))


def test_a_draft_is_never_a_response(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, first(), published=None)
    assert (reading.posts[ID].kind, reading.posts[ID].response_confidence) == (PostKind.DRAFT, None)


def test_the_responses_of_a_real_export_are_found(tmp_path: Path) -> None:
    reading = read(FIXTURES / "phishdestroy")
    found = {post.id for post in reading.posts.values() if post.kind is PostKind.RESPONSE}
    assert found == {"4da19aae202d", "9df3e0dfd136"}
    (remark,) = reading.remarks
    assert remark.text == (
        "2 short pieces look like responses to other people's stories and are kept as responses. "
        "Medium does not mark responses, so this is a guess."
    )


def test_a_poem_with_a_subtitle_of_its_own_stays_a_story_that_is_not_sure() -> None:
    reading = read(FIXTURES / "meh")
    poem = reading.posts["70c5683f3778"]
    assert poem.kind is PostKind.POST
    assert poem.response_confidence is not None
    assert 0 < poem.response_confidence < 0.5
    assert [remark.text for remark in reading.remarks] == [
        "1 piece might be a response and is kept as a story. Medium does not mark responses, so this is a guess."
    ]
