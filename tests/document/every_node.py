"""One document that holds a node of every class with every field filled, for tests that must leave none out."""

from dataclasses import fields, is_dataclass

from backup.document.blocks import (
    ALL_BLOCKS,
    AudienceBlock,
    Audio,
    Block,
    Button,
    Callout,
    CodeBlock,
    Divider,
    Document,
    Embed,
    Figure,
    FileDownload,
    Footnote,
    Gallery,
    Heading,
    LinkCard,
    List,
    MathBlock,
    Paragraph,
    Paywall,
    PlatformOnly,
    PullQuote,
    Quote,
    QuotedNote,
    Raw,
    SocialPost,
    SubscribeForm,
    Verse,
    Video,
)
from backup.document.inlines import (
    ALL_MARKS,
    Cashtag,
    FootnoteReference,
    Image,
    Inline,
    InlineImage,
    InlineMath,
    LineBreak,
    Link,
    Mention,
    RawInline,
    Text,
)

IMAGE = Image(url="https://e.com/i.png", alt="imagealt", title="imagetitle", width=4, height=3)
WORDS: tuple[Inline, ...] = (
    Text(text="textword "),
    LineBreak(),
    *(mark(children=(Text(text=f"{mark.kind.replace('-', '')}word"),)) for mark in ALL_MARKS),
    Link(url="https://e.com/l", children=(Text(text="linkword"),), title="linktitle"),
    InlineImage(image=IMAGE),
    FootnoteReference(label="7", target="footnote-7"),
    Mention(name="mentionname", url="https://e.com/m"),
    Cashtag(symbol="$CASH"),
    InlineMath(expression="inlinemath"),
    RawInline(html="<i>rawinline</i>", reason="r", text="rawinline"),
)
CAPTION: tuple[Inline, ...] = (Text(text="captionword"),)
FIGURE = Figure(image=IMAGE, caption=CAPTION, href="https://e.com/h", layout="wide", shown_width=2, anchor="fig")
INNER: tuple[Block, ...] = (Paragraph(children=(Text(text="innerword"),)),)
CARD = LinkCard(
    of="post",
    url="https://e.com/c",
    title="cardtitle",
    description="carddescription",
    caption="cardcaption",
    site="cardsite",
    authors=("cardauthor",),
    image_url="https://e.com/ci.png",
    image_alt="cardalt",
)
BLOCKS: tuple[Block, ...] = (
    Paragraph(children=WORDS, align="center", anchor="par", drop_cap=True),
    Heading(level=2, children=(Text(text="headingword"),), anchor="head"),
    List(items=(INNER, INNER), ordered=True, start=3),
    Quote(blocks=INNER),
    PullQuote(blocks=INNER),
    CodeBlock(text="codeword", language="python"),
    Verse(children=(Text(text="verseword"),)),
    FIGURE,
    Gallery(figures=(FIGURE,), caption=CAPTION, alt="galleryalt"),
    Divider(),
    Callout(blocks=INNER),
    AudienceBlock(audiences=("non_sub",), blocks=INNER),
    QuotedNote(of="note", blocks=INNER, url="https://e.com/n", author="noteauthor"),
    Embed(
        provider="youtube",
        url="https://e.com/e",
        title="embedtitle",
        author="embedauthor",
        description="embeddescription",
        thumbnail_url="https://e.com/t.png",
        text="embedtext",
        caption=CAPTION,
    ),
    SocialPost(
        provider="twitter",
        url="https://e.com/s",
        text="socialtext",
        author="socialauthor",
        handle="socialhandle",
        photo_urls=("https://e.com/p.png",),
        quoted=SocialPost(provider="twitter", text="quotedtext"),
        card=CARD,
        caption=CAPTION,
    ),
    CARD,
    FileDownload(url="https://e.com/f", name="filename", details="filedetails", description="filedescription"),
    Video(id="v", url="https://e.com/v"),
    Audio(id="a", url="https://e.com/a", label="audiolabel"),
    MathBlock(expression="mathexpression"),
    Button(action="share", text="buttontext", url="https://e.com/b", caption=CAPTION),
    SubscribeForm(text="subscribetext", url="https://e.com/sub", caption=CAPTION),
    Paywall(),
    PlatformOnly(widget="poll", id="1", text="polltext"),
    Raw(html="<p>rawtext</p>", reason="r", text="rawtext"),
)
FULL = Document(
    blocks=BLOCKS,
    footnotes=(Footnote(id="footnote-7", label="7", blocks=(Paragraph(children=(Text(text="noteword"),)),)),),
    title="The title",
    subtitle="The subtitle",
    kicker="kickerword",
)

assert {type(block) for block in BLOCKS} == set(ALL_BLOCKS)


def words_of(value: object) -> set[str]:
    """Return every text that a reader sees and that a test has put into `value`: those that end in a known word."""
    if isinstance(value, str):
        return {value.strip()} if value.strip().endswith(ENDINGS) and value.strip().isalpha() else set()
    if isinstance(value, tuple):
        return {word for item in value for word in words_of(item)}
    if is_dataclass(value):
        return {word for field in fields(value) for word in words_of(getattr(value, field.name))}
    return set()


ENDINGS = ("word", "text", "title", "author", "description", "caption", "alt", "name", "site", "label", "expression")
