"""Plain text and the count of words."""

import pytest

from backup.document.blocks import Document, Footnote, List, Paragraph, Quote
from backup.document.inlines import Text
from backup.document.text import plain_text, words
from tests.document.reading import substack


def paragraph(text: str) -> Paragraph:
    return Paragraph(children=(Text(text=text),))


def count(text: str) -> int:
    return words(Document(blocks=(paragraph(text),)))


def test_paragraphs_are_parted_by_a_blank_line() -> None:
    assert plain_text(substack("<h2>a</h2><p>b<br>c</p>")) == "a\n\nb\nc"


def test_lists_have_marks_and_inner_lists_are_indented() -> None:
    html = "<ul><li><p>a</p><ol start='9'><li>b</li><li>c<br>f</li></ol></li><li><p>d</p><p>e</p></li></ul>"
    assert plain_text(substack(html)) == "- a\n  9. b\n  10. c\n      f\n- d\n  e"


def test_quotes_have_a_mark_on_every_line() -> None:
    inner = Quote(blocks=(paragraph("b"),))
    assert plain_text(Document(blocks=(Quote(blocks=(paragraph("a"), inner)),))) == "> a\n>\n> > b"


def test_footnotes_come_last_with_their_labels() -> None:
    html = (
        '<p>a<a class="footnote-anchor" href="#footnote-1">1</a></p><div class="footnote"><a id="footnote-1" '
        'class="footnote-number">1</a><div class="footnote-content"><p>b</p><p>c</p></div></div><p>d</p>'
    )
    assert plain_text(substack(html)) == "a[1]\n\nd\n\n[1] b\n\nc"


def test_a_picture_is_told_by_its_words() -> None:
    html = '<figure><img src="https://e.com/x" alt="an oven"><figcaption>at night</figcaption></figure>'
    assert plain_text(substack(html)) == "[Picture: an oven]\nat night"


def test_an_embed_is_told_by_its_title_and_address() -> None:
    html = '<iframe src="https://vimeo.com/1" title="A film"></iframe>'
    assert plain_text(substack(html)) == "A film\nhttps://vimeo.com/1"


def test_the_paywall_can_be_seen() -> None:
    assert "paying subscribers" in plain_text(substack('<p>a</p><div class="paywall-jump"></div><p>b</p>'))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("one two  three", 3),
        ("don’t re-read it, e.g. 3.5 times!", 6),
        ("wait — what - is … this?", 4),
        ("night—bread", 2),
        ("Ünïcode naïve", 2),
        ("夜のパン", 4),
        ("我爱 bread 面包。", 5),
        ("밤의 빵", 2),
        ("Привет, мир", 2),
        ("𠮷野家", 3),
        ("***", 0),
    ],
)
def test_words_are_counted_as_people_do(text: str, expected: int) -> None:
    assert count(text) == expected


def test_words_of_cards_buttons_and_of_what_is_said_of_a_picture_are_not_the_writers() -> None:
    html = (
        '<p>one <img src="https://e.com/x" alt="no no"> two</p><figure><img src="https://e.com/y" alt="no">'
        '<figcaption>three</figcaption></figure><p class="button-wrapper"><a class="button" href="https://e.com">no</a></p>'
        '<div class="tweet" data-attrs="{&quot;url&quot;:&quot;https://x.com/a/status/1&quot;,&quot;full_text&quot;:&quot;no&quot;}"></div>'
    )
    assert words(substack(html)) == 3


def test_words_of_footnotes_count_and_their_numbers_do_not() -> None:
    note = Footnote(id="f", label="1", blocks=(paragraph("b c"),))
    assert words(Document(blocks=(paragraph("a"),), footnotes=(note,))) == 3


def test_items_of_a_list_count_without_their_numbers() -> None:
    assert words(Document(blocks=(List(items=((paragraph("a"),), (paragraph("b"),)), ordered=True),))) == 2


def test_a_long_row_of_signs_is_counted_quickly() -> None:
    assert count("-" * 300_000) == 0
    assert count("a" * 300_000) == 1
