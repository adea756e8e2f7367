"""Words, addresses and code as Markdown: what they say is never read as a sign of Markdown.

CommonMark lets every ASCII sign be escaped by a backslash (0.31, section 2.4), kramdown only some of them (`~` and `^`
are not among them): there it is an entity.
"""

import re
from functools import cache
from html import unescape
from typing import Final
from urllib.parse import quote

from exporters.writers._markdown_dialect import Dialect

_FORBIDDEN: Final = r"\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
_SIGN = re.compile(rf"[\\`*_\[\]{{<|$~^\t\n\r\x0b\x0c{_FORBIDDEN}]|&(?=#?\w*(?:;|\Z))|={{2,}}")
_MAY_BE_SIGN = re.compile(rf"[\\`*_\[\]{{<|$~^&=\t\n\r\x0b\x0c{_FORBIDDEN}]")
"""The same, quickly, and true a little more often."""
_LINE_START = re.compile(r"[ \t]*(?:([#>+\-=:])|([0-9]+)(?=[.)](?:\s|\Z))|(\[\^[0-9]+\])(?=:))?")
_MAY_BEGIN: Final = frozenset("#>+-=:[0123456789 \t")
"""What such a beginning begins with; most lines begin with a letter."""
_ADDRESS = re.compile(r"\b(https?|ftp)://(?=\S*[\\&])")
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9/:?#@!$+,;=%.~_*-]+|(?:[A-Za-z0-9/:?#@!$+,=%.~_*-]|&(?!#?\w+;))+")
_NO_ADDRESS = re.compile(rf'[ <>\\`{{}}|"^\t\n\r\x0b\x0c{_FORBIDDEN}]')
_TAG = re.compile(r"(<(?:[^>\"]|\"[^\"]*\")*>)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_CLEAN_CODE = re.compile(rf"[{_FORBIDDEN}]")
_RAW_IN_KRAMDOWN: Final = frozenset({"code", "mark", "u"})
_PLAIN_CODE = re.compile(r"[^\s`|](?:[^`|\n\r\t]*[^\s`|])?")


class Words:
    """Writes words for one dialect."""

    def __init__(self, dialect: Dialect) -> None:
        """Take the dialect."""
        self.dialect = dialect
        signs = {sign: f"\\{sign}" for sign in "\\`*_[]{|$~^"} | {"<": "&lt;", "&": "&amp;"}
        if dialect.kramdown:
            signs |= {"\\": "&#92;", "~": "&#126;", "^": "&#94;"}
        if any(sign[1] != "{" for sign in dialect.templates):
            signs["{"] = "&#123;"  # behind a backslash `{%` would run
        self._signs = signs | dict.fromkeys("\t\n\r\x0b\x0c", " ")

    def text(self, text: str) -> str:
        """Return words as Markdown."""
        if _MAY_BE_SIGN.search(text) is None:
            return text  # `://` stays: it has no escape behind it that could do harm
        made = _SIGN.sub(self._escaped, text)
        if "://" in made:  # programs that make a link of a bare address read it before its escapes
            made = _ADDRESS.sub(r"\1\\://", made)
        if self.dialect.kramdown:  # a line with it is the address of a link there, whatever stands before it
            made = made.replace("]:", "]\\:")
        return made

    def in_tags(self, markup: str) -> str:
        """Return HTML for the inside of a line: the tags as they are, the words between them as Markdown."""
        parts = _TAG.split(markup)
        return "".join(part if place % 2 else self.text(unescape(part)) for place, part in enumerate(parts))

    def code(self, text: str, *, signs: bool = True) -> str:
        """Return code in a line; between tags where backticks cannot hold it, or it may not have them (`signs`)."""
        plain = _PLAIN_CODE.fullmatch(text) and not _CLEAN_CODE.search(text) and not self.runs(text)
        if signs and plain and not (self.dialect.kramdown and "]:" in text):
            return f"`{text}`"
        return f"{self.tag('code')}{self.text(text)}</code>"

    def tag(self, name: str) -> str:
        """Return a tag with Markdown in it; kramdown takes that of some tags as it is, unless it is told."""
        told = ' markdown="span"' if self.dialect.kramdown and name in _RAW_IN_KRAMDOWN else ""
        return f"<{name}{told}>"

    def runs(self, text: str) -> bool:
        """Tell whether the site's generator would take a part of it for a template."""
        return any(sign in text for sign in self.dialect.templates)

    def block(self, markup: str) -> str:
        """Return HTML as a block of its own: a blank line would end it, and a template in it would run."""
        if "\n" in markup:
            markup = re.sub(r"\n(?=[ \t]*(?:\n|\Z))", "&#10;", markup)
        for sign in self.dialect.templates:
            if sign in markup:
                markup = markup.replace(sign, "".join(f"&#{ord(letter)};" for letter in sign))
        return markup

    def _escaped(self, match: re.Match[str]) -> str:
        sign = match[0]
        return "\\=" * len(sign) if sign[0] == "=" else self._signs.get(sign, "")


@cache
def words_of(dialect: Dialect) -> Words:
    """Return what writes words for a dialect."""
    return Words(dialect)


def guarded(lines: str) -> str:
    """Return the lines of a paragraph so that none begins like a list, a heading, a quote …"""
    if "\n" not in lines:
        return _guarded_line(lines)
    return "\n".join(map(_guarded_line, lines.split("\n")))


def _guarded_line(line: str) -> str:
    return _LINE_START.sub(_guard, line, count=1) if line[:1] in _MAY_BEGIN else line


def destination(address: str, title: str | None = None) -> str:
    """Return what stands between the round brackets of a link or picture."""
    if _PLAIN_ADDRESS.fullmatch(address) is None:
        encoded = _NO_ADDRESS.sub(lambda sign: quote(sign[0], safe="", errors="replace"), address)
        address = f"<{_ENTITY.sub('&amp;', encoded)}>"
    about = _attribute(title or "")
    return f'{address} "{about}"' if about else address


def fenced(text: str, language: str | None) -> str:
    """Return code between fences that are longer than any in it."""
    code = _CLEAN_CODE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    longest = max((len(run) for run in re.findall("`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    name = re.sub(r"[^\w+#.-]", "", language or "")
    return f"{fence}{name}\n{code.removesuffix(chr(10))}\n{fence}" if code else f"{fence}{name}\n{fence}"


def _attribute(text: str) -> str:
    plain = re.sub(rf"[\s{_FORBIDDEN}]+", " ", text).strip()
    return re.sub(r'[&"\\<>{}|`*_\[\]$]', lambda sign: f"&#{ord(sign[0])};", plain)


def _guard(match: re.Match[str]) -> str:
    sign, number, reference = match.groups()
    if sign:
        return f"\\{sign}"
    if number:
        return f"{number}\\"
    return f"{reference}\\" if reference else ""
