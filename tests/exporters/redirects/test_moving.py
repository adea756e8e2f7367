"""Which old paths lead where, and which need nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.errors import UsageError
from backup.model import Complete
from exporters.redirects.move import Moves
from exporters.redirects.moving import is_platforms, moves_of, old_hosts
from exporters.redirects.scheme import Scheme
from exporters.selection import Criteria, choose
from exporters.selection.criteria import EVERYTHING
from tests.exporters.made_up import MEDIUM, SUBSTACK, Made, post

HOST = "letters.example"


def moves(publication: Made, to: str, base_url: str | None = None) -> Moves:
    selection = choose(publication.archive, SUBSTACK, Criteria(audiences=EVERYTHING))
    return moves_of(selection, Scheme(to, base_url), host=HOST, base_url=base_url)


def leads(made: Moves) -> dict[str, str]:
    return {move.old: move.new for move in made.one_by_one()}


def test_a_path_that_stays_needs_no_rule(publication: Made) -> None:
    made = moves(publication, "/p/{slug}/")

    assert "/p/letter-1" in made.kept
    assert "/p/letter-1" not in leads(made)
    assert leads(made)["/p/letter-1/comments"] == "/p/letter-1/"
    assert leads(made)["/p/Twin"] == "/p/twin-2/"
    assert leads(made)["/p/夜の手紙"] == "/p/post-1005/"


def test_all_that_moved_leads_to_its_new_place(publication: Made) -> None:
    made = leads(moves(publication, "/{year}/{month}/{slug}/"))

    assert made["/p/letter-1"] == "/2024/01/letter-1/"
    assert made["/p/letter-10"] == "/2024/01/letter-10/"  # a paid post had an address too
    assert made["/archive"] == "/"
    assert made["/about"] == "/2024/01/about/"
    assert not any("letter-12" in path for path in made)  # a draft had none


def test_comments_lead_to_their_post_by_one_pattern_and_what_does_not_fit_it_by_itself(publication: Made) -> None:
    made = moves(publication, "/{slug}/")

    assert made.pattern is not None
    assert (made.pattern.new_start, made.pattern.new_end) == ("/", "/")
    alone = {move.old for move in made.comments}
    assert {"/p/Twin/comments", "/p/夜の手紙/comments"} <= alone
    assert "/p/letter-1/comments" not in alone
    assert len(alone) + len(made.patterned) == 14


def test_pages_that_are_nowhere_are_named(publication: Made) -> None:
    assert "/subscribe" in moves(publication, "/{slug}/").nowhere


def test_another_host_makes_every_path_lead_away(publication: Made) -> None:
    made = moves(publication, "/p/{slug}/", "https://new.example/blog")

    assert leads(made)["/p/letter-1"] == "https://new.example/blog/p/letter-1/"
    assert leads(made)["/"] == "https://new.example/blog/"
    assert made.kept == ()


def test_the_same_host_with_www_is_the_same(publication: Made) -> None:
    assert "/p/letter-1" in moves(publication, "/p/{slug}/", "https://www.letters.example").kept


def test_earlier_names_lead_to_the_post_and_no_name_leads_to_two(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive", key=None)
    days = (
        [post(1, "One", "<p>x</p>", slug="old-name"), post(2, "Two", "<p>x</p>", slug="swapped")],
        [post(1, "One", "<p>x</p>", slug="new-name"), post(2, "Two", "<p>x</p>", slug="two")],
        [post(1, "One", "<p>x</p>", slug="swapped"), post(2, "Two", "<p>x</p>", slug="two")],
    )
    for day, records in enumerate(days, 1):
        at = datetime(2024, 6, day, tzinfo=UTC)
        archive.snapshot([*records, Complete(table="posts")], SUBSTACK, source="substack_web", as_of=at)
    selection = choose(archive, SUBSTACK, Criteria())
    made = moves_of(selection, Scheme("/{slug}/"), host=HOST)
    archive.close()

    assert leads(made)["/p/old-name"] == leads(made)["/p/new-name"] == leads(made)["/p/swapped"] == "/swapped/"
    assert leads(made)["/p/old-name/comments"] == "/swapped/"
    assert leads(made)["/p/two"] == "/two/"
    olds = [move.old for move in made.one_by_one()]
    assert len(olds) == len(set(olds))


def test_mediums_forms_all_lead_to_the_story(publication: Made) -> None:
    selection = choose(publication.archive, MEDIUM, Criteria())
    made = leads(moves_of(selection, Scheme("/posts/{slug}/"), host=HOST))

    new = made["/p/aaaaaaaaaaa1"]
    assert made["/story-1-aaaaaaaaaaa1"] == made["/@maya/story-1-aaaaaaaaaaa1"] == made["/aaaaaaaaaaa1"] == new
    assert len(made) == 8


def test_only_a_domain_of_ones_own_redirects(publication: Made) -> None:
    selection = choose(publication.archive, replace(SUBSTACK, url="https://www.letters.example"), Criteria())

    hosts = old_hosts(selection, selection.former())

    assert hosts == ("www.letters.example", "nightletters.substack.com")
    assert [is_platforms(host) for host in hosts] == [False, True]
    assert is_platforms("medium.com")
    assert is_platforms("maya.medium.com")
    assert not is_platforms("notmedium.com")
    assert not is_platforms("substack.com.example")


@pytest.mark.parametrize("to", ["/blog/", "/{year}/", "/{title}/", "/{slug}/{nothing}"])
def test_a_pattern_that_gives_no_path_to_each_post_is_refused(to: str) -> None:
    with pytest.raises(UsageError, match="no pattern"):
        Scheme(to)


def test_a_target_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError):
        Scheme("nowhere")


@pytest.mark.parametrize(
    ("address", "base", "path"),
    [
        ("/p/x/", None, "/p/x/"),
        ("__GHOST_URL__/x/", None, "/x/"),
        ("https://new.example/x/", "https://new.example", "/x/"),
        ("https://new.example/blog/x/", "https://new.example/blog", "/blog/x/"),
        ("/x/", "https://new.example/blog", "/blog/x/"),
        ("../p/x/index.html", None, "/p/x/"),
        ("p/x.html", None, "/p/x.html"),
        ('/夜/$1 "', None, "/%E5%A4%9C/%241%20%22"),
        ("/%E5%A4%9C/", None, "/%E5%A4%9C/"),
    ],
)
def test_addresses_of_exporters_become_paths_as_they_are_sent(address: str, base: str | None, path: str) -> None:
    assert Scheme("/{slug}/", base)._path(address) == path


@pytest.mark.parametrize("url", [None, "https://letters.example/p/a%0Ab"])
def test_an_address_with_a_line_break_ends_no_rule(url: str | None, tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive", key=Key.generate())
    odd = replace(post(1, "Odd", "<p>x</p>"), slug="a\nb", url=url)
    archive.snapshot([odd], replace(SUBSTACK, url=None), source="memory", as_of=datetime(2024, 6, 1, tzinfo=UTC))
    selection = choose(archive, SUBSTACK, Criteria())
    made = moves_of(selection, Scheme("/n/{slug}/", None), host=HOST)
    assert "/p/ab" in leads(made)
    assert not any(letter < " " for path in leads(made) for letter in path)
    archive.close()
