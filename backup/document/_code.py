"""`<pre>` → code, with the language and the marks that its markup tells."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from backup.document._inline import InlineBuilder, frozen
from backup.document.blocks import Block, CodeBlock
from backup.document.inlines import Inline, Text
from backup.document.plain import inline_text
from backup.document.tree import Element

if TYPE_CHECKING:
    from backup.document._reader import Reader

_BLANK_LINES = re.compile(r"\A(?:[ \t\r]*\n)+")
_LANGUAGE = re.compile(r"(?:language|lang)-([\w+#.-]+)\Z")


def code_block(reader: "Reader", element: Element) -> list[Block]:
    """Return the code of a `<pre>`, without blank lines at its ends; nothing where it is empty."""
    builder = InlineBuilder(reader, verbatim=True)
    builder.add(element.children)
    children = trimmed(builder.done())
    text = inline_text(children)
    if not text.strip():
        return builder.spill
    marked = not all(isinstance(child, Text) for child in children)
    code = CodeBlock(
        text=text, language=language_of(element), children=children if marked else (), anchor=reader.anchor(element)
    )
    return [code, *builder.spill]


def joined(blocks: list[Block]) -> list[Block]:
    """Return the blocks with code right after code made one, a line end between."""
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        if not isinstance(block, CodeBlock) or not isinstance(last, CodeBlock):
            out.append(block)
            continue
        children: tuple[Inline, ...] = ()
        if last.children or block.children:
            parts = [part.children or (Text(text=part.text),) for part in (last, block)]
            children = frozen([*parts[0], "\n", *parts[1]])
        out[-1] = replace(last, text=f"{last.text}\n{block.text}", children=children)
    return out


def trimmed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the inlines without blank lines in front and white space behind."""
    out = list(inlines)
    while out and isinstance(out[0], Text):
        text = _BLANK_LINES.sub("", out[0].text)
        if text:
            out[0] = Text(text=text)
            break
        del out[0]
    while out and isinstance(out[-1], Text):
        text = out[-1].text.rstrip()
        if text:
            out[-1] = Text(text=text)
            break
        del out[-1]
    return tuple(out)


def language_of(element: Element) -> str | None:
    """Return the language that a `<pre>`, its parent's data or its `<code>` names."""
    for candidate in (element, *(inner for inner in element.elements() if inner.tag == "code")):
        for attribute in ("data-code-block-lang", "data-language", "data-lang"):
            if candidate.get(attribute):
                return candidate.get(attribute)
        for name in candidate.classes:
            if found := _LANGUAGE.match(name):
                return found[1]
    return None
