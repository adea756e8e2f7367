"""Verbs are found by listing a folder and described without importing them."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from outlast.cli import application
from outlast.cli._frame.command import Command, Group
from outlast.cli._frame.verbs import SECTIONS, find_verbs

FAKE = find_verbs("tests.outlast.fake_verbs", Path(__file__).parents[1] / "fake_verbs")
REAL = application().verbs


def test_the_file_name_is_the_verb():
    assert list(FAKE) == ["check-move", "status", "import"]


def test_those_with_an_order_come_first_in_their_section():
    assert [(verb.section, verb.order) for verb in FAKE.values()] == [
        ("GET STARTED", 5),
        ("GET STARTED", 1000),
        ("KEEP", 1000),
    ]


def test_a_verb_without_examples_in_one_line_has_its_summary():
    assert FAKE["import"].summary == "Go wrong in the way that is asked for."


def test_the_help_groups_them_without_importing_them(fake_cli):
    for name in [name for name in sys.modules if name.startswith("tests.outlast.fake_verbs")]:
        del sys.modules[name]
    out = fake_cli("--help").out
    places = [out.index(text) for text in ("GET STARTED:", "check-move", "status", "KEEP:", "import")]
    assert places == sorted(places)
    assert "OTHER:" not in out
    assert not [name for name in sys.modules if name.startswith("tests.outlast.fake_verbs.")]


def test_help_imports_nothing_heavy():
    script = (
        "import sys; from outlast.cli import main; main(['--help']);"
        "heavy = {'rich', 'keyring', 'tomlkit', 'tomllib', 'requests', 'sqlite3', 'asyncio', 'jinja2', 'pyrage', 'msgspec'};"
        "sys.stderr.write(' '.join(sorted(heavy & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "explain" in done.stdout


@pytest.mark.parametrize("name", REAL)
def test_each_verb_is_built_as_the_frame_needs_it(name):
    verb = REAL[name]
    command = verb.load()
    assert verb.section in SECTIONS
    assert isinstance(command, Command | Group)
    assert command.help.strip().splitlines()[0] == verb.summary


@pytest.mark.parametrize("name", REAL)
def test_no_verb_takes_a_name_from_the_global_options(name):
    # click warns when an option is used twice, and warnings are errors here.
    context = click.Context(REAL[name].load(), info_name=name)
    assert context.command.get_params(context)


def test_an_application_without_status_asks_for_a_command(tmp_path, capsys):
    from outlast.cli import run
    from outlast.cli._frame.application import Application

    assert run(Application("nothing", tmp_path), [], {}) == 2
    assert "Which command?" in capsys.readouterr().err
