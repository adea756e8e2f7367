"""What is no prose as Ghost's cards: code, bookmarks, embeds, players, files, buttons, parts for some readers."""

import re

from backup.document.blocks import (
    AudienceBlock,
    Audio,
    Button,
    Callout,
    CodeBlock,
    Embed,
    FileDownload,
    LinkCard,
    MathBlock,
    Paragraph,
    QuotedNote,
    SocialPost,
    SubscribeForm,
    Verse,
    Video,
)
from backup.document.urls import web_url
from exporters.writers import _lexical_nodes as nodes
from exporters.writers._html_text import allowed, plain_html, text_html
from exporters.writers._lexical_nodes import Node
from exporters.writers._lexical_prose import are_plain, paragraph
from exporters.writers._lexical_text import FORMULA, LexicalText
from exporters.writers.html import HtmlWriter

AUDIENCE = "Ghost does not know the readers whom this part was for; only paying members see it."
_CLASSES = re.compile(r'<blockquote class="(?:social|note)">')
_VIDEOS = frozenset({"youtube", "vimeo", "loom", "tiktok", "dailymotion", "wistia"})
_SEES: dict[str, tuple[bool, str]] = {
    "non_sub": (True, ""),
    "free_sub": (False, "status:free"),
    "paid_sub": (False, "status:-free"),
}
"""Whether visitors see a part, and which members do (kg-default-nodes: utils/visibility.js)."""


def code(text: LexicalText, block: CodeBlock) -> Node | None:
    """Return code, or `None` where it holds marks or links, or nothing but blanks."""
    if block.children or not block.text.strip():
        return None
    text.place(block.anchor)
    return nodes.card("codeblock", code=allowed(block.text), language=block.language or "", caption="")


def formula(text: LexicalText, block: MathBlock) -> Node:
    """Return a formula between the marks by which scripts that draw formulas find them."""
    text.article.lose(block, FORMULA, block.expression)
    return nodes.html_card(f'<p class="math">\\[{plain_html(block.expression)}\\]</p>')


def verse(text: LexicalText, block: Verse) -> Node:
    """Return a poem in the letters of the text: Ghost's themes show `pre` as code."""
    lines = text.html.inlines(block.children).replace("\n", "<br>")
    return nodes.html_card(f'<p style="white-space:pre-wrap">{lines}</p>')


def quoted(writer: HtmlWriter, block: SocialPost | QuotedNote) -> Node:
    """Return somebody's post as a quote without a class: Ghost's themes style no other."""
    return nodes.html_card(_CLASSES.sub("<blockquote>", writer.block(block)))


def callout(text: LexicalText, block: Callout) -> Node | None:
    """Return a box around words, or `None` where there is more in it."""
    if not are_plain(block.blocks):
        return None
    parts = []
    for inner in block.blocks:
        text.place(inner.anchor)
        parts.append(text.html.inlines(inner.children))
    return nodes.card("callout", calloutText="<br><br>".join(parts), calloutEmoji="", backgroundColor="grey")


def audience(writer: HtmlWriter, block: AudienceBlock) -> Node:
    """Return a part that only some readers see, as HTML that Ghost shows to those alone."""
    known = [_SEES[word] for word in block.audiences if word in _SEES]
    if len(known) < len(block.audiences) or not known:
        writer.article.lose(block, AUDIENCE, ", ".join(block.audiences))
        known = [_SEES["paid_sub"]]
    members = ",".join(dict.fromkeys(segment for _, segment in known if segment))
    seen: Node = {
        "web": {"nonMember": any(visitor for visitor, _ in known), "memberSegment": members},
        "email": {"memberSegment": members},
    }
    return nodes.html_card(writer.blocks(block.blocks), seen)


def bookmark(text: LexicalText, block: LinkCard) -> Node | None:
    """Return a card that leads to a page, or `None` where it leads nowhere."""
    address = text.address(text.article.link(block.url, block=block.kind))
    if address is None:
        return None
    below = filter(None, (block.caption, block.image_alt))
    return _bookmark(
        address,
        title=block.title or address,
        description=block.description,
        author=", ".join(block.authors),
        publisher=block.site,
        icon=text.article.borrowed(block.site_logo_url),
        thumbnail=text.article.borrowed(block.image_url),
        caption="<br>".join(map(plain_html, below)),
    )


def embed(text: LexicalText, block: Embed) -> Node | None:
    """Return something of another site in its frame, or as a bookmark; `None` where there is more to show."""
    frame = None if block.script else web_url(block.embed_url)
    if frame is not None and not block.text:
        name = text_html(block.title or block.provider)
        size = f'width="{block.width or 560}" height="{block.height or 315}"'
        markup = f'<iframe src="{text_html(frame)}" title="{name}" {size} frameborder="0" allowfullscreen></iframe>'
        named = ", ".join(filter(None, (block.title, block.author)))
        told = (plain_html(named), plain_html(block.description or ""), text.html.inlines(block.caption))
        return nodes.card(
            "embed",
            url=_address(block.url or frame),
            embedType="video" if block.provider in _VIDEOS else "rich",
            html=markup,
            metadata={"title": block.title or "", "author_name": block.author or "", "provider_name": block.provider},
            caption="<br>".join(filter(None, told)),
        )
    address = web_url(block.url)
    if block.text or address is None or not block.title:
        return None
    led = text.address(text.article.link(address, block=block.kind))
    thumbnail = text.article.borrowed(block.thumbnail_url)
    return _bookmark(
        led or address,
        title=block.title,
        description=block.description,
        author=block.author,
        publisher=block.provider,
        thumbnail=thumbnail,
        caption=text.html.inlines(block.caption),
    )


def player(text: LexicalText, block: Audio | Video) -> Node | None:
    """Return a player of a sound or video that goes along, or `None` where it is not in the archive."""
    here = text.article.borrowed(block.url)
    if here is None:
        return None
    if isinstance(block, Audio):
        return sound(text, here, block.url, title=block.label, duration=block.duration)
    file = text.article.saved(block.url)
    return nodes.card(
        "video",
        src=here,
        caption="",
        fileName=_name(here),
        mimeType=file.media_type if file else "",
        width=None,
        height=None,
        duration=round(block.duration or 0),
        thumbnailSrc="",
        customThumbnailSrc="",
        thumbnailWidth=None,
        thumbnailHeight=None,
        cardWidth="regular",
        loop=False,
    )


def sound(text: LexicalText, address: str, url: str, *, title: str | None, duration: float | None) -> Node:
    """Return a player of a sound; `url` is where it came from."""
    file = text.article.saved(url)
    return nodes.card(
        "audio",
        duration=round(duration or 0),
        mimeType=file.media_type if file else "",
        src=_address(address),
        title=allowed(title or ""),
        thumbnailSrc="",
    )


def file_download(text: LexicalText, block: FileDownload) -> Node | None:
    """Return a file to download, or `None` where it is not in the archive: Ghost's card tells its size."""
    here, file = text.article.borrowed(block.url), text.article.saved(block.url)
    if here is None or file is None:
        return None
    return nodes.card(
        "file",
        src=here,
        fileTitle=allowed(block.name or "File"),
        fileCaption=allowed(" ∙ ".join(filter(None, (block.description, block.details)))),
        fileName=_name(here),
        fileSize=file.size,
    )


def button(text: LexicalText, block: Button | SubscribeForm) -> list[Node]:
    """Return a button below its words; those alone where it leads nowhere over there."""
    out: list[Node] = []
    if block.caption:
        words = paragraph(text, Paragraph(children=block.caption))
        out.append(words or nodes.html_card(f"<p>{text.html.inlines(block.caption)}</p>"))
    address = text.address(text.article.button(block))
    if address is not None:
        label = allowed(block.text) or address
        out.append(nodes.card("button", buttonText=label, alignment="center", buttonUrl=_address(address)))
    return out


def _bookmark(address: str, *, caption: str, **told: str | None) -> Node:
    names = ("icon", "title", "description", "author", "publisher", "thumbnail")
    metadata: Node = {name: allowed(told.get(name) or "") for name in names}
    return nodes.card("bookmark", url=_address(address), metadata=metadata, caption=caption)


def _address(address: str) -> str:
    """Return an address that stays one in markup: Ghost writes some of them between quotes as they are."""
    return allowed(address).replace('"', "%22").replace("<", "%3C").replace(">", "%3E")


def _name(address: str) -> str:
    return address.rpartition("/")[2]
