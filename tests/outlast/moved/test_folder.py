"""Gaps in a folder of pages: each is found, and nothing else is."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from outlast.moved.checking import check_move
from outlast.moved.site.tree import FolderSite
from tests.exporters.made_up import DRAFT_WORD, PAID_WORD, Made
from tests.outlast.moved.leaking import with_long_draft
from tests.outlast.moved.small_site import change, checked, chosen, gaps_of, written

ALL = {"drafts": True, "audiences": frozenset(["everyone", "free", "paid", "founding", "unknown"])}


def test_a_whole_move_has_no_gaps(publication: Made, site: Path) -> None:
    outcome = checked(chosen(publication), site)

    assert gaps_of(outcome) == []
    assert (len(outcome.posts), outcome.whole, outcome.kept_back) == (12, 12, 3)
    assert all(post.share == 1.0 for post in outcome.posts)
    assert next(post.pictures for post in outcome.posts if post.post == "1001") == 1


def page(site: Path, slug: str) -> Path:
    return site / "p" / slug / "index.html"


def picture(site: Path, slug: str) -> Path:
    return next(path for path in sorted((site / "p" / slug).iterdir()) if path.suffix == ".png")


def cut(file: Path, start: str) -> None:
    """Take a paragraph out of a page."""
    text = file.read_text(encoding="utf-8")
    paragraph = start + text.partition(start)[2].partition("</p>")[0] + "</p>"
    change(file, paragraph, "")


SPOILT: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a missing post": ("missing", lambda site: shutil.rmtree(site / "p" / "letter-2")),
    "a text that was cut": ("words", lambda site: cut(page(site, "letter-2"), "<p>Markdown:")),
    "a title of another post": ("title", lambda site: change(page(site, "letter-2"), "Second: {{ title }}", "Third")),
    "a picture that is gone": ("picture", lambda site: picture(site, "letter-2").unlink()),
    "a page for a picture": (
        "picture",
        lambda site: picture(site, "letter-2").write_bytes(b"<html>404</html>") and None,
    ),
    "a figure that is gone": ("picture", lambda site: change(page(site, "letter-2"), "<img", "<b")),
    "a wrong date": ("date", lambda site: change(page(site, "letter-2"), "2024-01-02T", "2026-11-29T")),
    "a link to the old platform": (
        "link",
        lambda site: change(
            page(site, "letter-2"), "<h1>", '<a href="https://nightletters.substack.com/p/twin">x</a><h1>'
        ),
    ),
    "a link to nowhere": (
        "link",
        lambda site: change(page(site, "letter-2"), "<h1>", '<a href="/p/nowhere/">x</a><h1>'),
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_each_gap_is_found_and_nothing_else(publication: Made, site: Path, name: str) -> None:
    kind, spoil = SPOILT[name]
    spoil(site)

    gaps = gaps_of(checked(chosen(publication), site))

    others = [gap for gap in gaps if gap != (kind, "1002")]
    assert (kind, "1002") in gaps
    assert [gap for gap in others if name != "a missing post" or gap != ("link", "1001")] == []


def test_a_picture_from_the_old_platform_is_a_gap(publication: Made, site: Path) -> None:
    name = picture(site, "letter-1").name
    change(
        page(site, "letter-1"),
        f'src="{name}"',
        'src="https://substack-post-media.s3.amazonaws.com/public/images/a.png"',
    )

    outcome = checked(chosen(publication), site)

    assert gaps_of(outcome) == [("picture", "1001")]
    assert "old platform" in outcome.gaps[0].what


@pytest.mark.parametrize("identity", ["1010", "1012"])
def test_what_is_not_for_everybody_is_found_first(publication: Made, tmp_path: Path, identity: str) -> None:
    everybody = chosen(publication)
    ids = frozenset({*(entry.id for entry in everybody.entries), identity})
    site = written(chosen(publication, ids=ids), tmp_path / "leaking")
    change(page(site, "twin"), "First twin.", "Gone.")

    outcome = checked(everybody, site)

    assert gaps_of(outcome) == [("leak", identity), ("words", "1003")]
    assert checked(chosen(publication, ids=ids), site).leaks == ()


def test_a_draft_in_a_feed_or_a_search_index_is_a_leak_too(tmp_path: Path) -> None:
    with with_long_draft(tmp_path) as (selection, words):
        site = written(selection, tmp_path / "site")
        escaped = words.encode("ascii", "backslashreplace").decode()
        (site / "search.json").write_text(f'[{{"title": "x", "text": "{escaped}"}}]')

        outcome = checked(selection, site)

        assert gaps_of(outcome) == [("leak", "2002")]
        assert outcome.leaks[0].where == "search.json"


def test_a_few_words_in_common_are_no_leak(tmp_path: Path) -> None:
    with with_long_draft(tmp_path) as (selection, words):
        site = written(selection, tmp_path / "site")
        (site / "quote.html").write_text(f"<p>{' '.join(words.split()[:7])}, and then something else.</p>")

        assert gaps_of(checked(selection, site)) == []


def test_a_picture_of_a_draft_is_a_leak(publication: Made, site: Path) -> None:
    (site / "assets").mkdir()
    (site / "assets" / "x.png").write_bytes(publication.pictures["draft.png"])

    assert gaps_of(checked(chosen(publication), site)) == [("leak", "1012")]


def test_a_teaser_of_a_paid_post_is_none(publication: Made, site: Path) -> None:
    (site / "p" / "letter-10").mkdir()
    page(site, "letter-10").write_text("<main><h1>For payers</h1><p>Open part.</p><p>Subscribe to read on.</p></main>")

    assert PAID_WORD not in page(site, "letter-10").read_text()
    assert gaps_of(checked(chosen(publication), site)) == []


def test_posts_at_other_paths_are_found_by_name_and_by_title(publication: Made, site: Path) -> None:
    (site / "2024").mkdir()
    page(site, "letter-9").rename(site / "2024" / "letter-9.html")
    page(site, "letter-15").rename(site / "2024" / "another-name.html")

    outcome = checked(chosen(publication), site)

    places = {post.post: post.where for post in outcome.posts}
    assert (places["1009"], places["1015"]) == ("/2024/letter-9.html", "/2024/another-name.html")
    assert not [gap for gap in gaps_of(outcome) if gap[1] in ("1009", "1015") and gap[0] in ("missing", "words")]


def test_a_page_that_only_sends_on_is_no_page(publication: Made, site: Path) -> None:
    page(site, "letter-9").write_text('<meta http-equiv="refresh" content="0; url=/elsewhere/">')

    assert ("missing", "1009") in gaps_of(checked(chosen(publication), site))


def test_a_site_below_a_path_is_one_too(publication: Made, site: Path) -> None:
    for file in site.rglob("index.html"):
        text = file.read_text(encoding="utf-8").replace('href="/', 'href="https://new.example/blog/')
        file.write_text(text, encoding="utf-8")
    outcome = check_move(chosen(publication), FolderSite(site, base_url="https://new.example/blog"))

    assert gaps_of(outcome) == []


def test_a_very_long_title_may_be_cut_but_not_another(publication: Made, site: Path) -> None:
    long = page(site, "letter-7")
    title = long.read_text(encoding="utf-8").partition("<h1>")[2].partition("</h1>")[0]
    change(long, f"<h1>{title}</h1>", f"<h1>{title[:250]}…</h1>")
    change(long, f"<title>{title} | Night Letters</title>", "<title>Night Letters</title>")
    assert gaps_of(checked(chosen(publication), site)) == []

    change(long, f"<h1>{title[:250]}…</h1>", f"<h1>{title[:40]}…</h1>")
    assert gaps_of(checked(chosen(publication), site)) == [("title", "1007")]


def test_pages_are_never_looked_for_outside_of_the_folder(site: Path) -> None:
    (site.parent / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    folder = FolderSite(site)

    assert folder.picture("/../secret.png", here="/") != "there"
    assert folder.picture("/%2e%2e/secret.png", here="/") != "there"
    assert folder.link("/..%2fsecret.png") != "there"


def test_the_draft_word_is_in_no_page_of_the_honest_site(site: Path) -> None:
    assert not [file for file in site.rglob("*.html") if DRAFT_WORD in file.read_text()]
