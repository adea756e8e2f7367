"""The header in which a receiving server says what it found out about a letter (RFC 8601, 2.2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_COMMENT_PARTS = re.compile(r'"(?:\\.|[^"\\])*"|\\.|[()]|[^"\\()]+', re.DOTALL)
_WORD = re.compile(r'\s*("(?:\\.|[^"\\])*"|[^\s;="]+(?:"[^"]*")?[^\s;="]*|=)', re.DOTALL)
_METHOD = re.compile(r"([a-z][a-z0-9_-]*)(?:/\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodResult:
    """What one method said."""

    method: str
    """`spf`, `dkim`, `dmarc`, `arc`, …, in lower case."""
    result: str
    """`pass`, `fail`, `softfail`, `neutral`, `none`, `temperror`, `permerror`, …"""
    reason: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    """`smtp.mailfrom`, `header.d`, `header.from` …, names in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticationResults:
    """One such header."""

    server: str
    """Who says it (`authserv-id`), in lower case; empty where it is left out, as Microsoft's servers do."""
    results: tuple[MethodResult, ...]


def parse_authentication_results(text: str) -> AuthenticationResults | None:
    """Read the header's value; `None` where there is nothing in it. Never raises."""
    server, *resinfos = _statements(_without_comments(text))
    name = server.split()[0] if server.split() else ""
    if "=" in server:
        name, resinfos = "", [server, *resinfos]
    elif not name:
        return None
    results = tuple(result for info in resinfos if (result := _result(info)))
    return AuthenticationResults(server=name.strip('"').lower(), results=results)


def _without_comments(text: str) -> str:
    depth, kept = 0, []
    for part in _COMMENT_PARTS.findall(text):
        if part == "(":
            depth += 1
        elif part == ")":
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(part)
    return " ".join("".join(kept).split())


def _statements(text: str) -> list[str]:
    """Return what stands between semicolons that are not within quotation marks."""
    return ["".join(part) for part in _split(text)]


def _split(text: str) -> Iterator[list[str]]:
    part: list[str] = []
    for piece in re.findall(r'"(?:\\.|[^"\\])*"|;|[^;"]+|"', text):
        if piece == ";":
            yield part
            part = []
        else:
            part.append(piece)
    yield part


def _result(info: str) -> MethodResult | None:
    pairs = list(_pairs([_unquoted(word) for word in _WORD.findall(info)]))
    if not pairs:
        return None
    (method, result), *rest = pairs
    match = _METHOD.fullmatch(method)
    if match is None:
        return None
    properties: dict[str, str] = {}
    for name, value in rest:
        properties.setdefault(name.lower(), value)
    return MethodResult(
        method=match[1].lower(), result=result.lower(), reason=properties.pop("reason", ""), properties=properties
    )


def _pairs(words: list[str]) -> Iterator[tuple[str, str]]:
    at = 0
    while at + 2 < len(words):
        if words[at + 1] == "=" and words[at] != "=" and words[at + 2] != "=":
            yield words[at], words[at + 2]
            at += 3
        else:
            at += 1


def _unquoted(word: str) -> str:
    return re.sub(r"\\(.)", r"\1", word[1:-1]) if len(word) > 1 and word[0] == word[-1] == '"' else word
