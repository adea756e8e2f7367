"""What a file of the export is, by its name: `claps/claps-0002.html` is page 2 of the claps.

Names hold whatever a writer's unzip program made of them: another folder around them, `_` for `:`, capitals. Only the
nearest folder that Medium knows counts, and for a page in no such folder, what its first heading says (formats: 1.3).
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

POSTS = "posts"
README = "readme"

_FOLDERS = frozenset(
    [
        POSTS,
        "blocks",
        "bookmarks",
        "claps",
        "highlights",
        "ips",
        "lists",
        "partner-program",
        "pubs-following",
        "sessions",
        "topics-following",
        "users-following",
    ]
)
_DIVIDED = {
    "interests": frozenset(["publications", "tags", "topics", "writers"]),
    "profile": frozenset(["profile", "about", "publications", "memberships", "charges"]),
}
_ALONE = {"readme.html": README, "ips.html": "ips", "charges.html": "profile/charges"}

MARKERS = (*(f"{folder}/" for folder in sorted({*_FOLDERS, *_DIVIDED, "twitter"})), "README.html", "ips.html")
"""What the folder that is the export holds, for `ExportFiles.root`."""

_PAGE = re.compile(r"(.+?)-(\d{4})\Z")

# The first heading of each page, for exports whose folders were lost on the way ("extract without paths").
_HEADINGS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r" blocked users\b", "blocks"),
        (r"[’']s bookmarks\b", "bookmarks"),
        (r"[’']s claps\b", "claps"),
        (r"[’']s quotes\b", "highlights"),
        (r"[’']s IP history\b", "ips"),
        (r"[’']s sessions\b", "sessions"),
        (r"[’']s suggested Twitter friends\b", "suggested-friends"),
        (r" followed publications\b", "pubs-following"),
        (r" followed topics\b", "topics-following"),
        (r" followed users\b", "users-following"),
        (r"^Partner Program posts\b", "partner-program"),
        (r"^Memberships$", "profile/memberships"),
        (r"^Charges$", "profile/charges"),
        (r"^Publications where .* is an editor or writer$", "profile/publications"),
        (r"^Publications .* has shown interest in$", "interests/publications"),
        (r"^Tags .* has shown interest in$", "interests/tags"),
        (r"^Topics .* has shown interest in$", "interests/topics"),
        (r"^Writers .* has shown interest in$", "interests/writers"),
        (r"^Archive for ", README),
    )
)
_FIRST_HEADING = re.compile(r"<h[1-4]\b[^<>]{0,300}>([^<>]{1,500})</h[1-4]>", re.IGNORECASE)
_FIELD_MARK = re.compile(r"<section\b[^<>]{0,300}data-field\s{0,9}=\s{0,9}[\"']?(body|lists)\b", re.IGNORECASE)
_ENTRY_MARK = re.compile(r"<article\b[^<>]{0,300}\bh-entry\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a file is: the kind of its page, and which page of that kind."""

    kind: str
    """`posts`, `readme`, or one of `activity.PAGES`."""
    page: int | None = None


def place_of(name: str) -> Place | None:
    """Return what the file is by its name, or `None` where the name does not tell."""
    path = PurePosixPath(name.lower())
    if path.suffix not in {".html", ".htm"}:
        return None
    numbered = _PAGE.match(path.stem)
    stem, page = (numbered[1], int(numbered[2])) if numbered else (path.stem, None)
    for folder in reversed(path.parts[:-1]):
        if folder == POSTS:
            return Place(kind=POSTS)
        if folder in _FOLDERS:
            return Place(kind=folder, page=page)
        if folder == "twitter":
            return Place(kind="suggested-friends", page=page)
        if folder in _DIVIDED:
            return Place(kind=f"{folder}/{stem}", page=page) if stem in _DIVIDED[folder] else None
    kind = _ALONE.get(path.name)
    return Place(kind=kind) if kind else None


def place_by_content(text: str) -> Place | None:
    """Return what a page is by its markup, or `None` where it is not one of Medium's."""
    field = _FIELD_MARK.search(text)
    if field and _ENTRY_MARK.search(text):
        return Place(kind=POSTS if field[1].lower() == "body" else "lists")
    if field and "Exported from" in text:
        return Place(kind="profile/about")
    if "Medium user ID:" in text:
        return Place(kind="profile/profile")
    heading = _FIRST_HEADING.search(text)
    if not heading:
        return None
    title = " ".join(heading[1].replace("&rsquo;", "’").replace("&#39;", "'").split())
    return next((Place(kind=kind) for pattern, kind in _HEADINGS if pattern.search(title)), None)
