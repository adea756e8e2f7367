"""What follows from which answer, and that something always does."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.model import Answer, Move, Reason, Stage
from mailer.replies import decide
from mailer.replies.deciding import TABLE
from mailer.replies.page import answers_page


def at(stage: Stage, code: int, enhanced: str = "", text: str = "") -> Answer:
    return Answer(stage=stage, code=code, enhanced=enhanced, text=text)


R, D, S = Stage.RECIPIENT, Stage.DOT, Stage.SENDER


@pytest.mark.parametrize(
    ("answer", "move"),
    [
        (at(D, 250, "2.0.0", "Ok: queued"), Move.ACCEPTED),
        (at(D, 0, "", "The line broke"), Move.IN_DOUBT),
        (at(D, 354), Move.IN_DOUBT),
        (at(Stage.DATA, 0), Move.RETRY),
        (at(Stage.CONNECT, 0), Move.RETRY),
        (at(Stage.DATA, 250), Move.RETRY),
        (at(R, 450, "4.2.0", "Come again"), Move.RETRY),
        (at(D, 451, "4.3.0", "Queue full"), Move.RETRY),
        (at(R, 450, "4.7.1", "Greylisted, come again"), Move.RETRY),
        (at(D, 421, "4.3.2", "Shutting down"), Move.SLOW_DOWN),
        (at(R, 451, "4.7.0", "Too fast"), Move.SLOW_DOWN),
        (at(R, 454, "", "Throttling failure: Maximum sending rate exceeded."), Move.SLOW_DOWN),
        (at(D, 454, "", "Throttling failure: Daily message quota exceeded."), Move.PAUSE),
        (at(S, 450, "4.1.8", "Domain not found"), Move.SLOW_DOWN),
        (at(S, 421, "4.4.2", "Idle timeout"), Move.RETRY),
        (at(R, 550, "5.1.1", "User unknown"), Move.SUPPRESS),
        (at(D, 550, "5.1.1", "User unknown"), Move.SUPPRESS),
        (at(R, 550, "5.1.2", "Bad domain"), Move.SUPPRESS),
        (at(R, 553, "5.1.3", "Not an address"), Move.SUPPRESS),
        (at(R, 550, "5.1.6", "Moved"), Move.SUPPRESS),
        (at(R, 556, "5.1.10", "Domain does not accept mail (nullMX)"), Move.SUPPRESS),
        (at(R, 550, "5.2.1", "Mailbox disabled"), Move.SUPPRESS),
        (at(R, 550, "", "No such user here"), Move.SUPPRESS),
        (at(R, 550, "", "No"), Move.REFUSED),
        (at(R, 552, "5.2.2", "Full"), Move.REFUSED),
        (at(R, 553, "", "The address cannot be written in SMTP."), Move.REFUSED),
        (at(R, 553, "5.6.7", "Only ASCII"), Move.REFUSED),
        (at(S, 553, "5.6.7", "Only ASCII"), Move.PAUSE),
        (at(D, 554, "5.4.6", "Too many hops"), Move.REFUSED),
        (at(S, 552, "5.3.4", "Message size exceeds limit"), Move.STOP),
        (at(D, 552, "", "Message too large"), Move.STOP),
        (at(D, 554, "5.6.0", "Malformed"), Move.STOP),
        (at(D, 554, "5.6.3", "Only ASCII"), Move.STOP),
        (at(D, 550, "5.4.5", "Daily user sending limit exceeded"), Move.PAUSE),
        (at(D, 550, "5.7.26", "This mail has been blocked because the sender is unauthenticated"), Move.PAUSE),
        (at(D, 550, "5.7.515", "Access denied, sending domain does not meet the required level"), Move.PAUSE),
        (at(R, 530, "5.7.0", "Authentication required"), Move.PAUSE),
        (at(S, 535, "5.7.8", "Bad credentials"), Move.PAUSE),
        (at(S, 550, "5.1.1", "User unknown"), Move.PAUSE),
        (at(D, 554, "", "Message rejected: Email address is not verified."), Move.PAUSE),
        (at(Stage.HELLO, 550, "", "Go away"), Move.PAUSE),
        (at(R, 503, "5.5.1", "Bad sequence"), Move.PAUSE),
    ],
)
def test_an_answer_leads_to(answer: Answer, move: Move) -> None:
    assert decide(answer).move is move


@pytest.mark.parametrize("enhanced", ["5.1.1", "5.2.1", ""])
@pytest.mark.parametrize(
    "text",
    [
        "Sender address rejected: user unknown",
        "Mailbox unavailable: message looks like spam",
        "Blocked, no such user for you",
        "Invalid recipient or access denied",
        "User unknown; too many attempts from your IP",
        "Recipient unavailable due to policy",
    ],
)
def test_a_code_for_a_dead_address_is_not_believed_against_the_words(enhanced: str, text: str) -> None:
    for stage in (R, D):
        assert decide(at(stage, 550, enhanced, text)).move is Move.PAUSE


@pytest.mark.parametrize("stage", [R, D])
@pytest.mark.parametrize(
    ("code", "enhanced", "text"),
    [
        (550, "5.4.6", "Sender Hourly Quota Exceeded"),
        (550, "5.4.6", "Unusual sending activity detected. Please try after sometime"),
        (550, "5.4.6", "Mail sending blocked for this account"),
        (550, "5.4.6", "Mail rate exceeded limit"),
        (550, "", "Sender quota exceeded"),
        (552, "5.2.2", "outgoing quota exceeded for maya@w.example"),
        (550, "", "You (maya) have reached your daily email limit at w.example"),
        (550, "", "You (maya) have reached your message limit"),
        (550, "", "Domain w.example has exceeded the max emails per hour (201/200 (100%)) allowed. Message discarded."),
        (550, "", "Domain w.example has exceeded the max defers and failures per hour (5/5 (100%)) allowed."),
        (554, "", "Your plan is out of credits"),
        (550, "", "412 While your account is pending approval, all recipients must share the domain of From."),
        (550, "", "Free accounts are for test purposes only. Please upgrade or add the address to your list"),
        (451, "", "You can only send testing emails to your own email address"),
        (550, "", "Your account is disabled, contact support"),
        (550, "5.2.1", "The sender’s account has been disabled"),
        (550, "5.2.1", "This account has exceeded its message quota"),
        (550, "", "User maya has reached the daily mail quota. User unknown to billing"),
        (550, "", "User not found in the list of your paid contacts, upgrade your plan"),
        (550, "5.1.1", "Host unknown, cannot resolve your hostname"),
        (550, "5.1.1", "Originator unknown"),
        (550, "5.1.0", "Return-Path does not exist"),
        (550, "5.1.1", "Absenderadresse unbekannt"),
        (550, "5.1.1", "Adresse d’expéditeur inconnue"),
        (550, "5.1.1", "Remitente bloqueado"),
        (550, "5.1.1", "Trop de messages, réessayez plus tard"),
        (550, "5.1.1", "Отправитель неизвестен"),
    ],
)
def test_the_writers_own_account_or_quota_stops_the_campaign_and_costs_no_subscriber(
    stage: Stage, code: int, enhanced: str, text: str
) -> None:
    assert decide(at(stage, code, enhanced, text)).move is Move.PAUSE


@pytest.mark.parametrize(
    ("answer", "move"),
    [
        (at(R, 552, "", "Mailbox quota exceeded"), Move.REFUSED),
        (at(R, 552, "5.2.2", "The account that you tried to reach is over quota"), Move.REFUSED),
        (at(R, 552, "5.2.2", "Mailbox has reached its message limit"), Move.REFUSED),
        (at(R, 550, "5.4.4", "Host not found"), Move.REFUSED),
        (at(R, 550, "5.2.1", "The account that you tried to reach is disabled"), Move.SUPPRESS),
        (at(R, 550, "", "This account is disabled"), Move.SUPPRESS),
        (at(R, 451, "4.7.0", "Try again later; if this goes on, contact support"), Move.SLOW_DOWN),
    ],
)
def test_a_quota_or_an_account_of_the_subscriber_is_the_subscribers(answer: Answer, move: Move) -> None:
    assert decide(answer).move is move


@pytest.mark.parametrize(
    "text",
    [
        "<spam-policy@blocked.example>: User unknown",
        "anti-spam.filter.example said: User unknown",
        "User unknown, see https://example.com/sender/blocked?spam",
    ],
)
def test_a_word_in_an_address_a_host_or_a_link_says_nothing(text: str) -> None:
    assert decide(at(R, 550, "5.1.1", text)).move is Move.SUPPRESS


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Not delivering to unsubscribed address.", Reason.UNSUBSCRIBED),
        ("Not delivering to a user who marked your messages as spam", Reason.COMPLAINED),
        ("Not delivering to previously bounced address", Reason.BOUNCED),
        ("Amazon SES has suppressed sending to this address because it has a recent history of …", Reason.BOUNCED),
        ("You tried to send to a recipient that has been marked as inactive.", Reason.BLOCKED),
    ],
)
def test_what_a_provider_has_on_its_list_goes_on_ours(text: str, reason: Reason) -> None:
    decision = decide(at(D, 550, "5.7.1", text))
    assert (decision.move, decision.reason) == (Move.SUPPRESS, reason)


def test_only_a_suppression_has_a_reason() -> None:
    assert all((rule.reason is not None) == (rule.move is Move.SUPPRESS) for rule in TABLE)


def test_no_row_that_suppresses_is_for_an_answer_about_the_sender() -> None:
    about_the_recipient = {Stage.RECIPIENT, Stage.DATA, Stage.DOT}
    suppressing = [rule for rule in TABLE if rule.move is Move.SUPPRESS]
    assert suppressing
    assert all(rule.stages and set(rule.stages) <= about_the_recipient for rule in suppressing)


def test_what_was_the_lines_fault_may_be_tried_at_once() -> None:
    assert decide(at(Stage.DATA, 0)).wait == timedelta(0)
    assert decide(at(S, 421, "4.4.2", "Timeout")).wait == timedelta(0)
    assert decide(at(R, 450)).wait is None


def test_rows_have_names_of_their_own_words_and_a_source() -> None:
    assert len({rule.name for rule in TABLE}) == len(TABLE)
    assert all(rule.why.endswith(".") and rule.source for rule in TABLE)
    assert all(phrase == phrase.lower() for rule in TABLE for phrase in (*rule.says, *rule.unless))


@given(
    st.builds(
        Answer,
        stage=st.sampled_from(Stage),
        code=st.integers(-1, 999),
        enhanced=st.one_of(st.text(max_size=12), st.from_regex(r"[245]\.[0-7]\.\d{1,3}", fullmatch=True)),
        text=st.text(max_size=200),
    )
)
def test_something_follows_from_any_answer_and_nobody_may_get_it_twice(answer: Answer) -> None:
    decision = decide(answer)
    assert decision.why
    again = (Move.RETRY, Move.SLOW_DOWN)
    if answer.stage is Stage.DOT and not 400 <= answer.code < 600:
        assert decision.move in (Move.ACCEPTED, Move.IN_DOUBT), "it may have been taken"
    if decision.move is Move.ACCEPTED:
        assert answer.accepted
    if not 200 <= answer.code < 600 and answer.stage is not Stage.DOT:
        assert decision.move in again


def test_the_page_has_every_row() -> None:
    page = answers_page()
    assert all(f"| {rule.name} |" in page for rule in TABLE)
    assert "| no-such-address | after MAIL FROM; `5xx`; `5.1.1` or " in page
