"""Letters that waited for their time go on with the schedule, and who signs off is heard, without anybody at the keys."""

import mailbox
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from backup.errors import Locked
from mailer.errors import MailServerRefused
from mailer.ledger import LEDGER
from mailer.model import CampaignState
from outlast.cli._frame import clock
from outlast.mailing import asking, collecting
from outlast.mailing.asking import Wish
from outlast.mailing.pacing import KeptPace
from outlast.mailing.scheduled import collect, send_on
from outlast.places import find_places
from outlast.schedule.job import Ending, Job
from outlast.schedule.notes import ScheduleNotes
from outlast.schedule.plan import jobs_of
from outlast.schedule.work import Workshop
from outlast.settings import load_settings
from outlast.state.database import StateDatabase
from outlast.telling.news import News
from tests.archive.night_letters import day
from tests.fakes.smtp_faults import At, Fault
from tests.outlast.cli.mailing import WRITER, Mailing, a_mailing
from tests.outlast.mailing.numbered_box import NumberedBox
from tests.outlast.running import Ran

EVERYBODY = ["ada@example.org", "cleo@gmail.com", "dan@example.org"]
_JOB = Job(name="mail", kind="mail", every=timedelta(0))


class Desk:
    """A computer on which the schedule runs."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ, self.news = environ, list[News]()
        self.now = day(10)
        self._asked = 0
        self.takes = timedelta(0)
        """How much later it is at each look at the clock."""

    def asked(self, times: int) -> bool:
        """Tell to stop from the time on that this is asked so often."""
        self._asked += 1
        return self._asked >= times

    def clock(self) -> datetime:
        self.now += self.takes
        return self.now

    def work(
        self,
        work: Callable,
        *,
        stop: Callable[[], bool] = lambda: False,
        meanwhile: Callable[[], object] = lambda: None,
    ):
        places = find_places(self.environ)
        database = StateDatabase(places.state_dir)
        try:
            return work(
                Workshop(
                    settings=load_settings(places, environ=self.environ),
                    places=places,
                    environ=self.environ,
                    database=database,
                    notes=ScheduleNotes(database),
                    clock=self.clock,
                    tell=self.news.append,
                    stop=stop,
                    meanwhile=meanwhile,
                ),
                _JOB,
            )
        finally:
            database.close()


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(os.environ)


def begun(
    cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch, **more: object
) -> Iterator[tuple[Mailing, int]]:
    with a_mailing(cli, home, monkeypatch, **more) as mailing:
        number = mailing.tested()
        mailing("mail", "send", str(number), "--confirm-count", "3")
        yield mailing, number


@pytest.fixture
def waits(cli, home, monkeypatch) -> Iterator[tuple[Mailing, int]]:
    """A campaign of which one recipient has to be tried again in half an hour."""
    later = [Fault(at=At.RCPT, on="dan@example.org", says="451 4.7.1 Come back later", times=1)]
    monkeypatch.setattr("outlast.mailing.running._PATIENCE", timedelta())
    yield from begun(cli, home, monkeypatch, faults=later)


def test_who_had_to_wait_is_written_to_at_the_first_tick_after_that_time(waits, desk: Desk) -> None:
    mailing, number = waits
    assert sorted(mailing.got()) == EVERYBODY[:2]

    desk.now = day(10) + timedelta(minutes=10)
    assert desk.work(send_on).counts == {}
    assert sorted(mailing.got()) == EVERYBODY[:2]

    desk.now = day(10) + timedelta(minutes=31)
    outcome = desk.work(send_on)

    assert (outcome.ending, dict(outcome.counts)) == (Ending.DONE, {"letters sent": 1})
    assert sorted(mailing.got()) == EVERYBODY
    assert mailing.campaigns.get(number).state is CampaignState.FINISHED
    assert [(one.kind.value, one.state) for one in desk.news] == [("mail", f"{number}-finished")]
    assert not any("@" in f"{one.title}{one.text}" for one in desk.news)


def test_a_tick_with_nothing_to_send_opens_nothing_and_asks_nobody(waits, desk: Desk, monkeypatch) -> None:
    mailing, _ = waits
    desk.now = day(11)
    desk.work(send_on)
    connections = mailing.server.connections
    monkeypatch.setattr("outlast.wiring.Wiring.open_archive", lambda self: pytest.fail("opened"))

    assert desk.work(send_on).counts == {}
    assert mailing.server.connections == connections


def test_what_comes_back_can_be_read_while_letters_go_out(waits, desk: Desk, tmp_path: Path) -> None:
    mailing, number = waits
    box = mailbox.Maildir(tmp_path / "box")
    box.add(f"From: ada@example.org\nTo: {WRITER}\nSubject: unsubscribe\nMessage-ID: <1@example.org>\n\n".encode())
    desk.now, desk.takes = day(10) + timedelta(minutes=31), timedelta(seconds=61)
    reports = []

    desk.work(send_on, meanwhile=lambda: reports.append(mailing("mail", "bounces", "--maildir", box._path, "--json")))

    assert {one.code for one in reports} == {0}
    assert [one.lines[-1]["unsubscribed"] for one in reports][:2] == [1, 0]
    assert sorted(mailing.got()) == EVERYBODY
    assert mailing.campaigns.get(number).state is CampaignState.FINISHED


def test_a_campaign_that_was_paused_waits_for_the_writer(waits, desk: Desk) -> None:
    mailing, number = waits
    mailing("mail", "pause", str(number))
    desk.now = day(11)

    desk.work(send_on)

    assert sorted(mailing.got()) == EVERYBODY[:2]
    assert mailing.campaigns.get(number).state is CampaignState.PAUSED


def test_a_schedule_that_is_stopped_leaves_the_rest_to_its_next_tick(waits, desk: Desk) -> None:
    mailing, number = waits
    desk.now = day(11)

    assert desk.work(send_on, stop=lambda: desk.asked(2)).ending is Ending.STOPPED
    assert (mailing.campaigns.get(number).state, desk.news) == (CampaignState.SENDING, [])
    assert "schedule was stopped" in mailing.campaigns.get(number).why

    assert desk.work(send_on).ending is Ending.DONE
    assert sorted(mailing.got()) == EVERYBODY


def test_what_a_writer_asked_for_while_nobody_could_heed_it_stops_the_next_tick(waits, desk: Desk) -> None:
    mailing, number = waits
    asking.ask(mailing.campaigns.folder(number), Wish.CANCEL)
    desk.now = day(11)

    desk.work(send_on)

    assert sorted(mailing.got()) == EVERYBODY[:2]
    assert mailing.campaigns.get(number).state is CampaignState.CANCELLED


def test_a_tick_leaves_a_campaign_as_it_is_while_another_one_is_sent_by_the_same_account(waits, desk: Desk) -> None:
    mailing, number = waits
    before = mailing.campaigns.get(number)
    desk.now = day(11)
    settings = load_settings(find_places(desk.environ), environ=desk.environ)

    with KeptPace(mailing.archive.root, settings.mail).holding(), pytest.raises(Locked):
        desk.work(send_on)

    assert mailing.campaigns.get(number) == before
    desk.work(send_on)
    assert mailing.campaigns.get(number).state is CampaignState.FINISHED


def test_a_tick_pauses_a_campaign_whose_letter_is_not_the_tested_one(waits, desk: Desk, monkeypatch) -> None:
    mailing, number = waits
    monkeypatch.setattr("mailer.letter.compiled._digest", lambda *_: "f" * 64)
    desk.now = day(11)

    desk.work(send_on)

    campaign = mailing.campaigns.get(number)
    assert campaign.state is CampaignState.PAUSED
    assert campaign.why.startswith("The letter would not look as your test copy did")
    assert sorted(mailing.got()) == EVERYBODY[:2]
    assert [one.state for one in desk.news] == [f"{number}-paused"]


def test_a_server_that_shuts_the_writer_out_pauses_it_and_tells(waits, desk: Desk) -> None:
    mailing, number = waits
    mailing.server._faults = (Fault(at=At.CONNECT, says="554 5.7.1 Your account is disabled", hangs_up=True),)
    desk.now = day(11)

    with pytest.raises(MailServerRefused):
        desk.work(send_on)

    assert mailing.campaigns.get(number).state is CampaignState.PAUSED
    assert [one.severity.value for one in desk.news] == ["attention"]


def test_jobs_for_letters_are_there_once_mail_is_set_up(waits, desk: Desk, monkeypatch) -> None:
    def kinds() -> set[str]:
        return {job.kind for job in jobs_of(load_settings(find_places(desk.environ), environ=desk.environ))}

    assert "mail" in kinds()
    assert "returns" not in kinds()
    monkeypatch.setenv("OUTLAST_MAIL_DROP_BOX", "https://box.example")
    assert "returns" in kinds()
    monkeypatch.delenv("OUTLAST_MAIL_SERVER")
    assert not {"mail", "returns"} & kinds()


def test_collecting_before_any_letter_went_out_does_nothing(cli, home, monkeypatch, desk: Desk) -> None:
    with a_mailing(cli, home, monkeypatch):
        assert desk.work(collect).counts == {}


def test_a_drop_box_that_does_not_answer_is_told_as_such(waits, desk: Desk, monkeypatch, tmp_path) -> None:
    (tmp_path / "word").write_text("a word that nobody guesses")
    (tmp_path / "word").chmod(0o600)
    monkeypatch.setenv("OUTLAST_MAIL_DROP_BOX", "http://127.0.0.1:9/box")
    monkeypatch.setenv("OUTLAST_MAIL_DROP_BOX_SECRET", f"file:{tmp_path / 'word'}")

    outcome = desk.work(collect)

    assert outcome.ending in (Ending.LATER, Ending.FAILED)
    assert outcome.code == "OUT-322"


def test_a_damaged_campaign_is_told_and_who_signs_off_is_heard_all_the_same(waits, desk: Desk, monkeypatch) -> None:
    mailing, number = waits
    (mailing.campaigns.folder(number) / LEDGER).write_bytes(b"")
    monkeypatch.setenv("OUTLAST_MAIL_INBOX_SERVER", "imap.writer.test:993")
    mailbox = NumberedBox(f"From: dan@example.org\nTo: {WRITER}\nSubject: unsubscribe\n\n")
    monkeypatch.setattr(collecting, "imap_mailbox", lambda *_, **__: mailbox)

    outcome = desk.work(collect)

    assert (outcome.ending, outcome.code) == (Ending.FAILED, "OUT-160")
    assert f"Campaign {number} is damaged" in outcome.text
    assert outcome.counts == {"suppressed": 1}


def at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def test_the_command_goes_on_too_after_that_time(waits, monkeypatch) -> None:
    mailing, number = waits
    monkeypatch.setattr(clock, "now", at(day(10) + timedelta(minutes=31)))

    ran = mailing("mail", "resume", str(number))

    assert ran.code == 0, ran.err
    assert sorted(mailing.got()) == EVERYBODY
