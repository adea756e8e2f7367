"""Paragraphs as HTML: for the feed's `content:encoded` and for the article of a page."""

from collections.abc import Iterable
from html import escape

from outlast.demo_platforms.medium.paragraphs import Markup, Paragraph, runs

_TAGS = {
    "P": "p",
    "H1": "h2",
    "H2": "h2",
    "H3": "h3",
    "H4": "h4",
    "ULI": "li",
    "OLI": "li",
    "BQ": "blockquote",
    "PQ": "blockquote",
    "PRE": "pre",
}
_LISTS = {"ULI": "ul", "OLI": "ol"}


def feed_html(paragraphs: Iterable[Paragraph], title: str) -> str:
    """Return the HTML that the feed has of a story; the title that the story repeats is left out."""
    out: list[str] = []
    open_list = ""
    for place, paragraph in enumerate(paragraphs):
        if not place and paragraph.type == "H3" and paragraph.text == title:
            continue
        wanted = _LISTS.get(paragraph.type, "")
        if wanted != open_list:
            out.append((f"</{open_list}>" if open_list else "") + (f"<{wanted}>" if wanted else ""))
            open_list = wanted
        out.append(_one(paragraph))
    return "".join(out) + (f"</{open_list}>" if open_list else "")


def _one(paragraph: Paragraph) -> str:
    inner = inline_html(paragraph)
    if paragraph.type == "IMG":
        source = f"https://cdn-images-1.medium.com/max/1024/{paragraph.image['id']}"
        caption = f"<figcaption>{inner}</figcaption>" if inner else ""
        return f'<figure><img alt="{escape(str(paragraph.image.get("alt") or ""))}" src="{source}" />{caption}</figure>'
    if paragraph.type == "IFRAME":
        link = f"https://medium.com/media/{paragraph.media['id']}/href"
        source = escape(str(paragraph.media.get("iframeSrc", "")))
        frame = f'<iframe src="{source}" width="854" height="480" frameborder="0" scrolling="no">'
        return f'{frame}<a href="{link}">{link}</a></iframe>'
    if paragraph.type == "MIXTAPE_EMBED":
        return f'<a href="{escape(str(paragraph.card["href"]))}">{escape(paragraph.text.split(chr(10))[0])}</a>'
    tag = _TAGS.get(paragraph.type, "p")
    return f"<{tag}>{inner}</{tag}>"


def inline_html(paragraph: Paragraph) -> str:
    """Return the words of a paragraph with their marks."""
    return "".join(_marked(text, marks) for text, marks in runs(paragraph))


def _marked(text: str, marks: tuple[Markup, ...]) -> str:
    out = escape(text, quote=False).replace("\n", "<br>")
    for mark in reversed(marks):
        if mark.type == "A":
            href = f"https://medium.com/u/{mark.user}" if mark.user else mark.href or ""
            out = f'<a href="{escape(href)}">{out}</a>'
        else:
            tag = {"STRONG": "strong", "EM": "em", "CODE": "code"}[mark.type]
            out = f"<{tag}>{out}</{tag}>"
    return out
