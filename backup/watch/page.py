"""What a person would see of a page: its title and its words; and the few marks of a feed. Never raises."""

import html
import re
from collections.abc import Iterator

_TITLE = re.compile(r"<title[^>]{0,500}>", re.IGNORECASE)
_TITLE_END = re.compile(r"</title", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style|noscript|template|svg|head)\b", re.IGNORECASE)
_ENDS = {
    name: re.compile(rf"</{name}\b" if name != "head" else r"</head\b|(?=<body\b)", re.IGNORECASE)
    for name in ("script", "style", "noscript", "template", "svg", "head")
}
_ITEM = re.compile(r"<(?:item|entry)[\s>]", re.IGNORECASE)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
_MOST = 2_000_000
"""Characters that are looked at: the sentences that matter stand on small pages."""


def title_of(body: str) -> str:
    """Return the title of a page as one line, at most 200 characters."""
    body = body[:_MOST]
    start = _TITLE.search(body)
    end = _TITLE_END.search(body, start.end()) if start else None
    return " ".join(html.unescape(body[start.end() : end.start()]).split())[:200] if start and end else ""


def words_of(body: str) -> str:
    """Return the words that a page shows, as one line; scripts and styles are not shown."""
    return " ".join(html.unescape(" ".join(_seen(body[:_MOST]))).split())


def _seen(body: str) -> Iterator[str]:
    """Yield the texts between tags. Walked, not matched: on hostile pages a pattern of both ends takes for ever."""
    place = 0
    while True:
        tag = body.find("<", place)
        if tag < 0:
            yield body[place:]
            return
        yield body[place:tag]
        if body.startswith("<!--", tag):
            end = body.find("-->", tag + 4)
        elif unseen := _UNSEEN.match(body, tag):
            found = _ENDS[unseen[1].lower()].search(body, unseen.end())
            if found is not None and not found[0]:
                place = found.start()  # a head without an end, up to the body
                continue
            end = body.find(">", found.end()) if found else -1
        else:
            end = body.find(">", tag)
        if end < 0:
            return
        place = body.index(">", end) + 1


def folded(text: str) -> str:
    """Return `text` as sentences are compared: small letters, plain quotes, single blanks."""
    return " ".join(text.translate(_QUOTES).casefold().split())


def is_page(body: str) -> bool:
    """Tell whether this is a page for people rather than data or a feed."""
    start = body.lstrip("\ufeff \t\r\n")[:300].casefold()
    return start.startswith(("<!doctype html", "<html", "<body", "<head"))


def is_feed(body: str) -> bool:
    """Tell whether this is a feed (RSS 2.0 or Atom)."""
    return bool(re.search(r"<(rss|feed)[\s>]", body[:3000], re.IGNORECASE))


def feed_items(body: str) -> int:
    """Return how many items a feed has. Counted, not parsed: nothing in it may do harm, and a cut one counts too."""
    return len(_ITEM.findall(body))
