"""`outlast demo --live`: a newcomer sees a suspension happen, and what is left to look at is real."""

import pytest


@pytest.fixture
def played(cli, tmp_path, monkeypatch):
    ran = cli("demo", "--live", "--dir", str(tmp_path / "demo"))
    monkeypatch.setenv("OUTLAST_CONFIG", str(tmp_path / "demo" / "outlast.toml"))
    monkeypatch.setenv("OUTLAST_STATE_DIR", str(tmp_path / "demo" / "state"))
    return ran


def test_the_suspension_is_noticed_told_proved_and_ended(played):
    assert played.code == 0
    said = played.out
    for part in (
        "up: ",
        "“Publication Not Available”",
        "on Maya's phone",
        "nightletters looks suspended",
        "are kept as proof",
        "Jobs that could overwrite what is saved are held.",
        "The last good state is pinned",
        "held by an open incident",
        "nightletters is up again",
        "1 chat thread did not come back",
    ):
        assert part in said, part


def test_what_it_leaves_can_be_looked_at_with_the_commands_that_it_names(played, cli):
    timeline = cli("incident", "timeline")
    assert timeline.code == 0
    for kind in ("opened", "probe", "verdict", "alert-sent", "paused", "pinned", "compared", "closed"):
        assert kind in timeline.out, kind
    assert "never ages out" in cli("snapshots", "list").out
    status = cli("status")
    assert "Online" in status.out
    assert cli("verify").code == 0


def test_it_leaves_nothing_behind_when_asked(cli, tmp_path):
    ran = cli("demo", "--live", "--dir", str(tmp_path / "demo"), "--no-keep", "--json")
    assert ran.code == 0
    assert ran.lines[-1] == {"type": "summary", "archive": None, "incident": True}
    assert {line["kind"] for line in ran.lines if line["type"] == "alert"} == {"down", "back"}
    assert not (tmp_path / "demo").exists()
