"""What stands around the words of a letter."""

from email.message import EmailMessage

import pytest
from selectolax.lexbor import LexborHTMLParser

from mailer.campaign import Sender
from mailer.errors import LetterProblem
from mailer.letter.compiled import compile_letter
from mailer.letter.layout import Layout
from mailer.letter.letter import Origin, PublicationFacts
from tests.mailer.letter.night_letters import ANA, DATE, FOR_ANA, MAILTO, URL, for_ana, html_of, letter, parsed, text_of


def tree(message: EmailMessage) -> LexborHTMLParser:
    return LexborHTMLParser(html_of(message))


def test_the_foot_says_who_why_whence_where_and_how_to_stop() -> None:
    message = for_ana()
    for words in (text_of(message), tree(message).body.text()):  # type: ignore[union-attr]
        flat = " ".join(words.split())
        for said in (
            "Maya Lindqvist",
            "“Night Letters”",
            "on Substack, as it was on 20 November 2026",
            "Storgatan 1",
            "111 22 Stockholm",
            "Unsubscribe",
        ):
            assert said in flat, said
    assert URL in text_of(message) and f"mailto:{MAILTO}" in text_of(message)
    links = [link.attributes["href"] for link in tree(message).css("a")]
    assert URL in links and f"mailto:{MAILTO}" in links


def test_a_list_of_ones_own_and_one_of_an_unknown_day_are_told_as_such() -> None:
    own = text_of(for_ana(origin=Origin(day="2026-11-20")))
    assert "the list that Maya Lindqvist keeps" in " ".join(own.split())
    assert "The address comes" not in text_of(for_ana(origin=Origin()))


def test_names_that_look_like_html_or_placeholders_are_words() -> None:
    message = for_ana(
        "{{ publication.name }} {{ sender.name }}",
        publication=PublicationFacts(name="<b>{sender}</b> {{ x }}", url='https://example.com/?a="><script>'),
        sender=Sender(name="{day} *M* & <i>", address="maya@example.org", postal_address="<hr>\n\n  {x} "),
    )
    assert "<b>" not in html_of(message) and "<i>" not in html_of(message) and "<script" not in html_of(message)
    assert "<hr>" not in html_of(message)
    assert "<b>{sender}</b> {{ x }} {day} *M* & <i>\n" in text_of(message)


def test_the_preheader_is_hidden_and_there_only_if_given() -> None:
    assert "display:none" not in html_of(for_ana())
    hidden = tree(for_ana(preheader="For {{ subscriber.first_name }}: <b>")).css_first("div[style*='display:none']")
    assert hidden is not None and hidden.text() == "For Ana: <b>"


def test_language_and_direction_are_told() -> None:
    html = tree(for_ana(language="ar")).css_first("html")
    assert html is not None
    assert (html.attributes["lang"], html.attributes["dir"]) == ("ar", "rtl")
    assert tree(for_ana(language="ar")).css_first("td.words").attributes["align"] == "right"  # type: ignore[union-attr]


def test_nothing_is_fetched_when_a_letter_is_opened() -> None:
    message = for_ana("![x](https://example.org/x.png) words")
    found = tree(message)
    assert not found.css("img, script, link, iframe, object, embed, form, input, video, audio, svg")
    assert "url(" not in html_of(message) and "@import" not in html_of(message) and " src=" not in html_of(message)


@pytest.mark.parametrize(
    ("html", "text", "said"),
    [
        ("{{ body", "{{ body }}", "cannot be read"),
        ("{{ body }}", "{{ nothing }}", "nothing"),
        ("{{ 1 / 0 }}", "", "zero"),
    ],
)
def test_a_layout_with_a_slip_is_told(html: str, text: str, said: str) -> None:
    with pytest.raises(LetterProblem, match=said):
        compile_letter(letter(), date=DATE, layout=Layout(html=html, text=text))


def test_a_layout_of_ones_own_is_used() -> None:
    layout = Layout(html="<p>{{ subscriber.name }}</p>{{ body }}", text="{{ subscriber.name }}: {{ body }}")
    message = parsed(compile_letter(letter("x"), date=DATE, layout=layout).mail(1, ANA, FOR_ANA))
    assert text_of(message) == "Ana García: x\n"
    assert html_of(message).startswith("<p>Ana García</p><p ")
