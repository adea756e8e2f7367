"""`outlast mail pause`, `resume`, `cancel`, `retry`, `resolve`: a campaign that has begun."""

import errno
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from filelock import FileLock

from mailer.letter import compiled
from mailer.model import CampaignState
from outlast.cli._frame import clock
from outlast.mailing import transitions
from outlast.state import FILE
from tests.archive.night_letters import day
from tests.fakes.smtp_faults import At, Fault
from tests.outlast.cli.begun_campaign import ONCE, Given, begun, later
from tests.outlast.cli.mailing import Mailing, a_mailing
from tests.outlast.running import Ran


@pytest.fixture
def given(cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    return cli, home, monkeypatch


def test_a_campaign_goes_on_and_writes_to_nobody_twice(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        before = mailing.got()
        later(given[2])

        assert mailing("mail", "resume", number, "--dry-run").code == 0
        assert mailing.got() == before
        ran = mailing("mail", "resume", number)

        assert ran.code == 0, ran.err
        assert sorted(mailing.got()) == ["ada@example.org", "cleo@gmail.com", "dan@example.org"]
        assert mailing.campaigns.get(int(number)).runs == 2


def test_a_paused_campaign_waits_until_it_is_resumed(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        later(given[2])

        assert mailing("mail", "pause", number).code == 0
        assert mailing.campaigns.get(int(number)).state is CampaignState.PAUSED
        assert mailing("mail", "pause", number).code == 1
        assert mailing("mail", "resume", number).code == 0


def test_a_cancelled_campaign_goes_to_nobody_else(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        got = mailing.got()
        later(given[2])

        assert mailing("mail", "cancel", number, "--no-input").code == 9
        assert mailing("mail", "cancel", number, "--yes").code == 0
        for words in (
            ["resume", number],
            ["send", number, "--confirm-count", "3"],
            ["cancel", number],
            ["retry", number],
        ):
            assert mailing("mail", *words).code == 1
        assert mailing.got() == got


def test_another_computer_does_not_go_on_with_it_unless_it_takes_over(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        later(given[2])
        given[2].setenv("OUTLAST_STATE_DIR", str(given[1] / "another"))

        ran = mailing("mail", "resume", number)

        assert ran.code == 9
        assert "--take-over" in ran.err
        assert mailing("mail", "resume", number, "--take-over", "--no-input").code == 9
        assert mailing("mail", "resume", number, "--take-over", "--yes").code == 0
        assert len(mailing.got()) == 3


def test_an_archive_restored_from_before_does_not_send_again(given: Given) -> None:
    with a_mailing(*given) as mailing:
        number = mailing.tested()
        before = mailing.campaigns.get(number)
        assert mailing("mail", "send", str(number), "--confirm-count", "3").code == 0
        mailing.campaigns.save(before)

        ran = mailing("mail", "send", str(number), "--confirm-count", "3")

        assert ran.code == 9
        assert "restored from an older copy" in ran.err
        assert len(mailing.got()) == 3


def test_an_archive_restored_from_the_middle_does_not_go_on(given: Given) -> None:
    with a_mailing(*given, faults=[Fault(at=At.MAIL, says="451 4.3.2 Not now", after=2, times=2)]) as mailing:
        number = begun(mailing)
        middle = mailing.campaigns.get(int(number))
        later(given[2])
        mailing("mail", "resume", number)
        mailing.campaigns.save(middle)

        assert mailing("mail", "resume", number).code == 9


def test_who_could_not_be_reached_for_now_can_be_tried_again(given: Given) -> None:
    faults = [Fault(at=At.RCPT, on="dan@", says="552 5.2.2 Mailbox full", times=1)]
    with a_mailing(*given, faults=faults) as mailing:
        number = str(mailing.tested())
        assert mailing("mail", "send", number, "--confirm-count", "3").code == 3

        assert mailing("mail", "retry", number, "--dry-run", "--json").lines[-1]["again"] == 1
        assert mailing("mail", "retry", number, "--json").lines[-1]["again"] == 1
        assert mailing.campaigns.get(int(number)).state is CampaignState.PAUSED
        assert mailing("mail", "resume", number).code == 0
        assert sorted(mailing.got()) == ["ada@example.org", "cleo@gmail.com", "dan@example.org"]


def test_who_was_refused_for_something_else_than_their_address_can_be_tried_again(given: Given) -> None:
    faults = [
        Fault(at=At.DOT, on="dan@", says="550 5.0.0 The moon is full", times=1),
        Fault(at=At.RCPT, on="ada@", says="550 5.4.1 Recipient address rejected"),
    ]
    with a_mailing(*given, faults=faults) as mailing:
        number = str(mailing.tested())
        mailing("mail", "send", number, "--confirm-count", "3")

        assert mailing("mail", "retry", number, "--json").lines[-1]["again"] == 1
        assert mailing("mail", "resume", number).code == 3
        assert sorted(mailing.got()) == ["cleo@gmail.com", "dan@example.org"]


def test_who_gets_no_letters_any_more_is_not_tried_again(given: Given) -> None:
    faults = [Fault(at=At.RCPT, on="dan@", says="552 5.2.2 Mailbox full", times=1)]
    with a_mailing(*given, faults=faults) as mailing:
        number = str(mailing.tested())
        mailing("mail", "send", number, "--confirm-count", "3")
        assert mailing("mail", "suppress", "add", "dan@example.org").code == 0

        assert mailing("mail", "retry", number, "--json").lines[-1]["again"] == 0


def test_who_was_refused_for_good_is_not_tried_again(given: Given) -> None:
    faults = [Fault(at=At.RCPT, on="dan@", says="550 5.1.1 No such user")]
    with a_mailing(*given, faults=faults) as mailing:
        number = str(mailing.tested())
        mailing("mail", "send", number, "--confirm-count", "3")

        assert mailing("mail", "retry", number, "--json").lines[-1]["again"] == 0
        assert mailing.campaigns.get(int(number)).state is CampaignState.FINISHED


def test_who_was_called_dead_is_tried_again_once_the_writer_took_them_off_the_list(given: Given) -> None:
    faults = [Fault(at=At.RCPT, on="dan@", says="550 5.1.1 No such user", times=1)]
    with a_mailing(*given, faults=faults) as mailing:
        number = str(mailing.tested())
        mailing("mail", "send", number, "--confirm-count", "3")
        removed = mailing("mail", "suppress", "remove", "dan@example.org", "--note", "Dan is there.", "--yes")
        assert removed.code == 0, removed.err

        assert mailing("mail", "retry", number, "--json").lines[-1]["again"] == 1


def doubtful(mailing: Mailing, monkeypatch: pytest.MonkeyPatch) -> str:
    """Send a campaign of which one is in doubt; each look at the clock is a minute later than the one before."""
    minutes = count()
    monkeypatch.setattr(clock, "now", lambda: day(10) + timedelta(minutes=next(minutes)))
    number = str(mailing.tested())
    assert mailing("mail", "send", number, "--confirm-count", "3").code == 3
    return number


CUT = Fault(at=At.TAKEN, after=2, times=1, hangs_up=True)
"""The server takes the second letter of the campaign, and the line breaks before it says so."""


def test_who_is_in_doubt_is_held_listed_and_shown_when_asked(given: Given) -> None:
    with a_mailing(*given, faults=[CUT]) as mailing:
        number = doubtful(mailing, given[2])

        status = mailing("mail", "status", number, "--json").lines[-1]
        listed, named = mailing("mail", "resolve", number), mailing("mail", "resolve", number, "--show-addresses")

        assert len(status["in_doubt"]) == 1
        assert "1 is in doubt, and held" in listed.out
        assert "@" not in listed.out
        assert "dan@example.org" in named.out or "cleo@gmail.com" in named.out
        assert "in doubt: recipient" in mailing("mail", "status", number).out
        assert mailing("mail", "resolve", number, "--arrived", "--resend").code == 2


def test_who_is_in_doubt_can_be_counted_as_reached(given: Given) -> None:
    with a_mailing(*given, faults=[CUT]) as mailing:
        number = doubtful(mailing, given[2])

        assert mailing("mail", "resolve", number, "--arrived").code == 0
        assert mailing("mail", "status", number, "--json").lines[-1]["counts"] == {"accepted": 3}
        assert len(mailing.got()) == len(set(mailing.got())) == 3
        assert "Nobody is in doubt." in mailing("mail", "resolve", number).out


def test_who_is_in_doubt_can_be_sent_the_same_mail_once_more(given: Given) -> None:
    with a_mailing(*given, faults=[CUT]) as mailing:
        number = doubtful(mailing, given[2])
        [doubted] = mailing("mail", "status", number, "--json").lines[-1]["in_doubt"]

        assert mailing("mail", "resolve", number, "--resend", "--recipient", "99").code == 0
        assert mailing("mail", "resolve", number, "--resend", "--no-input").code == 9
        assert mailing("mail", "resolve", number, "--resend", "--recipient", str(doubted), "--yes").code == 0
        assert mailing("mail", "resume", number).code == 0

        twice = [who for who in set(mailing.got()) if mailing.got().count(who) == 2]
        assert len(twice) == 1
        named = [line for taken in mailing.server.taken if twice[0] in taken.recipients for line in taken.content.split(b"\r\n") if line.startswith(b"Message-ID")]  # fmt: skip
        assert len(named) == 2 and len(set(named)) == 1


def test_a_campaign_that_never_began_cannot_go_on(given: Given) -> None:
    with a_mailing(*given) as mailing:
        number = str(mailing.draft())
        for words in (["pause"], ["resume"], ["retry"], ["resolve"]):
            assert mailing("mail", words[0], number).code == 1
        assert mailing("mail", "status", "99").code == 1


def test_what_this_computer_knows_does_not_lie_in_the_archive(given: Given) -> None:
    with a_mailing(*given) as mailing:
        mailing("mail", "send", str(mailing.tested()), "--confirm-count", "3")

        assert not list(mailing.archive.root.rglob(FILE))
        assert list(given[1].rglob(FILE))
        assert transitions.has_expired(mailing.campaigns.get(1), day(25))


def test_no_address_lies_in_the_open(given: Given) -> None:
    with a_mailing(
        *given, faults=[Fault(at=At.RCPT, on="dan@", says="550 5.1.1 <dan@example.org> unknown")]
    ) as mailing:
        mailing("mail", "send", str(mailing.tested("--only", _some(given[1]))), "--confirm-count", "2")

        folder = mailing.archive.root / "mail"
        files = [
            path for path in (*folder.rglob("*"), *given[1].rglob("*.log"), *given[1].rglob(FILE)) if path.is_file()
        ]
        assert len(files) > 3
        for who in (b"dan@example", b"ada@example"):
            assert [path.name for path in files if who in path.read_bytes().lower()] == []


def _some(home: Path) -> str:
    (home / "only.txt").write_text("dan@example.org\nada@example.org\n")
    return str(home / "only.txt")


@pytest.fixture
def changed(given: Given) -> Iterator[tuple[Mailing, str]]:
    """A campaign that has begun, and whose letter comes out otherwise since."""
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        later(given[2])
        given[2].setattr(compiled, "_digest", lambda *_: "f" * 64)
        yield mailing, number


def test_the_rest_does_not_get_another_letter_than_the_one_that_was_tested(changed: tuple[Mailing, str]) -> None:
    mailing, number = changed
    got = mailing.got()

    ran = mailing("mail", "resume", number, "--no-input")

    assert ran.code == 9
    assert "does not look as your test copy did" in ran.err
    assert mailing.got() == got


def test_the_rest_gets_the_letter_as_it_is_now_once_the_writer_says_so(changed: tuple[Mailing, str]) -> None:
    mailing, number = changed

    assert mailing("mail", "resume", number, "--yes").code == 0
    assert len(mailing.got()) == 3
    assert "You took the letter as it looks now." in mailing("mail", "status", number).out


def test_the_status_names_a_campaign_that_is_not_all_out_until_it_is_over(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)
        later(given[2])

        shown = mailing("status").out
        assert f"for campaign {number}, which is not being sent right now" in shown, shown
        assert f"outlast mail resume {number}" in shown
        with mailing.campaigns.holding(int(number)):
            assert "for campaign" not in mailing("status").out
        assert mailing("mail", "pause", number).code == 0
        gaps = mailing("status", "--json").lines[-1]["gaps"]
        assert [gap["next"] for gap in gaps if gap["kind"] == "campaign"] == [f"outlast mail resume {number}"]
        assert "which is paused" in mailing("status").out

        assert mailing("mail", "cancel", number, "--yes").code == 0
        assert "for campaign" not in mailing("status").out


def test_an_archive_that_may_only_be_read_shows_how_a_campaign_stands(given: Given) -> None:
    with a_mailing(*given, faults=[ONCE]) as mailing:
        number = begun(mailing)

        def refused(_: FileLock) -> None:
            raise PermissionError(errno.EROFS, "Read-only file system")

        given[2].setattr(FileLock, "acquire", refused)
        ran = mailing("mail", "status", number)
        assert ran.code == 0, ran.err
        assert "right now" not in ran.out
