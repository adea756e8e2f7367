"""Collects what came back while a campaign is damaged: the others are not held up, and nothing is lost."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from mailer.ledger import LEDGER
from mailer.model import EventKind, Reason
from outlast.mailing.campaigns import Campaigns
from outlast.mailing.returns_kept import ReturnsKept
from tests.outlast.mailing.numbered_box import NumberedBox
from tests.outlast.mailing.sent_letters import NOW, SentLetters, bounce, sent_letters

FIRST = ["anna@dest.test", "ben@dest.test", "cleo@dest.test"]
SECOND = ["dina@dest.test", "emil@dest.test"]


def _cut_to_nothing(ledger: Path) -> None:
    ledger.write_bytes(b"")


def _overwritten(ledger: Path) -> None:
    ledger.write_bytes(b"\0" * 4096)


def _damaged_inside(ledger: Path) -> None:
    size = ledger.stat().st_size
    ledger.write_bytes(ledger.read_bytes()[:4096] + b"\xff" * (size - 4096))


def _without_campaign(ledger: Path) -> None:
    [campaign] = ledger.parent.glob("campaign.*")
    campaign.write_bytes(b"damaged")


_WAYS = [_cut_to_nothing, _overwritten, _damaged_inside, _without_campaign]


@pytest.fixture
def first(archive: Archive) -> SentLetters:
    return sent_letters(archive, FIRST)


@pytest.fixture
def second(archive: Archive, first: SentLetters) -> SentLetters:
    return sent_letters(archive, SECOND)


@pytest.fixture(params=_WAYS, ids=lambda way: way.__name__.strip("_"))
def mend(request: pytest.FixtureRequest, second: SentLetters) -> Callable[[], None]:
    """Damage the second campaign; return what puts it back from a copy."""
    folder = Campaigns(second.archive).folder(second.campaign)
    copy = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    request.param(folder / LEDGER)

    def put_back() -> None:
        for path in folder.iterdir():
            path.unlink()
        for path, content in copy.items():
            path.write_bytes(content)

    return put_back


@pytest.mark.usefixtures("mend")
def test_what_is_about_another_campaign_is_dealt_with(first: SentLetters, second: SentLetters) -> None:
    header = first.header(2).replace("List-Unsubscribe", "X-Cut")
    box = NumberedBox(
        bounce(first.personal(1).return_path, FIRST[0], first.header(1)),
        bounce("bounce@writer.test", FIRST[1], header),
        f"From: {FIRST[2]}\nTo: unsub@writer.test\nSubject: unsubscribe\n\n",
    )

    report = first.look(box, ReturnsKept())

    assert (report.bounced_hard, report.unsubscribed, report.unsettled) == (2, 1, 0)
    assert [first.suppressed().reason_of(one) for one in FIRST] == [
        Reason.INVALID,
        Reason.INVALID,
        Reason.UNSUBSCRIBED,
    ]
    assert report.damaged_campaigns == (second.campaign,)


def test_what_may_be_about_the_damaged_one_is_read_again_when_it_is_mended(
    first: SentLetters, second: SentLetters, mend: Callable[[], None]
) -> None:
    header = second.header(2).replace("List-Unsubscribe", "X-Cut")
    box = NumberedBox(
        bounce(first.personal(1).return_path, FIRST[0], first.header(1)),
        f"To: {second.personal(1).unsubscribe_mailto}\n\n",
        bounce("bounce@writer.test", SECOND[1], header),
        "From: somebody@else.test\nTo: writer@writer.test\nSubject: Hello\n\n",
    )
    kept = second.archive.root / "mail"

    damaged = first.look(box, ReturnsKept.read(kept))
    box.mails.append("From: somebody@else.test\nTo: writer@writer.test\nSubject: Hello again\n\n")
    still = first.look(box, ReturnsKept.read(kept))
    assert box.given == [1, 2, 3, 4, 5]
    mend()
    mended = first.look(box, ReturnsKept.read(kept))
    later = first.look(box, ReturnsKept.read(kept))

    assert (damaged.bounced_hard, damaged.unsettled, still.looked_at) == (1, 2, 1)
    assert box.given == [1, 2, 3, 4, 5, 2, 3, 4, 5]
    assert (mended.unsubscribed, mended.bounced_hard, mended.unsettled) == (1, 1, 0)
    assert (mended.damaged_campaigns, later.looked_at) == ((), 0)
    assert [second.suppressed().reason_of(one) for one in SECOND] == [Reason.UNSUBSCRIBED, Reason.INVALID]
    with second.ledger() as ledger:
        assert dict(ledger.events()) == {(EventKind.UNSUBSCRIBED, False): 1, (EventKind.BOUNCED, True): 1}


@pytest.mark.usefixtures("mend")
def test_who_asks_in_words_is_heeded_where_only_the_damaged_one_can_know_them(first: SentLetters) -> None:
    box = NumberedBox(f"From: {SECOND[0]}\nTo: unsub@writer.test\nSubject: Abmelden\n\n")

    report = first.look(box, ReturnsKept())

    assert report.unsubscribed == 1
    assert SECOND[0] in first.suppressed()


def test_a_token_of_the_damaged_one_counts_for_who_wrote_the_mail(first: SentLetters, second: SentLetters) -> None:
    _overwritten(Campaigns(second.archive).folder(second.campaign) / LEDGER)
    box = NumberedBox(f"From: {SECOND[1]}\nTo: {second.personal(2).unsubscribe_mailto}\n\n")

    report = first.look(box, ReturnsKept())

    assert report.unsubscribed == 1
    assert first.suppressed().reason_of(SECOND[1]) is Reason.UNSUBSCRIBED


def test_who_was_taken_off_by_hand_meanwhile_is_not_brought_back_by_the_same_mail(
    first: SentLetters, second: SentLetters
) -> None:
    ledger = Campaigns(second.archive).folder(second.campaign) / LEDGER
    sound, kept = ledger.read_bytes(), ReturnsKept()
    ledger.write_bytes(b"")
    box = NumberedBox(f"From: {SECOND[0]}\nTo: {second.personal(1).unsubscribe_mailto}\n\n")
    box.arrived[1] = NOW - timedelta(hours=4)
    first.look(box, kept, now=NOW - timedelta(hours=3))
    assert SECOND[0] in first.suppressed()
    first.suppressed().remove(SECOND[0], "wants letters again", NOW - timedelta(hours=2))
    first.look(box, kept, now=NOW - timedelta(hours=1))

    ledger.write_bytes(sound)
    report = first.look(box, kept)

    assert report.unsubscribed == 1
    assert SECOND[0] not in first.suppressed()
