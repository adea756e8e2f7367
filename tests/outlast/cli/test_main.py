"""The frame around every verb: exit codes, errors for people and for programs."""

import gc
import json
import os
import subprocess
import sys

import pytest

from outlast.cli import main
from outlast.log import without_addresses


def test_outlast_alone_is_status_with_its_exit_code(fake_cli):
    ran = fake_cli()
    assert (ran.code, ran.out) == (3, "safe\n")


def test_outlast_alone_takes_global_options(fake_cli):
    assert fake_cli("--json").lines == [{"type": "result", "safe": True}]


def test_an_error_is_told_in_three_lines_with_its_code(fake_cli):
    ran = fake_cli("import", "locked")
    assert ran.code == 7
    assert ran.out == ""
    assert ran.err.splitlines() == [
        "✗ Another run holds the archive since 03:00.  [OUT-140]",
        "  This run did nothing. Only one run may write at a time; the other one is still saving.",
        "  → Wait for it to end, then run the same command again.",
    ]


def test_an_error_under_json_is_the_last_line_of_stdout(fake_cli):
    ran = fake_cli("import", "own-words", "--json")
    assert ran.lines[-1] == {
        "type": "error",
        "code": "OUT-180",
        "message": "No such post.",
        "meaning": "It was never saved.",
        "next": "Look at the list.",
        "exit_code": 1,
    }


@pytest.mark.parametrize("words", [("import",), ("import", "--nonsense"), ("nonsense",), ("import", "a", "b")])
def test_wrong_words_end_with_2_and_say_where_the_help_is(fake_cli, words):
    ran = fake_cli(*words)
    assert ran.code == 2
    assert "[OUT-101]" in ran.err
    assert "--help" in ran.err.splitlines()[-1]


def test_wrong_words_are_told_as_json_too_even_if_json_comes_later(fake_cli):
    ran = fake_cli("import", "--nonsense", "--json")
    assert ran.lines[-1]["code"] == "OUT-101"
    assert ran.lines[-1]["exit_code"] == ran.code == 2


def test_json_behind_two_dashes_is_a_word_like_any_other(fake_cli):
    assert fake_cli("import", "--nonsense", "--", "--json").out == ""


def test_a_slip_in_the_verb_gets_the_nearest_verb(fake_cli):
    assert "Did you mean status?" in fake_cli("statsu").err


@pytest.mark.parametrize("how", ["ctrl-c", "abort"])
def test_stopping_ends_with_130_and_says_that_it_goes_on(fake_cli, how):
    ran = fake_cli("import", how)
    assert ran.code == 130
    assert "Run the same command again" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "how", ["full", "quota", "read-only", "refused", "unplugged", "sqlite-full", "sqlite-read-only"]
)
def test_a_disk_that_refuses_is_no_mistake_of_ours(fake_cli, how):
    ran = fake_cli("import", how)
    assert ran.code == 1
    assert "[OUT-150]" in ran.err


def test_a_full_disk_names_the_file(fake_cli):
    assert "The disk is full (/archive/objects/ab)" in fake_cli("import", "full").err


def test_an_error_of_click_keeps_its_words(fake_cli):
    ran = fake_cli("import", "click")
    assert ran.code == 1
    assert "the editor did not start" in ran.err


@pytest.mark.parametrize(("how", "kind"), [("bug", "ValueError"), ("end-of-file", "EOFError"), ("sqlite-bug", "Op")])
def test_a_mistake_of_ours_shows_no_traceback_but_keeps_it(fake_cli, home, how, kind):
    ran = fake_cli("import", how)
    assert ran.code == 1
    assert "[OUT-199]" in ran.err
    assert "Traceback" not in ran.err
    log = home / ".local" / "state" / "outlast" / "log" / "outlast.log"
    assert str(log) in ran.err
    kept = json.loads(log.read_text().splitlines()[-1])
    assert kept["traceback"][0] == "Traceback (most recent call last):"
    assert kind in kept["traceback"][-1]
    assert kept["traceback"] == [without_addresses(line) for line in kept["traceback"]]


def test_neither_message_nor_log_of_a_mistake_holds_an_address(fake_cli, home):
    ran = fake_cli("import", "bug")
    log = (home / ".local" / "state" / "outlast" / "log" / "outlast.log").read_text()
    assert "jane" not in ran.out + ran.err + log
    assert "cannot read the row of (address)" in log


def test_a_mistake_of_ours_is_told_even_if_the_log_cannot_be_written(fake_cli, tmp_path):
    (tmp_path / "file").write_text("")
    ran = fake_cli("--log-file", str(tmp_path / "file" / "x.log"), "import", "bug")
    assert "[OUT-199]" in ran.err
    assert "No report could be written" in ran.err


def test_a_reader_that_leaves_early_gets_no_noise():
    script = "import sys; from outlast.cli import main; sys.exit(main(['explain']))"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ}
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


def test_the_version_is_that_of_the_package(fake_cli):
    from importlib.metadata import version

    assert fake_cli("--version").out == f"outlast {version('outlast')}\n"


def test_a_group_without_a_verb_says_which_verbs_there_are(cli):
    ran = cli("subscribers")
    assert ran.code == 2
    assert ran.err.startswith("✗ Which one? list, stats, diff, export, forget.  [OUT-101]\n")


def test_the_search_for_cycles_is_rare_so_that_a_million_rows_are_read_fast(capsys):
    before = gc.get_threshold()
    try:
        assert main(["--version"]) == 0
        assert gc.get_threshold()[0] == 50_000
    finally:
        gc.set_threshold(*before)
