"""Scores of spam filters on this computer."""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mailer.preflight.check import State
from mailer.preflight.finished import FinishedLetter
from mailer.preflight.rspamd import rspamd_score
from mailer.preflight.score import Hit, Score, check_score
from mailer.preflight.spam_assassin import parse_report, spam_assassin_score
from tests.mailer.preflight.letters import letter
from tests.real.components import program
from tests.real.name_server import name_server
from tests.real.rspamd import rspamd

ANSWER = {
    "is_skipped": False,
    "score": 3.39,
    "required_score": 15.0,
    "action": "no action",
    "symbols": {
        "MIME_GOOD": {"name": "MIME_GOOD", "score": -0.1, "description": "Known content-type"},
        "DATE_IN_PAST": {"name": "DATE_IN_PAST", "score": 1.0, "description": "Message date is in past"},
        "HFILTER_HOSTNAME_UNKNOWN": {"name": "HFILTER_HOSTNAME_UNKNOWN", "score": 2.5, "description": "Unknown client"},
        "MIME_TRACE": {"name": "MIME_TRACE", "score": 0.0, "options": ["0:+"]},
    },
}
"""Cut down from what rspamd 3.4 answered."""
REPORT = """Subject: x

Content analysis details:   (99.0 points, 1.0 required)

Spam detection software, running on the system "vm",
has NOT identified this incoming email as spam.

Content analysis details:   (2.2 points, 5.0 required)

 pts rule name              description
---- ---------------------- --------------------------------------------------
 2.7 MISSING_DATE           Missing Date: header
-0.0 NO_RELAYS              Informational: message was not relayed via SMTP
-0.5 SOMETHING_GOOD         BODY: Is good
"""


@contextmanager
def answering(body: bytes, code: int = 200) -> Iterator[tuple[int, list[bytes]]]:
    got: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(self.path.encode() + b"\n" + self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(code)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.server_address[1], got
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_an_answer_of_rspamd_is_read_without_what_is_about_the_line():
    with answering(json.dumps(ANSWER).encode()) as (port, got):
        score = rspamd_score(b"letter", ports=(port,))
    assert got == [b"/checkv2\nletter"]
    assert score is not None
    assert score.points == pytest.approx(0.89)
    assert {hit.name for hit in score.hits} == {"MIME_GOOD", "DATE_IN_PAST", "MIME_TRACE"}
    assert check_score(score).state is State.OK


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"[]",
        b"{}",
        b'{"score": "much"}',
        b'{"score": 1, "symbols": []}',
        b'{"score": 1, "symbols": {"A": 7}}',
    ],
)
def test_an_answer_of_another_form_does_no_harm(body):
    with answering(body) as (port, _):
        score = rspamd_score(b"letter", ports=(port,))
    assert score is None or score.points == 1


def test_where_nobody_answers_there_is_no_score_and_the_next_port_is_asked():
    with answering(b"", code=404) as (first, _), answering(json.dumps(ANSWER).encode()) as (second, _):
        assert rspamd_score(b"letter", ports=(first,)) is None
        assert rspamd_score(b"letter", ports=(first, second)) is not None
    assert rspamd_score(b"letter", ports=(second,)) is None


@pytest.mark.parametrize("host", ["192.0.2.1", "filter.example"])
def test_no_other_computer_gets_to_see_a_letter(host):
    with pytest.raises(ValueError, match=r"this computer|IPv4"):
        rspamd_score(b"letter", host=host)


def test_the_report_of_spam_assassin_is_read_and_not_what_the_letter_pretends():
    score = parse_report(REPORT)
    assert score is not None
    assert (round(score.points, 3), score.limit) == (2.2, 5.0)
    assert [hit.name for hit in score.hits] == ["MISSING_DATE", "SOMETHING_GOOD"]
    check = check_score(score)
    assert check.state is State.ATTENTION
    assert "Missing Date: header (+2.7)" in check.what


@given(some.text())
def test_no_report_breaks_the_reader(text):
    assert parse_report(text) is None
    parse_report(f"Content analysis details:   (1.. points, 5.0 required)\n{text}")


def test_a_program_that_is_missing_or_fails_gives_no_score(tmp_path):
    assert spam_assassin_score(b"letter", program=str(tmp_path / "gone")) is None
    assert spam_assassin_score(b"letter", program=sys.executable) is None


def test_beyond_the_limit_is_bad_and_the_worst_is_named_first():
    hits = (Hit(name="SMALL", points=0.5), Hit(name="GOOD", points=-3.0), Hit(name="LARGE", points=6.0))
    check = check_score(Score(program="X", points=6.5, limit=5, wanted=1, hits=hits))
    assert check.state is State.BAD
    assert "LARGE (+6.0); SMALL (+0.5)." in check.what


def as_received(**changes):
    return FinishedLetter(letter({"Date": format_datetime(datetime.now(UTC)), **changes})).content


@pytest.mark.real
def test_the_real_spam_assassin_likes_a_good_letter_and_not_a_bad_one():
    good = spam_assassin_score(as_received(), program=program("spamassassin"))
    bad = spam_assassin_score(as_received(Subject="BUY CHEAP PILLS NOW!!", Date=None, **{"Message-ID": None}))
    assert good is not None
    assert bad is not None
    assert check_score(good).state is State.OK
    assert bad.points > good.points + 1


@pytest.mark.real
def test_the_real_rspamd_likes_a_good_letter_and_not_a_bad_one(tmp_path):
    with name_server({}) as names, rspamd(tmp_path, name_server=names) as running:
        port = running.port
        good = rspamd_score(as_received(), ports=(port,))
        bad = rspamd_score(
            as_received(Subject="BUY CHEAP PILLS NOW!!", Date=None, **{"Message-ID": None}), ports=(port,)
        )
    assert good is not None
    assert bad is not None
    assert check_score(good).state is State.OK
    assert bad.points > good.points + 1
