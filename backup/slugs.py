"""Names that reach the disk: one check for every one of them."""

import re
import unicodedata

_VALID = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?\Z")
# Windows opens a device, not a file, under these names (learn.microsoft.com: Naming Files, Paths, and Namespaces).
_RESERVED = frozenset(["con", "prn", "aux", "nul"] + [f"{port}{n}" for port in ("com", "lpt") for n in range(10)])


def validate_name(name: str) -> str:
    """Return `name` if it is fit for a folder on every system: ascii, lower case, bounded, no `..`, no blanks.

    Raises:
        ValueError: if it is not.
    """
    if not _VALID.match(name) or ".." in name or name.split(".")[0] in _RESERVED:
        raise ValueError(f"not a valid name for a folder: {name!r}")
    return name


def slug_of(text: str, *, fallback: str) -> str:
    """Return a valid folder name made from `text`, or `fallback` when nothing of it can be kept."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9_-]+", "-", plain).strip("-_")[:80].strip("-_")
    try:
        return validate_name(slug)
    except ValueError:
        return fallback
