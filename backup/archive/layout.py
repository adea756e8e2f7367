"""Where everything in an archive lies: the only module that knows its file names."""

from pathlib import Path

FORMAT = 1
"""The version of the format in `archive.json` and in every manifest."""

README = "README.txt"
INFO = "archive.json"
OBJECTS = "objects"
PUBLICATIONS = "publications"
SNAPSHOTS = "snapshots"
SNAPSHOTS_NEXT = "snapshots.next"
SNAPSHOTS_OLD = "snapshots.old"
MARKS = "marks.json"
REDACTIONS = "redactions.jsonl"
REPLACEMENTS = "replacements.jsonl"
FORGOTTEN = "forgotten.jsonl"
REWRITE_INTENT = "rewrite-intent"
INBOX = "inbox"
INCIDENTS = "incidents"
MAIL = "mail"
INDEX = "index"
LOCK = ".lock"
LOCK_HOLDER = ".lock.json"
TEMPORARY = ".writing-"
"""What the name of an unfinished file starts with; `verify --clean` and the next run remove them."""


def object_path(root: Path, name: str) -> Path:
    """Return where the object of that name lies: in one of 256 folders, by its first two digits."""
    return root / OBJECTS / name[:2] / name


def publication_folder(root: Path, slug: str) -> Path:
    """Return the folder of one publication."""
    return root / PUBLICATIONS / slug


def snapshots_folder(root: Path, slug: str) -> Path:
    """Return the folder that holds the chain of a publication's manifests."""
    return publication_folder(root, slug) / SNAPSHOTS


def manifest_name(number: int, digest: str) -> str:
    """Return the file name of a manifest: its number and the first twelve hex digits of its SHA-256."""
    return f"{number:06d}-{digest[:12]}.json"


def index_path(root: Path) -> Path:
    """Return the path of the SQLite index."""
    return root / INDEX / "index.db"
