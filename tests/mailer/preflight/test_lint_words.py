"""The rules for what a letter says: subject, unsubscribing, the writer, links, pictures."""

import pytest

from mailer.preflight.check import State
from mailer.preflight.rules._base import Expected
from tests.mailer.preflight.letters import EXPECTED, HTML, NOW, STOP, TEXT, found, letter


def with_link(target, text="here"):
    return letter(html=HTML.replace("<p>Dear", f'<p><a href="{target}">{text}</a></p><p>Dear'))


@pytest.mark.parametrize(
    ("subject", "state", "what"),
    [
        ("", State.BAD, "empty"),
        ("Re: your order", State.BAD, "pretends"),
        ("Fwd: news", State.BAD, "pretends"),
        ("AW: Neues", State.BAD, "pretends"),
        ("WE HAVE MOVED AWAY", State.ATTENTION, "capitals"),
        ("We have moved!!", State.ATTENTION, "shouts"),
        ("We have moved!", State.ATTENTION, "exclamation"),
        ("We have moved, " + "and " * 12, State.ATTENTION, "characters"),
    ],
)
def test_a_subject_that_costs_trust_is_told(subject, state, what):
    check = found(letter({"Subject": subject}))["Subject"]
    assert check.state is state
    assert what in check.what


@pytest.mark.parametrize(
    "subject", ["Night Letters has moved", "NASA", "Regarding your letters", "夜の手紙", "رسائل الليل", "BBC and I"]
)
def test_a_calm_subject_is_fine(subject):
    assert "Subject" not in found(letter({"Subject": subject}))


@pytest.mark.parametrize(
    "words",
    [
        "Hello {{ subscriber.name }}",
        "{% if paid %}",
        "Hi %FIRST_NAME%",
        "*|FNAME|*",
        "TK",
        "TKTK",
        "Lorem ipsum dolor",
        "www.example.com",
    ],
)
def test_words_left_over_from_a_template_are_bad(words):
    check = found(letter(text=TEXT.replace("Dear", f"{words} Dear"), html=HTML.replace("Dear", f"{words} Dear")))[
        "Left-over words"
    ]
    assert check.state is State.BAD
    assert "plain text" in check.what


def test_what_the_provider_fills_in_itself_is_no_left_over():
    placeholder = "{{amazonSESUnsubscribeUrl}}"
    content = letter(
        {"List-Unsubscribe": None, "List-Unsubscribe-Post": None},
        text=TEXT.replace(STOP, placeholder),
        html=HTML.replace(STOP, placeholder),
    )
    expected = Expected(
        now=NOW, postal_address=EXPECTED.postal_address, placeholders=(placeholder,), provider_unsubscribes=True
    )
    assert found(content, expected) == {}
    assert {"Left-over words", "Where links lead", "Unsubscribing by a click"} <= found(content).keys()


@pytest.mark.parametrize(
    ("headers", "state", "what"),
    [
        ({"List-Unsubscribe": None, "List-Unsubscribe-Post": None}, State.BAD, "no List-Unsubscribe"),
        ({"List-Unsubscribe-Post": None}, State.BAD, "without List-Unsubscribe-Post"),
        ({"List-Unsubscribe-Post": "One-Click"}, State.BAD, "exactly"),
        ({"List-Unsubscribe": "<mailto:stop@writer.example>"}, State.BAD, "no https"),
        (
            {"List-Unsubscribe": "<mailto:stop@writer.example>", "List-Unsubscribe-Post": None},
            State.ATTENTION,
            "by mail only",
        ),
        ({"List-Unsubscribe": f"<mailto:stop@writer.example>, <{STOP}>"}, State.ATTENTION, "first"),
        ({"List-Unsubscribe": "<http://box.writer.example/u/x>"}, State.BAD, "http:"),
        ({"List-Unsubscribe": STOP}, State.BAD, "form"),
        ({"List-Unsubscribe": f"<{STOP}> <ftp://x>"}, State.BAD, "form"),
        ({"List-Unsubscribe": "<mailto:>"}, State.BAD, "form"),
    ],
)
def test_the_headers_for_unsubscribing_are_of_the_right_form(headers, state, what):
    check = found(letter(headers))["Unsubscribing by a click"]
    assert check.state is state
    assert what in check.what


def test_a_long_address_that_was_folded_is_still_one():
    assert "Unsubscribing by a click" not in found(letter().replace(b"/u/Zm9y", b"/u/\r\n Zm9y"))


def test_both_parts_hold_a_link_to_unsubscribe():
    assert (
        "HTML"
        in found(letter(html=HTML.replace(STOP, "https://letters.writer.example/")))["Unsubscribing in sight"].what
    )
    assert "plain text" in found(letter(text=TEXT.replace(STOP, "")))["Unsubscribing in sight"].what
    mailto = "mailto:stop%2Bma2q@writer.example?subject=unsubscribe"
    by_mail = letter(text=TEXT.replace(STOP, "stop+ma2q@writer.example"), html=HTML.replace(STOP, mailto))
    assert "Unsubscribing in sight" not in found(by_mail)


def test_the_postal_address_is_in_both_parts_however_its_lines_are_broken():
    assert "Postal address" not in found(
        letter(text=TEXT.replace("Ada Writer, 1 Quiet Lane", "Ada\nWriter · 1 Quiet\nLane"))
    )
    assert "HTML" in found(letter(html=HTML.replace("Quiet", "Loud")))["Postal address"].what
    assert "plain text" in found(letter(text=TEXT.replace("Quiet", "Loud")))["Postal address"].what
    assert found(letter(), Expected(now=NOW))["Postal address"].state is State.BAD


@pytest.mark.parametrize(
    "value", ["nightletters.writer.example", "<nightletters>", "Night Letters", "<night letters.example>"]
)
def test_a_list_id_of_another_form_is_bad(value):
    assert found(letter({"List-Id": value}))["List-Id"].state is State.BAD
    assert found(letter({"List-Id": None}))["List-Id"].state is State.ATTENTION


@pytest.mark.parametrize("value", ["a:b:c:tiny", "a:b:c:much-too-long-name", "a:b:c:d:outlast", "a:b c:outlast", ""])
def test_a_feedback_id_of_another_form_is_told(value):
    assert ("Feedback-ID" in found(letter({"Feedback-ID": value}))) is bool(value)


@pytest.mark.parametrize(
    ("target", "state"),
    [
        ("http://letters.writer.example", State.ATTENTION),
        ("https://192.0.2.7/x", State.BAD),
        ("https://[2001:db8::1]/x", State.BAD),
        ("http://3221225991/", State.BAD),
        ("https://bit.ly/x", State.BAD),
        ("https://www.bit.ly/x", State.BAD),
        ("javascript:alert(1)", State.BAD),
        ("/p/relative", State.BAD),
        ("#", State.BAD),
        ("", State.BAD),
        ("https://[broken", None),
        ("https://habit.ly.example/x", None),
        ("mailto:ada@writer.example", None),
    ],
)
def test_where_a_link_leads_is_looked_at(target, state):
    check = found(with_link(target)).get("Where links lead")
    assert (check.state if check else None) is state


@pytest.mark.parametrize(
    ("text", "target", "honest"),
    [
        ("mybank.example", "https://evil.example/", False),
        ("https://writer.example/a", "https://evil.example/a", False),
        ("writer.example", "https://www.writer.example/", True),
        ("letters.writer.example", "https://writer.example/p", True),
        ("our new site", "https://evil.example/", True),
    ],
)
def test_a_link_shows_where_it_leads(text, target, honest):
    assert ("What links show" not in found(with_link(target, text))) is honest


def test_more_than_twenty_different_links_are_told():
    many = "".join(f'<a href="https://writer.example/{n}">x</a> ' for n in range(21))
    same = '<a href="https://writer.example/">x</a> ' * 40
    assert "How many links" in found(letter(html=HTML.replace("<p>Dear", many + "<p>Dear")))
    assert "How many links" not in found(letter(html=HTML.replace("<p>Dear", same + "<p>Dear")))


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://pictures.example/a.png">',
        '<table><tr><td background="//pictures.example/a.png">x</td></tr></table>',
        '<div style="background: url(https://pictures.example/a.png)">x</div>',
    ],
)
def test_a_picture_from_the_web_is_told(html):
    assert found(letter(html=HTML.replace("<p>Dear", html + "<p>Dear")))["Pictures"].state is State.ATTENTION


def test_a_picture_within_the_letter_is_fine():
    assert "Pictures" not in found(
        letter(html=HTML.replace("<p>Dear", '<img src="cid:logo"><img src="data:,x"><p>Dear'))
    )


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<form></form>",
        "<iframe></iframe>",
        '<p onclick="x()">x</p>',
        '<meta http-equiv="refresh" content="0">',
    ],
)
def test_what_is_active_is_bad(html):
    assert found(letter(html=HTML.replace("<p>Dear", html + "<p>Dear")))["Nothing active"].state is State.BAD
