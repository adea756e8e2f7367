"""The grammar of WordPress's blocks: comments around markup, and what WordPress would run in words made harmless.

What is in a comment is escaped as the editor's own serializer does it (`serializeAttributes` of @wordpress/blocks), so
that WordPress writes the same bytes when it saves a post that nobody changed.
"""

import json
import re
from collections.abc import Mapping

from exporters.writers._html_text import plain_html

Attributes = Mapping[str, "str | int | bool | Attributes"]
"""What a block says of itself in its comment."""

_ESCAPED = {"\\\\": "\\u005c", "--": "\\u002d\\u002d", "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", '\\"': "\\u0022"}
_NEEDS_ESCAPE = re.compile(r'\\\\|--|[<>&]|\\"')
# A shortcode is any name in brackets that WordPress or a plugin knows: [gallery], [caption], [contact-form-7] …
_SHORTCODE = re.compile(r"\[(?=[/\[A-Za-z_])")
# class-wp-embed.php: an address alone on its line, or in its paragraph, is replaced by what its site shows for it.
_ADDRESS_ALONE = re.compile(r'^(\s*https?:)//([^\s<>"]+\s*)$', re.MULTILINE | re.IGNORECASE)


def block(name: str, inner: str, attributes: Attributes | None = None) -> str:
    """Return a block of that name around its markup."""
    said = f" {_as_json(attributes)}" if attributes else ""
    return f"<!-- wp:{name}{said} -->\n{inner}\n<!-- /wp:{name} -->"


def paragraph(inner: str, attributes: Attributes | None = None, *, classes: str = "") -> str:
    """Return a paragraph of markup; empty where there is none."""
    named = f' class="{classes}"' if classes else ""
    return block("paragraph", f"<p{named}>{inner}</p>", attributes) if inner else ""


def html(markup: str) -> str:
    """Return markup that WordPress has no block for, as a block of HTML; empty where there is none."""
    return block("html", quiet(markup)) if markup else ""


def quiet(markup: str) -> str:
    """Return markup in which no words of the writer are run as a shortcode or replaced by an embed."""
    if "[" in markup:
        markup = _SHORTCODE.sub("&#91;", markup)
    return _ADDRESS_ALONE.sub(r"\1&#47;&#47;\2", markup) if "://" in markup else markup


def caption(inner: str) -> str:
    """Return a caption; empty where there is none."""
    return f'<figcaption class="wp-element-caption">{inner}</figcaption>' if inner else ""


def told(*parts: str | None) -> str:
    """Return what is told of something, as markup, a line each."""
    return quiet("<br>".join(plain_html(part) for part in parts if part))


def _as_json(attributes: Attributes) -> str:
    text = json.dumps(attributes, ensure_ascii=False, separators=(",", ":"))
    return _NEEDS_ESCAPE.sub(lambda found: _ESCAPED[found[0]], text)
