"""206 answers that providers have really given, labelled by hand: only dead addresses may cost a subscriber."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from mailer.model import Answer, Move, Reason, Stage
from mailer.replies import decide
from mailer.smtp.reply import read_words

SAMPLES = Path(__file__).parents[2] / "fixtures" / "mail" / "smtp-replies"
STAGES = (Stage.RECIPIENT, Stage.DATA, Stage.DOT)
_STATUS = re.compile(r"[45]\.\d{1,3}\.\d{1,3}")


class Sample(NamedTuple):
    about: str
    place: str
    code: int
    enhanced: str
    text: str
    status: str
    """The enhanced code under which the manual lists it, where the words have none."""

    def answer(self, stage: Stage, *, listed: bool = False) -> Answer:
        enhanced = self.enhanced or (self.status if listed else "")
        return Answer(stage=stage, code=self.code, enhanced=enhanced, text=self.text)


def samples() -> Iterator[Sample]:
    with (SAMPLES / "labels.tsv").open(encoding="utf-8", newline="") as lines:
        labels = {tuple(row[:4]): row[4] for row in csv.reader(lines, delimiter="\t")}
    for file in sorted((SAMPLES / "codes").glob("*.json")):
        page = json.loads(file.read_text("utf-8"))
        for group in ("providers", "spamFilters"):
            for provider in page[group]:
                for place, response in enumerate(provider["responses"], 1):
                    key = (str(page["reply"]), group, provider["id"], str(place))
                    words = re.sub(r"^.*?smtp;\s*", "", response["response"], flags=re.IGNORECASE)
                    found = re.search(r"(?:^|: )([45]\d\d)[ -]+(.*)", words)
                    code, text = (int(found[1]), found[2]) if found else (int(page["reply"]), words)
                    enhanced, text = read_words(code, (text.encode(),))
                    status = _STATUS.match(str(response["status"]))
                    yield Sample(labels[key], " ".join(key), code, enhanced, text, status[0] if status else "")


ALL = tuple(samples())


def test_every_answer_has_a_label() -> None:
    assert len(ALL) == 206
    assert {sample.about for sample in ALL} == {
        *("recipient", "mailbox-full", "sender", "rate", "policy", "message", "temporary", "unclear"),
    }


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("listed", [False, True])
def test_nobody_is_suppressed_for_what_is_not_about_the_address(stage: Stage, listed: bool) -> None:
    wrong = [
        f"{sample.place} ({sample.about}): {sample.code} {sample.enhanced} {sample.text}"
        for sample in ALL
        if sample.about != "recipient" and decide(sample.answer(stage, listed=listed)).move is Move.SUPPRESS
    ]
    assert wrong == []


@pytest.mark.parametrize("stage", STAGES)
def test_nine_dead_addresses_of_ten_are_known_for_it(stage: Stage) -> None:
    dead = [sample for sample in ALL if sample.about == "recipient"]
    missed = [
        f"{sample.place}: {sample.code} {sample.enhanced} {sample.text}"
        for sample in dead
        if decide(sample.answer(stage)).reason is not Reason.INVALID
    ]
    assert len(dead) == 37
    assert len(missed) <= 3, missed


def test_nobody_is_suppressed_at_mail_from() -> None:
    assert not [sample for sample in ALL if decide(sample.answer(Stage.SENDER)).move is Move.SUPPRESS]


def test_a_4yz_is_tried_again_unless_waiting_cannot_help() -> None:
    moves = {decide(sample.answer(stage)).move for sample in ALL for stage in STAGES if sample.code < 500}
    assert moves == {Move.RETRY, Move.SLOW_DOWN, Move.PAUSE}
    paused = {
        sample.enhanced for sample in ALL if sample.code < 500 and decide(sample.answer(Stage.DOT)).move is Move.PAUSE
    }
    assert paused == {"4.7.32"}, "no DMARC alignment: it is never there later"


def test_what_is_about_the_sender_stops_the_campaign_and_nothing_else() -> None:
    missed = [
        f"{sample.place}: {sample.code} {sample.enhanced} {sample.text}: {decide(sample.answer(Stage.DOT)).move}"
        for sample in ALL
        if sample.about == "sender" and sample.code >= 500
        if decide(sample.answer(Stage.DOT)).move not in (Move.PAUSE, Move.STOP)
    ]
    assert missed == []


def test_a_full_mailbox_is_let_be() -> None:
    moves = {
        sample.place: decide(sample.answer(stage)).move
        for sample in ALL
        for stage in STAGES
        if sample.about == "mailbox-full" and sample.code >= 500
    }
    assert set(moves.values()) == {Move.REFUSED}, moves
