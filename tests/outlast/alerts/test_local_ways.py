"""The desktop notice and Apprise: what they are given, and what is told when they are not there."""

import subprocess
import sys
import types
from dataclasses import replace

import pytest

from backup.errors import MissingPart
from outlast.alerts.desktop import command
from outlast.errors import AlertFailed
from tests.outlast.alerts.some_news import DOWN, way

NASTY = replace(DOWN, title="-e 'x'; rm -rf ~ $(id)\n`id`", text='<b onclick="x">"quoted" & $env:HOME</b>', next="")


def ran(code=0, err=""):
    calls = []

    def run(words, environ):
        calls.append((list(words), dict(environ)))
        return subprocess.CompletedProcess(words, code, "", err)

    return run, calls


def test_on_linux_the_text_is_an_argument_and_no_markup():
    words, extra = command("linux", NASTY)
    assert words[:4] == ["notify-send", "--app-name=Outlast", "--urgency=critical", "--"]
    assert words[4] == "-e 'x'; rm -rf ~ $(id) `id`"
    assert words[5] == '&lt;b onclick="x"&gt;"quoted" &amp; $env:HOME&lt;/b&gt;'
    assert extra == {}


def test_on_a_mac_the_script_is_the_same_whatever_the_text_says():
    words, _ = command("darwin", NASTY)
    assert words[:3] == command("darwin", DOWN)[0][:3]
    assert words[3] == "outlast"
    assert words[4].startswith("-e 'x'")


def test_on_windows_the_text_is_in_the_environment_only():
    words, extra = command("win32", NASTY)
    assert words == command("win32", DOWN)[0]
    assert extra["OUTLAST_NOTICE_TEXT"] == NASTY.text


def test_a_real_program_gets_the_words_as_they_are(tmp_path):
    program = tmp_path / "notify-send"
    program.write_text(
        f"#!{sys.executable}\nimport json, sys\nopen({str(tmp_path / 'got')!r}, 'w').write(sys.argv[4])\n"
    )
    program.chmod(0o700)
    alert = way("desktop", means={"environ": {"PATH": str(tmp_path)}})
    alert.platform = "linux"

    def run(words, environ):
        return subprocess.run([str(program), *words[1:]], env=environ, capture_output=True, text=True)

    alert.means = replace(alert.means, run=run)
    assert alert.send(NASTY) == "notify-send took it"
    assert (tmp_path / "got").read_text() == "-e 'x'; rm -rf ~ $(id) `id`"


def test_a_notice_that_nobody_can_show_is_told_with_the_programs_words():
    run, _ = ran(1, "Cannot autolaunch D-Bus without X11 $DISPLAY\n")
    alert = way("desktop", means={"run": run})
    alert.platform = "linux"
    with pytest.raises(AlertFailed, match="Cannot autolaunch D-Bus") as failed:
        alert.send(DOWN)
    assert not failed.value.permanent


def test_a_missing_program_is_told_with_how_to_get_it():
    def run(words, environ):
        raise FileNotFoundError

    alert = way("desktop", means={"run": run})
    alert.platform = "linux"
    with pytest.raises(AlertFailed, match="not installed") as failed:
        alert.send(DOWN)
    assert failed.value.permanent
    assert "libnotify-bin" in failed.value.advice


class Result:
    """What Apprise 2.x returns: falsy on failure, and equal to neither True nor False."""

    def __init__(self, good):
        self.good = good

    def __bool__(self):
        return self.good


def fake_apprise(monkeypatch, *, understood=True, good=True):
    told = []

    class Apprise:
        def add(self, address):
            return understood

        def notify(self, **words):
            told.append(words)
            return Result(good)

    library = types.ModuleType("apprise")
    library.Apprise = Apprise
    monkeypatch.setitem(sys.modules, "apprise", library)
    return told


def test_apprise_is_told_title_body_and_kind(monkeypatch):
    told = fake_apprise(monkeypatch)
    assert way("apprise", "tgram://token/chat").send(DOWN) == "Apprise delivered it"
    assert told[0]["title"] == DOWN.title
    assert told[0]["notify_type"] == "failure"


def test_a_result_that_is_only_falsy_is_a_failure(monkeypatch):
    fake_apprise(monkeypatch, good=False)
    with pytest.raises(AlertFailed) as failed:
        way("apprise", "tgram://token/chat").send(DOWN)
    assert not failed.value.permanent
    assert "token" not in failed.value.what


def test_an_address_that_apprise_does_not_know_is_told_without_it(monkeypatch):
    fake_apprise(monkeypatch, understood=False)
    with pytest.raises(AlertFailed, match="does not understand") as failed:
        way("apprise", "nonsense://token").send(DOWN)
    assert failed.value.permanent


def test_without_apprise_the_command_to_get_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(MissingPart) as missing:
        way("apprise", "tgram://token/chat").send(DOWN)
    assert "outlast[notify]" in missing.value.advice
