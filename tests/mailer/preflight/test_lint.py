"""Lint as a whole, and the rules for headers, lines and parts."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mailer.preflight.check import State
from mailer.preflight.lint import RULES, lint
from mailer.preflight.rules._base import Expected
from tests.mailer.preflight.letters import EXPECTED, HTML, NOW, TEXT, found, letter


def test_a_good_letter_keeps_every_rule():
    checks = lint(letter(), EXPECTED)
    assert [(check.name, check.what) for check in checks if check.state is not State.OK] == []
    assert [check.name for check in checks] == [rule.name for rule in RULES]
    assert all(check.source for check in checks)


def test_rules_have_different_names():
    assert len({rule.name for rule in RULES}) == len(RULES)


@given(some.binary())
def test_no_bytes_break_it(data):
    lint(data, EXPECTED)


@given(some.data())
def test_a_damaged_letter_does_not_break_it(data):
    good = bytearray(letter())
    for _ in range(data.draw(some.integers(1, 8))):
        good[data.draw(some.integers(0, len(good) - 1))] = data.draw(some.integers(0, 255))
    assert lint(bytes(good), EXPECTED)


def test_many_slips_against_one_rule_are_shortened():
    html = HTML.replace("<p>Dear", "".join(f"<a href='http://a{n}.example'>x</a>" for n in range(9)) + "<p>Dear")
    checks = [check for check in lint(letter(html=html), EXPECTED) if check.name == "Where links lead"]
    assert len(checks) == 4
    assert checks[-1].what == "And 6 more like these."


@pytest.mark.parametrize("name", ["From", "To", "Subject", "Date", "Message-ID"])
def test_a_header_that_is_missing_or_there_twice_is_bad(name):
    assert "missing" in found(letter({name: None}))["Headers"].what
    line = next(line for line in letter().split(b"\r\n") if line.startswith(f"{name}:".encode()))
    assert "2 times" in found(line + b"\r\n" + letter())["Headers"].what


def test_a_header_with_other_signs_than_ascii_is_bad():
    assert "Headers in ASCII" in found(letter().replace(b"Subject: Night", "Subject: Nächt".encode()))


def test_an_encoded_subject_is_read_as_people_see_it():
    assert "Subject" not in found(letter({"Subject": "Die Nachtbriefe sind umgezogen — für immer"}))
    assert "capitals" in found(letter({"Subject": "ÜBERALL GROSSE BUCHSTABEN"}))["Subject"].what


@pytest.mark.parametrize("value", ["5f3a@writer.example", "<5f3a>", "<5f3a@localhost>", "<a b@writer.example>"])
def test_a_message_id_of_another_form_is_bad(value):
    line = b"Message-ID: <5f3a@writer.example>"
    assert "Message-ID" in found(letter().replace(line, f"Message-ID: {value}".encode()))


def test_a_date_far_from_now_is_told():
    assert "Date" not in found(
        letter(), Expected(now=NOW + timedelta(minutes=50), postal_address=EXPECTED.postal_address)
    )
    assert found(letter(), Expected(now=NOW + timedelta(hours=2)))["Date"].state is State.ATTENTION
    assert found(letter().replace(b"Date: Wed", b"Date: at some time, not"))["Date"].state is State.BAD
    assert "Date" in found(letter().replace(b"09:29:00 +0000", b"09:29:00"))


@pytest.mark.parametrize(
    "value", ["Ada Writer", "Ada <ada@localhost>", "a@writer.example, b@writer.example", "Ada <@writer.example>"]
)
def test_from_holds_exactly_one_address(value):
    assert (
        found(letter().replace(b"From: Ada Writer <ada@writer.example>", f"From: {value}".encode()))["From"].state
        is State.BAD
    )


def test_a_name_that_shows_another_address_is_bad():
    assert "frauds" in found(letter({"From": '"boss@bank.example" <ada@writer.example>'}))["From"].what
    assert "From" not in found(letter({"From": '"ada@writer.example" <ada@writer.example>'}))


@pytest.mark.parametrize(("name", "value"), [("Precedence", "bulk"), ("Auto-Submitted", "auto-generated")])
def test_a_letter_does_not_call_itself_automatic(name, value):
    assert found(letter({name: value}))["A letter by hand"].state is State.ATTENTION


@pytest.mark.parametrize("damage", [(b"\r\n", b"\n"), (b"Dear", b"De\rar"), (b"Dear", b"De\nar")])
def test_a_bare_line_end_is_bad(damage):
    assert found(letter().replace(*damage, 1))["Line ends"].state is State.BAD


def test_the_last_line_ends():
    assert "Line ends" in found(letter().removesuffix(b"\r\n"))


def test_a_line_with_a_single_dot_is_bad_and_doubled_ones_are_not():
    dotted = letter(text=f".hidden\n.\n..\n{TEXT}", html=HTML.replace("Dear", ".hidden Dear"))
    assert "Dots" not in found(dotted)
    assert found(dotted.replace(b"\r\n..\r\n", b"\r\n.\r\n"))["Dots"].state is State.BAD


def test_a_line_of_999_bytes_is_bad_and_one_of_79_could_be_shorter():
    assert found(letter().replace(b"Dear", b"x" * 995 + b"Dear"))["Line lengths"].state is State.BAD
    assert found(letter().replace(b"Dear", b"word " * 16 + b"Dear"))["Line lengths"].state is State.ATTENTION
    assert "Line lengths" not in found(letter({"References": f"<{'x' * 100}@writer.example>"}))


def test_control_characters_and_undeclared_bytes_are_bad():
    assert "control" in found(letter().replace(b"Dear", b"De\x00ar"))["Bytes"].what
    assert "8bit" in found(letter().replace(b"Dear", "Bücher, Dear".encode()))["Bytes"].what


def test_a_letter_has_text_first_and_html_after_it():
    assert found(letter(html=None))["Two parts"].state is State.ATTENTION
    swapped = (
        letter()
        .replace(b"text/plain", b"text/none")
        .replace(b"text/html", b"text/plain")
        .replace(b"text/none", b"text/html")
    )
    assert found(swapped)["Two parts"].state is State.BAD
    assert "empty" in found(letter(text="", html=HTML))["Two parts"].what


def test_a_part_that_is_not_what_it_says_is_bad():
    assert found(letter().replace(b'charset="utf-8"', b'charset="utf-32"', 1))["Charset"].state is State.BAD
    assert found(letter().replace(b'charset="utf-8"', b'charset="nonsense"', 1))["Charset"].state is State.BAD
    assert found(letter().replace(b'charset="utf-8"', b'charset="iso-8859-1"', 1))["Charset"].state is State.ATTENTION


def test_text_and_html_say_the_same():
    assert "The same words" not in found(letter(html=HTML.replace("Dear", "<b>D</b>ear")))
    other = (
        "<p>Buy something else entirely, cheap and today, from a shop you have never heard of before</p>" + HTML[-90:]
    )
    assert found(letter(html=other))["The same words"].state is State.BAD


def test_words_without_blanks_between_them_are_compared_too():
    text = "夜の手紙は新しい住所に移りました。\nこれからもよろしくお願いします。"
    html = "<p>夜の手紙は新しい住所に移り</p><p>ました。これからもよろしくお願いします。</p>"
    assert "The same words" not in found(letter(text=text, html=html))
    assert "The same words" in found(letter(text=text, html="<p>全然違う内容の文章がここに書かれています</p>"))


def test_a_letter_over_40_kb_is_told_and_one_over_102_kb_is_cut_off_by_gmail():
    assert "Size" not in found(letter())
    assert found(letter(text=TEXT + "word\n" * 8_000))["Size"].state is State.ATTENTION
    assert found(letter(text=TEXT + "word\n" * 18_000))["Size"].state is State.BAD
