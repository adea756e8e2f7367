"""`outlast doctor`: the checks as the writer sees them."""

from outlast.doctor.check import Check, State


def test_a_healthy_computer_ends_with_0(cli, monkeypatch):
    monkeypatch.setattr(
        "outlast.cli.doctor.checks", lambda computer: [Check(name="Space", state=State.OK, text="much")]
    )
    ran = cli("doctor")
    assert (ran.code, ran.out) == (0, "✓ Space: much\n")


def test_something_that_does_not_work_ends_with_3_and_says_what_to_do(cli, monkeypatch):
    found = [
        Check(name="Space", state=State.BAD, text="none", next="Free some"),
        Check(name="Terminal", state=State.ATTENTION, text="old"),
    ]
    monkeypatch.setattr("outlast.cli.doctor.checks", lambda computer: found)
    ran = cli("doctor")
    assert (ran.code, ran.out) == (3, "✗ Space: none\n  → Free some\n! Terminal: old\n")


def test_something_to_look_at_is_no_failure(cli, monkeypatch):
    monkeypatch.setattr(
        "outlast.cli.doctor.checks", lambda computer: [Check(name="T", state=State.ATTENTION, text="x")]
    )
    assert cli("doctor").code == 0


def test_a_program_gets_each_check_and_the_counts(cli, monkeypatch):
    monkeypatch.setattr(
        "outlast.cli.doctor.checks", lambda computer: [Check(name="Space", state=State.BAD, text="none")]
    )
    assert cli("doctor", "--json").lines == [
        {"type": "check", "name": "Space", "state": "bad", "text": "none", "next": None},
        {"type": "summary", "ok": 0, "attention": 0, "bad": 1},
    ]


def test_on_this_computer_every_check_gives_an_answer(cli):
    ran = cli("doctor", "--json")
    names = [line["name"] for line in ran.lines[:-1]]
    assert names == ["Python", "Space", "Settings", "Installed files", "Key store", "State folder", "Terminal"]


def test_broken_settings_do_not_stop_it(cli, home):
    file = home / ".config" / "outlast" / "outlast.toml"
    file.parent.mkdir(parents=True)
    file.write_text("archive = [")
    ran = cli("doctor")
    assert ran.code == 3
    assert "✗ Settings:" in ran.out
    assert "outlast config validate" in ran.out
