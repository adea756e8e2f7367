"""`outlast appeal new`: the dossier is written to a place that only its owner may read, with or without an incident."""

import hashlib
import json
import re
import zipfile
from datetime import UTC, datetime

import pytest

from exporters.dossier import LANGUAGES
from tests.archive.night_letters import PUBLICATION
from tests.outlast.sealed_archive import make_saved
from tests.outlast.small_export import write_export

SLUG = PUBLICATION.slug
NOW = datetime(2026, 1, 9, 12, tzinfo=UTC)


@pytest.fixture
def place(places, home, monkeypatch):
    monkeypatch.setenv("OUTLAST_STATE_DIR", str(places.state_dir))
    monkeypatch.setenv("OUTLAST_ARCHIVE", str(places.archive))
    monkeypatch.setattr("outlast.cli._frame.clock.now", lambda: NOW)
    make_saved(places)
    return places


def test_before_anything_happened_it_can_be_tried(cli, place, home):
    ran = cli("appeal", "new")
    folder = home / f"appeal-{SLUG}-2026-01-09"
    assert ran.code == 0, ran.err
    assert str(folder) in "".join(ran.out.split())
    assert (folder / "manifest.json").is_file()
    assert folder.stat().st_mode & 0o077 == 0
    assert "new account" not in ran.out  # nothing happened yet


def test_every_file_fits_the_digest_in_the_manifest_and_none_names_a_subscriber(cli, place, tmp_path):
    cli("incident", "open", "gone")
    ran = cli("appeal", "new", "--out", str(tmp_path / "out"), "--json")
    assert ran.code == 0, ran.err
    files = [line for line in ran.lines if line["type"] == "file"]
    assert files
    for line in files:
        content = (tmp_path / "out" / line["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == line["sha256"]
        assert b"ben@example.org" not in content
    assert ran.lines[-1]["incident"] == f"2026-01-09-{SLUG}-1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_a_zip_where_the_name_says_so_in_every_language(cli, place, tmp_path, language):
    assert cli("appeal", "new", "--out", str(tmp_path / "appeal.zip"), "--lang", language, "--eu").code == 0
    with zipfile.ZipFile(tmp_path / "appeal.zip") as packed:
        assert json.loads(packed.read("manifest.json"))["language"] == language
        assert packed.testzip() is None


def test_the_reason_is_noted_sealed_in_the_incident(cli, place, tmp_path):
    cli("incident", "open", "gone")
    assert cli("appeal", "new", "--reason", "Spam & Phishing", "--out", str(tmp_path / "out")).code == 0
    assert "Spam & Phishing" in cli("incident", "timeline").out
    assert "Spam &amp; Phishing" in (tmp_path / "out" / "dossier.html").read_text()
    (timeline,) = (place.archive / "incidents").iterdir()
    assert "Phishing" not in timeline.read_text()


def test_the_advice_comes_with_the_first_dossier_of_an_incident_only(cli, place, tmp_path):
    cli("incident", "open", "gone")
    said = [cli("appeal", "new", "--out", str(tmp_path / name)).out for name in ("one", "two")]
    assert ["Open no new account" in text for text in said] == [True, False]


def test_what_the_writer_has_to_fill_in_is_told(cli, place, tmp_path):
    ran = cli("appeal", "new", "--out", str(tmp_path / "out"), "--json")
    forms = {line["form"]: line["to_fill"] for line in ran.lines if line["type"] == "form"}
    assert set(forms) == {"account", "publication", "profile"}
    assert all(forms.values())


def test_of_several_incidents_the_one_of_the_publication_is_taken(cli, place, tmp_path):
    cli("incident", "open", "gone")
    other = cli("appeal", "new", "--publication", "nobody", "--out", str(tmp_path / "one"))
    assert other.code != 0
    ran = cli("appeal", "new", "--publication", SLUG, "--out", str(tmp_path / "two"), "--json")
    assert ran.lines[-1]["incident"] == f"2026-01-09-{SLUG}-1"


def test_after_the_end_its_last_page_says_what_they_answered_and_what_was_lost(cli, place, tmp_path):
    cli("incident", "open", "gone")
    cli("appeal", "reply", "All is back, says desk@platform.example")
    cli("import", str(write_export(tmp_path / "now.zip", when=NOW)))
    cli("incident", "close", "--with", str(tmp_path / "now.zip"))
    name = f"2026-01-09-{SLUG}-1"
    assert cli("appeal", "new", "--incident", name, "--out", str(tmp_path / "out")).code == 0
    page = (tmp_path / "out" / "dossier.html").read_text()
    assert "What support said: “All is back, says [address]”" in page
    assert re.search(r"not on the platform when it was compared with the copies: .*posts \([0-9]+\)", page)


def test_the_reason_stands_in_the_letter_and_with_the_answers_on_the_last_page(cli, place, tmp_path):
    cli("incident", "open", "gone")
    cli("appeal", "new", "--reason", "Spam & Phishing", "--out", str(tmp_path / "one"))
    letters = [file.read_text() for file in (tmp_path / "one").rglob("*.txt")]
    assert any("Spam & Phishing" in letter for letter in letters)
    cli("appeal", "reply", "All is back")
    cli("incident", "close", "--without-looking")
    name = f"2026-01-09-{SLUG}-1"
    assert cli("appeal", "new", "--incident", name, "--out", str(tmp_path / "two")).code == 0
    page = (tmp_path / "two" / "dossier.html").read_text()
    assert "What support said: “Spam &amp; Phishing”; “All is back”" in page


def test_of_a_closed_incident_without_a_comparison_the_last_page_asks(cli, place, tmp_path):
    cli("incident", "open", "gone")
    cli("incident", "close", "--without-looking")
    assert cli("appeal", "new", "--incident", f"2026-01-09-{SLUG}-1", "--out", str(tmp_path / "out")).code == 0
    page = (tmp_path / "out" / "dossier.html").read_text()
    assert "what was lost, and what came back" in page


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--reason", "Spam"), 2, "nowhere to note the reason"),
        (("--lang", "xx"), 2, "xx"),
        (("--incident", "2026-01-01-nobody-1"), 1, "OUT-251"),
        (("--publication", "nobody"), 1, "nobody"),
        (("--out", "there"), 9, "there already"),
    ],
)
def test_words_that_do_not_fit_are_told_calmly(cli, place, home, words, code, said):
    (home / "there").mkdir()
    (home / "there" / "mine.txt").write_text("mine")
    ran = cli("appeal", "new", *words)
    assert (ran.code, said in ran.err) == (code, True), ran.err


def test_nothing_is_written_open_into_the_archive(cli, place):
    ran = cli("appeal", "new", "--out", str(place.archive / "appeal"))
    assert ran.code == 2
    assert not (place.archive / "appeal").exists()
