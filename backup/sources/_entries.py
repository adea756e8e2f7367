"""What the entries of a ZIP and the files of a folder have in common: limits, names, and the error."""

import unicodedata
from dataclasses import dataclass

MEBIBYTE = 1 << 20

_JUNK_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much an export may hold before it is taken for a trap. A real one stays far below each of them."""

    entries: int = 200_000
    read_size: int = 512 * MEBIBYTE
    """The largest entry that is read into memory at once."""
    stream_size: int = 4096 * MEBIBYTE
    """The largest entry that is read piece by piece."""
    ratio: int = 200
    """Unpacked to packed. CSV of a mailing list packs about 1:10, a file of one repeated letter 1:1000."""
    ratio_from: int = 50 * MEBIBYTE
    """Smaller entries may pack as well as they like."""
    total: int = 20_480 * MEBIBYTE
    kept_raw: int = 8 * MEBIBYTE
    """The most bytes of one entry that go into a problem, and an eighth of what goes into all of them."""


def tidy_name(name: str) -> str:
    """Return `name` with forward slashes and without empty or `.` parts; a trailing slash stays.

    Zippers of old Windows systems wrote backslashes, against APPNOTE.TXT 4.4.17.1.
    """
    parts = name.replace("\\", "/").split("/")
    return "/".join(part for i, part in enumerate(parts) if part not in ("", ".") or (i and i == len(parts) - 1))


def why_unsafe(name: str) -> str | None:
    """Return why a name must not be trusted, or `None` for a name inside the export."""
    plain = name.replace("\\", "/")
    if "\0" in plain:
        return "has a NUL in its name"
    if plain.startswith("/") or (plain[1:2] == ":" and plain[0].isalpha()):
        return "has an absolute name"
    if ".." in plain.split("/"):
        return "has a name that leads out of the export"
    if not tidy_name(plain).strip("/"):
        return "has no name"
    return None


def is_junk(name: str) -> bool:
    """Tell whether an operating system put this file there: Finder's resource forks, folder settings, thumbnails."""
    parts = name.split("/")
    return "__MACOSX" in parts or parts[-1].startswith("._") or parts[-1].casefold() in _JUNK_NAMES


def composed(name: str) -> str:
    """Return the name in one Unicode form: macOS takes accented letters apart (UAX #15, NFD)."""
    return unicodedata.normalize("NFC", name)
