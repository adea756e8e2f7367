"""Every page beside the posts, by one table: which kind of page gives rows of which table, and who reads an item.

| table (`activity/…`) | key of a row | fields beside `page` and `raw` |
|---|---|---|
| claps | post id | claps, post, url, title, time |
| bookmarks | post id or address | post, url, title, time |
| highlights | digest of time, text, selection | time, text, selection, graf |
| lists | list id : post id; for an empty list its id | list, list_name, … , type, post, url, title, position |
| follows | type : address | type (user, publication, topic), url, name, user |
| interests | type : address | type (publication, tag, topic, writer), url, name, user |
| blocks, suggested-friends | address | url, name, user |
| sessions | time : digest of the program | time, last_seen_at, last_seen_location, user_agent |
| ips | address : time | ip, time |
| memberships | membership id | membership_id, time, ended_at, amount, type |
| charges | time : amount | time, amount |
| partner-program | post id | post, url, title, amount |
| profile | section : label | section, label, value, url, role, name |

`time` is when it happened, ISO 8601 in UTC; beside each moment stands what was written, as `time_text`. A field that a
page does not have is not in the row. `raw` is the item's inner markup as it came.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backup.document.decoding import Decoded
from backup.model import Json, Problem, Row
from backup.sources.medium_export import labelled, profile, reactions
from backup.sources.medium_export.items import ReadItem, Understood
from backup.sources.medium_export.links import linked
from backup.sources.medium_export.lists import read_list
from backup.sources.medium_export.markup import Item, TooDeep, is_cut, items
from backup.sources.medium_export.names import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """How the pages of one kind are read."""

    table: str
    item: ReadItem | None = None
    """Reads a list item; `None` where items are read by what the page says above them, or there are none."""
    beside: Callable[[str], Iterator[Understood]] | None = None
    """Reads what stands outside the list items."""


LISTS = "lists"
PAGES: dict[str, PageKind] = {
    "blocks": PageKind(table="blocks", item=linked()),
    "bookmarks": PageKind(table="bookmarks", item=reactions.read_bookmark),
    "claps": PageKind(table="claps", item=reactions.read_clap),
    "highlights": PageKind(table="highlights", item=reactions.read_highlight),
    "interests/publications": PageKind(table="interests", item=linked("publication")),
    "interests/tags": PageKind(table="interests", item=linked("tag")),
    "interests/topics": PageKind(table="interests", item=linked("topic")),
    "interests/writers": PageKind(table="interests", item=linked("writer")),
    "ips": PageKind(table="ips", item=labelled.read_address),
    LISTS: PageKind(table="lists"),
    "partner-program": PageKind(table="partner-program", item=reactions.read_earning),
    "profile/about": PageKind(table="profile", beside=profile.about_writer),
    "profile/charges": PageKind(table="charges", item=labelled.read_charge),
    "profile/memberships": PageKind(table="memberships", item=labelled.read_membership),
    "profile/profile": PageKind(table="profile", item=profile.read_account_line, beside=profile.beside_account_lines),
    "profile/publications": PageKind(table="profile", item=profile.read_publication),
    "pubs-following": PageKind(table="follows", item=linked("publication")),
    "sessions": PageKind(table="sessions", item=labelled.read_session),
    "suggested-friends": PageKind(table="suggested-friends", item=linked()),
    "topics-following": PageKind(table="follows", item=linked("topic")),
    "users-following": PageKind(table="follows", item=linked("user")),
}

DATED = frozenset(["bookmarks", "claps", "highlights", "ips", "sessions"])
"""The kinds of page whose moments tell that the export is not older than they."""

# In place of rows: "No blocks", "No memberships", "No data"; above them: "Note: Medium automatically deletes …".
_PLACEHOLDER = re.compile(r"\s*(?:No [a-z][a-z ]{1,40}\.?|Note:.*)\s*\Z", re.DOTALL)
_LIST = re.compile(r"<[uo]l\b", re.IGNORECASE)


def read_page(decoded: Decoded, data: bytes, *, name: str, place: Place) -> Iterator[Row | Problem]:
    """Yield the rows of a page, and what of it could not be read: one problem for an item, one for the page."""
    kind = PAGES[place.kind]
    try:
        yield from _rows(decoded.text, kind, name, place)
    except TooDeep:
        yield Problem(file=name, reason="The page is nested too deeply to be read.", raw=data)
        return
    reason = _damage(decoded, kind)
    if reason:
        yield Problem(file=name, reason=reason, raw=data)


def _rows(text: str, kind: PageKind, name: str, place: Place) -> Iterator[Row | Problem]:
    page: dict[str, Json] = {"page": place.page} if place.page is not None else {}
    table = f"activity/{kind.table}"
    for key, data in kind.beside(text) if kind.beside else ():
        yield Row(table=table, id=key, data=data)
    read, empty = (kind.item, None) if place.kind != LISTS else read_list(text, name)
    if not read:
        return
    is_empty = True
    for number, item in enumerate(items(text), 1):
        if "<" not in item.raw and _PLACEHOLDER.match(item.raw):
            continue
        is_empty = False
        understood = _understand(read, item)
        if understood:
            yield Row(table=table, id=understood[0], data=understood[1] | page | {"raw": item.raw})
        else:
            yield Problem(
                file=name,
                reason="Nothing in this entry could be understood.",
                row=number,
                table=kind.table,
                raw=f"<li{item.attributes}>{item.raw}".encode("utf-8", "surrogatepass"),
            )
    if empty and is_empty and _LIST.search(text):
        yield Row(table=table, id=empty[0], data=empty[1])


def _understand(read: ReadItem, item: Item) -> Understood | None:
    try:
        return read(item)
    except TooDeep:
        return None


def _damage(decoded: Decoded, kind: PageKind) -> str | None:
    """Return what is wrong with a page as a whole, or `None`."""
    text = decoded.text
    if not text.strip(" \t\r\n\0"):
        return "The page is empty."
    if not _LIST.search(text) and (kind.beside is None or next(kind.beside(text), None) is None):
        return "The page holds nothing that such a page holds."
    if is_cut(text):
        return "The page ends before its end, so entries may be missing."
    if decoded.damaged:
        return "Some characters of the page are damaged."
    return None
