"""`outlast incident`: opened, noted in, shown, written out and closed by a person."""

import hashlib
import json
import zipfile
from datetime import UTC, datetime

import pytest

from tests.archive.night_letters import PUBLICATION
from tests.outlast.alerts.web_server import running as web_server
from tests.outlast.sealed_archive import make, make_saved
from tests.outlast.small_export import write_export

SLUG = PUBLICATION.slug
WHEN = datetime(2026, 1, 9, 12, tzinfo=UTC)


@pytest.fixture
def place(cli, places, home, monkeypatch):
    monkeypatch.setenv("OUTLAST_STATE_DIR", str(places.state_dir))
    monkeypatch.setenv("OUTLAST_ARCHIVE", str(places.archive))
    return places


def summary(ran):
    return ran.lines[-1]


def test_from_the_first_sign_to_the_end(cli, place, tmp_path):
    make_saved(place)
    (tmp_path / "shot.png").write_bytes(b"\x89PNG picture")
    assert cli("incident", "open", "It says: not available").code == 0
    assert cli("incident", "note", "Called them; anna@example.org saw it too").code == 0
    assert cli("incident", "note", "--kind", "appeal", "Appeal sent").code == 0
    attached = cli("incident", "attach", str(tmp_path / "shot.png"), "--json")
    shown = cli("incident", "timeline").out
    assert attached.lines[0]["sha256"] == hashlib.sha256(b"\x89PNG picture").hexdigest()
    for part in (SLUG, "open", "It says: not available", "anna@example.org saw it too", "appeal", "shot.png, 12 bytes"):
        assert part in shown
    done = cli("incident", "close", "--without-looking", "--note", "They gave it back")
    assert done.code == 0
    assert "closed" in cli("incident", "timeline").out.splitlines()[0]
    plain = next((place.archive / "incidents").iterdir()).read_text()
    assert "anna@" not in plain
    assert "not available" not in plain


def test_the_timeline_is_json_for_programs(cli, place):
    make_saved(place)
    cli("incident", "open", "gone")
    ran = cli("incident", "timeline", "--json")
    kinds = [line["kind"] for line in ran.lines if line["type"] == "entry"]
    assert kinds == ["opened", "paused", "pinned"]
    assert ran.lines[0]["words"] == "gone"
    assert (summary(ran)["open"], summary(ran)["entries"]) == (True, 3)


def test_evidence_is_written_out_and_fits_its_digests(cli, place, tmp_path):
    make_saved(place)
    (tmp_path / "mail.eml").write_bytes(b"From: desk")
    cli("incident", "open", "gone")
    cli("incident", "attach", str(tmp_path / "mail.eml"))
    ran = cli("incident", "timeline", "--evidence", str(tmp_path / "out"), "--json")
    (kept,) = [line["evidence"][0] for line in ran.lines if line["type"] == "entry" and line["evidence"]]
    written = (tmp_path / "out" / "0004-mail.eml").read_bytes()
    assert kept["file"].endswith("0004-mail.eml")
    assert hashlib.sha256(written).hexdigest() == kept["sha256"]
    assert cli("incident", "timeline", "--evidence", str(tmp_path / "out")).code == 2


def test_without_the_key_notes_are_kept_and_not_shown(cli, place, tmp_path):
    make_saved(place, with_key=False)
    assert cli("incident", "open", "gone").code == 0
    assert cli("incident", "note", "a secret word").code == 0
    shown = cli("incident", "timeline")
    assert (shown.code, "a secret word" in shown.out) == (0, False)
    assert "key is needed" in shown.out
    assert cli("incident", "timeline", "--evidence", str(tmp_path / "out")).code == 1


def test_closing_with_an_export_names_what_was_lost(cli, place, tmp_path):
    make(place).close()
    write_export(tmp_path / "full.zip", when=WHEN)
    assert cli("import", str(tmp_path / "full.zip")).code == 0
    cli("incident", "open", "gone")
    with zipfile.ZipFile(tmp_path / "full.zip") as full, zipfile.ZipFile(tmp_path / "less.zip", "w") as less:
        for name in [name for name in full.namelist() if "/101." not in name]:
            text = full.read(name).decode()
            less.writestr(
                name, "".join(line for line in text.splitlines(True) if not line.startswith(("101.", "ben@")))
            )
    ran = cli("incident", "close", "--with", str(tmp_path / "less.zip"))
    assert ran.code == 3, ran.out + ran.err
    assert "Not on the platform any more, but saved here" in ran.out
    shown = cli("incident", "timeline", "--json")
    (compared,) = [line for line in shown.lines if line.get("kind") == "compared"]
    assert compared["fields"]["lost"] == {"posts": 1, "subscribers": 1}
    assert "First light" in ran.out
    assert b"ben@example.org" not in next((place.archive / "incidents").iterdir()).read_bytes()


def test_an_alert_of_the_opening_goes_out_and_stands_in_the_timeline(cli, place, home):
    make_saved(place)
    with web_server() as server:
        (home / "hook").write_text(f"http://127.0.0.1:{server.port}/s3cret-path\n")
        (home / "hook").chmod(0o600)
        cli("alerts", "add", "webhook", "--secret-file", "hook", "--no-test")
        ran = cli("incident", "open", "gone")
    assert ran.code == 0
    ((_, _, posted),) = server.posts
    assert (posted["kind"], posted["state"], posted["severity"]) == ("incident", "opened", "alarm")
    assert "alert-sent" in cli("incident", "timeline").out
    assert "s3cret" not in json.dumps(cli("incident", "timeline", "--json").lines)


def test_an_alert_that_fails_is_told_and_stops_nothing(cli, place, home):
    make_saved(place)
    with web_server() as server:
        server.status = 503
        (home / "hook").write_text(f"http://127.0.0.1:{server.port}/s3cret-path\n")
        (home / "hook").chmod(0o600)
        cli("alerts", "add", "webhook", "--secret-file", "hook", "--no-test")
        ran = cli("incident", "open", "gone")
        listed = cli("alerts", "list")
    assert ran.code == 0
    assert "did not get through" in ran.err
    assert "alert-failed" in cli("incident", "timeline").out
    assert (listed.code, "next try" in listed.out) == (3, True)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("note", "x"), 1, "OUT-251"),
        (("timeline",), 1, "no incident"),
        (("timeline", "--id", "../archive"), 1, "OUT-251"),
        (("close", "--with", "x.zip", "--without-looking"), 2, "to look and not to look"),
        (("close", "--without-looking"), 1, "OUT-251"),
        (("open", "x", "--publication", "nobody"), 2, "no publication called nobody"),
        (("attach", "nowhere.png"), 1, "OUT-251"),
    ],
)
def test_words_that_do_not_fit_are_told_calmly(cli, place, words, code, said):
    make_saved(place)
    ran = cli("incident", *words)
    assert (ran.code, said in ran.err) == (code, True), ran.err


def test_a_second_one_is_not_opened(cli, place):
    make_saved(place)
    cli("incident", "open", "gone")
    ran = cli("incident", "open", "gone again")
    assert (ran.code, "OUT-252" in ran.err) == (1, True)


def test_an_import_by_hand_is_allowed_and_told(cli, place, tmp_path):
    make(place).close()
    export = write_export(tmp_path / "export.zip", when=WHEN)
    cli("import", str(export))
    cli("incident", "open", "gone")
    ran = cli("import", str(export))
    assert ran.code in (0, 3)
    assert "incident" in ran.err
