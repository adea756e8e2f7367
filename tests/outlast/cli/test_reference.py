"""The reference says what the code does, and every command helps."""

import shlex
from pathlib import Path

import click
import pytest

from mailer.replies.page import answers_page
from outlast.cli import application, run
from outlast.cli._frame.command import Command, description_of, examples_of
from outlast.cli._frame.options import GlobalOption
from outlast.cli.reference import commands_page, exit_codes_page, providers_page, settings_page

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"
REMEDY = "the code changed: run `python -m outlast.cli.reference` and look at what it changed"


def every_command(command, context):
    yield context.command_path, command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            yield from every_command(inner, click.Context(inner, info_name=name, parent=context))


APP = application()
COMMANDS = {
    path: (command, context) for path, command, context in every_command(APP, click.Context(APP, info_name="outlast"))
}


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("commands.md", lambda: commands_page(APP)),
        ("settings.md", settings_page),
        ("exit-codes.md", exit_codes_page),
        ("mail-providers.md", providers_page),
        ("smtp-answers.md", answers_page),
    ],
)
def test_the_reference_is_what_the_code_says(name, page):
    assert (REFERENCE / name).read_text(encoding="utf-8") == page(), REMEDY


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_and_option_is_in_the_reference(path):
    command, _ = COMMANDS[path]
    page = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    if path != "outlast":
        assert f"# `{path}`\n" in page
    for param in command.params:
        if isinstance(param, click.Option) and param.name != "version":
            assert all(name in page for name in param.opts), param.opts


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_says_first_what_it_does(path):
    first = description_of(COMMANDS[path][0]).splitlines()[0]
    word = first.split()[0]
    assert first.endswith(".")
    assert word.istitle()
    assert word not in {"A", "An", "The", "This", "It", "Command", "Use"}
    assert not word.endswith(("ing", "s")), "begin with what to do: Show, Check, Write"


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_has_examples_that_the_parser_accepts(path, monkeypatch, tmp_path):
    met = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Command, "invoke", lambda self, context: met.append(context.command_path))
    examples = [words_of(line) for line in examples_of(COMMANDS[path][0])]
    for words in examples:
        for name in words:
            if "." in name and "/" not in name:
                (tmp_path / name).touch()
        if words:
            assert run(APP, words, {}) == 0, words
    wanted = [] if path == "outlast" else [path]
    assert examples
    assert all(any(seen.startswith(name) for seen in met) for name in wanted)


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_has_help(path):
    for param in COMMANDS[path][0].params:
        if isinstance(param, click.Option) and not isinstance(param, GlobalOption):
            assert param.help, param.opts


def words_of(line):
    """Return the arguments in an example: what follows `outlast`, up to what the shell or the reader gets."""
    command = line.partition("outlast")[2].split("   ")[0]
    for end in (")", " > ", " | "):
        command = command.partition(end)[0]
    return shlex.split(command)
