"""`outlast completion`, and what the shells get back."""

import pytest

from outlast.cli import application, run


@pytest.mark.parametrize(
    ("shell", "word"), [("bash", "complete -o nosort"), ("zsh", "#compdef outlast"), ("fish", "complete --no-files")]
)
def test_each_shell_gets_its_script(cli, shell, word):
    ran = cli("completion", shell)
    assert ran.code == 0
    assert word in ran.out
    assert "_OUTLAST_COMPLETE" in ran.out


def test_a_shell_that_is_not_known_is_refused(cli):
    assert cli("completion", "powershell").code == 2


def completed(words, capsys, monkeypatch):
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))
    assert run(application(), [], {"_OUTLAST_COMPLETE": "bash_complete"}) == 0
    return [line.split(",")[1] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("outlast expl", ["explain"]),
        ("outlast config se", ["set"]),
        ("outlast explain OUT-19", ["OUT-198", "OUT-199"]),
        ("outlast completion z", ["zsh"]),
        ("outlast --no", ["--no-input"]),
        ("outlast config show --or", ["--origin"]),
        ("outlast config show --no", ["--no-input"]),
        ("outlast --color al", ["always"]),
    ],
)
def test_words_are_completed(words, found, capsys, monkeypatch):
    assert completed(words, capsys, monkeypatch) == found
