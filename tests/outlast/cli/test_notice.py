"""`outlast notice`: from nothing but a list and the mail settings to everybody, in one sitting."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec import structs

from mailer.model import CampaignState
from outlast.cli._frame import clock
from tests.archive.night_letters import day
from tests.fakes.smtp_faults import At, Fault
from tests.outlast.cli.mailing import ADDRESS, WRITER, Mailing, a_mailing
from tests.outlast.running import Ran
from tests.outlast.typing_person import sit_down

SET = ("--set", f"new_address={ADDRESS}")
EVERYBODY = ["ada@example.org", "cleo@gmail.com", "dan@example.org"]


@pytest.fixture
def mailing(cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailing]:
    with a_mailing(cli, home, monkeypatch) as made:
        yield made


def test_a_person_answers_five_questions_and_everybody_has_it(
    mailing: Mailing, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = sit_down(monkeypatch, typed=[ADDRESS, "", "On Friday.", "", "y", "3"])

    ran = mailing("notice")

    assert ran.code == 0
    assert mailing.server.recipients[0] == WRITER
    assert sorted(mailing.got()) == EVERYBODY
    assert ADDRESS in mailing.words("dan@example.org")
    assert "On Friday." in mailing.words("dan@example.org")
    said = screen.getvalue()
    assert said.index("Where can people find you now?") < said.index("Has it arrived") < said.index("Type 3 to go on")


def test_a_script_answers_all_of_it_with_options(mailing: Mailing) -> None:
    ran = mailing("notice", *SET, "--seen", "--confirm-count", "3", "--no-input", "--json")

    assert ran.code == 0, ran.err
    assert ran.lines[-1]["counts"] == {"accepted": 3}
    assert sorted(mailing.got()) == EVERYBODY


def test_where_nobody_has_seen_the_test_copy_nothing_goes_to_others(mailing: Mailing) -> None:
    first = mailing("notice", *SET, "--confirm-count", "3", "--no-input")

    assert first.code == 9
    assert mailing.server.recipients == [WRITER]
    assert "run the same command again with --seen" in first.err
    assert "Only the test copy went out, to you. The letter is kept as a draft, campaign 1." in first.err
    assert mailing("notice", *SET, "--confirm-count", "3", "--no-input").code == 9
    assert mailing.got() == []
    assert mailing("notice", *SET, "--seen", "--confirm-count", "3", "--no-input").code == 0
    assert mailing.server.recipients.count(WRITER) == 1
    assert mailing.campaigns.numbers() == [1]


def test_run_again_it_goes_on_with_the_notice_that_is_open(mailing: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = sit_down(monkeypatch, typed=[ADDRESS, "", "", "", "n", "n", "y", "4", "3"])

    assert mailing("notice").code == 9
    assert "outlast mail edit 1" in screen.getvalue()
    assert "look into your spam folder, then: outlast mail check" in " ".join(screen.getvalue().split())
    assert mailing("notice").code == 9
    assert mailing.got() == []
    assert mailing("notice").code == 9
    assert mailing("notice").code == 0
    assert screen.getvalue().count("Has it arrived") == 3

    assert mailing.campaigns.numbers() == [1]
    assert mailing.campaigns.get(1).values["new_address"] == ADDRESS
    assert screen.getvalue().count("Where can people find you now?") == 1
    assert sorted(mailing.got()) == EVERYBODY


def test_other_words_on_the_second_try_ask_for_another_test(mailing: Mailing) -> None:
    mailing("notice", *SET, "--no-input")

    ran = mailing("notice", "--set", "next_words=On Friday.", "--no-input")

    assert ran.code == 9
    assert mailing.server.recipients == [WRITER, WRITER]
    assert mailing.campaigns.get(1).values["new_address"] == ADDRESS
    assert "On Friday." in mailing.words(WRITER)


def test_a_changed_letter_is_to_be_seen_again(mailing: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    assert mailing("notice", *SET, "--seen", "--no-input").code == 9
    screen = sit_down(monkeypatch, typed=["n"])

    assert mailing("notice", "--set", "next_words=On Friday.").code == 9
    assert screen.getvalue().count("Has it arrived") == 1
    assert mailing.got() == []


def test_where_nobody_is_there_to_write_to_it_says_so_before_a_copy_goes_out(mailing: Mailing) -> None:
    ran = mailing("notice", *SET, "--domain", "nowhere.example", "--seen", "--no-input")

    assert ran.code == 2
    assert "There is nobody to whom campaign 1 could go." in ran.err
    assert mailing.server.connections == 0


@pytest.mark.parametrize("gone", [[], ["SERVER", "FROM", "POSTAL_ADDRESS"]])
def test_a_dry_run_asks_nothing_and_shows_who_would_get_it(
    mailing: Mailing, monkeypatch: pytest.MonkeyPatch, gone: list[str]
) -> None:
    for name in gone:
        monkeypatch.delenv(f"OUTLAST_MAIL_{name}")
    screen = sit_down(monkeypatch)

    ran, told = mailing("notice", "--dry-run"), mailing("notice", "--dry-run", "--no-input", "--json")

    assert (ran.code, told.code) == ((6, 6) if gone else (0, 0)), ran.out + screen.getvalue()
    assert "Not answered yet: Where can people find you now? A web address.  → --set new_address=…" in ran.out
    assert "o 3 subscribers (1 paid first)" in ran.out
    assert "left out: 1 unsubscribed" in ran.out
    assert told.lines[-1]["recipients"] == 3
    assert mailing.campaigns.numbers() == []


def test_a_notice_that_was_interrupted_goes_on_and_writes_to_nobody_twice(
    cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = [Fault(at=At.MAIL, says="451 4.3.2 Not now", after=2, times=1)]
    with a_mailing(cli, home, monkeypatch, faults=faults) as mailing:
        assert mailing("notice", *SET, "--seen", "--confirm-count", "3").code == 75
        monkeypatch.setattr(clock, "now", lambda: day(11))

        assert mailing("notice", "--dry-run").code == 0
        assert mailing("notice").code == 0

        assert sorted(mailing.got()) == EVERYBODY
        assert mailing.campaigns.numbers() == [1]


def test_after_a_finished_notice_another_one_can_be_sent(mailing: Mailing) -> None:
    words = (*SET, "--seen", "--no-input", "--confirm-count")

    assert mailing("notice", *words, "3").code == 0
    assert mailing("notice", "--another", "--segment", "paid", *words, "1").code == 0

    assert [one.state for one in mailing.campaigns.all()] == [CampaignState.FINISHED] * 2
    assert mailing.got()[3:] == ["ada@example.org"]


@pytest.mark.parametrize("words", [(), ("--yes",), ("--dry-run",), ("--segment", "paid")])
def test_the_same_command_writes_to_nobody_again_once_the_notice_is_out(
    mailing: Mailing, words: tuple[str, ...]
) -> None:
    command = ("notice", *SET, "--seen", "--confirm-count", "3", "--no-input")
    assert mailing(*command).code == 0

    ran = mailing(*command, *words)

    assert ran.code == 0, ran.err
    assert "finished" in ran.out
    assert "campaign 1, which went out on 10 January 2026 to 3 subscribers" in ran.err
    assert "outlast notice --another" in ran.err
    assert mailing.campaigns.numbers() == [1]
    assert sorted(mailing.got()) == EVERYBODY


def test_whether_another_letter_is_meant_is_asked_with_date_and_number(
    mailing: Mailing, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert mailing("notice", *SET, "--seen", "--confirm-count", "3").code == 0
    screen = sit_down(monkeypatch, typed=["", "y", "", "", "", "y", "3"])

    assert mailing("notice", *SET, "--yes").code == 0
    assert (len(mailing.got()), mailing.campaigns.numbers()) == (3, [1])
    assert "ANOTHER letter to them, after campaign 1, which went out on 10 January 2026 to 3 sub" in screen.getvalue()
    assert mailing("notice", *SET).code == 0
    assert len(mailing.got()) == 6


def test_after_a_month_the_same_command_means_another_letter(mailing: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    command = ("notice", *SET, "--seen", "--confirm-count", "3", "--no-input")
    assert mailing(*command).code == 0
    monkeypatch.setattr(clock, "now", lambda: day(10) + timedelta(days=31))

    ran = mailing(*command)

    assert "This writes another letter to them." in ran.err
    assert len(mailing.got()) == 6


def test_a_cancelled_notice_is_not_begun_anew_by_the_same_command(
    cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_mailing(cli, home, monkeypatch, faults=[Fault(at=At.MAIL, says="451 4.3.2 Not now", after=2)]) as mailing:
        command = ("notice", *SET, "--seen", "--confirm-count", "3", "--no-input")
        assert mailing(*command).code == 75
        assert mailing("mail", "cancel", "1", "--yes").code == 0

        assert mailing(*command).code == 0
        assert (mailing.campaigns.numbers(), len(mailing.got())) == ([1], 1)


@pytest.mark.parametrize("asked", ["Where can people", "Has it arrived", "Type 3"])
def test_a_notice_that_goes_out_while_another_waits_for_an_answer_stays_the_only_one(
    mailing: Mailing, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    other = mailing.tested()
    screen = sit_down(monkeypatch)
    answers = {"Where can": ADDRESS, "What does": "", "When and": "", "What happens": "", "Has it": "y", "Type": "3"}
    sent: list[int] = []

    def answer(prompt: str) -> str:
        if asked in prompt and not sent:
            sent.append(-1)
            mailing.campaigns.change(other, lambda one: structs.replace(one, notice=True))
            sent[0] = mailing("mail", "send", str(other), "--confirm-count", "3").code
        return next(text for begin, text in answers.items() if begin in prompt)

    monkeypatch.setattr("click.termui.visible_prompt_func", answer)

    ran = mailing("notice")

    assert (sent, ran.code) == ([0], 9), screen.getvalue()
    assert "was begun while this one waited for you" in screen.getvalue()
    assert sorted(mailing.got()) == EVERYBODY
    assert mailing("notice", "--no-input").code == 0
    assert sorted(mailing.got()) == EVERYBODY


def test_a_dry_run_keeps_nothing_and_says_what_would_be_sent(mailing: Mailing) -> None:
    ran = mailing("notice", *SET, "--dry-run")

    assert ran.code == 0
    assert "to 3 subscribers (1 paid first)" in ran.out
    assert "left out: 1 unsubscribed" in ran.out
    assert "Nothing was kept or sent" in ran.out
    assert mailing.campaigns.numbers() == []
    assert mailing.server.connections == 0


@pytest.mark.parametrize("gone", [["SERVER"], ["POSTAL_ADDRESS"], ["FROM"], ["SERVER", "FROM", "POSTAL_ADDRESS"]])
@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_what_is_not_set_is_named_with_what_to_do(
    mailing: Mailing, monkeypatch: pytest.MonkeyPatch, gone: list[str], words: tuple[str, ...]
) -> None:
    for name in gone:
        monkeypatch.delenv(f"OUTLAST_MAIL_{name}")

    ran = mailing("notice", *SET, *words)

    assert ran.code == 6
    said = ran.out + ran.err
    assert all(f"mail.{name.lower()}" in said for name in gone)
    assert "outlast mail setup" in said
    assert mailing.campaigns.numbers() == []


def test_a_missing_answer_is_named_and_nothing_is_kept(mailing: Mailing) -> None:
    ran = mailing("notice", "--no-input")

    assert ran.code == 2
    assert "--set new_address=" in ran.err
    assert mailing.campaigns.numbers() == []


def test_without_a_list_it_says_where_to_get_one(
    cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_mailing(cli, home, monkeypatch, people=None) as mailing:
        ran = mailing("notice", *SET, "--seen", "--no-input", "--confirm-count", "0")

        assert ran.code == 1
        assert "outlast import" in ran.err
        assert mailing.server.connections == 0


def test_a_wrong_number_sends_nothing(mailing: Mailing) -> None:
    assert mailing("notice", *SET, "--seen", "--confirm-count", "4", "--no-input").code == 9
    assert mailing.got() == []


def test_another_language_and_part_can_be_meant(mailing: Mailing) -> None:
    ran = mailing("notice", *SET, "--lang", "es", "--segment", "paid", "--seen", "--confirm-count", "1", "--no-input")

    assert ran.code == 0, ran.err
    assert mailing.got() == ["ada@example.org"]
    assert mailing.campaigns.get(1).language == "es"
