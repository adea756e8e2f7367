"""`outlast config`: what people do with their settings."""

import stat
import sys

import pytest

from tests.outlast.running import Terminal


@pytest.fixture
def file(home):
    return home / ".config" / "outlast" / "outlast.toml"


def test_a_setting_that_was_set_is_shown_with_its_origin(cli, file):
    assert cli("config", "set", "suspect.share", "0.25").out == "✓ suspect.share is now 0.25\n"
    assert cli("config", "get", "suspect.share").out == "0.25\n"
    shown = cli("config", "show", "--origin").out
    assert f"{file}, line 2" in next(line for line in shown.splitlines() if line.startswith("suspect.share"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_settings_file_is_private(cli, file):
    cli("config", "set", "output.color", "never")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_flag_counts_before_the_variable_before_the_file_before_the_default(cli, monkeypatch, tmp_path):
    def origin(*words):
        return next(
            (line["origin"], line["place"])
            for line in cli("config", "show", "--json", *words).lines
            if line["name"] == "archive"
        )

    assert origin() == ("default", None)
    cli("config", "set", "archive", str(tmp_path / "from-file"))
    assert origin()[0] == "file"
    monkeypatch.setenv("OUTLAST_ARCHIVE", str(tmp_path / "from-variable"))
    assert origin() == ("environment", "OUTLAST_ARCHIVE")
    assert origin("--archive", "from-flag") == ("flag", "--archive")


def test_a_relative_folder_is_written_whole(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cli("config", "set", "archive", "here")
    assert cli("config", "get", "archive").out == f"{tmp_path / 'here'}\n"


def test_a_setting_that_does_not_fit_changes_nothing(cli, file):
    cli("config", "set", "suspect.rows", "9")
    before = file.read_bytes()
    ran = cli("config", "set", "suspect.rows", "many")
    assert ran.code == 6
    assert "suspect.rows should be a whole number" in ran.err
    assert file.read_bytes() == before


def test_a_slip_in_the_name_gets_the_nearest_name(cli):
    for words in (("set", "suspect.shar", "0.1"), ("get", "share")):
        ran = cli("config", *words)
        assert ran.code == 2
        assert "Did you mean suspect.share?" in ran.err


def test_a_variable_that_overrules_what_was_set_is_told(cli, monkeypatch):
    monkeypatch.setenv("OUTLAST_COLOR", "never")
    assert "OUTLAST_COLOR is set and counts before" in cli("config", "set", "output.color", "always").err


def test_a_key_is_never_taken_for_a_reference(cli, file):
    ran = cli("config", "set", "key", "AGE-SECRET-KEY-1QQQQ")
    assert ran.code == 6
    assert "AGE-SECRET" not in ran.out + ran.err
    assert not file.exists()


def test_validate_tells_everything_that_does_not_fit(cli, file, monkeypatch):
    monkeypatch.setenv("OUTLAST_SUSPECT_ROWS", "0")
    file.parent.mkdir(parents=True)
    file.write_text('[suspect]\nshare = 2\n\n[accounts.night]\nurl = "nightletters.com"\n')
    ran = cli("config", "validate", "--json")
    assert ran.code == 6
    assert [line["name"] for line in ran.lines[:-1]] == [
        "suspect.share",
        "suspect.rows",
        "accounts.night.url",
        "accounts.night.platform",
    ]
    assert ran.lines[-1] == {"type": "summary", "valid": False, "wrong": 4}
    people = cli("config", "validate")
    assert people.out.count("✗") == 4
    assert "line 2" in people.out


def test_validate_is_content_with_no_file_at_all(cli):
    ran = cli("config", "validate")
    assert (ran.code, ran.out[:1]) == (0, "✓")


def test_broken_settings_stop_those_who_need_them_only(cli, file):
    file.parent.mkdir(parents=True)
    file.write_text("archive = [")
    assert cli("config", "show").code == 6
    assert "cannot be read" in cli("config", "show").err
    assert cli("explain", "OUT-112").code == 0


def test_path_tells_where_everything_lies(cli, file, home):
    assert cli("config", "path").out == f"{file}\n"
    assert cli("config", "path", "--json").lines == [
        {
            "type": "result",
            "settings_file": str(file),
            "state_dir": str(home / ".local" / "state" / "outlast"),
            "log_file": str(home / ".local" / "state" / "outlast" / "log" / "outlast.log"),
        }
    ]


def test_edit_needs_somebody_who_types(cli, file):
    assert cli("config", "edit").code == 9
    assert not file.exists()


def sit_at_a_terminal(monkeypatch):
    # Not a fixture: pytest gives the test its own streams back between set-up and test.
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("sys.stderr", Terminal())


def test_edit_opens_a_file_that_explains_itself_and_then_checks_it(cli, file, monkeypatch, tmp_path):
    sit_at_a_terminal(monkeypatch)
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import pathlib, sys\npath = pathlib.Path(sys.argv[1])\n"
        "path.write_text(path.read_text().replace('# share = 0.1', 'share = 0.5'))\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {editor}")
    ran = cli("config", "edit")
    assert ran.code == 0
    assert "All settings fit" in ran.out
    assert "# Remind when the newest subscriber list" in file.read_text()
    assert cli("config", "get", "suspect.share").out == "0.5\n"


def test_edit_without_an_editor_says_how_to_name_one(cli, monkeypatch):
    sit_at_a_terminal(monkeypatch)
    monkeypatch.setenv("EDITOR", "no-such-editor-anywhere")
    assert cli("config", "edit").code == 2
    assert "Set EDITOR" in sys.stderr.getvalue()
