"""What is no prose as HTML: embeds, cards, quoted posts, files, players, buttons."""

from typing import TYPE_CHECKING

from backup.document.blocks import (
    Audio,
    Button,
    Embed,
    FileDownload,
    LinkCard,
    PlatformOnly,
    SocialPost,
    SubscribeForm,
    Video,
)
from backup.document.inlines import Image
from backup.document.urls import web_url
from exporters.writers._html_text import plain_html, text_html

if TYPE_CHECKING:
    from exporters.writers.html import HtmlWriter

NO_CONTENT = "What it shows is only on the old platform and in no export of it."
NO_WORDS = "The platform saved only the address of this post of a social network, not its words."
NO_ADDRESS = "Nothing says where this was embedded from; what was told of it is kept."
NO_PHOTO = "A picture in somebody's quoted post is not in the archive and is left out."


def embed(writer: "HtmlWriter", block: Embed) -> str:
    """Return something of another site: in a frame where the target has frames, else a card that leads there."""
    caption = writer.caption(block.caption)
    frame = web_url(block.embed_url) if writer.style.frames and not block.script else None
    if frame is not None:
        size = f' width="{block.width or 560}" height="{block.height or 315}"'
        name = text_html(block.title or block.provider)
        told = (
            about(block.text) + about(", ".join(filter(None, (block.title, block.author)))) + about(block.description)
        )
        shown = f'<iframe src="{text_html(frame)}" title="{name}"{size} loading="lazy" allowfullscreen=""></iframe>'
        return f'<figure class="embed">{shown}{told}{caption}</figure>'
    address = block.url or block.embed_url
    if not web_url(address):
        writer.article.lose(block, NO_ADDRESS, block.title or block.provider)
    words = (block.title, block.author, block.description, block.text)
    return _figure(writer, "embed", block, address, words, block.thumbnail_url, caption)


def link_card(writer: "HtmlWriter", block: LinkCard) -> str:
    """Return a card that leads to a page or post."""
    words = (block.title, block.description, block.caption, ", ".join(block.authors), block.site)
    return _figure(writer, "card", block, block.url, words, block.image_url, "", alt=block.image_alt)


def social_post(writer: "HtmlWriter", block: SocialPost) -> str:
    """Return a quoted post of a social network."""
    if not block.text and block.quoted is None:
        writer.article.lose(block, NO_WORDS, block.url or block.id or block.provider)
    return _social(writer, block) + _below(writer, block)


def file_download(writer: "HtmlWriter", block: FileDownload) -> str:
    """Return a file to download."""
    name = writer.text.link_to(writer.article.file(block.url, block=block.kind), plain_html(block.name or "File"))
    return f'<figure class="file">{name}{about(block.details)}{about(block.description)}</figure>'


def player(writer: "HtmlWriter", block: Audio | Video) -> str:
    """Return a player of a sound or video that goes along; a link where it is still elsewhere."""
    label = block.label if isinstance(block, Audio) else None
    here = writer.article.borrowed(block.url)
    if here is not None:
        tag = block.kind
        shown = f'<{tag} controls="" preload="none" src="{text_html(here)}"></{tag}>'
    else:
        address = writer.article.file(block.url, block=block.kind)
        shown = writer.text.link_to(address, plain_html(label or block.kind.capitalize()))
        label = None
    return f'<figure class="{block.kind}">{shown}{_caption(label)}</figure>'


def button(writer: "HtmlWriter", block: Button | SubscribeForm) -> str:
    """Return a button, with the words above it; those alone where it leads nowhere over there."""
    words = writer.text.inlines(block.caption)
    above = f"<p>{words}</p>" if words else ""
    address = writer.article.button(block)
    if address is None:
        return above
    return f'{above}<p class="button">{writer.text.link_to(address, plain_html(block.text))}</p>'


def platform_only(writer: "HtmlWriter", block: PlatformOnly) -> str:
    """Return what little the markup shows of a widget of the platform."""
    writer.article.lose(block, NO_CONTENT, f"{block.widget} {block.id or ''}".strip())
    return about(block.text)


def about(text: str | None) -> str:
    """Return a line that tells of something."""
    return f'<p class="about">{plain_html(text)}</p>' if text else ""


def _figure(
    writer: "HtmlWriter",
    name: str,
    block: Embed | LinkCard,
    url: str | None,
    told: tuple[str | None, ...],
    picture: str | None,
    caption: str,
    *,
    alt: str | None = None,
) -> str:
    words = [text for text in told if text] or [web_url(url) or block.kind]
    address = writer.article.link(url, block=block.kind)
    here = writer.article.borrowed(picture)
    image = writer.text.image(Image(url=here, alt=alt or ""), here) if here else ""
    named = about(alt) if alt and not image else ""
    head = writer.text.link_to(address, image + plain_html(words[0]))
    return f'<figure class="{name}">{head}{"".join(map(about, words[1:]))}{named}{caption}</figure>'


def _social(writer: "HtmlWriter", post: SocialPost) -> str:
    parts = []
    if post.text:
        lines = plain_html(post.text).replace("\n", f"<br{writer.text.close}")
        parts.append(f"<p>{lines}</p>")
    for url in post.photo_urls:
        here = writer.article.borrowed(url)
        if here is None:
            writer.article.lose(post, NO_PHOTO, url)
        else:
            parts.append(writer.text.image(Image(url=here), here))
    if post.video_url:
        parts.append(f'<p class="about">{writer.text.link_to(web_url(post.video_url), "Video")}</p>')
    if post.quoted is not None:
        parts.append(_social(writer, post.quoted))
    if post.card is not None:
        parts.append(link_card(writer, post.card))
    said = ", ".join(filter(None, (post.author, post.handle and f"@{post.handle}", post.date)))
    foot = writer.text.link_to(web_url(post.url), plain_html(said or post.url or post.provider))
    return f'<blockquote class="social">{"".join(parts)}<p class="about">{foot}</p></blockquote>'


def _below(writer: "HtmlWriter", block: SocialPost) -> str:
    words = writer.text.inlines(block.caption)
    return f'<p class="about">{words}</p>' if words else ""


def _caption(text: str | None) -> str:
    return f"<figcaption>{plain_html(text)}</figcaption>" if text else ""
