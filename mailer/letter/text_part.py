"""A letter's blocks as plain words: lines of at most 72 columns, and addresses whole."""

import unicodedata
from collections.abc import Sequence

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from mailer.letter.marks import Marks

WIDTH = 72
"""Columns. RFC 3676, 4.2 wants lines below 78, so that there is room for the signs of quoting."""
_FIELD_WIDTH = 12
"""Columns that a recipient's value is taken to have: the words must break alike for all."""


def text_of(tokens: Sequence[Token], marks: Marks) -> str:
    """Return the blocks as plain text."""
    return "\n".join(_Writer(marks).blocks(SyntaxTreeNode(tokens), WIDTH))


def wrap(text: str, marks: Marks, width: int = WIDTH) -> list[str]:
    """Return the lines of a text; only blanks are broken at, so that no address is cut."""
    lines: list[str] = []
    for line in text.split("\n"):
        made, columns = "", 0
        for word in filter(None, line.split(" ")):
            wide = _columns(word, marks)
            if made and columns + 1 + wide > width:
                lines.append(made)
                made, columns = word, wide
            else:
                made, columns = (f"{made} {word}", columns + 1 + wide) if made else (word, wide)
        lines.append(made)
    return lines


def _columns(word: str, marks: Marks) -> int:
    if word.isascii() and ":" not in word:  # each mark has a colon
        return len(word)
    return sum(
        sum(2 if unicodedata.east_asian_width(sign) in "WF" else not unicodedata.combining(sign) for sign in piece)
        if isinstance(piece, str)
        else _FIELD_WIDTH
        for piece in marks.split(word)
    )


class _Writer:
    """Writes blocks as lines."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def blocks(self, node: SyntaxTreeNode, width: int) -> list[str]:
        """Return the lines of what is in a node, with an empty one between two blocks."""
        lines: list[str] = []
        for child in node.children:
            if lines:
                lines.append("")
            lines += self._block(child, width)
        return lines

    def _block(self, node: SyntaxTreeNode, width: int) -> list[str]:
        match node.type:
            case "paragraph":
                return wrap(self._words(node), self._marks, width)
            case "heading":
                lines = wrap(self._words(node), self._marks, width)
                longest = max(_columns(line.replace(" ", "x"), self._marks) for line in lines)
                return [*lines, ("=" if node.tag == "h1" else "-") * min(longest, width)]
            case "bullet_list" | "ordered_list":
                return self._list(node, width)
            case "blockquote":
                return [f"> {line}".rstrip() for line in self.blocks(node, width - 2)]
            case "fence" | "code_block":
                return [f"    {line}".rstrip() for line in node.content.rstrip("\n").split("\n")]
            case _:
                return ["* * *"]  # a thematic break, the only other block that CommonMark has without HTML

    def _list(self, node: SyntaxTreeNode, width: int) -> list[str]:
        lines: list[str] = []
        first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
        for number, item in enumerate(node.children):
            sign = f"{first + number}. " if node.type == "ordered_list" else "- "
            loose = any(child.type == "paragraph" and not child.hidden for child in item.children)
            if lines and loose:
                lines.append("")
            inner = self.blocks(item, width - len(sign)) if loose else self._tight(item, width - len(sign))
            lines += [f"{' ' * len(sign) if at else sign}{line}".rstrip() for at, line in enumerate(inner or [""])]
        return lines

    def _tight(self, item: SyntaxTreeNode, width: int) -> list[str]:
        return [line for child in item.children for line in self._block(child, width)]

    def _words(self, node: SyntaxTreeNode) -> str:
        return "".join(self._word(child) for inline in node.children for child in inline.children)

    def _word(self, node: SyntaxTreeNode) -> str:
        match node.type:
            case "text" | "code_inline":
                return node.content
            case "softbreak":
                return " "
            case "hardbreak":
                return "\n"
            case "link":
                return self._link(node)
            case "strong" | "em":
                sign = "*" if node.type == "strong" else "_"
                return f"{sign}{''.join(map(self._word, node.children))}{sign}"
            case _:
                return "".join(map(self._word, node.children)) if node.children else node.content

    def _link(self, node: SyntaxTreeNode) -> str:
        words = "".join(map(self._word, node.children))
        target = str(node.attrs["href"])
        if not words or target in (words, f"mailto:{words}", normalizeLink(words)):
            return words or target
        return f"{words} <{target if '?' in target else target.removeprefix('mailto:')}>"
