"""Every shape in which a folder comes back as a ZIP: what platforms, systems and mail programs make of it."""

import io
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

_DATE = (2025, 7, 1, 12, 30, 0)
_UTF8 = 0x800
_FOLDER = 0o40755 << 16
_FILE = 0o100644 << 16


class _RawName(zipfile.ZipInfo):
    """An entry whose name is written as given bytes, with or without the UTF-8 flag."""

    raw_name: bytes = b""
    utf8 = False

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 (zipfile's name)
        return self.raw_name, self.flag_bits | (_UTF8 if self.utf8 else 0)


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def entry(name: str, *, raw: bytes | None = None, utf8: bool = True) -> zipfile.ZipInfo:
    """Return the header of an entry with a fixed date; `raw` is its name in other bytes than UTF-8."""
    info = _RawName(name, _DATE)
    info.raw_name = name.encode() if raw is None else raw
    info.utf8 = utf8 and not info.raw_name.isascii()
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = _FILE
    return info


def pack(out: Path, entries: list[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a ZIP of these entries and return it."""
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in entries:
            archive.writestr(entry(name) if isinstance(name, str) else name, data, method)
    return out


def plain(folder: Path, out: Path) -> Path:
    """Write the files alone, as the platforms do."""
    return pack(out, list(_files(folder)))


def stored(folder: Path, out: Path) -> Path:
    """Write them unpacked."""
    return pack(out, list(_files(folder)), zipfile.ZIP_STORED)


def in_a_folder(folder: Path, out: Path) -> Path:
    """Write them under a folder, as one gets by packing the folder they were unpacked to."""
    return pack(out, [(f"my export/{name}", data) for name, data in _files(folder)])


def macos(folder: Path, out: Path) -> Path:
    """Write them as Finder does: folders, resource forks, UTF-8 names taken apart and without the flag."""
    entries: list[tuple[str | zipfile.ZipInfo, bytes]] = []

    def add(name: str, data: bytes) -> None:
        apart = unicodedata.normalize("NFD", name).encode()
        info = entry(name, raw=apart, utf8=False)
        info.external_attr = _FOLDER if name.endswith("/") else _FILE
        entries.append((info, data))

    add("Export/", b"")
    add("Export/.DS_Store", b"\0\0\0\1Bud1")
    add("__MACOSX/Export/._.DS_Store", b"\0\5\x16\7")
    seen = set()
    for name, data in _files(folder):
        for parent in list(Path(name).parents)[-2::-1]:
            if parent not in seen:
                seen.add(parent)
                add(f"Export/{parent.as_posix()}/", b"")
        add(f"Export/{name}", data)
        head, _, tail = name.rpartition("/")
        add(f"__MACOSX/Export/{head}{'/' if head else ''}._{tail}", b"\0\5\x16\7" + b"\0" * 40)
    return pack(out, entries)


def windows(folder: Path, out: Path) -> Path:
    """Write them as Windows Explorer does: no folders, names in cp437 where it has the letters, no `:`."""
    entries: list[tuple[str | zipfile.ZipInfo, bytes]] = []
    for name, data in _files(folder):
        legal = name.replace(":", "_")
        try:
            info = entry(legal, raw=legal.encode("cp437"), utf8=False)
        except UnicodeEncodeError:
            info = entry(legal)
        info.create_system = 0
        info.external_attr = 0x20
        entries.append((info, data))
    return pack(out, entries)


def backslashes(folder: Path, out: Path) -> Path:
    """Write them as old Windows zippers did, with `\\` between folders."""
    entries: list[tuple[str | zipfile.ZipInfo, bytes]] = []
    for name, data in _files(folder):
        info = entry(name, raw=f"export\\{name}".replace("/", "\\").encode())
        info.create_system = 0
        entries.append((info, data))
    return pack(out, entries)


def double(folder: Path, out: Path) -> Path:
    """Write a ZIP that holds nothing but the ZIP, as some mail programs send it."""
    inner = plain(folder, out.with_suffix(".inner"))
    data = inner.read_bytes()
    inner.unlink()
    return pack(out, [("export.zip", data)])


class _Pipe(io.RawIOBase):
    """A file that cannot seek, so that `zipfile` writes sizes after the data (flag 0x8)."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.data += data
        return len(data)


def streamed(folder: Path, out: Path) -> Path:
    """Write them as a server does that packs while it sends."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:
        for name, data in _files(folder):
            archive.writestr(entry(name), data, zipfile.ZIP_DEFLATED)
    out.write_bytes(pipe.data)
    return out


SHAPES: dict[str, Callable[[Path, Path], Path]] = {
    "plain": plain,
    "stored": stored,
    "in_a_folder": in_a_folder,
    "macos": macos,
    "windows": windows,
    "backslashes": backslashes,
    "double": double,
    "streamed": streamed,
}
"""Each takes the folder of an export and the ZIP to write, and returns that."""
