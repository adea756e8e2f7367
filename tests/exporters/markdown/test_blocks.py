"""Every block has its way into Markdown, and is read back as what it was."""

import pytest

from backup.document.blocks import (
    AudienceBlock,
    Block,
    Callout,
    CodeBlock,
    Divider,
    Document,
    Figure,
    Footnote,
    Heading,
    List,
    Paragraph,
    PullQuote,
    Quote,
    Raw,
    Verse,
)
from backup.document.inlines import (
    Emphasis,
    FootnoteReference,
    Image,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    Mention,
    RawInline,
    Strong,
    Text,
)
from exporters.losses import counted
from exporters.writers.html import NO_PAYWALL
from exporters.writers.markdown import Dialect
from tests.document.every_node import BLOCKS, FULL, words_of
from tests.exporters.made_up import STORE
from tests.exporters.markdown.writing import Writing, rendered, words_in

DIALECTS = [Dialect(), Dialect(site=False), Dialect(notes=False), Dialect(kramdown=True, templates=("{{", "{%"))]


def paragraph(text: str, *more: Inline) -> Paragraph:
    return Paragraph(children=(Text(text=text), *more))


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: str(block.kind))
@pytest.mark.parametrize("dialect", DIALECTS[:3], ids=["site", "plain", "no notes"])
def test_every_block_is_read_back_or_named(writing: Writing, block: Block, dialect: Dialect) -> None:
    writer = writing.writer(Document(blocks=(block,)), dialect)

    read = rendered(writer.body())

    unseen = {word for word in words_of(block) if word not in read}
    assert not unseen or any(loss.block != "figure" for loss in writing.export.losses), unseen
    assert "\n\n\n" not in writer.body()


def test_html_for_what_markdown_has_not_keeps_its_blank_lines(writing: Writing) -> None:
    verse = Verse(children=(Text(text="one\n\n   *two*\n"),))

    read = rendered(writing.markdown(verse, List(items=((verse, paragraph("after")),))))

    assert read.count('<pre class="verse">one&#10;\n   *two*\n</pre>') == 2
    assert "<p>after</p>" in read


def test_markup_that_nobody_knows_is_never_read_as_markdown(writing: Writing) -> None:
    raw = Raw(html="*a* <table><tr><td>**b**</td></tr></table>\n\n# c<pre>d</pre>\n\n_e_", reason="r", text="a b c")
    inline = RawInline(html='<kbd title="> _x_">*k*</kbd>', reason="r", text="k")

    read = rendered(writing.markdown(raw, paragraph("x ", inline)))

    assert words_in(read) == ["*a*", "**b**", "#", "cd", "_e_", "x", "*k*"]
    assert "<em>" not in read


def test_lists_side_by_side_stay_two(writing: Writing) -> None:
    one, two = List(items=((paragraph("a"),),)), List(items=((paragraph("b"),),), ordered=True, start=3)

    read = rendered(writing.markdown(one, one, one, two, two))

    assert (read.count("<ul>"), read.count('<ol start="3">')) == (3, 2)


def test_an_empty_item_and_an_empty_quote_do_no_harm(writing: Writing) -> None:
    read = rendered(writing.markdown(List(items=((paragraph("a"),), (), (paragraph("b"),))), Quote(blocks=())))

    assert read.count("<li>") == 3
    assert "<blockquote>" not in read


def test_items_may_begin_with_anything(writing: Writing) -> None:
    inner = List(items=((paragraph("x"),),))
    starts: list[Block] = [Divider(), Heading(level=2, children=(Text(text="h"),)), Quote(blocks=(paragraph("q"),))]
    starts += [inner, CodeBlock(text="c\n\n  d"), Verse(children=(Text(text="v"),)), Callout(blocks=(paragraph("k"),))]

    read = rendered(writing.markdown(List(items=tuple((start, paragraph("end")) for start in starts), ordered=True)))

    for tag in (
        "<hr />",
        "<h2>h</h2>",
        "<blockquote>\n<p>q",
        "<ul>",
        "<code>c\n\n  d\n",
        '<pre class="verse">v',
        "<aside",
    ):
        assert tag in read, tag
    assert read.count("<p>end</p>") == len(starts)


def test_a_number_that_markdown_does_not_count_to_is_html(writing: Writing) -> None:
    read = rendered(writing.markdown(List(items=((paragraph("a"),),), ordered=True, start=-2)))

    assert '<ol start="-2">' in read


def test_boxes_hold_markdown(writing: Writing) -> None:
    words = Paragraph(children=(Strong(children=(Text(text="b"),)),))
    markdown = writing.markdown(PullQuote(blocks=(words,)), Callout(blocks=(words,)))

    assert markdown.count("\n\n**b**\n\n") == 2
    assert '<blockquote class="pull-quote">\n<p><strong>b</strong></p>\n</blockquote>' in rendered(markdown)


def test_what_some_readers_saw_is_named(writing: Writing) -> None:
    writing.markdown(AudienceBlock(audiences=("paid_sub",), blocks=(paragraph("for payers"),)), *BLOCKS[-3:-2])

    kinds = counted(tuple(writing.export.losses))
    assert kinds["audience-block", "What only some readers saw is open to everybody over there."]
    assert kinds["paywall", NO_PAYWALL]


class TestFootnotes:
    """Notes as Markdown where every reader takes them so, else as HTML, never both."""

    NOTE = Footnote(id="n", label="7", blocks=(paragraph("note"), CodeBlock(text="code")))
    POINTS = paragraph("word", FootnoteReference(label="7", target="n"), Text(text=": more"))

    def test_they_are_read_back(self, writing: Writing) -> None:
        markdown = writing.writer(Document(blocks=(self.POINTS, self.POINTS), footnotes=(self.NOTE,))).body()

        read = rendered(markdown)
        assert "word[^1]: more" in markdown
        assert read.count('class="footnote-ref"') == 2
        assert '<section class="footnotes">' in read and "<code>code\n" in read

    def test_a_reference_first_in_its_line_is_no_note(self, writing: Writing) -> None:
        first = Paragraph(children=(FootnoteReference(label="7", target="n"), Text(text=": more")))
        read = rendered(writing.writer(Document(blocks=(first,), footnotes=(self.NOTE,))).body())

        assert "</sup>: more</p>" in read

    def test_one_that_nothing_points_to_is_shown_all_the_same(self, writing: Writing) -> None:
        read = rendered(writing.writer(Document(blocks=(paragraph("x"),), footnotes=(self.NOTE,))).body())

        assert words_in(read) == ["x", "[7]", "note", "code"]

    @pytest.mark.parametrize("place", ["figure", "aligned", "note", "reader"])
    def test_they_are_html_where_markdown_cannot_point_to_them(self, writing: Writing, place: str) -> None:
        reference = FootnoteReference(label="*", target="n")
        note, where = self.NOTE, self.POINTS
        if place == "figure":
            where = Figure(image=Image(url=f"{STORE}a.png"), caption=(reference,))  # type: ignore[assignment]
        elif place == "aligned":
            where = Paragraph(children=(reference,), align="center")
        elif place == "note":
            note = Footnote(id="n", label="7", blocks=(paragraph("note", reference),))
        dialect = Dialect(notes=place != "reader")

        read = rendered(writing.writer(Document(blocks=(where,), footnotes=(note,)), dialect).body())

        assert 'href="#post-note-1"' in read and 'id="post-note-1"' in read
        assert "<em>" not in read and "[^" not in read

    def test_one_that_was_cut_off_keeps_its_mark(self, writing: Writing) -> None:
        assert '<sup class="footnote">[7]</sup>' in rendered(writing.markdown(self.POINTS))


class TestPicturesAndLinks:
    """What the target shows, and where it leads."""

    def test_a_bare_picture_is_markdown_and_one_with_a_caption_a_figure(self, writing: Writing) -> None:
        image = Image(url=f"{STORE}a.png", alt="a [b] *c*\nd", title='t"x')
        bare = writing.markdown(Figure(image=image))
        told = writing.markdown(Figure(image=image, caption=(Text(text="cap"),), href="https://e.com/"))

        assert bare.startswith("![a \\[b\\] \\*c\\* d](a-") and bare.endswith('.png "t&#34;x")')
        assert 'alt="a [b] *c* d"' in rendered(bare)
        assert "<figcaption>cap</figcaption>" in told and '<a href="https://e.com/">' in told

    def test_plain_markdown_has_the_caption_below(self, writing: Writing) -> None:
        figure = Figure(image=Image(url=f"{STORE}a.png", alt="a"), caption=(Text(text="cap"),), href="https://e.com/")

        markdown = writing.markdown(figure, dialect=Dialect(site=False))

        assert markdown.startswith("[![a](a-") and markdown.endswith(")](https://e.com/)\n\n_cap_")

    def test_a_picture_that_is_nowhere_leaves_its_words(self, writing: Writing) -> None:
        image = Image(url="data:image/png;base64,AAAA", alt="what *it* showed")

        read = rendered(writing.markdown(paragraph("see ", InlineImage(image=image))))

        assert words_in(read) == ["see", "what", "*it*", "showed"]

    def test_a_link_behind_an_exclamation_mark_is_no_picture(self, writing: Writing) -> None:
        words = paragraph("Look!", Link(url="https://e.com/", children=(Text(text="here"),)), Text(text=" Now!"))

        markdown = writing.markdown(words)

        assert markdown == "Look\\![here](https://e.com/) Now!"

    def test_links_inside_the_post_find_their_place(self, writing: Writing) -> None:
        there = Heading(level=2, children=(Text(text="There"),), anchor="there")
        words = paragraph("", Link(url="#there", children=(Emphasis(children=(Text(text="go"),)),)))
        lost = paragraph("", Link(url="#nowhere", children=(Text(text="lost"),)))

        read = rendered(writing.markdown(words, lost, there))

        assert '<a href="#post-there"><em>go</em></a>' in read
        assert '<h2><a id="post-there"></a>There</h2>' in read
        assert "<p>lost</p>" in read

    def test_names_of_people_lead_to_them(self, writing: Writing) -> None:
        named = paragraph("Hi ", Mention(name="A_b", url="https://e.com/@a"), LineBreak())

        assert writing.markdown(named) == "Hi [A\\_b](https://e.com/@a)"


@pytest.mark.parametrize("dialect", DIALECTS, ids=["site", "plain", "no notes", "kramdown"])
def test_no_template_is_left_to_run(writing: Writing, dialect: Dialect) -> None:
    hostile = "{{< x >}} {{% y %}} {{ z }} {% w %}"
    image = Image(url=f"{STORE}a.png", alt=hostile, title=hostile)
    blocks: tuple[Block, ...] = (
        paragraph(hostile, Link(url="https://e.com/{{<x>}}", children=(Text(text=hostile),), title=hostile)),
        CodeBlock(text=hostile),
        Verse(children=(Text(text=hostile),)),
        Figure(image=image),
        Figure(image=image, caption=(Text(text=hostile),)),
        Raw(html=f"<p title='{hostile}'>{hostile}</p>", reason="r"),
    )
    every = Dialect(notes=dialect.notes, site=dialect.site, kramdown=dialect.kramdown, templates=("{{", "{%"))

    markdown = writing.markdown(*blocks, dialect=every)

    assert "{{" not in markdown and "{%" not in markdown


def test_the_whole_document_is_read_back(writing: Writing) -> None:
    read = rendered(writing.writer(FULL).body())

    assert "noteword" in read and "kickerword" not in read
