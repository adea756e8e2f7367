"""Traces that copied texts carry: another byline, a note of origin, lines of feeds and agencies, unsourced quotes."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from backup.risk.elsewhere import bare_host, links_away
from backup.risk.phrases import FIRST_PUBLISHED
from backup.risk.post import Paragraph, Part, RiskPost
from backup.risk.words import fold, is_sign, words_of

_EDGE: Final = 4
"""Bylines and notes of origin stand in so many paragraphs at the beginning or the end."""
_NOTE_WORDS: Final = 40
"""A longer paragraph is part of the text."""
_QUOTED: Final = 120
"""So many words may stand in quotes without a source."""
_LINE_WORDS: Final = 20
_AT = re.compile(r"\b\w+\.\w{2,}\b|\b(?:at|in|on|by|en|auf|sur|bei)\b")
_OPENING: Final = frozenset('“"«„')
_CLOSING: Final = frozenset('”"»“')
_NAME = r"[^\W\d_a-z][\w.’'-]*(?:\s+(?:de|da|del|di|van|von|la|le|al|bin)\b)?(?:\s+[^\W\d_a-z][\w.’'-]*){1,3}"
_BYLINE = re.compile(
    r"^(?i:(?:(?:written|words|story|text|reported|article|posted|published) )?by|por|par|von|author|autora?|auteur|"
    rf"texte?|texto|reporter|words)\s*:?\s+(?P<name>{_NAME})\s*(?:$|[|,·•—–/(]|for\b|para\b|für\b|pour\b)"
)
_BYLINE_UNSPACED = re.compile(r"^(?:文|著者|執筆|筆者|記者|作者)\s*[:：/／]\s*(?P<name>\S{2,20})")
_COPYRIGHT: Final = "a copyright line of others"
_FEED: Final = {
    _COPYRIGHT: (
        ("©", "copyright", "(c)", "reserv", "vorbehalten", "無断転載"),
        re.compile(
            r"\ball rights (?:are )?reserved\b|(?:©|\(c\)|copyright)\s*(?:19|20)\d\d|todos los derechos reservados|"
            r"tous droits réservés|alle rechte vorbehalten|無断転載",
            re.IGNORECASE,
        ),
    ),
    "the dateline of an agency": (
        ("(ap", "(afp", "(reuters", "(upi", "(efe", "(dpa", "(ansa", "(xinhua", "(bloomberg", "(ians", "(pti"),
        re.compile(
            r"^[A-Z][A-Z .,’'-]{2,40}\s*(?:,\s*\w+\.? \d{1,2}\s*)?"
            r"\((?:AP|AFP|Reuters|UPI|EFE|dpa|ANSA|Xinhua|Bloomberg|IANS|PTI)\)"
        ),
    ),
    "the credit of an agency": (
        ("photo", "image", "picture", "foto", "credit"),
        re.compile(
            r"^(?:photo|image|picture|foto|credit)(?:s|grap\w+)?(?: credit)?s?\s*[:/|]\s*[^\n]{0,60}\b"
            r"(?:Reuters|AFP|AP|Getty(?: Images)?|EPA|EFE|dpa)\b",
            re.IGNORECASE,
        ),
    ),
    "a line of a page that was copied whole": (
        (
            "original",
            "source",
            "share this",
            "related",
            "relacionados",
            "advertisement",
            "noticias",
            "関連",
            "広告",
            " from",
        ),
        re.compile(
            r"(?:click|tap|press) (?:here|below|now) (?:to|for) (?:view|see|read|visit) the original|"
            r"(?:read|view|see|visit) (?:the )?(?:original|source) (?:article|story|post|page|piece)|"
            r"^(?:share this|related articles|advertisement|más noticias|artículos relacionados|関連記事|広告)\s*:?$|"
            r"\bthis (?:article|story|post|piece) (?:was|is) (?:re-?published|syndicated|reprinted|reproduced) from\b",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
}
"""Lines that stand under copied texts, by what they are: words of which one must be there, then how it must stand."""
_CITED = re.compile(
    r"(?:^|[\s”\"’.)])[—–―-]{1,2}\s*[^\W\d_]|\([^()]{2,60}\b\d{4}[a-z]?\b[^()]{0,20}\)|\[\d{1,3}\]|"
    r"\b(?:wrote|writes|says|said|according to|in (?:his|her|their) (?:book|essay|letter|poem)|quoted|told|notes?|"
    r"argues?|escribe|escribió|dice|dijo|según|écrit|selon|schreibt|sagte|laut|scrive|secondo)\b|によれば|"
    r"によると|は言う|と書いて"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Something in a post that copied texts have."""

    weight: int
    says: str
    """What it is, for people."""
    passage: str


def traces(post: RiskPost, names: AbstractSet[str]) -> Iterator[Trace]:
    """Yield the traces of a post; `names` are the writer's, folded."""
    foreign = list(_bylines(post, names))
    yield from foreign
    notes = list(_notes(post))
    if notes and (foreign or not _told(post)):
        yield notes[0]
    yield from _lines(post, names | {fold(name) for name in post.authors})
    yield from _unsourced(post)


def _told(post: RiskPost) -> bool:
    """Say whether the post names its first place to search engines too: what one does with one's own work."""
    return bool(post.canonical) and bare_host(post.canonical) != bare_host(post.url)


def _edges(post: RiskPost, longest: int | None = _NOTE_WORDS) -> list[str]:
    """Return the paragraphs with which a post begins and ends, without those of more words than `longest`."""
    texts = [paragraph.text for paragraph in post.paragraphs if paragraph.kind not in (Part.CODE, Part.CAPTION)]
    chosen = texts if len(texts) <= 2 * _EDGE else texts[:_EDGE] + texts[-_EDGE:]
    return [text for text in chosen if longest is None or len(text.split()) <= longest]


def _bylines(post: RiskPost, names: AbstractSet[str]) -> Iterator[Trace]:
    own = names | {fold(name) for name in post.authors}
    for text in _edges(post):
        match = _BYLINE.match(text) or _BYLINE_UNSPACED.match(text)
        if match and own and not _is_one_of(match["name"], own):
            yield Trace(weight=1, says=f"a byline that is not yours: {match['name']}", passage=text)
            return
    strangers = [name for name in post.authors if names and not _is_one_of(name, names)]
    if strangers and len(strangers) == len(post.authors):
        yield Trace(weight=1, says=f"published under another name: {', '.join(strangers)}", passage="")


def _is_one_of(name: str, known: AbstractSet[str]) -> bool:
    parts = set(words_of(name))
    return any(parts & set(words_of(other)) for other in known)


def _notes(post: RiskPost) -> Iterator[Trace]:
    away = links_away(post)
    for text in _edges(post):
        linked = any(link.text and link.text in text for link in away)
        if FIRST_PUBLISHED.first(text) and (linked or (len(text.split()) <= _LINE_WORDS and _AT.search(text))):
            yield Trace(weight=1, says="a note that it was published elsewhere", passage=text)


def _lines(post: RiskPost, own: AbstractSet[str]) -> Iterator[Trace]:
    texts = _edges(post, longest=None)
    for says, (needles, pattern) in _FEED.items():
        for text in texts:
            low = text.casefold()
            if not any(needle in low for needle in needles) or not pattern.search(text):
                continue
            if says != _COPYRIGHT or not _is_one_of(text, own):  # under one's own texts it is one's own
                yield Trace(weight=1, says=says, passage=text)
                break


def _unsourced(post: RiskPost) -> Iterator[Trace]:
    """Yield a trace when quotes without a source are much of a post."""
    linked = {link.paragraph for link in post.links}
    unsourced, first, place = 0, "", 0
    for is_quote, group in groupby(post.paragraphs, key=_is_quote):
        paragraphs = list(group)
        end = place + len(paragraphs)
        if is_quote:
            around = post.paragraphs[max(0, place - 1) : end + 1]
            sourced = any(near in linked for near in range(place - 1, end + 1)) or any(
                _CITED.search(paragraph.text[-160:] if paragraph.kind is Part.QUOTE else paragraph.text)
                for paragraph in around
            )
            if not sourced:
                unsourced += sum(_count(paragraph.text) for paragraph in paragraphs)
                first = first or paragraphs[0].text
        place = end
    if unsourced >= _QUOTED and unsourced * 2 >= _count(post.text):
        yield Trace(weight=2, says=f"{unsourced} words stand in quotes that name no source", passage=first)


def _is_quote(paragraph: Paragraph) -> bool:
    """Say whether a paragraph is set as a quote, or is a long one within quotation marks."""
    if paragraph.kind is Part.QUOTE:
        return True
    text = paragraph.text.strip()
    return text[:1] in _OPENING and text[-1:] in _CLOSING and len(text.split()) >= _NOTE_WORDS


def _count(text: str) -> int:
    words = words_of(text)
    signs = sum(map(is_sign, words))
    return len(words) - signs + signs // 2
