"""`outlast drill`: the fire drill as the writer sees it, with a real mail server and a mailbox on a stage."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from outlast.mailing.drill import setting_up
from outlast.mailing.drill.seams import RealInbox
from tests.outlast.alerts.mail_server import running
from tests.outlast.mailing.drill.stage import OWN, StageClock, StageMailbox, StageServer
from tests.outlast.running import Ran
from tests.outlast.saved_letters import new_archive, save

Cli = Callable[..., Ran]
ANNA = b"Anna@example.org,true,,monthly,false,2026-01-02T10:00:00.000Z,2026-01-02T10:00:00.000Z"
SETTINGS = """
[mail]
server = "127.0.0.1:{port}"
security = "none"
from = "ada@writer.example"
from_name = "Ada Writer"
postal_address = "1 Quiet Lane / Bristol BS1 1AA"
bounces = "bounces@writer.example"
unsubscribe = "stop@writer.example"
plus = "yes"
inbox_user = "ada@writer.example"
test_to = "ada@writer.example ada@gmail.example"
"""


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with new_archive(home, monkeypatch) as made:
        save(made, 1, subscribers=[ANNA])
        yield made


@pytest.fixture
def server(home: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Iterator[StageServer]:
    mailbox = StageMailbox(StageClock())
    monkeypatch.setattr(setting_up, "_inbox", lambda *_: mailbox)
    with running(handler=StageServer(mailbox)) as stage:
        file = home / ".config" / "outlast" / "outlast.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        known = file.read_text() if file.exists() else ""
        file.write_text(known + SETTINGS.format(port=stage.port))
        yield stage


def test_a_drill_in_which_nothing_fails_ends_with_0_and_says_what_could_not_be_tried(
    cli: Cli, server: StageServer
) -> None:
    ran = cli("drill", "--bounce-to", "ghost@writer.example", "--yes")
    assert ran.code == 0, ran.err
    assert "✓ Recipients: 1 subscriber would get it." in ran.out
    assert f"✓ Arriving at {OWN[0]}: The letter is in the folder “INBOX”." in ran.out
    assert f"! Arriving at {OWN[1]}: could not be tried. Outlast does not read that mailbox." in ran.out
    assert "✓ Unsubscribing by mail" in ran.out
    assert "✓ A bounce that comes back" in ran.out
    assert "! Unsubscribing by a click: could not be tried." in ran.out
    assert "What was tried worked; 4 could not be tried." in ran.out


def test_nobody_but_the_writer_gets_anything(cli: Cli, server: StageServer) -> None:
    cli("drill", "--yes")
    to = [address for _, address in server.took]
    assert to[:2] == list(OWN)
    assert len(to) == 3
    assert to[2].startswith("stop+")


def test_what_would_have_failed_is_said_at_the_end_and_the_exit_code_is_3(cli: Cli, server: StageServer) -> None:
    server.mailbox.junk = True
    ran = cli("drill", "--yes")
    assert ran.code == 3
    assert "In earnest, this would have failed:" in ran.out
    assert f"Arriving at {OWN[0]}. Most subscribers would never have seen it." in ran.out


def test_a_dry_drill_says_what_would_be_sent_and_sends_nothing(cli: Cli, server: StageServer) -> None:
    ran = cli("drill", "--dry-run", "--to", OWN[0])
    assert ran.code == 0, ran.err
    assert f"It would send a letter to {OWN[0]}" in ran.out
    assert server.took == []


def test_nothing_goes_out_without_a_yes(cli: Cli, server: StageServer) -> None:
    ran = cli("drill", "--no-input")
    assert ran.code == 9
    assert f"Send a letter to {OWN[0]}, {OWN[1]}, a request to stop@writer.example?" in ran.err
    assert server.took == []


def test_a_program_gets_each_step_and_the_counts(cli: Cli, server: StageServer) -> None:
    lines = cli("drill", "--json", "--yes", "--to", OWN[0]).lines
    steps = [line for line in lines if line["type"] == "step"]
    assert {"name", "outcome", "text", "in_earnest", "next"} < steps[0].keys()
    assert lines[-1] == {"type": "summary", "worked": len(steps) - 4, "failed": 0, "untried": 4}


def test_without_settings_it_says_what_to_set(cli: Cli, archive: Archive) -> None:
    ran = cli("drill", "--yes")
    assert ran.code == 6
    assert "mail.server" in ran.err


@pytest.mark.parametrize("words", [("--to", "nobody"), ("--wait", "long"), ("--bounce-to", "a,b@x.example")])
def test_words_that_do_not_fit_are_told(cli: Cli, server: StageServer, words: tuple[str, ...]) -> None:
    assert cli("drill", "--yes", *words).code == 2
    assert server.took == []


def test_a_mailbox_is_opened_when_the_settings_name_one(home: Path, archive: Archive) -> None:
    from outlast.settings.mail import MAIL_SETTINGS, mail_settings

    values = {setting.name: setting.default for setting in MAIL_SETTINGS}
    assert setting_up._inbox(mail_settings(values), {}, None) is None
    values |= {"mail.inbox_server": "127.0.0.1:993", "mail.inbox_user": "a@b.example", "mail.inbox_secret": "env:X"}
    assert isinstance(setting_up._inbox(mail_settings(values), {}, None), RealInbox)
