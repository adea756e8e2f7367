"""What may stand in a letter's `{{ }}` and `{% %}`, and what is said of what may not."""

import pytest

from mailer.errors import LetterProblem
from mailer.letter.filling import Filler
from mailer.model import Recipient
from tests.mailer.letter.night_letters import FOR_ANA, compiled, for_ana, html_of, parsed, text_of


@pytest.mark.parametrize(
    ("words", "line", "what"),
    [
        ("Hi {{ subscriber.frist_name }}", 1, "perhaps you mean “subscriber.first_name”"),
        ("Hi\n\n{{ new_adress }}", 3, "perhaps you mean “new_address”"),
        ("Hi\n{{ subscriber }}", 2, "subscriber.name"),
        ("Hi\n{{ subscriber['name'] }}", 2, "more than one thing"),
        ("Hi {{ subscriber.__class__ }}", 1, "there is no “subscriber.__class__”"),
        ("Hi {{ ''.__class__ }}", 1, "belongs to nothing"),
        ("Hi {{ new_address.__class__.__mro__ }}", 1, "belongs to nothing"),
        ("Hi {{ subscriber.name.upper() }}", 1, "a call"),
        ("Hi {{ range(10) }}", 1, "a call"),
        ("a\nb\n{% if subscriber.paid %}", 3, ""),
        ("a {{ }}", 1, ""),
        ("a {{ subscriber.name", 1, ""),
        ("a\n{% frobnicate %}", 2, "frobnicate"),
        ("{% for a in 'ab' %}{% for b in 'ab' %}x{% endfor %}{% endfor %}", 1, "a loop within a loop"),
        ("{% for a in 'ab' recursive %}{{ loop('ab') }}{% endfor %}", 1, "loop"),
        ("{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}", 1, "“macro”"),
        ("{% include 'x' %}", 1, "“include”"),
        ("{% import 'x' as y %}", 1, "“import”"),
        ("{% extends 'x' %}", 1, "“extends”"),
        ("{{ 9 ** 9 ** 9 }}", 1, "pow"),
        ("{{ 'a' * 1000000000 }}", 1, "mul"),
        ("{{ '%1000000000d' % 1 }}", 1, "mod"),
        ("{{ 'a' ~ 'b' }}", 1, "“~”"),
        ("{{ 'a' | center(1000000000) }}", 1, "no filter “center”"),
        ("{{ 'a' is callable }}", 1, "no test “callable”"),
        ("{% set subscriber = 1 %}", 1, "is there already"),
        ("ok\n{{ subscriber.paid }}", 2, "yes or no"),
        ("ok\n{{ ['a', 'b'] }}", 2, "no text"),
        ("ok\n{{ [] | first }}", 2, "No first item"),
        ("{% for a in 'ab' %}{{ loop }}{% endfor %}", 1, "no text"),
        ("ok\n\n\0", 3, "U+0000"),
        ("ok\nx\x1b[2J", 2, "U+001B"),
    ],
)
def test_a_slip_is_named_with_its_line(words: str, line: int, what: str) -> None:
    with pytest.raises(LetterProblem) as caught:
        compiled(words, values={"new_address": "https://example.org"})
    assert f"n line {line} of the letter" in caught.value.what
    assert what in caught.value.what
    assert caught.value.advice.endswith("outlast mail preview ID")


def test_a_slip_in_subject_or_preheader_is_named_with_its_place() -> None:
    for field in ("subject", "preheader"):
        with pytest.raises(LetterProblem, match=f"In line 1 of the {field}: there is no value called “nome”"):
            compiled(**{field: "{{ nome }}"})


def test_a_slip_that_shows_for_some_subscribers_only_is_found_before_anything_goes_out() -> None:
    with pytest.raises(LetterProblem, match="line 2 of the letter: No first item"):
        compiled("Hello\n{{ subscriber.name | first }}")


def test_a_subject_has_one_line_and_is_there() -> None:
    with pytest.raises(LetterProblem, match="more than one line"):
        compiled(subject="{{ words }}", values={"words": "one\ntwo"})
    with pytest.raises(LetterProblem, match="no subject"):
        compiled(subject="{{ words }}", values={"words": " "})
    with pytest.raises(LetterProblem, match="no words"):
        compiled("{% if false %}x{% endif %}")


def test_a_letter_that_grows_without_measure_is_stopped() -> None:
    for words in ("https://example.org/" + "x" * 50_000, "x " * 25_000):
        for printed in ("{{ words }}", "y" * 1000):
            with pytest.raises(LetterProblem, match="longer than 100,000"):
                compiled(f"{{% for sign in words %}}{printed}{{% endfor %}}", values={"words": words})


def test_conditions_loops_and_names_of_ones_own_work() -> None:
    words = (
        "{% set who = subscriber.first_name or 'friend' %}{% for one in ['a', 'b'] %}{{ loop.index }}{{ one }}"
        "{% if not loop.last %}, {% endif %}{% endfor %} {{ who }} {{ 'x' if subscriber.paid else 'y' }}"
        "{% raw %} {{ raw }}{% endraw %}{# no one sees this #}"
    )
    assert "1a, 2b Ana x {{ raw }}\n" in text_of(for_ana(words))


def test_a_value_is_markdown_and_an_address_is_taken_as_it_stands() -> None:
    message = for_ana(
        "{{ words }}\n\n{{ url }}\n\n<{{ url }}>\n\n[here]({{ url }})\n\n<{{ mail }}>",
        values={"words": "One *two*.\n\nThree.", "url": "https://example.org/_a_*b*", "mail": "maya@example.org"},
    )
    assert "<em>two</em>" in html_of(message)
    assert html_of(message).count('<a href="https://example.org/_a_*b*"') == 3
    assert html_of(message).count("https://example.org/_a_*b*") == 5
    assert '<a href="mailto:maya@example.org"' in html_of(message)
    assert "One _two_.\n\nThree." in text_of(message)


def test_what_is_known_of_a_subscriber_is_never_markdown_or_html() -> None:
    made = compiled("Hello {{ subscriber.name }}, {{ publication.name }}")
    name = "*Ana* <b>x</b> [y](https://evil.example) https://evil.example"
    message = parsed(made.mail(1, Recipient(address="ana@example.com", name=name), FOR_ANA))
    assert f"Hello {name}" in text_of(message)
    assert 'evil.example"' not in html_of(message)
    assert "*Ana* &lt;b&gt;x&lt;/b&gt; [y](https://evil.example) https://evil.example" in html_of(message)


@pytest.mark.parametrize("field", ["name", "address", "first_name"])
@pytest.mark.parametrize(
    "words", ["[x](https://example.org/?a={{ X }})", "https://example.org/?a={{ X }}", "<{{ X }}>"]
)
def test_nothing_of_a_subscriber_goes_into_a_link(field: str, words: str) -> None:
    with pytest.raises(LetterProblem, match="A link holds the subscriber"):
        compiled(words.replace("X", f"subscriber.{field}"))


def test_the_way_out_can_stand_in_the_letter_too() -> None:
    message = for_ana("<{{ unsubscribe.url }}> [or](mailto:{{ unsubscribe.mailto }})")
    assert html_of(message).count('href="https://letters.example.org/u/abcdefghijklmnopqrstuvwx"') == 2
    with pytest.raises(LetterProblem, match="has to stand alone"):
        compiled("[x]({{ unsubscribe.url }}?a=b)")


def test_a_control_character_in_a_value_is_named() -> None:
    with pytest.raises(LetterProblem, match="“words” holds a control character"):
        compiled("{{ words }}", values={"words": "a\x07"})


def test_a_reader_of_placeholders_knows_only_what_it_was_told() -> None:
    with pytest.raises(LetterProblem, match=r"line 12 of my.md"):
        Filler(value_names=()).read("a\nb\n{{ cycler }}", "my.md", first_line=10)
