"""Results go to stdout, the rest to stderr; programs get JSON lines."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backup.errors import NeedsConfirmation
from outlast.doctor.check import Check, State
from tests.outlast.running import AsciiFile, Terminal, an_output


def test_results_go_to_stdout_and_messages_to_stderr():
    out, err = io.StringIO(), io.StringIO()
    output = an_output(stdout=out, stderr=err)
    output.text("412 posts")
    output.ok("all saved")
    output.note("reading")
    output.warn("one picture is missing")
    assert out.getvalue() == "412 posts\n✓ all saved\n"
    assert err.getvalue() == "reading\n! one picture is missing\n"


def test_every_state_has_a_sign_that_needs_no_colour():
    out = io.StringIO()
    output = an_output(stdout=out)
    output.ok("a")
    output.attention("b")
    output.bad("c")
    assert out.getvalue() == "✓ a\n! b\n✗ c\n"


def test_under_json_stdout_holds_json_lines_only():
    out = io.StringIO()
    output = an_output(stdout=out, as_json=True)
    output.text("for people")
    output.ok("for people")
    output.table(("A",), [("b",)])
    output.line("post", id="1", title="Ünï")
    output.result("text")
    output.result("text", value=3)
    output.summary("3 new", new=3)
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        {"type": "post", "id": "1", "title": "Ünï"},
        {"type": "result", "text": "text"},
        {"type": "result", "value": 3},
        {"type": "summary", "new": 3},
    ]


def test_without_json_lines_for_programs_are_left_out():
    out = io.StringIO()
    output = an_output(stdout=out)
    output.line("post", id="1")
    output.result("text", value=3)
    output.summary(new=3)
    output.summary("3 new", new=3)
    assert out.getvalue() == "text\n3 new\n"


def test_json_takes_our_nouns_paths_times_and_sets():
    out = io.StringIO()
    check = Check(name="Space", state=State.OK, text="much")
    moment = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    an_output(stdout=out, as_json=True).line("x", check=check, path=Path("a"), at=moment, all={"b", "a"})
    assert json.loads(out.getvalue()) == {
        "type": "x",
        "check": {"name": "Space", "state": "ok", "text": "much", "next": None},
        "path": "a",
        "at": "2026-01-02T03:04:00+00:00",
        "all": ["a", "b"],
    }


def test_json_refuses_what_has_no_form_in_it():
    with pytest.raises(TypeError, match="bytes"):
        an_output(as_json=True).line("x", data=b"raw")


def test_quiet_leaves_notes_out_but_not_warnings():
    err = io.StringIO()
    output = an_output(stderr=err, verbosity=-1)
    output.note("reading")
    output.warn("careful")
    assert err.getvalue() == "! careful\n"


def test_details_are_for_those_who_ask():
    err = io.StringIO()
    an_output(stderr=err).detail("snapshot 000042")
    assert err.getvalue() == ""
    an_output(stderr=err, verbosity=1).detail("snapshot 000042")
    assert err.getvalue() == "snapshot 000042\n"


def test_a_terminal_gets_colours_and_a_file_does_not():
    terminal, file = Terminal(), io.StringIO()
    an_output(stdout=terminal).ok("saved")
    an_output(stdout=file).ok("saved")
    assert terminal.getvalue() == "\x1b[32m✓\x1b[0m saved\n"
    assert file.getvalue() == "✓ saved\n"


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_wants_no_colours_gets_none(environ):
    terminal = Terminal()
    an_output(stdout=terminal, environ=environ).ok("saved")
    assert terminal.getvalue() == "✓ saved\n"


def test_colours_can_be_forced_and_forbidden():
    file, terminal = io.StringIO(), Terminal()
    an_output(stdout=file, color="always", environ={"NO_COLOR": "1"}).bad("x")
    an_output(stdout=terminal, color="never").bad("x")
    assert file.getvalue() == "\x1b[31m✗\x1b[0m x\n"
    assert terminal.getvalue() == "✗ x\n"


def test_an_old_console_gets_stand_ins():
    file = AsciiFile()
    output = an_output(stdout=file)
    output.ok("saved → done …")
    output.bad("Café 夜")
    assert file.read_back() == "+ saved -> done ...\nx Caf? ?\n"


def test_a_title_cannot_drive_the_terminal():
    terminal = Terminal()
    an_output(stdout=terminal).text("A \x1b]0;owned\x07title\x9b2J\x08 \x1b[2J\r!")
    assert terminal.getvalue() == "A ]0;ownedtitle2J [2J!\n"


def test_a_table_is_cut_on_a_terminal_only(monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    terminal, file = Terminal(), io.StringIO()
    row = ("a very long title that does not fit", "12")
    an_output(stdout=terminal, color="never").table(("Title", "Words"), [row])
    an_output(stdout=file).table(("Title", "Words"), [row])
    assert terminal.getvalue().splitlines() == ["Title                    Words", "a very long title that…     12"]
    assert row[0] in file.getvalue()


def test_a_secret_is_asked_for_only_where_somebody_can_answer(monkeypatch):
    with pytest.raises(NeedsConfirmation):
        an_output(stdin=io.StringIO("x\n")).ask_secret("Passphrase")
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda prompt: "moon")
    assert an_output(stdin=Terminal(), stderr=Terminal()).ask_secret("Passphrase") == "moon"
