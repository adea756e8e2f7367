"""The words of a body without building its `Document`, where the markup is so plain that it makes no difference."""

import re
from collections.abc import Callable
from html import unescape
from typing import Final

from backup.document._quick_editor import quick_editor_text
from backup.document._quick_widgets import without_widgets
from backup.document.tree import decode, printable, visible_text
from backup.model import Body, BodyFormat

# Any other tag may hold words that are not shown, or show words that are not there.
_OTHER_TAG: Final = {
    BodyFormat.SUBSTACK_HTML: re.compile(
        r"<(?!/?(?:p|h[1-6]|ul|ol|li|em|strong|b|i|u|s|a|br|code|pre|blockquote|sup|sub|div|span|hr)\b)"
    ),
    BodyFormat.MEDIUM_HTML: re.compile(
        r"<(?!/?(?:p|h[1-4]|ul|ol|li|em|strong|a|br|code|pre|blockquote|div|span|hr|section|figure|figcaption|img)\b)"
    ),
}
_OTHER_CLASS: Final = {
    BodyFormat.SUBSTACK_HTML: re.compile(r'class=(?!"(?:pullquote|callout-block)")'),
    BodyFormat.MEDIUM_HTML: re.compile(r"(?:graf--(?:kicker|subtitle|mixtapeEmbed)|p-name|twitter-tweet)\b"),
}
_OTHER_SIGN: Final = {
    BodyFormat.SUBSTACK_HTML: ("data-",),
    BodyFormat.MEDIUM_HTML: (" alt=", "medium.com/_/stat", "was originally published in"),
}


def _no_quick_way(_: bytes) -> None:
    """Say that only the document tells: the marks of Medium's data have to be counted in any case."""


OTHER_WAYS: Final[dict[BodyFormat, Callable[[bytes], str | None]]] = {
    BodyFormat.SUBSTACK_EDITOR: quick_editor_text,
    BodyFormat.MEDIUM_STATE: _no_quick_way,
}
"""The formats that are not HTML."""
_REST = r"""[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>"""
_BLOCK = re.compile(r"<(?=/?(?:p|h[1-6r]|ul|ol|li|br|pre|blockquote|div|section|figure|figcaption)\b)")
_BLOCK_TAG = re.compile(r"</?(?:p|h[1-6r]|ul|ol|li|br|pre|blockquote|div)\b" + _REST)
_ANY_TAG = re.compile(r"</?[a-z]" + _REST)
_BODY = re.compile(r'<section\b[^>]*data-field="body"[^>]*>')
_NAME = re.compile(r"<h1\b[^>]*p-name[^>]*>(.*?)</h1>", re.DOTALL)
_TITLE = re.compile(r"<(h[1-4])\b[^>]*graf--title[^>]*>(.*?)</\1>", re.DOTALL)


def quick_text(body: Body) -> str | None:
    """Return the words of `body`, or `None` where only its `Document` tells them."""
    if body.format in OTHER_WAYS:
        return OTHER_WAYS[body.format](body.data)
    html = decode(body.data)
    if body.format is BodyFormat.MEDIUM_HTML:
        html = _medium_body(html) or ""
        if not html:
            return None
    else:
        html = without_widgets(html)
    if any(sign in html for sign in _OTHER_SIGN[body.format]):
        return None
    if _OTHER_TAG[body.format].search(html) or _OTHER_CLASS[body.format].search(html):
        return None
    if body.format is BodyFormat.SUBSTACK_HTML:
        return _without_tags(html)
    return visible_text(_BLOCK.sub(" <", html))


def _without_tags(html: str) -> str | None:
    """Return the text between tags that are known to be harmless; `None` where one of them is not closed.

    Half as long as building a tree, for a body whose tags were all looked at already.
    """
    text = _ANY_TAG.sub("", _BLOCK_TAG.sub(" ", html))
    return None if "<" in text else printable(unescape(text))


def _medium_body(html: str) -> str | None:
    """Return the body of a whole page without the title that its head repeats; `None` where it is not that simple."""
    start, end = _BODY.search(html), html.rfind("<footer>")
    if start is None or end < start.end():
        return None
    body = html[start.end() : end]
    titles = _TITLE.findall(body)
    if not titles:
        return None if "graf--title" in body else body
    name = _NAME.search(html, 0, start.start())
    if len(titles) > 1 or name is None:
        return None
    from backup.document.medium import same_title

    same = same_title(" ".join(visible_text(titles[0][1]).split()), " ".join(visible_text(name[1]).split()))
    return _TITLE.sub("", body) if same else body
