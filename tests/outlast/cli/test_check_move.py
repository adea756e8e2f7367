"""`outlast check-move`: a table of what is wrong, a sentence where nothing is, and the exit code."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from tests.archive.night_letters import post
from tests.http.server import Says, serving
from tests.outlast.running import Ran
from tests.outlast.saved_letters import draft, lose_key, new_archive, save

Cli = Callable[..., Ran]
SECRET = "Nobody is to read these words before the lawyer has seen every one of them twice."
POSTS = [post(1, text="One word and another."), post(2, text="Two words."), draft(3, SECRET)]


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with new_archive(home, monkeypatch) as made:
        save(made, 1, POSTS)
        yield made


@pytest.fixture
def site(home: Path, archive: Archive) -> Path:
    """Return the folder of a whole move."""
    for one, text in zip(POSTS[:2], ("One word and another.", "Two words."), strict=True):
        folder = home / "public" / "p" / str(one.slug)
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(f"<main><h1>{one.title}</h1><p>{text}</p></main>")
    return home / "public"


def page(site: Path, number: int) -> Path:
    return site / "p" / str(POSTS[number].slug) / "index.html"


def test_a_whole_move_is_said_in_a_sentence(cli: Cli, site: Path) -> None:
    ran = cli("check-move", "public")

    assert ran.code == 0
    assert "All 2 posts are there" in ran.out
    assert "None of your 1 drafts and paid posts was found there." in ran.out
    assert POSTS[0].title not in ran.out
    assert POSTS[0].title in cli("check-move", "public", "--all").out


def test_what_is_wrong_is_a_table_and_the_code_is_3(cli: Cli, site: Path) -> None:
    page(site, 0).write_text("<main><h1>Another title</h1><p>One word and another.</p></main>")
    page(site, 1).unlink()

    ran = cli("check-move", "public")

    assert ran.code == 3
    assert "“Another title”" in ran.out
    assert "there is no page of it" in ran.out
    assert "0 of 2 posts are whole; 2 have gaps." in ran.out


def test_a_draft_that_can_be_read_comes_first(cli: Cli, site: Path) -> None:
    page(site, 1).unlink()
    (site / "old.html").write_text(f"<p>{SECRET}</p>")

    ran = cli("check-move", "public")

    assert ran.code == 3
    assert ran.out.index("can be read there") < ran.out.index("there is no page")
    assert "old.html" in ran.out


def test_programs_get_each_gap_and_each_post(cli: Cli, site: Path) -> None:
    page(site, 1).unlink()

    ran = cli("--json", "check-move", "public")

    gaps = [line for line in ran.lines if line["type"] == "gap"]
    posts = [line for line in ran.lines if line["type"] == "post"]
    assert [(gap["kind"], gap["title"]) for gap in gaps] == [("missing", POSTS[1].title)]
    assert [one["whole"] for one in posts] == [True, False]
    assert ran.lines[-1]["type"] == "summary"
    assert (ran.lines[-1]["posts"], ran.lines[-1]["whole"], ran.lines[-1]["gaps"]["missing"]) == (2, 1, 1)


def test_without_the_key_it_is_said_that_drafts_were_not_looked_for(
    cli: Cli, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_key(monkeypatch)

    ran = cli("check-move", "public")

    assert "key was not found" in ran.err


def test_a_site_is_asked(cli: Cli, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {f"/p/{one.slug}/": Says(body=page(site, number).read_bytes()) for number, one in enumerate(POSTS[:2])}
    with serving({"/": Says(body=b"<h1>Home</h1>"), **pages}) as server:
        monkeypatch.setenv("OUTLAST_NETWORK_LOOPBACK_PORT", str(server.port))
        monkeypatch.setenv("OUTLAST_NETWORK_RATE", "1000")
        whole = cli("check-move", "https://new.example")
        elsewhere = cli("check-move", "https://new.example", "--path", "/x/{slug}/")

    assert (whole.code, elsewhere.code) == (0, 3)


def test_a_host_that_asks_to_wait_is_for_later(cli: Cli, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda _: Says(status=429, headers={"Retry-After": "4000"})) as server:
        monkeypatch.setenv("OUTLAST_NETWORK_LOOPBACK_PORT", str(server.port))
        ran = cli("check-move", "https://new.example")

    assert ran.code == 75


@pytest.mark.parametrize(
    "words",
    [
        ["nowhere"],
        ["https://"],
        ["public", "--path", "/{title}/"],
        ["public", "--sample", "0"],
        ["public", "--base-url", "letters.example"],
        ["empty"],
        [],
    ],
)
def test_wrong_words_are_usage(cli: Cli, site: Path, home: Path, words: list[str]) -> None:
    (home / "empty").mkdir()

    assert cli("check-move", *words).code == 2
