"""Markup that no reader knows, made harmless: what runs, frames or asks other sites is taken out and named as lost."""

import re

import nh3

from backup.document.blocks import Raw
from backup.document.inlines import RawInline
from exporters.article import Article
from exporters.writers._html_as_xml import as_xml
from exporters.writers._html_style import HtmlStyle
from exporters.writers._html_text import allowed

UNKNOWN = "Markup that Outlast does not know; what a page may show of it is kept, the rest is left out."
_ACTIVE = re.compile(
    r"<(?:script|i?frame|object|embed|form|input|button|select|textarea|svg|style|video|audio|canvas)\b", re.I
)


def raw_html(article: Article, node: Raw | RawInline, style: HtmlStyle) -> str:
    """Return what of unknown markup may be shown, its links and pictures led over there; empty where nothing may."""

    def led(tag: str, attribute: str, value: str) -> str | None:
        if (tag, attribute) == ("a", "href"):
            address = article.link(value)
            return None if address and address.startswith("#") else address
        if (tag, attribute) == ("img", "src"):
            return article.picture_at(value, block=node.kind)
        return None if attribute in ("id", "cite", "longdesc") else value

    def cleaned() -> str:
        # Without `link_rel=None` nh3 adds a `rel` to every link, ours among them.
        return nh3.clean(allowed(node.html), attribute_filter=led, link_rel=None).strip()

    inside = cleaned()
    if _ACTIVE.search(node.html) or not inside:
        article.lose(node, UNKNOWN, node.text or node.html)
    return as_xml(inside, inline=isinstance(node, RawInline)) if style.xml else inside
