"""`outlast export TARGET --push URL`: asked before anything leaves the computer, told after, and no key is shown."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from tests.exporters.made_up import post
from tests.exporters.pushing.fake_ghost import KEY, FakeGhost, fake_ghost
from tests.http.server import Says
from tests.outlast.running import Ran
from tests.outlast.saved_letters import SLUG, new_archive, save
from tests.outlast.typing_person import sit_down

Cli = Callable[..., Ran]
SECRET = KEY.partition(":")[2]
FROM_ENV = ("--key-from", "env:GHOST_KEY")


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with new_archive(home, monkeypatch) as made:
        save(made, 1, [post(number, f"Letter {number}", "<p>Words.</p>") for number in (1, 2, 3)])
        yield made


@pytest.fixture
def ghost(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGhost]:
    monkeypatch.setenv("GHOST_KEY", KEY)
    with fake_ghost() as running:
        yield running


def test_it_is_sent_after_a_yes_and_told(cli: Cli, ghost: FakeGhost, home: Path) -> None:
    ran = cli("export", "ghost", "--push", ghost.url, *FROM_ENV, "--yes", "--json")

    summary = ran.lines[-1]
    assert ran.code == 0, ran.err
    assert summary["sent"] == len(ghost.held["posts"]) > 1
    assert (summary["target"], summary["publication"], summary["site"]) == ("ghost", SLUG, ghost.url)
    assert (summary["there"], summary["refused"], summary["dry_run"]) == (0, 0, False)
    assert summary["steps"]
    losses = [line for line in ran.lines if line["type"] == "loss"]
    assert summary["losses"] == len(losses) > 0
    assert Path(summary["losses_file"]) == home / f"{SLUG}-ghost.losses.csv"
    assert (home / f"{SLUG}-ghost.losses.csv").read_text("utf-8").startswith("post,title,url,block,what,reason")


def test_a_second_time_says_that_all_is_there(cli: Cli, ghost: FakeGhost) -> None:
    cli("export", "ghost", "--push", ghost.url, *FROM_ENV, "--yes")
    count = len(ghost.held["posts"])

    ran = cli("export", "ghost", "--push", ghost.url, *FROM_ENV, "--yes")

    assert ran.code == 0
    assert f"Nothing is left to send to {ghost.url}" in ran.out
    assert f"There already, and left as they are: {count} posts" in ran.out
    assert "What to do next" not in ran.out
    assert len(ghost.held["posts"]) == count


def test_without_a_yes_nothing_is_sent_and_no_site_is_asked(cli: Cli, ghost: FakeGhost) -> None:
    ran = cli("export", "ghost", "--push", ghost.url, *FROM_ENV)

    assert ran.code == 9
    assert ghost.asked == []
    assert f"to {ghost.url}? No reader gets an e-mail." in " ".join(ran.err.split())


def test_a_dry_run_looks_and_sends_nothing(cli: Cli, ghost: FakeGhost, home: Path) -> None:
    ran = cli("export", "ghost", "--push", ghost.url, *FROM_ENV, "--dry-run")

    assert ran.code == 0
    assert "would be sent" in ran.out
    assert {method for method, _ in ghost.asked} == {"GET"}
    assert not list(home.glob("*.csv"))


def test_a_person_is_asked_and_types_the_key_without_seeing_it(
    cli: Cli, ghost: FakeGhost, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = sit_down(monkeypatch, typed=["y"], secrets=[KEY])

    ran = cli("export", "ghost", "--push", ghost.url)

    assert ran.code == 0
    assert "Add custom integration" in " ".join(screen.getvalue().split())
    assert "it is not shown" in screen.getvalue()
    assert ghost.held["posts"]
    assert SECRET not in screen.getvalue() + ran.out + ran.err


def test_a_person_who_says_no_sends_nothing(cli: Cli, ghost: FakeGhost, monkeypatch: pytest.MonkeyPatch) -> None:
    sit_down(monkeypatch, typed=["n"])

    assert cli("export", "ghost", "--push", ghost.url, *FROM_ENV).code == 9
    assert ghost.asked == []


def test_with_nobody_there_the_key_has_to_be_named(cli: Cli, ghost: FakeGhost) -> None:
    ran = cli("export", "ghost", "--push", ghost.url, "--yes")

    assert ran.code == 9
    assert "--key-from" in ran.err


def test_a_key_as_a_flag_is_refused_and_not_repeated(cli: Cli, ghost: FakeGhost) -> None:
    ran = cli("export", "ghost", "--push", ghost.url, "--key-from", KEY, "--yes")

    assert ran.code == 2
    assert SECRET not in ran.out + ran.err
    assert ghost.asked == []


def test_a_site_without_encryption_is_refused_before_anybody_is_asked(cli: Cli, ghost: FakeGhost) -> None:
    ran = cli("export", "ghost", "--push", "http://letters.example", *FROM_ENV, "--yes")

    assert (ran.code, "without encryption" in ran.err) == (2, True)


def test_what_cannot_be_sent_to_is_said(cli: Cli, ghost: FakeGhost, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (("--update",), FROM_ENV, ("--push", ghost.url, "--out", "x"), ("--push", ghost.url, "--replace")):
        assert cli("export", "ghost", *words, "--yes").code == 2
    assert ghost.asked == []


def test_a_post_that_is_refused_makes_it_partly_done(cli: Cli, ghost: FakeGhost) -> None:
    first = iter([Says(status=422, body=b"{}")])
    ghost.quirk = lambda asked, _: next(first, None) if asked.method == "POST" and "/posts/" in asked.path else None

    ran = cli("export", "ghost", "--push", ghost.url, *FROM_ENV, "--yes")

    assert ran.code == 3
    assert "1 post the site did not take" in ran.out


def test_a_site_that_goes_away_says_that_the_same_command_goes_on(
    cli: Cli, ghost: FakeGhost, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    ghost.quirk = lambda _asked, _says: Says(status=503, body=b"{}") if len(ghost.held["posts"]) >= 2 else None

    ran = cli("export", "ghost", "--push", ghost.url, *FROM_ENV, "--yes")

    assert ran.code == 75
    assert "not sent again" in " ".join(ran.err.split())
    assert "Run the same command again" in " ".join(ran.err.split())
    ghost.quirk = lambda _asked, _says: None
    assert cli("export", "ghost", "--push", ghost.url, *FROM_ENV, "--yes").code == 0
    first, second = (home / f"{SLUG}-ghost.losses{number}.csv" for number in ("", "-2"))
    assert [first.read_text("utf-8").count(f"Letter {number},") for number in (1, 2, 3)] == [1, 1, 0]
    assert [second.read_text("utf-8").count(f"Letter {number},") for number in (1, 2, 3)] == [0, 0, 1]
