"""Words as HTML: escaped, without the signs that HTML and XML forbid even as entities."""

import re
from html import escape

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


def allowed(text: str) -> str:
    """Return text without the signs that no page may hold."""
    # What can be printed holds none of them, and that is told much sooner than the pattern looks for them.
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def text_html(text: str) -> str:
    """Return text for the inside of an element or of an attribute in double quotes."""
    return allowed(escape(text))


def plain_html(text: str) -> str:
    """Return text for the inside of an element only, where quotes may stay."""
    return allowed(escape(text, quote=False))
