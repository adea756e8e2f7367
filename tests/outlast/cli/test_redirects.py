"""`outlast redirects`: rules on stdout or in a file, what they mean beside them."""

import json
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.model import Publication
from tests.archive.night_letters import PUBLICATION, day, post, records
from tests.outlast.running import Ran
from tests.outlast.saved_letters import ANY_LOSS, draft, new_archive

Cli = Callable[..., Ran]
OWN = replace(PUBLICATION, url="https://www.letters.example")
POSTS = [
    post(1, text="One."),
    replace(post(2, text="Two."), slug="夜", url="https://www.letters.example/p/%E5%A4%9C"),
    post(3, text="Paid.", audience="only_paid"),
    draft(4, "A draft."),
]


def saved(archive: Archive, publication: Publication) -> None:
    given = [replace(one, url=one.url and one.url.replace(str(OWN.url), str(publication.url))) for one in POSTS]
    archive.snapshot(records(given, None), publication, source="substack_export", as_of=day(1), limit=ANY_LOSS)


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with new_archive(home, monkeypatch) as made:
        saved(made, OWN)
        yield made


@pytest.fixture
def elsewhere(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with new_archive(home, monkeypatch) as made:
        saved(made, replace(PUBLICATION, url="https://nightletters.substack.com"))
        yield made


def test_rules_are_on_stdout_and_the_rest_beside_them(cli: Cli, archive: Archive) -> None:
    ran = cli("redirects", "netlify", "--to", "/{slug}/")

    assert ran.code == 0
    assert all(line.endswith(" 301") for line in ran.out.splitlines())
    assert f"/p/{POSTS[0].slug} /{POSTS[0].slug}/ 301" in ran.out.splitlines()
    assert "What to do next" in ran.err
    assert "draft" not in ran.out


def test_they_go_to_a_file_of_the_writers_own(cli: Cli, archive: Archive, home: Path) -> None:
    ran = cli("redirects", "ghost", "--to", "/{slug}/", "--out", "redirects.json")

    file = home / "redirects.json"
    assert ran.code == 0
    assert json.loads(file.read_text())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "were written to" in ran.out
    again = cli("--no-input", "redirects", "ghost", "--to", "/{slug}/", "--out", "redirects.json")
    assert again.code == 9


def test_what_stays_is_said_and_not_written(cli: Cli, archive: Archive) -> None:
    ran = cli("redirects", "netlify", "--to", "/p/{slug}/")

    assert f"/p/{POSTS[0].slug} " not in ran.out
    assert "stay as they are" in ran.err


def test_programs_get_each_move(cli: Cli, archive: Archive) -> None:
    ran = cli("--json", "redirects", "nginx", "--to", "/{slug}/", "--base-url", "https://new.example")

    moves = {line["old"]: line["new"] for line in ran.lines if line["type"] == "move"}
    assert moves[f"/p/{POSTS[0].slug}"] == f"https://new.example/{POSTS[0].slug}/"
    assert moves["/p/夜"].startswith("https://new.example/")
    assert ran.lines[-1]["host"] == "www.letters.example"
    assert ran.lines[-1]["type"] == "summary"


def test_a_platforms_pages_cannot_redirect_and_that_is_said(cli: Cli, elsewhere: Archive) -> None:
    ran = cli("redirects", "nginx", "--to", "/{slug}/")

    assert ran.code == 0
    assert "nightletters.substack.com cannot redirect" in ran.err


def test_rules_that_name_the_old_domain_need_one(cli: Cli, elsewhere: Archive) -> None:
    without = cli("redirects", "cloudflare-bulk", "--to", "/{slug}/")
    with_one = cli("redirects", "cloudflare-bulk", "--to", "/{slug}/", "--domain", "https://letters.example/")

    assert without.code == 2
    assert "--domain" in without.err
    assert with_one.out.startswith("letters.example/p/")


@pytest.mark.parametrize(
    "words",
    [
        ["nginx"],
        ["nowhere", "--to", "/{slug}/"],
        ["nginx", "--to", "/{title}/"],
        ["nginx", "--to", "nowhere"],
        ["nginx", "--to", "/{slug}/", "--base-url", "letters.example"],
        ["nginx", "--to", "/{slug}/", "--domain", "no domain"],
    ],
)
def test_wrong_words_are_usage(cli: Cli, archive: Archive, words: list[str]) -> None:
    ran = cli("redirects", *words)

    assert ran.code == 2
    assert ran.out == ""
