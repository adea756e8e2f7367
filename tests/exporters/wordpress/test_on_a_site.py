"""A real WordPress takes our files, from a user who may not write any markup, and shows every word that the archive has."""

import html
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exporters._base import Options, Report
from exporters.selection import Selection
from tests.contracts.test_exporters import with_body
from tests.document.every_node import FULL
from tests.exporters.made_up import Made
from tests.exporters.survival import missing_words, words_of, words_shown
from tests.exporters.test_samples import SAMPLES
from tests.exporters.wordpress.contents import HARD, all_posts, sample
from tests.exporters.wordpress.wordpress_parts import installed, taken
from tests.exporters.wordpress.wxr_read_back import written

pytestmark = pytest.mark.real
_MARKUP = re.compile(r"<[^>]*>")
_SPOKEN = re.compile(r'\b(?:alt|aria-label)="([^"]*)"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(tmp_path_factory.mktemp("site"))


def assert_shown(selection: Selection, report: Report, posts: dict[str, Any]) -> None:
    """Hold the words that the site shows against those of the archive; what was named as lost is not asked for."""
    total = lost = 0
    for entry in selection.entries:
        document, shown = selection.read(entry).document, posts[entry.slug]["shown"]
        there = words_of(html.unescape(_MARKUP.sub(" ", shown) + " ".join(_SPOKEN.findall(shown))))
        kinds = {loss.block for loss in report.losses if loss.post == entry.id}
        missing = missing_words(document, there, kinds)
        total += words_shown(document).total()
        lost += sum(count for word, count in missing.items() if not word.isdigit())  # the numbers of lists and notes
    assert lost <= 0.01 * total, f"{lost} of {total}"


def test_every_post_arrives_with_its_name_date_terms_and_threads(publication: Made, site: Path, tmp_path: Path) -> None:
    selection = all_posts(publication)
    report, _ = written(selection, tmp_path / "out", Options(base_url="https://letters.example"))

    done = taken(site, tmp_path / "out" / "wordpress.xml")

    assert (done["new"], done["there"], done["failed"]) == (len(selection.entries), 0, [])
    posts = {post["name"]: post for post in done["posts"]}
    for entry in selection.entries:
        post = posts[entry.slug]
        assert entry.date is not None
        assert post["date"] == entry.date.strftime("%Y-%m-%d %H:%M:%S")
        assert post["type"] == ("page" if entry.page else "post")
        assert post["status"] == ("draft" if entry.draft else "private" if entry.private else "publish")
        if post["status"] == "publish":
            assert post["address"].endswith(f"/{entry.slug}/" if entry.page else f"/p/{entry.slug}/")
            assert post["guid"] == entry.url
    first = posts["letter-1"]
    assert (first["categories"], first["tags"]) == (["Letters"], ["Essays", "Night &amp; Day"])
    assert [(author, parent) for author, _, parent in first["comments"]] == [
        ("Ada", ""),
        ("Bo", "Ada"),
        ("Ada", "Bo"),
        ("(deleted)", ""),
        ("Cy", "(deleted)"),
    ]
    assert_shown(selection, report, posts)

    again = taken(site, tmp_path / "out" / "wordpress.xml")
    assert (again["new"], again["there"], again["failed"]) == (0, len(selection.entries), [])
    assert again["posts"] == done["posts"]


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_word_of_the_samples_is_shown(name: str, site: Path, tmp_path: Path) -> None:
    with sample(name, tmp_path / "archive") as selection:
        report, _ = written(selection, tmp_path / "out")
        done = taken(site, tmp_path / "out" / "wordpress.xml")

        assert done["failed"] == []
        assert_shown(selection, report, {post["name"]: post for post in done["posts"]})


def test_nothing_of_any_block_is_taken_away_from_a_user_without_special_rights(
    publication: Made, site: Path, tmp_path: Path
) -> None:
    """But for how signs are escaped, and a blank before the end of an empty element."""
    selection = with_body(publication, replace(FULL, blocks=(*FULL.blocks, *HARD)))
    selection.entries = tuple(replace(entry, title="Every block") for entry in selection.entries)
    _, (file,) = written(selection, tmp_path / "out", Options(base_url="https://new.example"))

    (post,) = taken(site, tmp_path / "out" / "wordpress.xml")["posts"]

    assert _plain(post["content"]) == _plain(file.items[-1].content)
    for words in ("[gallery ids=1] [[caption]]", "<p>https://youtu.be/xyz</p>", "verseword", "noteword"):
        assert words in _plain(post["shown"])


def _plain(content: str) -> str:
    return html.unescape(content.replace(" />", "/>").replace("\\u0026amp;", "\\u0026"))
