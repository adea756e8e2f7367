"""A first quick look at every file of the export: what it is, which posts there are, whose, and from when.

It reads a post's footer only. So posts can then be given one by one, though the same post may be there twice.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from backup.document.decoding import decode
from backup.errors import UnreadableEntry
from backup.sources._files import ExportFiles
from backup.sources.medium_export.activity import DATED, LISTS
from backup.sources.medium_export.dates import export_day, moment_of, moments_in, read_iso
from backup.sources.medium_export.markup import TooDeep, without_tags
from backup.sources.medium_export.names import MARKERS, POSTS, Place, place_by_content, place_of
from backup.sources.medium_export.post_ids import id_in_footer, id_in_name, id_in_url
from backup.sources.medium_export.profile import Owner, owner_of

_DATETIME = re.compile(r"""datetime\s{0,9}=\s{0,9}["']([0-9T:.Z+-]{10,40})["']""")
_AUTHOR = re.compile(r"<a\b([^<>]{0,600}\bp-author\b[^<>]{0,600})>([^<>]{0,300})</a>")
_HREF = re.compile(r"""href\s{0,9}=\s{0,9}["']([^"'<>]{1,500})["']""")
_CANONICAL = re.compile(r"<a\b([^<>]{0,2000}\bp-canonical\b[^<>]{0,2000})>")
# Pages that only their content can place are web pages of Medium's; the largest one seen has 300 KB.
_LARGEST_GUESS = 8 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFile:
    """A file that holds a post."""

    name: str
    id: str | None
    published: bool = False
    exported: date | None = None
    size: int = 0

    @property
    def rank(self) -> tuple[date, bool, int, str]:
        """The greater, the better a version of the same post: exported later, published, longer."""
        return self.exported or date.min, self.published, self.size, self.name


@dataclass(slots=True, kw_only=True)
class Survey:
    """What the export holds. Names are those of the export; `local` takes the folder around it off."""

    root: str
    places: dict[str, Place] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)
    """Files that are none of Medium's pages."""
    posts: list[PostFile] = field(default_factory=list)
    owner: Owner = field(default_factory=Owner)
    bylines: Counter[tuple[str, str]] = field(default_factory=Counter)
    exported: date | None = None
    """The newest day of the "Exported from Medium on …" lines."""
    newest: dict[date, datetime] = field(default_factory=dict)
    """The last moment of each day that anything in the export is dated."""

    def local(self, name: str) -> str:
        """Return a name without the folder around the export."""
        return name.removeprefix(self.root)

    def see(self, moment: datetime | None) -> None:
        """Take note of a moment at which something happened."""
        if moment:
            day = moment.date()
            self.newest[day] = max(moment, self.newest.get(day, moment))

    def see_export(self, day: date | None) -> None:
        """Take note of a day on which a page was exported."""
        if day and (self.exported is None or day > self.exported):
            self.exported = day


def survey(files: ExportFiles) -> Survey:
    """Return what the export holds. What cannot be read is reported when it is read in full."""
    found = Survey(root=files.root(*MARKERS))
    for name in files.names():
        place = place_of(found.local(name)) or _place_by_content(files, name)
        if place is None:
            found.rest.append(name)
            continue
        found.places[name] = place
        try:
            data = files.read(name)
        except UnreadableEntry:
            if place.kind == POSTS:
                found.posts.append(PostFile(name=name, id=id_in_name(name)))
            continue
        _look_at(found, name, place, decode(data).text, len(data))
    return found


def _place_by_content(files: ExportFiles, name: str) -> Place | None:
    if not name.lower().endswith((".html", ".htm")):
        return None
    try:
        with files.open_stream(name) as stream:
            data = stream.read(_LARGEST_GUESS + 1)
    except UnreadableEntry:
        return None
    return place_by_content(decode(data).text) if len(data) <= _LARGEST_GUESS else None


def _look_at(found: Survey, name: str, place: Place, text: str, size: int) -> None:
    if place.kind == POSTS:
        found.posts.append(_look_at_post(found, name, text, size))
    elif place.kind in DATED:
        for written in moments_in(text):
            found.see(moment_of(written))
    elif place.kind == LISTS:
        for written in _DATETIME.findall(text):
            found.see(read_iso(written))
    elif place.kind == "profile/profile":
        try:
            owner = owner_of(text)
        except TooDeep:
            return
        if owner.user or owner.id or not found.owner.name:
            found.owner = owner
    if place.kind in {LISTS, "profile/about"}:
        found.see_export(export_day(text))


def _look_at_post(found: Survey, name: str, text: str, size: int) -> PostFile:
    start = text.rfind("<footer")
    footer = text[start:] if start >= 0 else ""
    times = [moment for written in _DATETIME.findall(footer) if (moment := read_iso(written))]
    for moment in times:
        found.see(moment)
    exported = export_day(footer)
    found.see_export(exported)
    author = _AUTHOR.search(footer)
    if author:
        href = _HREF.search(author[1])
        found.bylines[(href[1] if href else "", without_tags(author[2]))] += 1
    canonical = _CANONICAL.search(footer)
    href = _HREF.search(canonical[1]) if canonical else None
    return PostFile(
        name=name,
        id=id_in_footer(footer) or id_in_name(name) or id_in_url(href[1] if href else None),
        published=bool(author or times),
        exported=exported,
        size=size,
    )
