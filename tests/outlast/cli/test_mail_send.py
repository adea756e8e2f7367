"""`outlast mail test` and `send`: to the writer first, then to everybody, once."""

import email
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from mailer.model import CampaignState
from outlast.cli._frame import clock
from outlast.mailing.pacing import KeptPace
from outlast.places import find_places
from outlast.settings import load_settings
from tests.archive.night_letters import day
from tests.fakes.smtp_faults import At, Fault
from tests.outlast.cli.mailing import PEOPLE, WRITER, Mailing, a_mailing
from tests.outlast.running import Ran
from tests.outlast.saved_letters import save
from tests.outlast.typing_person import sit_down

EVERYBODY = ["ada@example.org", "cleo@gmail.com", "dan@example.org"]


@pytest.fixture
def mailing(cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailing]:
    with a_mailing(cli, home, monkeypatch) as made:
        yield made


def send(mailing: Mailing, number: int, *words: str) -> Ran:
    return mailing("mail", "send", str(number), *words)


def test_a_test_copy_goes_to_the_writer_alone(mailing: Mailing) -> None:
    number = mailing.draft()

    ran = mailing("mail", "test", str(number))

    assert (ran.code, mailing.server.recipients) == (0, [WRITER])
    assert f"Then: outlast mail send {number}" in ran.out
    assert "Where can people" not in mailing.words(WRITER)
    assert "https://letters.example" in mailing.words(WRITER)
    campaign = mailing.campaigns.get(number)
    assert campaign.tested is not None
    assert (campaign.state, campaign.tested.to) == (CampaignState.CHECKED, WRITER)


def test_test_copies_go_where_the_settings_or_flags_say(mailing: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    number = str(mailing.draft())
    monkeypatch.setenv("OUTLAST_MAIL_TEST_TO", "maya@gmail.example maya@yahoo.example")

    mailing("mail", "test", number)
    mailing("mail", "test", number, "--to", "m@proton.example", "--paid")

    assert mailing.server.recipients == ["maya@gmail.example", "maya@yahoo.example", "m@proton.example"]
    assert mailing("mail", "test", number, "--to", "no address").code == 2


def test_a_dry_test_connects_to_nobody(mailing: Mailing) -> None:
    number = mailing.draft()

    assert mailing("mail", "test", str(number), "--dry-run").code == 0
    assert mailing.server.connections == 0
    assert mailing.campaigns.get(number).tested is None


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault(at=At.RCPT, says="550 5.7.1 <maya@nightletters.example> is not yours"), 1),
        (Fault(at=At.MAIL, says="451 4.7.1 Try again later"), 75),
        (Fault(at=At.DOT, hangs_up=True), 75),
        (Fault(at=At.CONNECT, says="554 5.7.1 No", hangs_up=True), 1),
    ],
    ids=["refused", "later", "cut", "turned away"],
)
def test_a_test_copy_that_was_not_taken_does_not_count(
    cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch, fault: Fault, code: int
) -> None:
    with a_mailing(cli, home, monkeypatch, faults=[fault]) as mailing:
        number = mailing.draft()

        ran = mailing("mail", "test", str(number))

        assert ran.code == code
        assert "maya@" not in ran.err
        assert mailing.campaigns.get(number).tested is None
        assert send(mailing, number, "--confirm-count", "3").code == 9
        assert mailing.got() == []


def test_a_letter_goes_to_everybody_once_who_pays_first(mailing: Mailing) -> None:
    number = mailing.tested()

    ran = send(mailing, number, "--confirm-count", "3")

    assert ran.code == 0, ran.err
    assert mailing.got()[0] == "ada@example.org"
    assert sorted(mailing.got()) == EVERYBODY
    assert "Campaign 1 is finished: 3 handed over." in ran.out
    campaign = mailing.campaigns.get(number)
    assert (campaign.state, campaign.recipients) == (CampaignState.FINISHED, 3)
    assert campaign.left_out == {"unsubscribed": 1, "bad-host": 1}
    assert not any(who.partition("@")[0] in ran.out + ran.err for who in EVERYBODY)


def test_each_gets_a_mail_of_their_own(mailing: Mailing) -> None:
    send(mailing, mailing.tested(), "--confirm-count", "3")

    mails = [mailing.words(who) for who in EVERYBODY]
    for name in ("Message-ID", "List-Unsubscribe"):
        assert len({next(line for line in mail.splitlines() if line.startswith(name)) for mail in mails}) == 3


def test_the_number_is_typed_by_a_person(mailing: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    number = mailing.tested()
    screen = sit_down(monkeypatch, typed=["", "2", "3"])

    assert send(mailing, number).code == 9
    assert send(mailing, number).code == 9
    assert mailing.got() == []
    assert send(mailing, number).code == 0
    assert "Type 3 to go on, or press Enter to stop" in screen.getvalue()
    assert "“Night Letters: where to find me now” to 3 subscribers (1 paid first)" in screen.getvalue()


@pytest.mark.parametrize("words", [[], ["--yes"], ["--confirm-count", "4"], ["--confirm-count", ""]])
def test_without_the_right_number_nothing_goes_out(mailing: Mailing, words: list[str]) -> None:
    number = mailing.tested()

    assert send(mailing, number, "--no-input", *words).code == 9
    assert mailing.got() == []
    assert mailing.campaigns.get(number).state is CampaignState.CHECKED


def test_a_letter_without_a_test_or_changed_since_does_not_go_out(mailing: Mailing) -> None:
    untested, tested = mailing.draft(), mailing.tested()
    mailing("mail", "edit", str(tested), "--subject", "Other")

    for number in (untested, tested):
        ran = send(mailing, number, "--confirm-count", "3")
        assert ran.code == 9
        assert f"outlast mail test {number}" in ran.err
    assert mailing.got() == []


def test_another_sender_in_the_settings_asks_for_another_test(
    mailing: Mailing, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = mailing.tested()
    monkeypatch.setenv("OUTLAST_MAIL_FROM_NAME", "Somebody Else")

    assert send(mailing, number, "--confirm-count", "3").code == 9


@pytest.mark.parametrize("name", ["SERVER", "POSTAL_ADDRESS"])
def test_what_is_not_set_is_named_before_anything_else(
    mailing: Mailing, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    number = mailing.tested()
    monkeypatch.delenv(f"OUTLAST_MAIL_{name}")

    ran = send(mailing, number, "--confirm-count", "3")

    assert ran.code == 6
    assert f"mail.{name.lower()}" in ran.err


def test_a_dry_run_sends_nothing_and_says_the_same(mailing: Mailing) -> None:
    number = mailing.tested()

    found = send(mailing, number, "--dry-run", "--json").lines[-1]

    assert (found["recipients"], found["ready"], found["dry_run"]) == (3, True, True)
    assert mailing.got() == []
    assert mailing.campaigns.get(number).state is CampaignState.CHECKED


def test_a_finished_campaign_is_not_sent_again_nor_edited(mailing: Mailing) -> None:
    number = mailing.tested()
    send(mailing, number, "--confirm-count", "3")

    for words in (
        ["send", str(number), "--confirm-count", "3"],
        ["edit", str(number), "--subject", "x"],
        ["test", str(number)],
    ):
        assert mailing("mail", *words).code == 1
    assert len(mailing.got()) == 3


def test_a_part_can_be_meant_when_it_is_sent(mailing: Mailing) -> None:
    number = mailing.tested()

    assert send(mailing, number, "--segment", "free", "--limit", "1", "--confirm-count", "1").code == 0
    assert mailing.got() == ["dan@example.org"]
    assert mailing.campaigns.get(number).segment.who == "free"


def test_who_was_fixed_is_written_to_whatever_becomes_of_the_list(
    cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = [Fault(at=At.MAIL, says="451 4.3.2 Not now", after=2)]  # the test copy and one more are taken
    with a_mailing(cli, home, monkeypatch, faults=faults) as mailing:
        number = mailing.tested()

        ran = send(mailing, number, "--confirm-count", "3")
        save(
            mailing.archive, 2, subscribers=[PEOPLE[3], b"new@example.org,false,,other,false,2024-02-03T10:00:00.000Z,"]
        )

        assert ran.code == 75
        assert mailing.got() == ["ada@example.org"]
        found = mailing("mail", "status", str(number), "--json").lines[-1]
        assert found["state"] == "sending"
        assert found["counts"] == {"accepted": 1, "deferred": 2}
        assert send(mailing, number, "--confirm-count", "2", "--yes").code == 75
        assert mailing("mail", "status", str(number), "--json").lines[-1]["counts"] == {"accepted": 1, "deferred": 2}


def test_who_the_server_says_does_not_exist_is_told_and_never_written_to_again(
    cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = [Fault(at=At.RCPT, on="dan@", says="550 5.1.1 <dan@example.org>: no such user")]
    with a_mailing(cli, home, monkeypatch, faults=faults) as mailing:
        ran = send(mailing, mailing.tested(), "--confirm-count", "3")

        assert ran.code == 3
        assert "dan" not in ran.out + ran.err
        assert mailing("mail", "plan", str(mailing.draft()), "--json").lines[-1]["left_out"]["suppressed-invalid"] == 1
        status = mailing("mail", "status", "1")
        assert "1 refused" in status.out
        assert "550 5.1.1" in status.out
        assert "dan" not in status.out


def test_two_runs_at_once_cannot_send_one_campaign(mailing: Mailing) -> None:
    number = mailing.tested()

    with mailing.campaigns.holding(number):
        assert send(mailing, number, "--confirm-count", "3").code == 7
        assert mailing("mail", "test", str(number)).code == 7
        assert mailing("mail", "status", str(number), "--json").lines[-1]["busy"]
    assert mailing.got() == []


def test_a_second_campaign_of_the_same_account_waits_until_the_first_is_out(mailing: Mailing, home: Path) -> None:
    number = mailing.tested()
    account = KeptPace(mailing.archive.root, load_settings(find_places(os.environ), environ=os.environ).mail)
    with account.holding():
        ran = send(mailing, number, "--confirm-count", "3")

        assert ran.code == 7
        assert "Another campaign is being sent by this account" in ran.err
        assert mailing.campaigns.get(number).state is CampaignState.CHECKED

    assert send(mailing, number, "--confirm-count", "3").code == 0


def test_each_letter_of_a_run_that_lasts_bears_the_date_of_its_hour(
    mailing: Mailing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: day(10) + timedelta(hours=5 * len(mailing.got())))
    number = mailing.tested()

    assert send(mailing, number, "--rate", "0.5/min", "--confirm-count", "3").code == 0

    dates = [email.message_from_bytes(taken.content)["Date"] for taken in mailing.server.taken[1:]]
    assert [parsedate_to_datetime(date) for date in dates] == [day(10) + timedelta(hours=5 * n) for n in range(3)]


def test_a_rate_that_is_none_is_told(mailing: Mailing) -> None:
    number = mailing.tested()
    for rate in ("fast", "0", "-1/min", "nan"):
        assert send(mailing, number, "--rate", rate, "--confirm-count", "3").code == 2


def test_the_writer_sees_what_those_who_pay_read_where_it_is_something_else(mailing: Mailing) -> None:
    number = str(mailing.draft("--set", "paid_words=No payment has been taken."))

    ran = mailing("mail", "test", number)
    assert "2 test copies (as free subscribers see it, and as those who pay do)" in ran.out
    assert mailing.server.recipients == [WRITER, WRITER]
    contents = [taken.content for taken in mailing.server.taken]
    assert [b"No payment has been taken." in content for content in contents] == [False, True]

    assert "1 test copy for" in mailing("mail", "test", number, "--paid").out
    assert b"No payment has been taken." in mailing.server.taken[-1].content
    assert "1 test copy for" in mailing("mail", "test", str(mailing.draft())).out
