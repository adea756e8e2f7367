"""`outlast search`: everything the writer wrote, drafts included."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from backup.archive import layout, lock
from backup.archive.archive import Archive
from outlast.cli._reports.marked import marked
from outlast.cli.search import _whole_words
from tests.archive.night_letters import post
from tests.outlast.running import Ran
from tests.outlast.saved_letters import OTHER, SLUG, draft, lose_key, new_archive, save

Cli = Callable[..., Ran]

LIBRARY = [
    post(1, text="The night train to Lisbon is late."),
    post(2, text="Überall Wörter, naïve façade at night."),
    post(3, text="可惜我是水瓶座"),
    draft(4, "A hidden night by the train."),
    post(5, text="Only for those who pay: the night tide.", audience="only_paid"),
]


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with new_archive(home, monkeypatch) as made:
        save(made, 1, LIBRARY)
        yield made


def ids(ran: Ran) -> list[str]:
    """Return the ids of the posts that were found."""
    return [line["id"] for line in ran.lines if line["type"] == "hit"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["night"], ["101", "102", "104", "105"]),
        (["train", "night"], ["101", "104"]),
        (["night train"], ["101", "104"]),
        (["FACADE"], ["102"]),
        (["水瓶座"], ["103"]),
        (["lisb"], ["101"]),
        (["nothing", "like", "this"], []),
        (["-x*"], []),
        (['"'], []),
    ],
)
def test_posts_are_found_by_their_words(cli: Cli, archive: Archive, words: list[str], found: list[str]) -> None:
    ran = cli("search", "--json", "--", *words)

    assert sorted(ids(ran)) == found
    assert ran.lines[-1]["hits"] == len(found)
    assert ran.code == 0


def test_people_get_title_words_and_the_command_to_go_on_with(cli: Cli, archive: Archive) -> None:
    assert cli("search", "lisbon").out.splitlines() == [
        "Letter 1  (2026-01-02)",
        "    The night train to Lisbon is late.",
        "    → outlast show 101",
    ]


def test_a_hit_has_its_fields(cli: Cli, archive: Archive) -> None:
    hit, summary = cli("search", "hidden", "--json").lines

    assert hit == {
        "type": "hit",
        "publication": SLUG,
        "id": "104",
        "kind": "draft",
        "title": "Letter 4",
        "slug": "letter-4",
        "url": None,
        "published_at": None,
        "gone": False,
        "snippet": "A hidden night by the train.",
    }
    assert summary == {"type": "summary", "hits": 1, "more": False, "sealed_searched": True, "index_fresh": True}


def test_nothing_found_is_no_error(cli: Cli, archive: Archive) -> None:
    ran = cli("search", "zebra")

    assert (ran.code, ran.out) == (0, "Nothing found.\n")


@pytest.mark.parametrize(
    ("where", "found"), [("posts", ["101", "102", "105"]), ("drafts", ["104"]), ("drafts,responses", ["104"])]
)
def test_only_some_kinds_are_searched_when_asked(cli: Cli, archive: Archive, where: str, found: list[str]) -> None:
    assert sorted(ids(cli("search", "night", "--in", where, "--json"))) == found


def test_an_unknown_kind_is_a_wrong_word(cli: Cli, archive: Archive) -> None:
    ran = cli("search", "night", "--in", "poems")

    assert ran.code == 2
    assert "posts, drafts, responses" in ran.err


def test_a_limit_says_that_there_is_more(cli: Cli, archive: Archive) -> None:
    ran = cli("search", "night", "--limit", "2", "--json")

    assert len(ids(ran)) == 2
    assert ran.lines[-1]["more"] is True
    assert "There is more than 2" in ran.err


def test_without_the_key_it_says_what_was_not_searched(
    cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_key(monkeypatch)

    ran = cli("search", "night", "--json")

    assert sorted(ids(ran)) == ["101", "102"]
    assert ran.lines[-1]["sealed_searched"] is False
    assert "Drafts and paid posts were not searched" in ran.err


def test_a_post_that_is_gone_is_found_and_said_to_be_gone(cli: Cli, archive: Archive) -> None:
    save(archive, 2, LIBRARY[1:])

    ran = cli("search", "lisbon")

    assert "gone from the platform" in ran.out
    assert cli("search", "lisbon", "--json").lines[0]["gone"] is True


def test_a_post_that_went_behind_the_paywall_is_not_gone(cli: Cli, archive: Archive) -> None:
    paid = post(1, text="The night train to Lisbon is late.", audience="only_paid")
    save(archive, 2, [paid, *LIBRARY[1:]])

    (hit, _) = cli("search", "lisbon", "--json").lines

    assert (hit["id"], hit["gone"]) == ("101", False)


def test_one_publication_alone_is_searched_when_named(cli: Cli, archive: Archive) -> None:
    save(archive, 1, [post(9, text="Another night.")], publication=OTHER)

    assert ids(cli("search", "night", "--json", "--publication", OTHER.slug)) == ["109"]
    assert len(ids(cli("search", "night", "--json"))) == 5


def test_while_another_run_saves_the_index_is_used_as_it_is(cli: Cli, archive: Archive) -> None:
    with lock.writing(archive.root):
        ran = cli("search", "lisbon", "--json")

    assert ids(ran) == ["101"]
    assert ran.lines[-1]["index_fresh"] is False
    assert ran.code == 0


def test_the_index_is_brought_up_to_date_first(cli: Cli, archive: Archive) -> None:
    archive.close()
    with sqlite3.connect(layout.index_path(archive.root)) as connection:
        connection.execute("DELETE FROM manifest")
        connection.execute("DELETE FROM version")
    connection.close()

    assert ids(cli("search", "lisbon", "--json")) == ["101"]


def test_damaged_drafts_are_said_and_the_rest_is_found(cli: Cli, archive: Archive) -> None:
    name = archive.chain(SLUG)[1].manifest.tables["posts.private"].full
    archive.store.path(str(name)).unlink()

    ran = cli("search", "night", "--json")

    assert sorted(ids(ran)) == ["101", "102"]
    assert "outlast verify" in ran.err


@pytest.mark.parametrize(
    ("text", "words", "bold"),
    [
        ("The night train", "night", ["night"]),
        ("A naïve Night, nightly", "NAIVE night", ["naïve", "Night", "night"]),
        ("可惜我是水瓶座", "水瓶", ["水瓶"]),
        ("midnight", "night", []),
        ("anything", "", []),
        ("İstanbul ﬁne café", "cafe", ["café"]),
    ],
)
def test_the_words_are_marked_where_they_begin(text: str, words: str, bold: list[str]) -> None:
    made = marked(text, words)

    assert click.unstyle(made) == text
    assert [piece.partition("\x1b[0m")[0] for piece in made.split("\x1b[1m")[1:]] == bold


@pytest.mark.parametrize(
    ("snippet", "shown"),
    [
        ("…l everyone says the tide i…", "… everyone says the tide …"),
        ("Everyone says the tide", "Everyone says the tide"),
        ("…灯台の話…", "…灯台の話…"),
        ("…", "…"),
        ("", ""),
    ],
)
def test_a_snippet_shows_whole_words(snippet: str, shown: str) -> None:
    assert _whole_words(snippet) == shown
