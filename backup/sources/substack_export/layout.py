"""Which file of the export is what. Formats: substack.md, section 1.1."""

import re
from dataclasses import dataclass, field

from backup.sources._files import ExportFiles
from backup.sources._list_names import subdomain_of

POSTS = "posts.csv"
ACTIVITIES = ("delivers", "opens")
_POSTS = re.compile(r"posts(?: ?\(\d{1,3}\)| ?copy)?\.csv", re.IGNORECASE)
"""A browser numbers what it downloads again, and a file system without case may have changed that of the name."""
_BODY = re.compile(r"(?:.*/)?(\d{1,20})(?:\..+)?\.html?", re.IGNORECASE)
_ACTIVITY = re.compile(r"(?:.*/)?(\d{1,20})(?:\..+)?\.(opens|delivers)\.csv", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class ExportLayout:
    """The files of an export by what they hold, with their names in the ZIP."""

    root: str
    """The folder that all of it is in: `""`, or with a slash at its end."""
    posts: str | None = None
    bodies: dict[str, list[str]] = field(default_factory=dict)
    """By post id."""
    activity: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Post ids and names, by `delivers` or `opens`."""
    tables: list[str] = field(default_factory=list)
    """Other CSVs, the subscriber lists among them."""
    others: list[str] = field(default_factory=list)

    @property
    def certainty(self) -> int:
        """Return how sure one can be, 0 to 100, that this is Substack's, but for what `posts.csv` says."""
        if self.bodies or self.activity:
            return 80
        return 70 if any(map(subdomain_of, self.tables)) else 0

    def local(self, name: str) -> str:
        """Return the name without the export's folder, the same however the export was packed again."""
        return name.removeprefix(self.root)


def layout_of(files: ExportFiles) -> ExportLayout:
    """Return which file is what."""
    root = files.root(POSTS, "posts/")
    layout = ExportLayout(root=root, posts=_posts_of(files, root))
    for name in files.names():
        local = layout.local(name)
        if not name.startswith(layout.root):
            layout.others.append(name)  # beside the export's folder, so no part of it
        elif name == layout.posts:
            continue
        elif match := _ACTIVITY.fullmatch(local):
            layout.activity.setdefault(match[2].lower(), []).append((match[1], name))
        elif match := _BODY.fullmatch(local):
            layout.bodies.setdefault(match[1], []).append(name)
        elif local.lower().endswith(".csv"):
            layout.tables.append(name)
        else:
            layout.others.append(name)
    return layout


def _posts_of(files: ExportFiles, root: str) -> str | None:
    """Return the list of posts: the file of just that name, else the one whose name is nearest to it."""
    named = [name for name in files.names() if name.startswith(root) and _POSTS.fullmatch(name.removeprefix(root))]
    return min(named, key=lambda name: (name != f"{root}{POSTS}", len(name), name), default=None)


def activity_of(name: str) -> str | None:
    """Return `delivers` or `opens` when a file of this name holds such, else `None`."""
    match = _ACTIVITY.fullmatch(name)
    return match[2].lower() if match else None
