"""The files for Ghost are imported into a real one as a writer would do it, and everything of them arrives."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
import requests

import exporters
from exporters.target import Folder
from tests.exporters.made_up import Made
from tests.exporters.pushing.arrived import files_in, not_answering
from tests.exporters.pushing.pushing import counts, push, selected
from tests.real.ghost.admin import Admin
from tests.real.ghost.site import Ghost

pytestmark = pytest.mark.real
_PATIENCE = 90.0


@pytest.fixture(scope="module")
def files(publication: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files") / "ghost"
    target = Folder(folder)
    exporters.load("ghost")().write(selected(publication), target)
    target.finish()
    return folder


@pytest.fixture(scope="module")
def mails(real_ghost: Ghost, files: Path) -> list[str]:
    """Import the pictures, then the posts; return the subjects of what Ghost mailed about it."""
    admin = Admin(real_ghost.url, real_ghost.staff)
    admin.empty()
    begun = len(real_ghost.sink.mails)
    for number, (name, kind) in enumerate(
        (("ghost-pictures.zip", "application/zip"), ("ghost-import.json", "application/json")), 1
    ):
        admin.ask("POST", "db/", files={"importfile": (name, (files / name).read_bytes(), kind)})
        end = time.monotonic() + _PATIENCE
        while len(real_ghost.sink.mails) < begun + number and time.monotonic() < end:
            time.sleep(0.05)  # Ghost imports in the background, and says by mail how it ended
    return [mail.subject for mail in real_ghost.sink.mails[begun:]]


@pytest.fixture(scope="module")
def there(real_ghost: Ghost, mails: list[str]) -> dict[str, dict[str, Any]]:
    return Admin(real_ghost.url, real_ghost.staff).posts()


def test_ghost_says_that_it_is_done(mails: list[str]) -> None:
    assert len(mails) == 2
    assert not [subject for subject in mails if "unsuccessful" in subject]


def test_what_was_written_has_arrived(there: dict[str, dict[str, Any]], files: Path) -> None:
    data = json.loads((files / "ghost-import.json").read_bytes())["db"][0]["data"]
    tags = {tag["id"]: tag["name"] for tag in data["tags"]}
    written = {post["slug"]: post for post in data["posts"]}

    assert set(there) == set(written)
    for slug, post in written.items():
        arrived = there[slug]
        for name in ("title", "status", "visibility", "custom_excerpt", "comment_id", "canonical_url"):
            assert arrived[name] == post.get(name), (slug, name)
        if post["status"] == "published":
            assert arrived["published_at"] == post["published_at"], slug
        named = sorted(
            (one["sort_order"], tags[one["tag_id"]]) for one in data["posts_tags"] if one["post_id"] == post["id"]
        )
        found = [tag["name"] for tag in arrived["tags"] if not tag["name"].startswith("#Import")]
        assert found == [name for _, name in named], slug


def test_every_picture_answers(there: dict[str, dict[str, Any]]) -> None:
    urls = files_in(post["html"] or "" for post in there.values())
    urls |= {post["feature_image"] for post in there.values() if post["feature_image"]}

    assert len(urls) >= 7
    assert not_answering(urls) == []


def test_the_routes_keep_the_old_paths(real_ghost: Ghost, there: dict[str, dict[str, Any]], files: Path) -> None:
    admin = Admin(real_ghost.url, real_ghost.staff)
    before = {"routes": ("routes.yaml", admin.ask("GET", "settings/routes/yaml/").content, "text/yaml")}
    try:
        admin.ask(
            "POST",
            "settings/routes/yaml/",
            files={"routes": ("routes.yaml", (files / "routes.yaml").read_bytes(), "text/yaml")},
        )
        answers = {
            slug: requests.get(f"{real_ghost.url}/p/{slug}/", timeout=30).status_code
            for slug in ("letter-1", "twin-2", "letter-10")
        }
        letter = admin.posts()["letter-1"]["html"]
    finally:
        admin.ask("POST", "settings/routes/yaml/", files=before)

    assert answers == dict.fromkeys(answers, 200)
    assert f"{real_ghost.url}/p/letter-2/#part" in letter


def test_what_came_by_files_is_not_pushed_again(
    real_ghost: Ghost, there: dict[str, dict[str, Any]], publication: Made
) -> None:
    pushed = push("ghost", real_ghost.url, real_ghost.key, selected(publication), comments=False)

    assert counts(pushed) == {"there": 15}
