"""Global options count wherever they stand."""

from pathlib import Path

import pytest

from outlast.cli._frame.options import GlobalOption, global_options


def options(ran):
    """Return what the session was told."""
    assert ran.code == 0, ran.err
    return ran.lines[-1]["options"]


@pytest.mark.parametrize(
    "words",
    [("--json", "--yes", "check-move", "a"), ("check-move", "a", "--json", "--yes"), ("--yes", "check-move", "--json")],
)
def test_they_may_stand_before_and_after_the_verb(fake_cli, words):
    said = options(fake_cli(*words))
    assert said["json"]
    assert said["yes"]
    assert not said["no_input"]


def test_they_may_stand_between_a_group_and_its_verb(cli):
    assert cli("config", "--json", "path").lines[0]["type"] == "result"


def test_each_of_them_reaches_the_session(fake_cli):
    said = options(
        fake_cli(
            *("check-move", "--json", "--no-input", "--yes", "--account", "night", "--archive", "a", "--config", "c"),
            *("--log-file", "l", "--color", "never", "-v", "-q"),
        )
    )
    assert said == {
        "json": True,
        "no_input": True,
        "yes": True,
        "account": ["night"],
        "archive": "a",
        "config": "c",
        "log_file": "l",
        "color": "never",
        "verbose": 1,
        "quiet": 1,
    }


def test_there_is_no_global_option_that_the_test_above_forgot(fake_cli):
    said = options(fake_cli("check-move", "--json"))
    assert {option.name for option in global_options(outermost=True)} == set(said)


def test_the_later_one_wins_and_those_that_add_up_add_up(fake_cli):
    said = options(
        fake_cli(
            "-v",
            "--color",
            "always",
            "--account",
            "a",
            "check-move",
            "-v",
            "--color",
            "never",
            "--account",
            "b",
            "--json",
        )
    )
    assert (said["verbose"], said["color"], said["account"]) == (2, "never", ["a", "b"])


def test_the_value_of_another_option_is_not_taken_for_one(fake_cli):
    ran = fake_cli("check-move", "--json", "--label", "--yes")
    assert ran.lines[-1]["label"] == "--yes"
    assert not options(ran)["yes"]


def test_behind_two_dashes_they_are_plain_words(fake_cli):
    ran = fake_cli("--json", "check-move", "--", "--yes", "-v")
    assert ran.lines[-1]["words"] == ["--yes", "-v"]
    assert not options(ran)["yes"]


@pytest.mark.parametrize(
    ("variable", "value", "name", "said"),
    [
        ("OUTLAST_YES", "1", "yes", True),
        ("OUTLAST_NO_INPUT", "true", "no_input", True),
        ("OUTLAST_ACCOUNT", "a b", "account", ["a", "b"]),
        ("OUTLAST_LOG_FILE", "l", "log_file", "l"),
        ("OUTLAST_VERBOSE", "2", "verbose", 2),
    ],
)
def test_they_have_a_variable(fake_cli, monkeypatch, variable, value, name, said):
    monkeypatch.setenv(variable, value)
    assert options(fake_cli("check-move", "--json"))[name] == said


def test_json_may_be_asked_for_by_a_variable(fake_cli, monkeypatch):
    monkeypatch.setenv("OUTLAST_JSON", "1")
    assert fake_cli("status").lines == [{"type": "result", "safe": True}]


def test_an_option_of_a_verb_has_a_variable(fake_cli, monkeypatch):
    monkeypatch.setenv("OUTLAST_CHECK_MOVE_LABEL", "before the move")
    assert fake_cli("check-move", "--json").lines[-1]["label"] == "before the move"


def test_a_container_may_use_variables_of_its_own(fake_cli, monkeypatch):
    for name in ("OUTLAST_VERSION", "OUTLAST_HELP", "OUTLAST_HOME"):
        monkeypatch.setenv(name, "1.2.3")
    assert fake_cli("status").out == "safe\n"


def test_a_home_that_nobody_knows_is_no_mistake_of_ours(cli):
    ran = cli("config", "show", "--config", "~no-such-person/outlast.toml")
    assert ran.code == 6
    assert "~no-such-person" in ran.err
    assert cli("config", "set", "archive", "~no-such-person/x").code == 0


def test_a_settings_file_named_by_a_flag_must_be_there(cli):
    ran = cli("config", "show", "--config", "nowhere.toml")
    assert ran.code == 6
    assert str(Path("nowhere.toml").absolute()) in ran.err


def test_help_after_the_verb_leaves_them_to_the_main_help(fake_cli):
    verb, main = fake_cli("check-move", "--help"), fake_cli("--help")
    assert "--no-input" not in verb.out
    assert "--label" in verb.out
    assert "outlast --help" in verb.out
    for option in global_options(outermost=True):
        assert isinstance(option, GlobalOption)
        assert option.opts[-1] in main.out
