"""Questions are put to people only, and every one of them can be answered by a flag."""

import io

import click
import pytest

from backup.errors import NeedsConfirmation
from outlast.cli.output import Danger
from tests.outlast.running import Terminal, an_output


@pytest.fixture
def answer(monkeypatch):
    """Return an output with a person behind it who types this."""

    def with_answer(text, **options):
        asked = iter([text])

        def type_it(prompt):
            try:
                return next(asked)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("click.termui.visible_prompt_func", type_it)
        return an_output(stdin=Terminal(), stderr=Terminal(), **options)

    return with_answer


@pytest.mark.parametrize("danger", [Danger.MILD, Danger.MODERATE])
def test_yes_and_no_are_understood(answer, danger):
    answer("y").confirm("Go on?", danger=danger)
    with pytest.raises(NeedsConfirmation, match="you did not say yes"):
        answer("n").confirm("Go on?", danger=danger)


def test_enter_means_yes_only_where_little_is_at_stake(answer):
    answer("").confirm("Go on?", danger=Danger.MILD)
    with pytest.raises(NeedsConfirmation):
        answer("").confirm("Go on?", danger=Danger.MODERATE)


def test_a_severe_question_wants_the_word(answer):
    answer("4183").confirm("Send to 4,183?", danger=Danger.SEVERE, type_this="4183")
    for typed in ("", "y", "yes", "4182"):
        with pytest.raises(NeedsConfirmation):
            answer(typed).confirm("Send to 4,183?", danger=Danger.SEVERE, type_this="4183")


@pytest.mark.parametrize("danger", [Danger.MILD, Danger.MODERATE])
def test_the_yes_flag_answers_without_asking(danger):
    an_output(yes=True).confirm("Go on?", danger=danger)


def test_the_yes_flag_is_not_enough_for_a_severe_question():
    with pytest.raises(NeedsConfirmation) as refused:
        an_output(yes=True).confirm("Send?", danger=Danger.SEVERE, type_this="4183", flag="--confirm-count")
    assert '--confirm-count="4183"' in refused.value.advice


def test_the_flag_of_a_severe_question_must_hold_the_right_word():
    output = an_output()
    output.confirm("Send?", danger=Danger.SEVERE, type_this="4183", given="4183", flag="--confirm-count")
    with pytest.raises(NeedsConfirmation, match="says 4100, but now it would have to be 4183"):
        output.confirm("Send?", danger=Danger.SEVERE, type_this="4183", given="4100", flag="--confirm-count")


@pytest.mark.parametrize("danger", list(Danger))
def test_nobody_is_asked_without_a_terminal(danger):
    for output in (
        an_output(stdin=io.StringIO("y\n"), stderr=Terminal()),
        an_output(stdin=Terminal(), stderr=io.StringIO()),
        an_output(stdin=Terminal(), stderr=Terminal(), no_input=True),
    ):
        with pytest.raises(NeedsConfirmation, match="nobody is there to answer: Go on"):
            output.confirm("Go on?", danger=danger, type_this="x")


def test_a_severe_question_without_a_word_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="word to type"):
        an_output().confirm("Go on?", danger=Danger.SEVERE)


def test_the_end_of_the_input_stops_the_command(answer):
    output = answer("perhaps")
    with pytest.raises(click.Abort):
        output.confirm("Go on?", danger=Danger.MODERATE)


@pytest.mark.parametrize("typed", ["1200", "1,200", "1.200", "1 200", "1\u202f200", "1\u00a0200", "1’200", " 1,200 "])
def test_a_number_may_be_typed_as_the_sentence_shows_it(answer, typed):
    answer(typed).confirm("Send?", danger=Danger.SEVERE, type_this="1200")
    an_output().confirm("Send?", danger=Danger.SEVERE, type_this="1200", given=typed, flag="--confirm-count")


def test_another_number_is_told_from_the_right_one(answer):
    with pytest.raises(NeedsConfirmation) as refused:
        answer("99").confirm("Send?", danger=Danger.SEVERE, type_this="1200")
    assert refused.value.what == "Not done: you typed 99, and it would have to be 1,200."
    for typed in ("12,00", "1,2,0,0", "1,20,0", "1,200 or so"):
        with pytest.raises(NeedsConfirmation):
            answer(typed).confirm("Send?", danger=Danger.SEVERE, type_this="1200")


@pytest.mark.parametrize("danger", [Danger.MODERATE, Danger.SEVERE])
def test_a_no_tells_what_was_done_already(answer, danger):
    with pytest.raises(NeedsConfirmation) as refused:
        answer("").confirm("Send?", danger=danger, type_this="12", so_what="The draft is kept.", next="Type: go on")
    assert (refused.value.meaning, refused.value.advice) == ("The draft is kept.", "Type: go on")
