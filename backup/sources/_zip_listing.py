"""The list of a ZIP's entries: names made readable, whatever cannot be trusted left out and reported."""

import stat
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime

from backup.errors import UnreadableEntry
from backup.model import Problem, Severity
from backup.sources._entries import Limits, is_junk, tidy_name, why_unsafe
from backup.sources._zip_entry import open_entry

_ENCRYPTED = 0x1 | 0x40
_UTF8 = 0x800
_UNIX_HOSTS = (3, 19)
_LOCAL_HEADER_SIZE = 30
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_VISIBLE = {code: 0x2400 + code for code in range(32)}
"""Control letters in names, so that a name cannot write over the terminal."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(slots=True)
class Listing:
    """What a ZIP holds: files by name, and what of it was left out."""

    entries: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    newest: datetime | None = None
    encrypted: int = 0
    raw_left: int = 0


def list_entries(archive: zipfile.ZipFile, limits: Limits) -> Listing:
    """Return the files of `archive` that may be read, by tidy name; everything else is in `problems`."""
    listing = Listing(raw_left=8 * limits.kept_raw)
    overlapping = _overlapping(archive)
    for info in archive.infolist():
        name = readable_name(info)
        if tidy_name(name).endswith("/") or is_junk(tidy_name(name)):
            continue
        reason = why_unsafe(name) or _why_closed(info, limits, overlapping=overlapping)
        if reason:
            listing.encrypted += bool(info.flag_bits & _ENCRYPTED)
            _report(archive, info, name, reason, listing, limits)
        else:
            _add(archive, info, tidy_name(name), listing, limits)
    dates = [date for info in listing.entries.values() if (date := _date(info))]
    listing.newest = max(dates, default=None)
    return listing


def readable_name(info: zipfile.ZipInfo) -> str:
    """Return the name as its maker meant it.

    Without the UTF-8 flag `zipfile` reads names as cp437, but macOS's Archive Utility and many zippers write UTF-8
    without the flag; text in cp437 or another old code page is hardly ever valid UTF-8 by accident.
    """
    name = info.orig_filename
    if info.flag_bits & _UTF8 or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _add(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, listing: Listing, limits: Limits) -> None:
    earlier = listing.entries.get(name)
    listing.entries[name] = info
    if earlier is not None and not _same(archive, earlier, info, name):
        reason = "is in the ZIP more than once with different contents; the last one was used, as unzip does"
        _report(archive, earlier, name, reason, listing, limits, severity=Severity.KEPT)


def _same(archive: zipfile.ZipFile, one: zipfile.ZipInfo, two: zipfile.ZipInfo, name: str) -> bool:
    if (one.CRC, one.file_size) != (two.CRC, two.file_size):
        return False
    try:
        with open_entry(archive, one, name) as first, open_entry(archive, two, name) as second:
            while (block := first.read(1 << 20)) == second.read(1 << 20):
                if not block:
                    return True
    except UnreadableEntry:
        pass
    return False


def _why_closed(info: zipfile.ZipInfo, limits: Limits, *, overlapping: set[int]) -> str | None:
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if info.create_system in _UNIX_HOSTS and stat.S_ISLNK(info.external_attr >> 16):
        return "is a link to another file"
    if info.compress_type not in _METHODS:
        return "is packed by a method that exports do not use"
    if id(info) in overlapping:
        return "shares its bytes with another entry, as in a ZIP bomb"
    if info.file_size > limits.stream_size:
        return "is larger than any file of an export"
    if info.file_size > limits.ratio_from and info.file_size > limits.ratio * info.compress_size:
        return f"would unpack to more than {limits.ratio} times its size, as in a ZIP bomb"
    return None


def _overlapping(archive: zipfile.ZipFile) -> set[int]:
    """Return the identities of entries that run into the next one. D. Fifield, "A better zip bomb", WOOT 2019."""
    bad = set()
    end = archive.start_dir
    for info in sorted(archive.infolist(), key=lambda entry: entry.header_offset, reverse=True):
        if info.header_offset + _LOCAL_HEADER_SIZE + info.compress_size > end:
            bad.add(id(info))
        end = min(end, info.header_offset)
    return bad


def _report(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    name: str,
    reason: str,
    listing: Listing,
    limits: Limits,
    *,
    severity: Severity = Severity.UNREADABLE,
) -> None:
    """Add a problem, with the entry's bytes where reading them is safe and there is room for them."""
    raw = b""
    if _why_closed(info, limits, overlapping=set()) in (None, "is a link to another file"):
        try:
            with open_entry(archive, info, name) as stream:
                raw = stream.read(min(limits.kept_raw, listing.raw_left))
        except UnreadableEntry as error:
            reason = f"{reason}; it also {error.reason}"
    listing.raw_left -= len(raw)
    if len(raw) < info.file_size and raw:
        reason = f"{reason}; only its first {len(raw):,} bytes are kept"
    shown = name.translate(_VISIBLE)
    listing.problems.append(Problem(file=shown, reason=f"The file {reason}.", severity=severity, raw=raw))


def _date(info: zipfile.ZipInfo) -> datetime | None:
    if info.date_time == _NO_DATE:  # what zippers write that know no date
        return None
    try:
        return datetime(*info.date_time, tzinfo=UTC)
    except ValueError:
        return None
