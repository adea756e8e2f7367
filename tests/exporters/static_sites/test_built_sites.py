"""Hugo, Jekyll and Eleventy build what is written for them, and show all of it and nothing else."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from backup.document.blocks import Document, List, Paragraph
from exporters.selection import Criteria, Entry, Reading, Selection, choose
from tests.exporters.made_up import DRAFT_WORD, MEDIUM, PAID_WORD, SUBSTACK, Made
from tests.exporters.markdown.hostile import some
from tests.exporters.markdown.writing import letters_in, letters_of
from tests.exporters.reading_back import contains, tree
from tests.exporters.static_sites.building import Built, built, served
from tests.exporters.survival import missing_words, words_shown
from tests.real import components

pytestmark = pytest.mark.real
GENERATORS = ["hugo", "jekyll", "eleventy"]
FEEDS = {"hugo": "index.xml", "jekyll": "feed.xml", "eleventy": "feed.xml"}


class Letters:
    """A publication for everybody, drafts among it, built once."""

    def __init__(self, name: str, publication: Made, folder: Path) -> None:
        self.name = name
        self.selection = choose(publication.archive, SUBSTACK, Criteria(drafts=True))
        self.built: Built = built(name, self.selection, folder)
        self.published = [entry for entry in self.selection.entries if not entry.draft]


@pytest.fixture(scope="module", params=GENERATORS)
def letters(
    request: pytest.FixtureRequest, publication: Made, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Letters]:
    yield Letters(request.param, publication, tmp_path_factory.mktemp(request.param))


def test_every_post_is_a_page_and_says_what_it_said(letters: Letters) -> None:
    pages = {path.parent.name for path in (letters.built.site / "p").glob("*/index.html")}

    assert pages == {entry.slug for entry in letters.published}
    assert len(pages) == letters.built.report.posts
    for entry in letters.published:
        document = letters.selection.read(entry).document
        kinds = {loss.block for loss in letters.built.report.losses if loss.post == entry.id}
        lost = missing_words(document, letters.built.words(f"p/{entry.slug}"), kinds)
        assert lost.total() <= 0.01 * words_shown(document).total(), (entry.title, lost)


def test_no_draft_and_no_paid_post_is_on_the_site(letters: Letters, publication: Made) -> None:
    files = tree(letters.built.site)

    assert letters.built.report.drafts == 1
    for secret in (DRAFT_WORD, PAID_WORD, "A draft", "For payers"):
        assert contains(files, secret.encode()) == []
    for picture in ("draft.png", "paid.png"):
        assert contains(files, publication.pictures[picture]) == []
    assert contains(tree(letters.built.source), publication.pictures["draft.png"])


def test_what_belongs_around_posts_is_there(letters: Letters, publication: Made) -> None:
    first = letters.built.page("p/letter-1").read_text()
    front = letters.built.page(".").read_text()
    feed = etree.parse(letters.built.site / FEEDS[letters.name])

    assert "Two paragraphs." in first and "Answer to &lt;first&gt;" in first
    assert all(word in first for word in ("Night &amp; Day", "Maya Lindqvist", "2024-01-01", "og:image"))
    assert "<audio" in letters.built.page("p/letter-9").read_text()
    assert front.index("/p/letter-15/") < front.index("/p/letter-2/")
    assert len(feed.findall(".//{*}title")) == 1 + len(letters.published) - 1  # the publication's, and no page's
    tagged = [path for path in letters.built.site.glob("tags/*/index.html") if "/p/letter-2/" in path.read_text()]
    assert {path.parent.name for path in tagged} == {"essays", "night-day"}
    assert contains(tree(letters.built.site), publication.pictures["cover.png"])


def test_no_link_is_broken(letters: Letters, tmp_path: Path) -> None:
    settings = tmp_path / "linkchecker"
    settings.write_text("[checking]\nmaxrequestspersecond=1000\nrecursionlevel=5\n")
    options = ["--config", str(settings), "--no-robots", "--no-warnings"]
    with served(letters.built.site) as address:
        done = subprocess.run([components.program("linkchecker"), *options, address], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout
    assert " 0 errors found" in done.stdout
    assert int(re.findall(r"(\d+) links", done.stdout)[0]) > len(letters.published)


@pytest.mark.parametrize("name", GENERATORS)
def test_responses_have_a_part_of_their_own(name: str, publication: Made, tmp_path: Path) -> None:
    site = built(name, choose(publication.archive, MEDIUM, Criteria(responses=True)), tmp_path)

    front = site.page(".").read_text()
    first = site.page("responses/story-3-aaaaaaaaaaa3").read_text()
    assert "Thank you for this" not in front and "/responses/" in front
    assert "Words of 3" in first and "../../p/story-1-aaaaaaaaaaa1/" in first and "Story 1: a tale" in first
    assert "story-4-aaaaaaaaaaa4" in site.page("responses").read_text()
    assert "Thank you" not in (site.site / FEEDS[name]).read_text()


@pytest.mark.parametrize("name", GENERATORS)
def test_hostile_words_are_shown_letter_for_letter(name: str, publication: Made, tmp_path: Path) -> None:
    cases = some(200)
    whole = choose(publication.archive, SUBSTACK, Criteria(ids=frozenset({"1001"})))
    items = tuple((Paragraph(children=inlines), Paragraph(children=inlines)) for inlines in cases)
    hostile = Hostile(
        publication.archive, SUBSTACK, entries=whole.entries, others=whole.others, left_out=whole.left_out
    )
    hostile.document = Document(blocks=(List(items=items), *(Paragraph(children=inlines) for inlines in cases)))

    site = built(name, hostile, tmp_path)

    page = site.page("p/letter-1").read_text()
    shown = letters_in(page[page.index("<ul>") : page.index('<p class="terms">')])
    assert shown == [
        *(letter for inlines in cases for letter in letters_of(inlines) * 2),
        *(letter for inlines in cases for letter in letters_of(inlines)),
    ]


class Hostile(Selection):
    """A selection of one post whose words are given."""

    document: Document

    def read(self, entry: Entry) -> Reading:
        return Reading(document=self.document)
