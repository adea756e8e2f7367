"""Markdown (CommonMark, without HTML) as tokens that are safe in a letter: links to the web and to addresses only.

Pictures become links with their words: what is fetched from afar when a letter is opened tells who opened it.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from mailer.errors import LetterProblem
from mailer.letter.fields import Field
from mailer.letter.marks import Marks

_PERHAPS_ADDRESS = re.compile(
    r"https?://[^\s<>\"“”„»«。、]*(?:[^\s<>\"“”„»«。、.,;:!?…()\[\]’'*_]|\([^\s<>()]*\))|(?P<mark>outlast:[0-9a-f]+q\d{4}z)",
    re.IGNORECASE,
)
"""A web address in running text, or the mark of a value. A sign that more often ends a sentence than an address is not
the end of one."""
_WHOLE_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_MAIL_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_NESTING = 40


def parse(words: str, marks: Marks) -> list[Token]:
    """Return the blocks of Markdown, with nothing but the marks of fields left in them.

    Raises:
        LetterProblem: a link leads to something that has no place in a letter.
    """
    tokens = _reader().parse(words)
    for token in tokens:
        if token.children is not None:
            token.children = list(_settled(_linked(_without_pictures(token.children), marks), marks))
        else:
            token.content = marks.settle(token.content)
    return tokens


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTING})
    # Both are done when marks have become what they stand for: `_target`.
    reader.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    reader.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return reader


def _without_pictures(tokens: list[Token]) -> Iterator[Token]:
    inside = 0
    for token in tokens:
        inside += (token.type == "link_open") - (token.type == "link_close")
        if token.type != "image":
            yield token
            continue
        target = str(token.attrs["src"])
        words = [Token("text", "", 0, content=token.content or target)]
        yield from words if inside else _link(target, words)


def _settled(tokens: Iterator[Token], marks: Marks) -> Iterator[Token]:
    before = ""
    rest = list(tokens)
    for number, token in enumerate(rest):
        if token.type == "link_open":
            token.attrs = {"href": _target(str(token.attrs["href"]), marks)}  # a title is lost on most who read mail
        token.content = marks.settle(token.content)
        if token.type == "text" and "\n" in token.content:
            yield from _lines(token.content)
            continue
        if token.type == "softbreak" and number + 1 < len(rest):
            after = marks.settle(rest[number + 1].content)
            if _wide(before[-1:]) and _wide(after[:1]):
                continue  # where words are not divided by blanks, the end of a line divides none either
        before = token.content
        yield token


def _linked(tokens: Iterator[Token], marks: Marks) -> Iterator[Token]:
    """Make links of web addresses that stand in the words; a value that is one is taken as it is."""
    inside = 0
    for token in tokens:
        inside += (token.type == "link_open") - (token.type == "link_close")
        if token.type != "text" or inside:
            yield token
            continue
        end = 0
        for found in _PERHAPS_ADDRESS.finditer(token.content):
            if found["mark"] and not _WHOLE_ADDRESS.fullmatch(marks.settle(found[0])):
                continue
            yield from _text(token.content[end : found.start()])
            yield from _link(found[0], _text(found[0]))
            end = found.end()
        yield from _text(token.content[end:])


def _lines(content: str) -> Iterator[Token]:
    """Break a value that has several lines where it does, such as a postal address."""
    for number, line in enumerate(content.splitlines()):
        if number:
            yield Token("hardbreak", "br", 0)
        yield from _text(line)


def _text(content: str) -> list[Token]:
    return [Token("text", "", 0, content=content)] if content else []


def _link(target: str, words: list[Token]) -> Iterator[Token]:
    yield Token("link_open", "a", 1, attrs={"href": target})
    yield from words
    yield Token("link_close", "a", -1)


def _target(href: str, marks: Marks) -> str:
    """Return where a link leads, if it may.

    Raises:
        LetterProblem: it may not.
    """
    target = marks.settle(href).strip()
    fields = marks.fields(target)
    if not target:
        raise LetterProblem("A link leads nowhere: there is nothing between its brackets.")
    if personal := [field for field in fields if not field.address_of_web]:
        raise LetterProblem(
            f"A link holds the subscriber’s {personal[0].name.lower().replace('_', ' ')}: who follows it would tell it"
            " to whoever runs the site, and to all between."
        )
    if fields:
        if marks.split(target) not in ([Field.URL], ["mailto:", Field.MAILTO]):
            raise LetterProblem(
                "The address for unsubscribing has to stand alone: “<{{ unsubscribe.url }}>”"
                " or “[words](mailto:{{ unsubscribe.mailto }})”."
            )
        return target
    if _MAIL_ADDRESS.fullmatch(target) and ":" not in target:
        target = f"mailto:{target}"
    if not _may_be_led_to(target):
        raise LetterProblem(
            f"The link “{target}” has no place in a letter: only http://, https:// and mailto: have one."
        )
    return normalizeLink(target)


def _may_be_led_to(target: str) -> bool:
    try:
        parts = urlsplit(target)
        host = parts.hostname
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path
    return parts.scheme in ("http", "https") and bool(host)


def _wide(sign: str) -> bool:
    return bool(sign) and unicodedata.east_asian_width(sign) in "WF"
