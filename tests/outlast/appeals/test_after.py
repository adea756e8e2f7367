"""The last page: nothing that is not in the timeline, and nobody's address."""

from datetime import UTC, datetime, timedelta

import pytest

from backup.archive.incidents import Incidents
from backup.watch.incident import NewEvidence
from outlast.appeals.after import after_text
from outlast.appeals.log import Channel, log_of
from outlast.appeals.noting import note_answer, note_sent
from outlast.appeals.reading import said
from outlast.incidents.closing import close_incident
from outlast.incidents.comparing import Comparison
from outlast.incidents.opening import open_incident
from tests.outlast.sealed_archive import make

START = datetime(2026, 1, 9, 12, tzinfo=UTC)
MAIL = (
    b"From: desk@platform.example\r\nTo: anna@example.org\r\nSubject: Re\r\nContent-Type: text/plain; charset=%s\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\nWW91ciBhY2NvdW50IHdhcyByZXN0b3JlZCwgYW5uYUBleGFtcGxlLm9yZw==\r\n"
)


@pytest.fixture
def archive(places):
    opened = make(places)
    yield opened
    opened.close()


@pytest.fixture
def incident(archive):
    return open_incident(archive, "night-letters", text="It was opened.", now=START).incident.id


def page(archive, incident, *, hours=80):
    log = log_of(Incidents(archive)[incident])
    answers = [said(archive, one.text) for one in log.answers]
    now = START + timedelta(hours=hours)
    return after_text(log, answers, name="Night Letters", platform="Substack", now=now)


def test_one_that_goes_on_says_how_long_so_far_and_asks_for_the_rest(archive, incident):
    text = page(archive, incident)
    assert "# What happened to Night Letters" in text
    assert "It is not over: 3 days so far." in text
    assert "[No appeal is noted. Say what you did.]" in text
    assert "No answer is noted." in text
    assert "was not compared" in text


def test_what_was_lost_comes_from_the_comparison(archive, incident):
    gone = Comparison(lost={"posts": ("First light",)}, back={"posts": 41}, not_looked_at=("comments",))
    close_incident(archive, incident, compare=lambda *_: gone, now=START + timedelta(days=4))
    text = page(archive, incident)
    assert "4 days in all" in text
    assert "Not there any more: 1 post. There: 41 posts. Not compared: comments." in text


def test_nothing_lost_is_said_as_far_as_it_was_compared(archive, incident):
    close_incident(archive, incident, compare=lambda *_: Comparison(lost={}, back={"posts": 42}), now=START)
    assert "Nothing of what could be compared was lost. There: 42 posts." in page(archive, incident)


def test_a_mail_is_quoted_decoded_and_without_addresses(archive, incident):
    note_answer(archive, incident, NewEvidence(name="re.eml", content=MAIL % b"utf-8"), at=START)
    text = page(archive, incident)
    assert "> Your account was restored, [address]" in text
    assert "@" not in text


@pytest.mark.parametrize(
    "evidence",
    [
        NewEvidence(name="re.eml", content=MAIL % b"no-such-set"),
        NewEvidence(name="re.eml", content=b"\xff\xfe\x00"),
        NewEvidence(name="re.eml", content=b""),
        NewEvidence(name="shot.png", content=b"\x89PNG"),
    ],
)
def test_what_cannot_be_read_is_left_to_the_writer_and_stops_nothing(archive, incident, evidence):
    note_answer(archive, incident, evidence, at=START)
    text = page(archive, incident)
    assert "It is kept as a file" in text or "[address]" in text


def test_a_long_answer_is_cut_and_says_so(archive, incident):
    note_answer(archive, incident, "word " * 2000, at=START)
    text = page(archive, incident)
    assert "[…]" in text
    assert len(text) < 3500


def test_appeals_are_listed_with_their_receipts(archive, incident):
    for channel, receipt in ((Channel.WEB_FORM, None), (Channel.MAIL, "Case 7 of anna@example.org")):
        note_sent(archive, incident, form="account", channel=channel, text="", receipt=receipt, at=START)
    text = page(archive, incident)
    assert "I sent 2 appeals:" in text
    assert "for the account, by a form on the web; no receipt was given." in text
    assert "for the account, by a mail; a receipt was given." in text
    assert "Case 7" not in text
