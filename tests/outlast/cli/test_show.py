"""`outlast show`: one post, as it is or as it was."""

import json
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from backup.archive import tables
from backup.archive.archive import Archive
from backup.model import Body, BodyFormat, Problem, Severity
from tests.archive.night_letters import post, posts
from tests.outlast.running import Ran, Terminal
from tests.outlast.saved_letters import OTHER, SLUG, lose_key, new_archive, save, save_three_days

Cli = Callable[..., Ran]
LISBON = "The night train to Lisbon is late."


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with new_archive(home, monkeypatch) as made:
        save_three_days(made)
        yield made


def test_a_post_is_shown_as_plain_text_with_its_title(cli: Cli, archive: Archive) -> None:
    assert cli("show", "letter-2").out.splitlines() == [
        "Letter 2",
        "A naïve hope",
        "2026-01-03 · post · for everyone",
        "",
        LISBON,
    ]


def test_words_of_a_title_need_no_quotes(cli: Cli, archive: Archive) -> None:
    assert cli("show", "letter", "2").out.startswith("Letter 2\n")


def test_several_posts_that_fit_are_listed(cli: Cli, archive: Archive) -> None:
    ran = cli("show", "letter", "--json")

    assert ran.code == 2
    assert {line["type"] for line in ran.lines[:-1]} == {"match"}
    assert len(ran.lines[:-1]) == 14
    assert ran.lines[-1]["type"] == "error"
    assert "107  Letter 7" in cli("show", "letter").out


def test_a_post_that_is_gone_is_shown_and_said_to_be_gone(cli: Cli, archive: Archive) -> None:
    ran = cli("show", "103")

    assert "letter number 3 by night" in ran.out
    assert "gone from the platform: it was last there on 2026-01-02 12:00" in ran.err
    (line, _) = cli("show", "103", "--json").lines
    assert (line["gone"], line["last_seen"]) == (True, "2026-01-02T12:00:00Z")


def test_drafts_and_paid_posts_are_shown_with_the_key(cli: Cli, archive: Archive) -> None:
    assert "letter number 5" in cli("show", "letter-5").out
    assert "for paying subscribers" in cli("show", "letter-6").out


def test_without_the_key_it_says_why_a_draft_is_not_found(
    cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_key(monkeypatch)

    ran = cli("show", "letter-5")

    assert ran.code == 1
    assert "Drafts and paid posts could not be looked through" in ran.err
    assert "outlast keys recover" in ran.err
    assert cli("show", "letter-2").code == 0


def test_without_the_key_a_post_that_left_the_free_ones_is_not_called_gone(
    cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(archive, 4, [replace(one, audience="only_paid") if one.id == "102" else one for one in posts()])
    lose_key(monkeypatch)

    ran = cli("show", "102")

    assert "without the key it cannot be told whether it is gone" in ran.err


def test_a_post_is_shown_as_of_a_date(cli: Cli, archive: Archive) -> None:
    assert "letter number 2 by night" in cli("show", "102", "--at", "2026-01-01").out
    assert LISBON in cli("show", "102", "--at", "2026-01-02").out
    assert "letter number 3" in cli("show", "103", "--at", "1").out


def test_a_post_that_was_not_there_yet_says_since_when(cli: Cli, archive: Archive) -> None:
    ran = cli("show", "112", "--at", "2026-01-01")

    assert ran.code == 1
    assert "was not saved yet by 2026-01-01. It was first seen on 2026-01-02 12:00." in ran.err


def test_versions_are_listed_with_what_they_were(cli: Cli, archive: Archive) -> None:
    first, second, summary = cli("show", "102", "--versions", "--json").lines

    assert (first["version"], first["first_seen"], first["words"], first["bytes"]) == (1, "2026-01-01T12:00:00Z", 9, 60)
    assert (second["last_seen"], second["words"], second["snapshot"]) == ("2026-01-03T12:00:00Z", 7, 2)
    assert summary == {"type": "summary", "publication": SLUG, "id": "102", "versions": 2, "gone": False}
    assert "outlast show 102 --at DATE" in cli("show", "102", "--versions").out


def test_the_versions_of_a_post_that_is_gone_end_with_its_end(cli: Cli, archive: Archive) -> None:
    assert "Gone from the platform since 2026-01-03 12:00." in cli("show", "103", "--versions").out


def test_a_page_stands_for_itself_and_is_safe(cli: Cli, archive: Archive) -> None:
    body = Body(data=b"<p>Hi</p><script>alert(1)</script>", format=BodyFormat.SUBSTACK_HTML)
    save(archive, 4, [replace(post(50), title="<b>&", subtitle="a < b", body=body), *posts()])

    page = cli("show", "150", "--format", "html").out

    assert page.startswith("<!doctype html>")
    assert '<meta charset="utf-8">' in page
    assert "<title>&lt;b&gt;&amp;</title>" in page
    assert '<h1>&lt;b&gt;&amp;</h1>\n<p class="subtitle">a &lt; b</p>\n<p>2026-' in page
    assert "<script" not in page


def test_values_have_the_document(cli: Cli, archive: Archive) -> None:
    values = json.loads(cli("show", "102", "--format", "json").out)

    assert values["id"] == "102"
    assert values["document"]["blocks"][0]["kind"] == "paragraph"


@pytest.mark.parametrize(("form", "name"), [("text", "text"), ("html", "html"), ("json", "document")])
def test_programs_get_one_line_with_the_body_in_the_form_they_ask_for(
    cli: Cli, archive: Archive, form: str, name: str
) -> None:
    line, summary = cli("show", "102", "--format", form, "--json").lines

    assert (line["type"], line["post_type"], line["publication"], line["gone"]) == ("post", "newsletter", SLUG, False)
    assert "Lisbon" in json.dumps(line[name])
    assert summary == {"type": "summary", "posts": 1}


def test_the_bytes_of_the_platform_come_unchanged(cli: Cli, archive: Archive) -> None:
    body = Body(data=b"<p>a\r\nb \x1b[31m</p>", format=BodyFormat.SUBSTACK_HTML)
    save(archive, 4, [replace(post(50), body=body), *posts()])

    assert cli("show", "150", "--raw").out == body.data.decode()
    assert cli("show", "150", "--raw", "--json").lines[0]["raw"] == body.data.decode()


def test_bytes_that_are_no_text_are_whole_in_json(cli: Cli, archive: Archive) -> None:
    body = Body(data=b"<p>\xff</p>", format=BodyFormat.SUBSTACK_HTML)
    save(archive, 4, [replace(post(50), body=body), *posts()])

    assert cli("show", "150", "--raw", "--json").lines[0]["raw_base64"] == "PHA+/zwvcD4="


def test_on_a_terminal_raw_bytes_cannot_move_the_cursor(
    cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = Body(data=b"<p>x\x1b]0;owned\x07</p>", format=BodyFormat.SUBSTACK_HTML)
    save(archive, 4, [replace(post(50), body=body), *posts()])
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)

    cli("show", "150", "--raw")

    assert screen.getvalue() == "<p>x]0;owned</p>\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_file_is_private_and_is_not_replaced_without_a_yes(cli: Cli, archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "wait.html"

    assert cli("show", "102", "--format", "html", "--out", str(file)).code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text().startswith("<!doctype html>")
    assert cli("show", "103", "--out", str(file)).code == 9
    assert cli("show", "103", "--out", str(file), "--yes").code == 0
    assert file.read_text().startswith("Letter 3\n")


@pytest.mark.parametrize("name", ["", "nowhere/file.txt"])
def test_a_file_that_cannot_be_is_a_wrong_word(cli: Cli, archive: Archive, tmp_path: Path, name: str) -> None:
    assert cli("show", "102", "--out", str(tmp_path / name)).code == 2


def test_a_post_without_text_says_why(cli: Cli, archive: Archive) -> None:
    lost = Problem(file="posts/150.letter-50.html", reason="Its text is not in the export.", severity=Severity.MISSING)
    save(archive, 4, [replace(post(50), body=None), replace(post(51), body=None), *posts()], extra=[lost])

    assert cli("show", "150").out.endswith("(Its text is not in the export.)\n")
    assert "no export or page that was saved had one" in cli("show", "151").out
    assert cli("show", "150", "--json").lines[0]["why"] == "Its text is not in the export."
    assert cli("show", "150", "--raw").code == 1


def test_a_damaged_text_is_damage_and_the_other_posts_are_shown(cli: Cli, archive: Archive) -> None:
    stored = next(one for one in archive.posts(SLUG) if one.id == "102")
    archive.store.path(str(stored.body)).write_bytes(b"x")

    assert cli("show", "102").code == 8
    assert cli("show", "104").code == 0
    assert cli("show", "102", "--versions", "--json").lines[1]["words"] is None


def test_damaged_drafts_do_not_hide_published_posts(cli: Cli, archive: Archive) -> None:
    for snapshot in archive.chain(SLUG):
        name = snapshot.manifest.tables[tables.PRIVATE_POSTS].full
        if name:
            archive.store.path(name).write_bytes(b"x")

    ran = cli("show", "letter-2")

    assert LISBON in ran.out
    assert "Not all of the archive could be read" in ran.err
    assert ran.code == 0


def test_the_same_id_in_two_publications_is_asked_about(cli: Cli, archive: Archive) -> None:
    save(archive, 1, [post(2)], publication=OTHER)

    ran = cli("show", "102")
    assert ran.code == 2
    assert "--publication NAME" in ran.err
    assert "letter number 2 by night" in cli("show", "102", "--publication", OTHER.slug).out
