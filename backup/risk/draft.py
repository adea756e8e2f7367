"""A text that is not published yet, from a file: Markdown, HTML or plain words."""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt

from backup.document import parse
from backup.model import Body, BodyFormat
from backup.risk.hidden import without_hidden
from backup.risk.post import Part
from backup.risk.post_text import PostText, text_of

_MARKUP = re.compile(r"<(?:!doctype|html|body|article|section|div|p|h[1-6])\b[^>]*>", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)\r?\n(.*?)\r?\n\1[ \t]*\r?\n", re.DOTALL)
_TITLE = re.compile(r"""^title\s*[:=]\s*["']?(.*?)["']?\s*$""", re.MULTILINE)


def read_draft(text: str, own: Callable[[str], bool]) -> tuple[str, PostText]:
    """Return the title and what readers would see of a draft. Never raises."""
    front = _FRONT_MATTER.match(text)
    title = ""
    if front:
        named = _TITLE.search(front[2])
        title, text = named[1] if named else "", text[front.end() :]
    if not _MARKUP.search(text[:2000]):
        text = MarkdownIt("commonmark").render(text)
        body = Body(data=text.encode("utf-8", "replace"), format=BodyFormat.SUBSTACK_HTML)
    else:
        whole = 'class="p-name"' in text or "graf--" in text
        form = BodyFormat.MEDIUM_HTML if whole else BodyFormat.SUBSTACK_HTML
        body = Body(data=text.encode("utf-8", "replace"), format=form)
    seen = without_hidden(body)
    document = parse(seen.body)
    found = text_of(document, own)
    found.hidden = seen.hidden
    title = title or document.title or ""
    first = found.paragraphs[0] if found.paragraphs else None
    if not title and first is not None and first.kind is Part.HEADING:
        title = first.text
    return title, found
