"""A text that is not published yet is read as readers would see it, in whatever form its file has."""

from hypothesis import given
from hypothesis import strategies as st

from backup.risk.draft import read_draft
from backup.risk.post import Part


def _own(_: str) -> bool:
    return False


def test_markdown_is_read_with_its_links_and_title() -> None:
    title, found = read_draft("# The lamp\n\nLit at [dusk](https://a.example/x), and **late**.\n", _own)
    assert title == "The lamp"
    assert [one.text for one in found.paragraphs] == ["The lamp", "Lit at dusk, and late."]
    assert [link.href for link in found.links] == ["https://a.example/x"]


def test_plain_words_are_paragraphs() -> None:
    title, found = read_draft("The lamp is lit.\nIt is late.\n\nThe sea is calm.", _own)
    assert title == ""
    assert len(found.paragraphs) == 2


def test_the_title_in_front_matter_is_no_paragraph() -> None:
    title, found = read_draft('---\ntitle: "The lamp"\ntags: [sea]\n---\n\nLit.\n', _own)
    assert (title, [one.text for one in found.paragraphs]) == ("The lamp", ["Lit."])


def test_html_is_read_and_its_hidden_words_are_told_apart() -> None:
    _, found = read_draft('<html><body><h1>Lamp</h1><p>Lit.</p><p style="display:none">spam</p></body></html>', _own)
    assert [(one.text, one.kind) for one in found.paragraphs] == [("Lamp", Part.HEADING), ("Lit.", Part.TEXT)]
    assert found.hidden == ("spam",)


@given(st.text(alphabet="#-+*[]()<>p/!`\n\ra :\"'="))
def test_no_text_breaks_the_reading(text: str) -> None:
    read_draft(text, _own)
