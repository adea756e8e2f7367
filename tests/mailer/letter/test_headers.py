"""The head of a mail."""

import re
from email.header import decode_header, make_header
from email.utils import parseaddr

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.campaign import Sender
from mailer.errors import LetterProblem
from mailer.letter import headers
from mailer.model import Recipient
from mailer.unsubscribe.kind import UnsubscribeKind
from tests.mailer.letter.night_letters import ANA, FOR_ANA, MAILTO, URL, compiled, for_ana, parsed

TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=300)


def decoded(value: str) -> str:
    return str(make_header(decode_header(re.sub(r"\r\n(?=[ \t])", "", value))))


def assert_lines(field: str) -> None:
    assert field.isascii() and field.endswith("\r\n")
    assert "\n" not in field.replace("\r\n", "") and "\r" not in field.replace("\r\n", "")
    for line in field[:-2].split("\r\n"):
        assert line.strip() and len(line) <= 998
        assert len(line) <= 78 or "=?" not in line


@given(TEXT)
def test_any_subject_comes_back_as_it_was(subject: str) -> None:
    field = headers.text_field("Subject", subject)
    assert_lines(field)
    assert decoded(field[len("Subject: ") : -2]) == subject


@given(TEXT)
def test_any_name_comes_back_as_it_was_and_never_becomes_an_address(name: str) -> None:
    field = headers.mailbox_field("To", name, "ana@example.com")
    assert_lines(field)
    written, address = parseaddr(re.sub(r"\r\n(?= )", "", field[len("To: ") : -2]))
    assert (decoded(written), address) == (name, "ana@example.com")


def test_a_long_subject_in_ascii_is_folded_between_words() -> None:
    field = headers.text_field("Subject", "word " * 30 + "end")
    assert "=?" not in field
    assert max(map(len, field.split("\r\n"))) <= 78


def test_each_field_is_there_once_and_in_order() -> None:
    message = for_ana(list_id="night.example.org", feedback_id="1:night:outlast:maya0")
    assert message.keys() == [
        "From", "Date", "To", "Subject", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Id",
        "Feedback-ID", "Content-Language", "MIME-Version", "Content-Type",
    ]  # fmt: skip
    assert message["From"] == "Maya Lindqvist <maya@example.org>"
    assert message["To"] == "Ana García <ana@example.com>"
    assert message["Date"] == "Sun, 29 Nov 2026 12:00:00 +0000"
    assert message["Message-ID"] == f"<{FOR_ANA.message_id}>"
    assert message["List-Id"] == "Night Letters <night.example.org>"
    assert message["Feedback-ID"] == "1:night:outlast:maya0"
    assert message["Content-Language"] == "en"


def test_the_parts_are_text_first_then_html() -> None:
    assert [part.get_content_type() for part in for_ana().iter_parts()] == ["text/plain", "text/html"]


def test_who_has_no_name_gets_a_bare_address() -> None:
    mail = compiled().mail(1, Recipient(address="ana@example.com", name="  "), FOR_ANA)
    assert b"\r\nTo: ana@example.com\r\n" in mail.content


def test_one_click_is_promised_only_with_an_https_address() -> None:
    made = compiled()
    both = parsed(made.mail(1, ANA, FOR_ANA))
    assert both["List-Unsubscribe"] == f"<{URL}>, <mailto:{MAILTO}>"
    assert both["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for url in ("", "http://letters.example.org/u/x"):
        mail = parsed(made.mail(1, ANA, msgspec.structs.replace(FOR_ANA, unsubscribe_url=url)))
        assert mail["List-Unsubscribe"] == f"<mailto:{MAILTO}>"
        assert mail["List-Unsubscribe-Post"] is None
    alone = parsed(made.mail(1, ANA, msgspec.structs.replace(FOR_ANA, unsubscribe_mailto="")))
    assert alone["List-Unsubscribe"] == f"<{URL}>"
    assert alone["List-Unsubscribe-Post"]


def test_where_the_provider_unsubscribes_its_placeholder_stays_whole_and_out_of_the_head() -> None:
    made = compiled(unsubscribing=UnsubscribeKind.PROVIDER)
    mail = made.mail(1, ANA, msgspec.structs.replace(FOR_ANA, unsubscribe_url="{{amazonSESUnsubscribeUrl}}"))
    assert parsed(mail)["List-Unsubscribe"] is None
    assert mail.content.count(b"{{amazonSESUnsubscribeUrl}}") == 2
    https = parsed(made.mail(1, ANA, FOR_ANA))
    assert https["List-Unsubscribe"].startswith(f"<{URL}>")


@pytest.mark.parametrize(
    "url", ["https://a.example/<b>", "https://a.example/b c", "https://a.example/é", "https://a.example/a,b>"]
)
def test_an_address_that_would_break_out_of_its_brackets_is_not_written(url: str) -> None:
    assert headers.unsubscribe_fields(url, MAILTO) is None


def test_a_mailbox_for_unsubscribing_with_other_letters_is_written_in_ascii() -> None:
    fields = headers.unsubscribe_fields("", "stop@bücher.example?subject=unsubscribe%20x")
    assert fields == "List-Unsubscribe: <mailto:stop@xn--bcher-kva.example?subject=unsubscribe%20x>\r\n"


def test_answers_go_where_the_writer_wants_them() -> None:
    message = for_ana(sender=Sender(name="Maya", address="maya@example.org", reply_to="answers@example.org"))
    assert message["Reply-To"] == "answers@example.org"
    assert for_ana()["Reply-To"] is None


def test_the_providers_fields_hold_each_recipients_own_key() -> None:
    message = for_ana(extra_headers={"Resend-Idempotency-Key": "{idempotency_key}", "X-Stream": "broadcast"})
    assert message["Resend-Idempotency-Key"] == "key-of-ana"
    assert message["X-Stream"] == "broadcast"


@pytest.mark.parametrize("value", ["a\r\nBcc: x@example.com", "é", "", "a\n", "x" * 1000])
def test_a_field_that_cannot_stand_on_a_line_is_refused_before_anything_goes_out(value: str) -> None:
    with pytest.raises(LetterProblem, match="X-Stream"):
        compiled(extra_headers={"X-Stream": value})
    if value:
        with pytest.raises(LetterProblem, match="Feedback-ID"):
            compiled(feedback_id=value)
        with pytest.raises(LetterProblem, match="List-Id"):
            compiled(list_id=value)


def test_nothing_says_that_the_letter_is_bulk_or_made_by_a_machine() -> None:
    message = for_ana()
    assert message["Precedence"] is None and message["Auto-Submitted"] is None


def test_a_sender_whose_address_cannot_be_written_from_is_refused() -> None:
    with pytest.raises(LetterProblem, match="sender"):
        compiled(sender=Sender(name="Maya", address="maya"))


def test_a_sender_in_another_script_is_written_in_ascii() -> None:
    made = compiled(sender=Sender(name="Мая", address="maya@bücher.example"))
    mail = made.mail(1, ANA, FOR_ANA)
    assert mail.content.isascii()
    assert parsed(mail)["From"] == "Мая <maya@xn--bcher-kva.example>"
