"""What a connection that cannot go on gives back: whoever's intent was noted may have got the letter."""

import pytest

from mailer.ledger import Journal
from mailer.ledger.journal import read_journals
from mailer.ledger.row import Claimed
from mailer.model import Answer, Destination, Mail, Stage
from mailer.sending.line import Line
from tests.mailer.ledger.made import people


def compose(number, recipient):
    return Mail(number=number, sender="maya@writer.test", recipient=recipient.address, content=b"words\r\n")


@pytest.fixture
def line(tmp_path):
    journal = Journal(tmp_path / "journal-000001.log", boot="b", synced=False)
    made = Line(compose, journal)
    made.ready.extend(
        Claimed(number=number, recipient=one, destination=Destination.REST, attempts=0)
        for number, one in enumerate(people(3), 1)
    )
    yield made
    journal.close()


def test_whose_content_was_going_out_is_in_doubt_and_the_next_one_is_not(line):
    feed = line.feed()
    first, _ = feed.next(wait=False), feed.next(wait=False)
    feed.handing_over(first)

    feed.leave()

    assert [(claimed.number, answer) for claimed, answer in line.answers()] == [
        (1, Answer(stage=Stage.DOT)),
        (2, Answer(stage=Stage.RECIPIENT)),
    ]
    assert [one.number for one in line.ready] == [3]


def test_an_answer_is_noted_with_the_next_intent_or_when_there_is_none(line, tmp_path):
    feed = line.feed()
    first, second = feed.next(wait=False), feed.next(wait=False)
    feed.handing_over(first)
    feed.answered(first, Answer(stage=Stage.DOT, code=250))
    assert read_journals(tmp_path, run=1, boot="b").answered == {}

    feed.handing_over(second)
    assert read_journals(tmp_path, run=1, boot="b").answered == {1: 250}
    feed.answered(second, Answer(stage=Stage.DOT, code=250))
    feed.leave()

    assert read_journals(tmp_path, run=1, boot="b").answered == {1: 250, 2: 250}
    assert read_journals(tmp_path, run=1, boot="b").handed_over == {1, 2}
