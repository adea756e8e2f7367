"""Collects what came back: whose it is has to be proved, and what follows hangs on why it came back."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.errors import StorageError
from mailer.bounces.known_again import known_by_name
from mailer.model import EventKind, Reason
from mailer.suppression.suppression_list import SuppressionList
from outlast.mailing.returns_kept import ReturnsKept
from tests.outlast.mailing.numbered_box import NumberedBox
from tests.outlast.mailing.sent_letters import NOW, SentLetters, bounce, sent_letters

PEOPLE = ["anna@dest.test", "Ben.Ohm@dest.test", "cleo@dest.test", "dina@dest.test"]
_AWAY = "From: anna@dest.test\nTo: {to}\nDelivered-To: {to}\nSubject: Out of office\nAuto-Submitted: auto-replied\n\nBack in May\n"


@pytest.fixture
def letters(archive: Archive) -> SentLetters:
    return sent_letters(archive, PEOPLE)


@pytest.fixture
def plain(archive: Archive) -> SentLetters:
    """Letters of somebody whose mailbox takes nothing behind a plus."""
    return sent_letters(archive, PEOPLE, plus=False)


def test_a_dead_address_is_known_by_the_token_alone_and_suppressed(letters: SentLetters, tmp_path: Path) -> None:
    mail = bounce(letters.personal(1).return_path, "forwarded@elsewhere.test", "Subject: cut off")

    report = letters.collect(ReturnsKept(), mail, folder=tmp_path / "box")

    assert report.bounced_hard == 1
    assert letters.suppressed().reason_of("ANNA@dest.test") is Reason.INVALID
    assert len(letters.suppressed()) == 1
    with letters.ledger() as ledger:
        assert dict(ledger.events()) == {(EventKind.BOUNCED, True): 1}


def test_without_a_token_address_and_name_of_the_letter_prove_whose_it_is(plain: SentLetters, tmp_path: Path) -> None:
    header = plain.header(2).replace("List-Unsubscribe", "X-Cut")

    report = plain.collect(
        ReturnsKept(), bounce("bounce@writer.test", "ben.ohm@dest.test", header), folder=tmp_path / "box"
    )

    assert report.bounced_hard == 1
    assert "ben.ohm@dest.test" in plain.suppressed()


def test_where_the_server_gave_the_letter_another_name_its_link_proves_whose_it_is(
    plain: SentLetters, tmp_path: Path
) -> None:
    header = plain.header(3).replace(plain.personal(3).message_id, "0100018f@email.amazonses.com")

    report = plain.collect(
        ReturnsKept(), bounce("bounce@writer.test", "cleo@dest.test", header), folder=tmp_path / "box"
    )

    assert report.bounced_hard == 1
    assert "cleo@dest.test" in plain.suppressed()


@pytest.mark.parametrize(
    "forged",
    [
        bounce("bounce@writer.test", "anna@dest.test", "Message-ID: <0123@example.org>\nTo: anna@dest.test"),
        bounce("bounce@writer.test", "anna@dest.test", ""),
        bounce("bounce+aaaqaaaaabljh2cn7ubnwx5p@writer.test", "anna@dest.test", "Subject: x"),
    ],
)
def test_who_only_knows_an_address_can_suppress_nobody(letters: SentLetters, tmp_path: Path, forged: str) -> None:
    report = letters.collect(ReturnsKept(), forged, folder=tmp_path / "box")

    assert report.not_ours == 1
    assert len(letters.suppressed()) == 0


def test_the_name_of_one_letter_says_nothing_of_another_recipient(letters: SentLetters, tmp_path: Path) -> None:
    header = letters.header(1).replace("anna@dest.test", "cleo@dest.test").replace("List-Unsubscribe", "X-Cut")

    report = letters.collect(
        ReturnsKept(), bounce("bounce@writer.test", "cleo@dest.test", header), folder=tmp_path / "box"
    )

    assert report.not_ours == 1
    assert len(letters.suppressed()) == 0


@pytest.mark.parametrize(
    ("status", "said", "counted"),
    [
        ("5.2.2", "552 5.2.2 mailbox full", "bounced_soft"),
        ("4.4.7", "delivery time expired", "bounced_soft"),
        ("5.7.1", "550 5.7.1 rejected: your address is on a blocklist", "refused_sender"),
        ("5.7.26", "550 5.7.26 this mail is unauthenticated", "refused_sender"),
    ],
)
def test_a_full_mailbox_or_the_writers_own_fault_suppresses_nobody(
    letters: SentLetters, tmp_path: Path, status: str, said: str, counted: str
) -> None:
    mail = bounce(letters.personal(1).return_path, "anna@dest.test", letters.header(1), status=status, said=said)

    report = letters.collect(ReturnsKept(), mail, folder=tmp_path / "box")

    assert getattr(report, counted) == 1
    assert len(letters.suppressed()) == 0
    with letters.ledger() as ledger:
        assert dict(ledger.events()) == {(EventKind.BOUNCED, False): 1}
        assert ledger.distrusted() == (counted == "refused_sender")


def test_a_complaint_that_hides_the_address_is_known_by_the_letter_in_it(letters: SentLetters, tmp_path: Path) -> None:
    mail = (
        "From: fbl@mail.example\nTo: abuse@writer.test\nSubject: complaint\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        "A complaint.\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: X/1\nVersion: 1\n"
        f"Original-Mail-From: <{letters.personal(4).return_path}>\nOriginal-Rcpt-To: <redacted>\n\n--b\n"
        "Content-Type: message/rfc822\n\nSubject: redacted\n\n--b--\n"
    )

    report = letters.collect(ReturnsKept(), mail, folder=tmp_path / "box")

    assert report.complaints == 1
    assert letters.suppressed().reason_of("dina@dest.test") is Reason.COMPLAINED


def test_wishes_by_token_by_subject_and_in_words_are_granted(letters: SentLetters, tmp_path: Path) -> None:
    token = letters.personal(2).unsubscribe_mailto.partition("+")[2].partition("@")[0]
    report = letters.collect(
        ReturnsKept(),
        f"From: other@dest.test\nTo: {letters.personal(1).unsubscribe_mailto}\nMessage-ID: <1@d>\n\n",
        f"From: other@dest.test\nTo: unsub@writer.test\nSubject: unsubscribe {token}\nMessage-ID: <2@d>\n\n",
        "From: Cleo <CLEO@dest.test>\nTo: unsub@writer.test\nSubject: Abmelden\nMessage-ID: <3@d>\n\n",
        "From: nobody@else.test\nTo: unsub@writer.test\nSubject: unsubscribe\nMessage-ID: <4@d>\n\n",
        folder=tmp_path / "box",
    )

    assert (report.unsubscribed, report.not_ours) == (3, 1)
    assert [letters.suppressed().reason_of(one) for one in PEOPLE] == [*[Reason.UNSUBSCRIBED] * 3, None]


def test_wishes_to_an_earlier_address_or_by_a_postmaster_are_granted(letters: SentLetters, tmp_path: Path) -> None:
    tokens = [letters.personal(number).unsubscribe_mailto.partition("+")[2].partition("@")[0] for number in (1, 2, 3)]

    report = letters.collect(
        ReturnsKept(),
        f"From: anna@dest.test\nTo: earlier+{tokens[0]}@writer.test\n\n",
        f"From: other@dest.test\nTo: earlier@writer.test\nSubject: [EXTERNAL] unsubscribe%20{tokens[1]}\n\n",
        f"From: postmaster@dest.test\nTo: me+news+{tokens[2]}@mail.test\nSubject: unsubscribe\n\n",
        folder=tmp_path / "box",
    )

    assert report.unsubscribed == 3
    assert [letters.suppressed().reason_of(one) for one in PEOPLE] == [*[Reason.UNSUBSCRIBED] * 3, None]


def test_a_bounce_to_a_mailbox_with_a_plus_of_its_own_is_known_by_its_token(
    letters: SentLetters, tmp_path: Path
) -> None:
    to = letters.personal(1).return_path.replace("bounce+", "me+news+")

    report = letters.collect(ReturnsKept(), bounce(to, "x@elsewhere.test", "Subject: cut off"), folder=tmp_path / "box")

    assert report.bounced_hard == 1
    assert PEOPLE[0] in letters.suppressed()


def test_a_bounce_that_brings_the_link_to_unsubscribe_back_unsubscribes_nobody(
    letters: SentLetters, tmp_path: Path
) -> None:
    full = bounce("unsub@writer.test", "anna@dest.test", letters.header(1), status="5.2.2", said="552 5.2.2 full")

    report = letters.collect(ReturnsKept(), full, folder=tmp_path / "box")

    assert (report.bounced_soft, report.unsubscribed) == (1, 0)
    assert len(letters.suppressed()) == 0


def test_a_token_for_bounces_unsubscribes_nobody_and_an_automatic_answer_neither(
    letters: SentLetters, tmp_path: Path
) -> None:
    path = letters.personal(1).return_path
    report = letters.collect(
        ReturnsKept(),
        _AWAY.format(to=path),
        f"From: anna@dest.test\nTo: {path.replace('bounce+', 'unsub+')}\nSubject: Hello\n\n",
        folder=tmp_path / "box",
    )

    assert (report.automatic, report.not_ours) == (1, 1)
    assert len(letters.suppressed()) == 0


def test_other_mail_is_left_alone(letters: SentLetters, tmp_path: Path) -> None:
    report = letters.collect(
        ReturnsKept(),
        "From: anna@dest.test\nTo: writer@writer.test\nSubject: Re: Where to find me now\n\nThank you for writing.\n",
        "From: a@b.test\nTo: somebody@else.test\nSubject: unsubscribe\n\n",
        "",
        folder=tmp_path / "box",
    )

    assert (report.looked_at, report.other) == (3, 3)


def test_what_was_read_once_is_not_counted_again(letters: SentLetters, tmp_path: Path) -> None:
    mail = bounce(letters.personal(1).return_path, "anna@dest.test", letters.header(1))
    letters.collect(ReturnsKept(), mail, folder=tmp_path / "box")

    kept = ReturnsKept.read(letters.archive.root / "mail")
    again = letters.collect(kept, folder=tmp_path / "box")
    forgetful = letters.collect(ReturnsKept(), folder=tmp_path / "box")

    assert (again.known, again.bounced_hard) == (1, 0)
    assert forgetful.bounced_hard == 1
    with letters.ledger() as ledger:
        assert dict(ledger.events()) == {(EventKind.BOUNCED, True): 1}
    assert len((letters.archive.root / "mail" / "suppressed.jsonl").read_bytes().splitlines()) == 1


@pytest.mark.parametrize("name", ["<>", "<bounce@mx.dest.test>", ""])
def test_bounces_of_a_server_that_gives_all_of_them_one_name_are_each_read(
    letters: SentLetters, tmp_path: Path, name: str
) -> None:
    mails = [bounce(letters.personal(number).return_path, PEOPLE[number - 1], "Subject: cut") for number in (1, 2)]
    same = [re.sub("Message-Id: .*", f"Message-Id: {name}", mail) for mail in mails]

    report = letters.collect(ReturnsKept(), *same, folder=tmp_path / "box")
    again = letters.collect(ReturnsKept.read(letters.archive.root / "mail"), folder=tmp_path / "box")

    assert (report.bounced_hard, report.known) == (2, 0)
    assert (again.bounced_hard, again.known) == (0, 2)
    assert [one in letters.suppressed() for one in PEOPLE] == [True, True, False, False]


def test_one_that_says_more_of_the_same_letter_under_the_same_name_is_read(
    letters: SentLetters, tmp_path: Path
) -> None:
    to = letters.personal(1).return_path
    full = bounce(to, PEOPLE[0], "Subject: cut", status="5.2.2", said="552 5.2.2 mailbox full")
    dead = bounce(to, PEOPLE[0], "Subject: cut")

    report = letters.collect(
        ReturnsKept(),
        *(re.sub("Message-Id: .*", "Message-Id: <>", mail) for mail in (full, dead)),
        folder=tmp_path / "b",
    )

    assert (report.bounced_soft, report.bounced_hard) == (1, 1)
    assert PEOPLE[0] in letters.suppressed()


def test_a_mail_that_was_known_by_its_name_is_dealt_with_and_not_counted_anew(
    letters: SentLetters, tmp_path: Path
) -> None:
    mail = bounce(letters.personal(1).return_path, PEOPLE[0], "Subject: cut")
    kept = ReturnsKept(known=[known_by_name(mail.encode())])

    report = letters.collect(kept, mail, folder=tmp_path / "box")
    again = letters.collect(kept, folder=tmp_path / "box")

    assert (report.bounced_hard, report.known, again.known) == (0, 1, 1)
    assert PEOPLE[0] in letters.suppressed()


_WRONG_CLOCK = "From: anna@dest.test\nTo: {to}\nDate: Mon, 1 Jan 2018 10:00:00 +0000\nSubject: unsubscribe\n\n"


def _taken_off_by_hand(letters: SentLetters, at: datetime) -> None:
    letters.suppressed().add(PEOPLE[0], Reason.UNSUBSCRIBED, "mailbox", at - timedelta(days=9))
    letters.suppressed().remove(PEOPLE[0], "wants letters again", at)


def test_a_wish_counts_from_when_its_mail_came_whatever_the_clock_of_its_sender_says(letters: SentLetters) -> None:
    _taken_off_by_hand(letters, NOW - timedelta(hours=3))
    box = NumberedBox(_WRONG_CLOCK.format(to=letters.personal(1).unsubscribe_mailto))
    box.arrived[1] = NOW - timedelta(hours=1)

    letters.look(box, ReturnsKept())

    assert letters.suppressed().reason_of(PEOPLE[0]) is Reason.UNSUBSCRIBED


def test_a_wish_is_not_older_than_the_last_look_that_did_not_have_it(letters: SentLetters) -> None:
    _taken_off_by_hand(letters, NOW - timedelta(hours=3))
    kept, box = ReturnsKept(), NumberedBox()
    letters.look(box, kept, now=NOW - timedelta(hours=2))
    box.mails.append(_WRONG_CLOCK.format(to="unsub@writer.test"))

    letters.look(box, kept)

    assert letters.suppressed().reason_of(PEOPLE[0]) is Reason.UNSUBSCRIBED
    assert [line.at for line in letters.suppressed().lines()][-1] == f"{NOW - timedelta(hours=2):%Y-%m-%dT%H:%M:%SZ}"


def test_a_wish_from_before_a_removal_by_hand_brings_nobody_back_however_often_it_is_read(
    letters: SentLetters,
) -> None:
    wish = _WRONG_CLOCK.format(to=letters.personal(1).unsubscribe_mailto)
    kept, box = ReturnsKept(known=[known_by_name(wish.encode())]), NumberedBox(wish)
    _taken_off_by_hand(letters, NOW - timedelta(hours=3))
    letters.look(NumberedBox(), kept, now=NOW - timedelta(hours=2))

    letters.look(box, kept)
    kept.positions.clear()
    letters.look(box, kept)

    assert letters.suppressed().reason_of(PEOPLE[0]) is None


def test_no_mail_is_from_later_than_now(letters: SentLetters) -> None:
    box = NumberedBox(bounce(letters.personal(1).return_path, PEOPLE[0], "Subject: cut"))
    box.arrived[1] = NOW + timedelta(days=400)

    letters.look(box, ReturnsKept())

    assert [line.at for line in letters.suppressed().lines()] == [f"{NOW:%Y-%m-%dT%H:%M:%SZ}"]


def test_bounces_are_noted_while_the_campaign_is_still_being_sent(letters: SentLetters, tmp_path: Path) -> None:
    mail = bounce(letters.personal(1).return_path, "anna@dest.test", letters.header(1))

    with letters.ledger() as sending:
        report = letters.collect(ReturnsKept(), mail, folder=tmp_path / "box")

        assert report.bounced_hard == 1
        assert dict(sending.events()) == {(EventKind.BOUNCED, True): 1}


def test_a_disk_that_is_full_leaves_the_mails_for_the_next_time(
    letters: SentLetters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = bounce(letters.personal(1).return_path, "anna@dest.test", letters.header(1))
    kept = letters.archive.root / "mail"

    def full(*_: object) -> int:
        raise StorageError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(SuppressionList, "add_many", full)
        with pytest.raises(StorageError):
            letters.collect(ReturnsKept.read(kept), mail, folder=tmp_path / "box")
    report = letters.collect(ReturnsKept.read(kept), folder=tmp_path / "box")

    assert (report.bounced_hard, report.known) == (1, 0)
    assert "anna@dest.test" in letters.suppressed()


def test_what_is_kept_names_nobody(letters: SentLetters, tmp_path: Path) -> None:
    mail = bounce(letters.personal(2).return_path, "ben.ohm@dest.test", letters.header(2), said="550 5.1.1 ben.ohm?")
    letters.collect(ReturnsKept(), mail, folder=tmp_path / "box")

    kept = b"".join(one.read_bytes() for one in (letters.archive.root / "mail").rglob("*") if one.is_file())

    assert b"ben.ohm" not in kept.lower()
    assert (letters.archive.root / "mail" / "returns.json").stat().st_mode & 0o077 == 0


def test_a_damaged_note_of_how_far_one_was_means_to_begin_again(tmp_path: Path) -> None:
    (tmp_path / "returns.json").write_bytes(b"{")

    assert ReturnsKept.read(tmp_path) == ReturnsKept()
