"""A finished letter as it goes over the line, opened for the rules to look at."""

import email
import email.errors
import email.header
import email.message
import email.policy
import re
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser

_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:(.*)", re.DOTALL)
_FOLD = re.compile(r"\r?\n(?=[ \t])")
_HIDDEN = "script, style, head, title, template"
_BLOCKS = "p, br, div, td, th, tr, li, h1, h2, h3, h4, h5, h6, blockquote, hr, a"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One leaf of the message."""

    kind: str
    """`text/plain`, in lower case."""
    charset: str
    encoding: str
    """The transfer encoding, in lower case."""
    text: str
    """Decoded; empty for anything but text."""
    damaged: bool
    """Whether it cannot be decoded as it says."""
    raw: bytes
    """As it goes out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of the HTML part."""

    target: str
    text: str
    """What is seen of it, blanks made single."""


class FinishedLetter:
    """What goes out, taken apart. Never raises, whatever the bytes are."""

    def __init__(self, wire: bytes) -> None:
        """Take `Mail.content`: CRLF everywhere, dots doubled (RFC 5321, 4.5.2)."""
        self.wire = wire
        self.content = re.sub(rb"(?m)^\.\.", b".", wire)
        self._message = email.message_from_bytes(self.content, policy=email.policy.compat32)

    @cached_property
    def fields(self) -> tuple[tuple[str, bytes], ...]:
        """The header's fields in their order: the name as written, and the rest of its lines."""
        head = re.split(rb"\r?\n\r?\n", self.content, maxsplit=1)[0]
        lines = re.split(rb"\r?\n(?![ \t])", head)
        return tuple((match[1].decode("ascii"), match[2]) for line in lines if (match := _FIELD.fullmatch(line)))

    def all(self, name: str) -> tuple[str, ...]:
        """Return what stands in each field of that name: one line, encoded words decoded (RFC 2047)."""
        wanted = name.lower()
        return tuple(_plain(value) for found, value in self.fields if found.lower() == wanted)

    def one(self, name: str) -> str:
        """Return what stands in the first field of that name; empty where there is none."""
        return next(iter(self.all(name)), "")

    @cached_property
    def kind(self) -> str:
        """The content type of the whole."""
        return self._message.get_content_type()

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The leaves in their order."""
        return tuple(_part(leaf) for leaf in self._message.walk() if not leaf.is_multipart())

    @cached_property
    def text(self) -> str:
        """The plain text; empty where there is none."""
        return next((part.text for part in self.parts if part.kind == "text/plain"), "")

    @cached_property
    def html(self) -> str:
        """The HTML; empty where there is none."""
        return next((part.text for part in self.parts if part.kind == "text/html"), "")

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The HTML as a tree."""
        return LexborHTMLParser(self.html)

    @cached_property
    def seen(self) -> str:
        """What a person sees of the HTML, blanks made single."""
        tree = LexborHTMLParser(self.html)
        for node in tree.css(_HIDDEN):
            node.decompose()
        for node in tree.css(_BLOCKS):
            node.insert_before(" ")
            node.insert_after(" ")
        return " ".join((tree.root.text() if tree.root else "").split())

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links of the HTML, in their order."""
        return tuple(
            Link(target=(node.attributes.get("href") or "").strip(), text=" ".join(node.text().split()))
            for node in self.tree.css("a[href]")
        )


def _plain(value: bytes) -> str:
    text = _FOLD.sub("", value.decode("utf-8", "replace")).strip()
    try:
        return str(email.header.make_header(email.header.decode_header(text)))
    except (LookupError, UnicodeError, ValueError, email.errors.HeaderParseError):
        return text


def _part(leaf: "email.message.Message[str, str]") -> Part:
    kind = leaf.get_content_type()
    charset = (leaf.get_content_charset() or "us-ascii").lower()
    text, damaged = "", bool(leaf.defects)
    payload = leaf.get_payload(decode=True)
    if kind.startswith("text/") and isinstance(payload, bytes):
        try:
            text = payload.decode(charset)
        except (LookupError, UnicodeError):
            text, damaged = payload.decode("utf-8", "replace"), True
    raw = leaf.get_payload()
    return Part(
        kind=kind,
        charset=charset,
        encoding=str(leaf.get("Content-Transfer-Encoding", "7bit")).strip().lower(),
        text=text,
        damaged=damaged,
        raw=raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b"",
    )
