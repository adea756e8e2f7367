"""How sure it is that a file or folder is a Medium export, by names and a glance at a few pages."""

from backup.document.decoding import decode
from backup.errors import UnreadableEntry
from backup.sources._files import ExportFiles
from backup.sources.medium_export.names import POSTS, place_by_content, place_of

_PAGES_LOOKED_AT = 8
_GLANCE = 256 << 10
_OF_OTHERS = frozenset(["posts.csv"])  # the heart of a Substack export, whose posts/ holds HTML too
_NAMES_ALONE_TELL = 4


def certainty(files: ExportFiles) -> int:
    """Return 0 to 95: 0 without a sign of Medium, the more kinds of its pages there are the more."""
    names = files.names()
    if any(name.rsplit("/", 1)[-1].lower() in _OF_OTHERS for name in names):
        return 0
    first_of: dict[str, str] = {}
    unplaced = []
    for name in names:
        place = place_of(name)
        if place:
            first_of.setdefault(place.kind, name)
        elif name.lower().endswith((".html", ".htm")):
            unplaced.append(name)
    kinds = len(first_of)
    # The profile says "Medium user ID"; posts are many and alike; then one page of every other kind.
    order = sorted(first_of, key=lambda kind: (kind != "profile/profile", kind != POSTS, kind))
    looked_at = [first_of[kind] for kind in order][:_PAGES_LOOKED_AT] or unplaced[:_PAGES_LOOKED_AT]
    if any(_is_mediums(files, name) for name in looked_at):
        return 40 + 11 * min(kinds, 5)
    return 60 if kinds >= _NAMES_ALONE_TELL else 0


def _is_mediums(files: ExportFiles, name: str) -> bool:
    try:
        with files.open_stream(name) as stream:
            text = decode(stream.read(_GLANCE)).text
    except UnreadableEntry:
        return False
    return place_by_content(text) is not None
