"""Pictures, galleries, sounds, videos and downloads as WordPress's blocks."""

from typing import TYPE_CHECKING

from backup.document.blocks import Audio, Figure, FileDownload, Gallery, Video
from exporters.writers._html_text import plain_html, text_html
from exporters.writers._wordpress_grammar import Attributes, block, caption, html, paragraph, quiet

if TYPE_CHECKING:
    from exporters.writers.wordpress_blocks import WordPressWriter

_ALIGNED = {
    "wide": "wide",
    "full": "full",
    "left": "left",
    "outset-left": "left",
    "inset-left": "left",
    "right": "right",
}


_IS_PICTURE = "<!-- wp:image "
_GALLERY = "wp-block-gallery has-nested-images columns-default is-cropped"


def figure(writer: "WordPressWriter", shown: Figure) -> str:
    """Return a picture with its caption."""
    address = writer.article.picture(shown.image)
    if address is None:
        return html(writer.html.block(shown))
    number, image = writer.attachment(address), shown.image
    width = shown.shown_width if shown.shown_width and shown.shown_width < (image.width or 1 << 30) else None
    align = _ALIGNED.get(shown.layout or "")
    title = f' title="{text_html(image.title)}"' if image.title else ""
    marked = f' class="wp-image-{number}"' if number else ""
    sized = f' style="width:{width}px"' if width else ""
    tag = f'<img src="{text_html(address)}" alt="{text_html(image.alt)}"{marked}{sized}{title}/>'
    linked = writer.html.text.link_to(writer.article.link(shown.href), tag) if shown.href else tag
    said: dict[str, str | int | bool | Attributes] = {"id": number} if number else {}
    if width:
        said["width"] = f"{width}px"
    said |= {"sizeSlug": "full", "linkDestination": "custom" if linked != tag else "none"}
    if align:
        said["align"] = align
    classes = ["wp-block-image", *([f"align{align}"] if align else []), "size-full", *(["is-resized"] if width else [])]
    anchor = writer.html.text.anchor(shown.anchor)
    words = caption(writer.inlines(shown.caption))
    return block("image", f'<figure class="{" ".join(classes)}"{anchor}>{quiet(linked)}{words}</figure>', said)


def gallery(writer: "WordPressWriter", shown: Gallery) -> str:
    """Return pictures side by side; what was written for those who cannot see them stands where only they find it."""
    made = [figure(writer, one) for one in shown.figures]
    pictures = "\n\n".join(one for one in made if one.startswith(_IS_PICTURE))
    spoken = quiet(f'<span class="screen-reader-text">{plain_html(shown.alt)}</span>') if shown.alt else ""
    words = " ".join(filter(None, (writer.inlines(shown.caption), spoken)))
    if pictures:
        below = f'<figcaption class="blocks-gallery-caption wp-element-caption">{words}</figcaption>' if words else ""
        inner = f'<figure class="{_GALLERY}">{pictures}{below}</figure>'
        whole = block("gallery", inner, {"linkTo": "none"})
    else:
        whole = paragraph(words)
    missing = (one for one in made if not one.startswith(_IS_PICTURE))
    return "\n\n".join(filter(None, (whole, *missing)))


def player(writer: "WordPressWriter", shown: Audio | Video) -> str:
    """Return a player of a sound or video that goes along; a link where it is still elsewhere."""
    address = writer.article.borrowed(shown.url)
    if address is None:
        return html(writer.html.block(shown))
    if isinstance(shown, Audio):
        return audio(address, quiet(plain_html(shown.label or "")))
    tag = f'<video controls src="{text_html(address)}"></video>'
    return block("video", f'<figure class="wp-block-video">{tag}</figure>')


def audio(address: str, words: str = "") -> str:
    """Return a player of a sound, with words below it (markup)."""
    tag = f'<audio controls src="{text_html(address)}" preload="none"></audio>'
    return block("audio", f'<figure class="wp-block-audio">{tag}{caption(words)}</figure>')


def file_download(writer: "WordPressWriter", shown: FileDownload) -> str:
    """Return a file to download, with what is said of it below."""
    address = writer.article.file(shown.url, block=shown.kind)
    if address is None:
        return html(writer.html.block(shown))
    name = quiet(plain_html(shown.name or "File"))
    inner = f'<div class="wp-block-file"><a href="{text_html(address)}">{name}</a></div>'
    about = " – ".join(filter(None, (shown.details, shown.description)))
    below = paragraph(quiet(plain_html(about)))
    made = block("file", inner, {"href": address, "showDownloadButton": False})
    return f"{made}\n\n{below}" if below else made
