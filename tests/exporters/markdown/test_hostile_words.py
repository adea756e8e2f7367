"""Whatever a writer wrote, read back from Markdown it is the same words, marks and links."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backup.document.blocks import CodeBlock, Heading, List, Paragraph, Quote
from backup.document.inlines import Inline, InlineCode, Text
from exporters.writers.markdown import Dialect
from tests.exporters.markdown.hostile import INLINES, TEXTS
from tests.exporters.markdown.writing import Writing, letters_in, letters_of, rendered, words_in, words_of

DIALECTS = st.sampled_from([Dialect(), Dialect(site=False), Dialect(notes=False, templates=("{{", "{%"))])
FAST = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(inlines=INLINES, dialect=DIALECTS)
@FAST
def test_a_paragraph_is_read_back_letter_for_letter(
    writing: Writing, inlines: tuple[Inline, ...], dialect: Dialect
) -> None:
    read = rendered(writing.markdown(Paragraph(children=inlines), dialect=dialect))

    assert letters_in(read) == letters_of(inlines)
    assert words_in(read) == words_of(inlines)


@given(inlines=INLINES)
@FAST
def test_so_is_a_heading_which_stays_one(writing: Writing, inlines: tuple[Inline, ...]) -> None:
    read = rendered(writing.markdown(Heading(level=3, children=inlines)))

    assert letters_in(read) == letters_of(inlines)
    assert not read or read.startswith("<h3>")


@given(inlines=INLINES, code=TEXTS)
@FAST
def test_so_are_paragraphs_and_code_in_lists_and_quotes(
    writing: Writing, inlines: tuple[Inline, ...], code: str
) -> None:
    paragraph, text = Paragraph(children=inlines), CodeBlock(text=f"  x\n{code}\n\n y ")
    one = letters_of(inlines)
    lines = letters_of((InlineCode(children=(Text(text=text.text.replace("\r", "\n")),)),))
    below = List(items=((paragraph,), (paragraph, text)), ordered=True, start=7)

    read = rendered(writing.markdown(Quote(blocks=(paragraph, text, List(items=((paragraph, below), (text,)))))))

    assert letters_in(read) == [*one, *lines, *one, *one, *one, *lines, *lines]
    assert read.count("<li>") == 4


@pytest.mark.parametrize("text", ["\tone\n\n\ttwo  \n   three", "```\n````\n`", "x\n", "\n\nx\n\n", ""])
def test_code_in_a_list_keeps_its_spaces_and_line_ends(writing: Writing, text: str) -> None:
    block = CodeBlock(text=text, language="c++ {x}")
    deep = List(items=((Paragraph(children=(Text(text="a"),)), List(items=((block,),))),))

    read = rendered(writing.markdown(deep))

    assert (
        f'<pre><code class="language-c++x">{text.removesuffix(chr(10))}{chr(10) if text else ""}</code></pre>' in read
    )
