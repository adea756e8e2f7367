"""Pictures, links, embeds, cards and buttons as HTML, escaped, with only safe addresses."""

from html import escape

from backup.document._words import TOLD
from backup.document.blocks import (
    Audio,
    Block,
    Button,
    Embed,
    FileDownload,
    LinkCard,
    MathBlock,
    PlatformOnly,
    SocialPost,
    SubscribeForm,
    Video,
)
from backup.document.inlines import Image
from backup.document.urls import safe_url, web_url


def link_tag(url: str | None, inner: str, title: str | None = None) -> str:
    """Return `inner` (HTML) as a link to `url`, or as it is where that is nothing a person may click."""
    safe = safe_url(url)
    if safe is None:
        return inner
    if safe.startswith("#"):
        safe = f"#post-{safe[1:]}"
    about = f' title="{escape(title)}"' if title else ""
    return f'<a href="{escape(safe)}"{about}>{inner}</a>'


def image_tag(image: Image) -> str:
    """Return a picture that loads when it is scrolled to; its words alone where its address is not of the web."""
    url = web_url(image.url)
    if url is None:
        return escape(f"[Picture: {image.alt}]" if image.alt else "[Picture]")
    size = "".join(f' {name}="{value}"' for name, value in (("width", image.width), ("height", image.height)) if value)
    title = f' title="{escape(image.title)}"' if image.title else ""
    return f'<img loading="lazy" src="{escape(url)}" alt="{escape(image.alt)}"{size}{title}>'


def caption_of(inner: str) -> str:
    """Return `inner` (HTML) as a caption, nothing where it is empty."""
    return f"<figcaption>{inner}</figcaption>" if inner else ""


def card(block: Block, caption: str) -> str:
    """Return something that is not prose as a figure or paragraph that leads to it; its caption is HTML already."""
    if isinstance(block, SocialPost):
        return _social(block) + _about(caption)
    if isinstance(block, Embed):
        return _figure("embed", block, block.url or block.embed_url, block.thumbnail_url, caption)
    if isinstance(block, LinkCard):
        return _figure("card", block, block.url, block.image_url, "")
    if isinstance(block, Button | SubscribeForm):
        return f'{_about(caption)}<p class="button">{link_tag(block.url, escape(block.text))}</p>'
    return _file(block)


def _file(block: Block) -> str:
    if isinstance(block, FileDownload):
        name = link_tag(block.url, escape(block.name or "File"))
        details = f"{block.details} {block.description}".strip()
        return f'<figure class="card">{name}{caption_of(escape(details))}</figure>'
    if isinstance(block, Audio | Video):
        label = (block.label if isinstance(block, Audio) else None) or block.kind.capitalize()
        return f'<figure class="embed">{link_tag(block.url, escape(label))}</figure>'
    if isinstance(block, MathBlock):
        return f'<pre class="math">{escape(block.expression)}</pre>'
    if isinstance(block, PlatformOnly):
        words = f"{block.widget.capitalize()}, only on the platform. {block.text}".strip()
        return f'<p class="about">{escape(words)}</p>'
    return ""


def _figure(name: str, block: Embed | LinkCard, url: str | None, picture: str | None, caption: str) -> str:
    told = [_told(block, field) for field in TOLD[type(block)]]
    words = [text for text in told if text] or [url or block.kind]
    image = image_tag(Image(url=picture, alt=block.title or "")) if web_url(picture) and picture else ""
    head = link_tag(url, image + escape(words[0]))
    about = "".join(_about(escape(text)) for text in words[1:])
    return f'<figure class="{name}">{head}{about}{caption_of(caption)}</figure>'


def _social(post: SocialPost) -> str:
    pictures = "".join(image_tag(Image(url=url)) for url in post.photo_urls)
    text = f"<p>{escape(post.text).replace(chr(10), '<br>')}</p>" if post.text else ""
    quoted = _social(post.quoted) if post.quoted else ""
    page = _figure("card", post.card, post.card.url, post.card.image_url, "") if post.card else ""
    about = ", ".join(part for part in (post.author, post.handle and f"@{post.handle}", post.date) if part)
    foot = link_tag(post.url, escape(about or post.url or post.provider))
    return f'<blockquote class="social">{text}{pictures}{quoted}{page}{_about(foot)}</blockquote>'


def _about(inner: str) -> str:
    return f'<p class="about">{inner}</p>' if inner else ""


def _told(block: Embed | LinkCard, field: str) -> str:
    value: object = getattr(block, field)
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")
