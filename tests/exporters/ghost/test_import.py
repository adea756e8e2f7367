"""The files that Ghost imports."""

import io
import json
import zipfile
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from backup.archive.archive import Archive
from backup.model import Body, BodyFormat, Complete, Media, Post, PostKind
from exporters._base import Options, Report
from exporters.ghost import COMMENTS, Ghost
from exporters.ghost.addresses import ROUTES
from exporters.ghost.import_file import ImportFile
from exporters.ghost.post import GhostPost
from exporters.ghost.terms import Terms
from exporters.selection import Criteria, choose
from exporters.selection.criteria import EVERYTHING
from exporters.target import Folder
from tests.exporters.made_up import MEDIUM, SUBSTACK, Made, picture

POST_FIELDS = {
    "id",
    "title",
    "slug",
    "type",
    "status",
    "visibility",
    "published_at",
    "created_at",
    "updated_at",
    "custom_excerpt",
    "feature_image",
    "canonical_url",
    "comment_id",
    "meta_title",
    "meta_description",
    "lexical",
}


def written(made: Made, folder: Path, criteria: Criteria, *, of: Any = SUBSTACK, **options: Any) -> Report:
    target = Folder(folder)
    report = Ghost(Options(**options)).write(choose(made.archive, of, criteria), target)
    target.finish()
    return report


@pytest.fixture(scope="module")
def everything(publication: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ghost") / "out"
    written(publication, folder, Criteria(drafts=True, audiences=EVERYTHING))
    return folder


@pytest.fixture(scope="module")
def data(everything: Path) -> dict[str, Any]:
    whole = json.loads((everything / "ghost-import.json").read_bytes())
    assert list(whole) == ["db"]
    assert whole["db"][0]["meta"] == {"exported_on": 1707724800000, "version": "5.0.0"}
    found: dict[str, Any] = whole["db"][0]["data"]
    return found


def test_every_post_is_there_once_under_its_own_slug(data: dict[str, Any]) -> None:
    slugs = [post["slug"] for post in data["posts"]]

    assert len(slugs) == len(set(slugs)) == 15
    assert {"twin", "twin-2", "post-1005", "about", "no-title-here"} <= set(slugs)
    assert all(set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and len(slug) <= 185 for slug in slugs)


def test_posts_have_no_field_that_ghost_lacks_and_every_value_fits(data: dict[str, Any]) -> None:
    for post in data["posts"]:
        assert set(post) <= POST_FIELDS
        assert 0 < len(post["title"]) <= 255
        assert post["status"] in ("published", "draft")
        assert post["visibility"] in ("public", "members", "paid")
        assert json.loads(post["lexical"])["root"]["children"]


def test_what_was_for_some_stays_for_them(data: dict[str, Any]) -> None:
    by_id = {post["comment_id"]: post for post in data["posts"]}

    assert {
        number: (by_id[number]["status"], by_id[number]["visibility"]) for number in ("1001", "1010", "1011", "1012")
    } == {
        "1001": ("published", "public"),
        "1010": ("published", "paid"),
        "1011": ("published", "members"),
        "1012": ("draft", "public"),
    }
    assert by_id["1008"]["type"] == "page"


def test_relations_lead_to_what_is_there(data: dict[str, Any]) -> None:
    posts, tags, users = ({row["id"] for row in data[name]} for name in ("posts", "tags", "users"))

    assert {row["post_id"] for row in data["posts_tags"]} == posts
    assert {row["tag_id"] for row in data["posts_tags"]} == tags
    assert {row["author_id"] for row in data["posts_authors"]} == users == {"maya-lindqvist"}
    first = [row["tag_id"] for row in data["posts_tags"] if row["post_id"] == "letter-1"]
    assert first == ["letters", "essays", "night-day", "hash-substack"]


def test_authors_have_addresses_that_cannot_exist_and_may_do_least(data: dict[str, Any]) -> None:
    assert data["users"] == [
        {
            "id": "maya-lindqvist",
            "name": "Maya Lindqvist",
            "slug": "maya-lindqvist",
            "email": "maya-lindqvist@users.invalid",
            "roles": ["Contributor"],
        }
    ]


def test_all_pictures_that_posts_show_lie_in_the_zip_and_nothing_that_ghost_reads_as_posts(
    everything: Path, data: dict[str, Any]
) -> None:
    with zipfile.ZipFile(everything / "ghost-pictures.zip") as pictures:
        names = set(pictures.namelist())
        assert pictures.testzip() is None
        assert {info.date_time for info in pictures.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    text = json.dumps(data)
    shown = {part.partition('"')[0].partition("\\")[0] for part in text.split("__GHOST_URL__/")[1:]}
    assert {path for path in shown if path.startswith("content/")} == names
    assert all(name.startswith(("content/images/", "content/media/", "content/files/")) for name in names)
    assert not [name for name in names if name.endswith((".json", ".md", ".csv", ".avif"))]


def test_the_routes_keep_the_paths_of_substack(everything: Path) -> None:
    text = (everything / "routes.yaml").read_text()

    assert text == ROUTES
    assert "permalink: /p/{slug}/" in text


def test_the_steps_lie_beside_the_files_in_order(everything: Path) -> None:
    text = (everything / "READ-ME-FIRST.txt").read_text()

    places = [
        text.index(name) for name in ("ghost-pictures.zip", "ghost-import.json", "routes.yaml", "15 more", "last")
    ]
    assert places == sorted(places)
    assert max(map(len, text.splitlines())) <= 90


def test_comments_are_named_once_a_post_with_their_count(publication: Made, tmp_path: Path) -> None:
    report = written(publication, tmp_path / "a", Criteria(audiences=EVERYTHING))
    without = written(publication, tmp_path / "b", Criteria(audiences=EVERYTHING), comments=False)

    lost = [(loss.post, loss.what) for loss in report.losses if loss.reason == COMMENTS]
    assert lost == [("1001", "4 comments"), ("1010", "1 comment")]
    assert report.comments == 0
    assert not [loss for loss in without.losses if loss.block == "comment"]


def test_responses_are_pages_outside_of_the_feed(publication: Made, tmp_path: Path) -> None:
    report = written(publication, tmp_path / "a", Criteria(responses=True), of=MEDIUM)

    data = json.loads((tmp_path / "a" / "ghost-import.json").read_bytes())["db"][0]["data"]
    assert [post["type"] for post in data["posts"]] == ["post", "post", "page", "page"]
    tagged = {row["post_id"] for row in data["posts_tags"] if row["tag_id"] == "hash-medium-response"}
    assert tagged == {post["slug"] for post in data["posts"] if post["type"] == "page"}
    assert "2 of the pages" in " ".join(report.steps)


def test_without_pictures_there_is_no_zip_and_no_step_for_it(publication: Made, tmp_path: Path) -> None:
    report = written(publication, tmp_path / "a", Criteria(ids=frozenset({"1013"})))

    assert not (tmp_path / "a" / "ghost-pictures.zip").exists()
    assert "ghost-pictures.zip" not in " ".join(report.steps)


def test_a_file_that_ghost_would_read_as_posts_stays_out_and_is_named(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive", key=None)
    attrs = "{&quot;url&quot;:&quot;https://nightletters.substack.com/api/v1/file/x.md&quot;,&quot;title&quot;:&quot;Notes&quot;}"
    html = f'<div class="file-embed-wrapper" data-attrs="{attrs}" data-component-name="FileToDOM"></div>'
    post = Post(
        id="1",
        kind=PostKind.POST,
        type="newsletter",
        title="T",
        slug="t",
        body=Body(data=html.encode(), format=BodyFormat.SUBSTACK_HTML),
    )
    file = Media(
        url="https://nightletters.substack.com/api/v1/file/x.md", content=b"# Not a post", media_type="text/plain"
    )
    archive.snapshot(
        [post, file, Complete(table="posts")], SUBSTACK, source="test", as_of=datetime(2024, 6, 1, tzinfo=UTC)
    )

    report = written(Made(archive=archive, pictures={}), tmp_path / "a", Criteria())
    archive.close()

    assert "The target takes no files of this kind." in [loss.reason for loss in report.losses]
    assert not (tmp_path / "a" / "ghost-pictures.zip").exists()


def test_names_without_latin_letters_have_slugs_of_their_own() -> None:
    terms = Terms()

    slugs = [terms.slug(name) for name in ("夜", "灯台", "夜", "C++", "C#", "c++", "#C")]

    assert slugs[0] == slugs[2] != slugs[1]
    assert slugs[3:] == ["c", "c-2", "c", "hash-c"]
    assert all(slugs)


def test_posts_are_written_as_they_come() -> None:
    file = io.BytesIO()
    writing = ImportFile(file, exported_at=None)
    sizes = []
    for number in range(3):
        writing.add(
            GhostPost(fields={"slug": f"p{number}", "type": "post", "lexical": "x" * 10_000}, tags=(), authors=())
        )
        sizes.append(file.tell())
    writing.finish()

    assert [after - before for before, after in pairwise(sizes)] == [sizes[1] - sizes[0]] * 2
    assert sizes[0] > 10_000
    assert [post["slug"] for post in json.loads(file.getvalue())["db"][0]["data"]["posts"]] == ["p0", "p1", "p2"]


def test_the_same_pictures_lie_in_the_zip_once(everything: Path, publication: Made) -> None:
    with zipfile.ZipFile(everything / "ghost-pictures.zip") as pictures:
        contents = [pictures.read(name) for name in pictures.namelist()]

    assert contents.count(publication.pictures["a.png"]) == 1
    assert picture(1) == publication.pictures["a.png"]
