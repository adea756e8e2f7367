"""Where posts, drafts, comments and settings lie in what is written for generators and as plain Markdown."""

from dataclasses import replace
from pathlib import Path

import pytest

import exporters
from exporters._base import Options, Report
from exporters.selection import Criteria, Selection, choose
from exporters.site_source.told import NO_DATE
from exporters.target import Folder
from tests.exporters.made_up import MEDIUM, SUBSTACK, Made
from tests.exporters.markdown.writing import rendered
from tests.exporters.reading_back import tree

SITES = ["hugo", "jekyll", "eleventy"]
FIRST = {
    "markdown": "2024-01-01-letter-1/index.md",
    "hugo": "content/p/letter-1/index.md",
    "jekyll": "_posts/2024-01-01-letter-1.md",
    "eleventy": "content/p/letter-1/index.md",
}


def written(
    name: str, selection: Selection, folder: Path, options: Options | None = None
) -> tuple[Report, dict[str, str]]:
    target = Folder(folder / name)
    report = exporters.load(name)(options).write(selection, target)
    target.finish()
    return report, {path: data.decode("utf-8", "replace") for path, data in tree(folder / name).items()}


@pytest.mark.parametrize("name", FIRST)
def test_a_post_says_all_that_is_known_of_it(name: str, publication: Made, tmp_path: Path) -> None:
    selection = choose(publication.archive, SUBSTACK, Criteria())

    _, files = written(name, selection, tmp_path, Options(canonical=True))

    head = files[FIRST[name]].split("---\n")[1]
    for line in (
        'title: "He said: \\"Hi\\" & <b>left</b>"',
        "date: 2024-01-01T08:00:01Z",
        '  - "Night & Day"',
        '  - "Maya Lindqvist"',
        'slug: "letter-1"',
        'original_url: "https://nightletters.substack.com/p/letter-1"',
    ):
        assert f"{line}\n" in head, line
    assert "2024-02-01T08:00:00Z" in head and "cover-" in head and "canonical" in head and '"Letters"' in head
    assert "draft" not in head


@pytest.mark.parametrize("name", FIRST)
def test_no_canonical_address_is_named_unless_asked_for(name: str, publication: Made, tmp_path: Path) -> None:
    _, files = written(name, choose(publication.archive, SUBSTACK, Criteria()), tmp_path)

    assert "canonical" not in files[FIRST[name]]


@pytest.mark.parametrize("name", SITES)
def test_the_site_knows_its_address_with_its_path(name: str, publication: Made, tmp_path: Path) -> None:
    selection = choose(publication.archive, SUBSTACK, Criteria())
    settings = exporters.load(name).settings  # type: ignore[attr-defined]

    report, files = written(name, selection, tmp_path, Options(base_url="https://l.example/sub", title='Mine: "x"'))
    unknown, _ = written(name, selection, tmp_path / "unknown")

    assert "https://l.example" in files[settings] and "/sub" in files[settings] and 'Mine: \\"x\\"' in files[settings]
    assert not any("address into" in step for step in report.steps)
    assert any(settings in step for step in unknown.steps)


@pytest.mark.parametrize("name", SITES)
def test_links_between_posts_do_not_depend_on_where_the_site_is(name: str, publication: Made, tmp_path: Path) -> None:
    _, files = written(name, choose(publication.archive, SUBSTACK, Criteria()), tmp_path)
    _, medium = written(name, choose(publication.archive, MEDIUM, Criteria(responses=True)), tmp_path / "medium")

    assert "[the second](../letter-2/#part)" in files[FIRST[name]]
    (response,) = (text for path, text in medium.items() if "story-3" in path)
    assert "[The first](../../p/story-1-aaaaaaaaaaa1/)" in response


def test_pictures_of_drafts_lie_where_no_build_takes_them(publication: Made, tmp_path: Path) -> None:
    drafts = choose(publication.archive, SUBSTACK, Criteria(drafts=True))
    found = {}
    for name in (*SITES, "markdown"):
        report, files = written(name, drafts, tmp_path)
        found[name] = {path.rpartition("/")[0] for path in files if "/draft-" in path}
        assert name == "markdown" or any("Drafts are not part" in step for step in report.steps)

    assert found == {
        "hugo": {"content/p/letter-12"},  # a draft's bundle is not published
        "jekyll": {"_drafts_pictures/letter-12"},
        "eleventy": {"content/drafts/letter-12"},
        "markdown": {"drafts/2024-02-12-letter-12"},
    }


@pytest.mark.parametrize("name", SITES)
def test_no_comment_goes_along_unless_it_is_wanted(name: str, publication: Made, tmp_path: Path) -> None:
    selection = choose(publication.archive, SUBSTACK, Criteria())

    report, files = written(name, selection, tmp_path)
    without, rest = written(name, selection, tmp_path / "without", Options(comments=False))

    assert report.comments == 4
    assert [path for path, text in files.items() if "Two paragraphs" in text]
    assert without.comments == 0
    assert not [path for path, text in rest.items() if "Two paragraphs" in text]


@pytest.mark.parametrize("name", SITES)
def test_a_post_without_a_date_comes_last_and_is_named(name: str, publication: Made, tmp_path: Path) -> None:
    whole = choose(publication.archive, SUBSTACK, Criteria(ids=frozenset({"1003", "1004"})))
    first, second = whole.entries
    undated = replace(second, published_at=None, updated_at=None)
    selection = Selection(
        publication.archive, SUBSTACK, entries=(first, undated), others=whole.others, left_out=whole.left_out
    )

    report, files = written(name, selection, tmp_path)

    assert [(loss.post, loss.reason) for loss in report.losses] == [("1004", NO_DATE)]
    (text,) = (
        text for path, text in files.items() if path.endswith((f"{undated.slug}.md", f"{undated.slug}/index.md"))
    )
    assert name == "hugo" or "undated: true" in text


def test_a_tag_that_only_a_draft_has_is_no_page(publication: Made, tmp_path: Path) -> None:
    whole = choose(publication.archive, SUBSTACK, Criteria(drafts=True, ids=frozenset({"1001", "1012"})))
    entries = tuple(replace(entry, tags=("Secret",)) if entry.draft else entry for entry in whole.entries)
    selection = Selection(publication.archive, SUBSTACK, entries=entries, others=whole.others, left_out=whole.left_out)

    for name in ("jekyll", "eleventy"):
        _, files = written(name, selection, tmp_path)
        assert [path for path, text in files.items() if "Secret" in text and "draft" not in path] == []


class TestPlainMarkdown:
    """A folder for each post."""

    def test_links_lead_from_file_to_file(self, publication: Made, tmp_path: Path) -> None:
        _, files = written("markdown", choose(publication.archive, SUBSTACK, Criteria()), tmp_path)

        first = files[FIRST["markdown"]]
        assert "[the second](../2024-01-02-letter-2/index.md#part)" in first
        assert "](a-" in first and "_Caption <em>a</em>_" in first and "[^1]: The footnote itself." in first
        assert "pages/about/index.md" in files

    def test_responses_lie_apart_and_lead_to_what_they_answer(self, publication: Made, tmp_path: Path) -> None:
        _, files = written("markdown", choose(publication.archive, MEDIUM, Criteria(responses=True)), tmp_path)

        (response,) = (text for path, text in files.items() if path.startswith("responses/") and "story-3" in path)
        assert "](../../2023-05-01-story-1-aaaaaaaaaaa1/index.md)" in response

    def test_comments_stand_beside_the_post_each_answer_in_what_it_answers(
        self, publication: Made, tmp_path: Path
    ) -> None:
        _, files = written("markdown", choose(publication.archive, SUBSTACK, Criteria()), tmp_path)

        comments = files["2024-01-01-letter-1/comments.md"]
        assert comments.startswith(
            "# Comments\n\n**Ada**, 2024-03-01\n\nFirst!\n\n> **Bo**, 2024-03-02\n>\n> Answer to "
        )
        assert "Answer to &lt;first&gt; &amp; more" in rendered(comments)
        assert "> > Thanks\n> >\n> > Two paragraphs.\n" in comments
        assert "_deleted_\n\n> **Cy**" in comments
        assert comments.endswith("Answer to nobody\n")

    def test_an_episode_brings_its_sound(self, publication: Made, tmp_path: Path) -> None:
        _, files = written("markdown", choose(publication.archive, SUBSTACK, Criteria()), tmp_path)

        (sound,) = (path for path in files if path.endswith(".wav"))
        folder, _, name = sound.rpartition("/")
        assert f'src="{name}"' in files[f"{folder}/index.md"]
