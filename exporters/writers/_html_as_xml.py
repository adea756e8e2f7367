"""Strangers' markup as XHTML that a checker of books takes: only what may stand where it stands.

A browser shows a paragraph inside of bold words, or an item without a list. A book that holds one is refused.
"""

from typing import Final

from backup.document.tree import Element, Node, parse_html, tag_names
from exporters.writers._html_text import plain_html, text_html

_RENAMED: Final = {"center": "div", "tt": "code", "strike": "s", "acronym": "abbr", "summary": "p"}
_WORDS: Final = tag_names("a abbr b bdi cite code del dfn em i ins kbd mark q s samp small span strong sub sup u var")
"""May stand in a line, and hold no blocks here."""
_LINES: Final = tag_names("p h1 h2 h3 h4 h5 h6 pre")
_BOXES: Final = tag_names("article aside blockquote div section")
_LISTS: Final = tag_names("ul ol")
_ATTRIBUTES: Final = {"a": ("href", "title"), "img": ("src", "title"), "abbr": ("title",)}
_NUMBERS: Final = {"img": ("width", "height"), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan")}
_MOST = 10_000


def as_xml(markup: str, *, inline: bool) -> str:
    """Return markup as XHTML; `inline`: it stands among words, where no block may be."""
    return _all(parse_html(markup).children, inline=inline, linked=False)


def _all(nodes: list[Node], *, inline: bool, linked: bool) -> str:
    return "".join([_one(node, inline=inline, linked=linked) for node in nodes])


def _one(node: Node, *, inline: bool, linked: bool) -> str:
    if isinstance(node, str):
        return plain_html(node)
    tag = _RENAMED.get(node.tag, node.tag)
    if tag in ("br", "wbr"):
        return f"<{tag}/>"
    if tag == "hr":
        return "" if inline else "<hr/>"
    if tag == "img":
        alt = f' alt="{text_html(node.get("alt"))}"'
        return f"<img{_said(node, tag)}{alt}/>" if node.get("src") else plain_html(node.get("alt"))
    if tag in _WORDS and not (tag == "a" and (linked or not node.get("href"))):
        return _element(node, tag, _all(node.children, inline=True, linked=linked or tag == "a"))
    if inline:
        inner = _all(node.children, inline=True, linked=linked)
        return inner if tag in _WORDS else f" {inner} "
    if tag in _LINES:
        return _element(node, tag, _all(node.children, inline=True, linked=linked))
    if tag in _BOXES:
        return _element(node, tag, _all(node.children, inline=False, linked=linked))
    if tag in _LISTS:
        return _list(node, tag, linked=linked)
    if tag == "table":
        return _table(node, linked=linked)
    return _all(node.children, inline=False, linked=linked)


def _list(node: Element, tag: str, *, linked: bool) -> str:
    items = (child for child in node.children if not isinstance(child, str) or child.strip())
    contents = (item.children if isinstance(item, Element) and item.tag == "li" else [item] for item in items)
    inner = "".join(f"<li>{_all(nodes, inline=False, linked=linked)}</li>" for nodes in contents)
    return f"<{tag}>{inner}</{tag}>" if inner else ""


def _table(node: Element, *, linked: bool) -> str:
    """Return a table: its caption and its rows, whatever groups them."""
    caption = node.first("caption")
    named = f"<caption>{_all(caption.children, inline=True, linked=linked)}</caption>" if caption else ""
    rows = []
    for row in _rows(node):
        cells = (cell for cell in row.children if isinstance(cell, Element) and cell.tag in ("td", "th"))
        inner = "".join(_element(cell, cell.tag, _all(cell.children, inline=False, linked=linked)) for cell in cells)
        rows.append(f"<tr>{inner}</tr>" if inner else "")
    body = "".join(rows)
    return f"<table>{named}<tbody>{body}</tbody></table>" if body else ""


def _rows(node: Element) -> list[Element]:
    """Return the rows of this table, not of one inside of it."""
    found: list[Element] = []
    for child in node.children:
        if isinstance(child, Element):
            found += [child] if child.tag == "tr" else [] if child.tag == "caption" else _rows(child)
    return found


def _element(node: Element, tag: str, inner: str) -> str:
    return f"<{tag}{_said(node, tag)}>{inner}</{tag}>"


def _said(node: Element, tag: str) -> str:
    told = [(name, node.get(name)) for name in _ATTRIBUTES.get(tag, ()) if node.get(name)]
    told += [(name, node.get(name)) for name in _NUMBERS.get(tag, ()) if _is_number(node.get(name))]
    return "".join(f' {name}="{text_html(value)}"' for name, value in told)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 5 and 0 < int(text) <= _MOST
