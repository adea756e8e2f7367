"""Why a file that no source knows cannot be opened, where that is the reason."""

from pathlib import Path

from backup.errors import UnknownFile, UnsafeFile
from backup.sources._files import ExportFiles

_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_SHOWN = 3
_AGAIN = "Download it again, or unpack it with another program and import the folder."


def must_be_there(path: Path) -> None:
    """Return if there is a file or folder that may be opened.

    Raises:
        UnknownFile: there is none, or it may not be.
    """
    try:
        if path.is_dir():
            next(path.iterdir(), None)
        elif path.is_file():
            path.open("rb").close()
        else:
            raise UnknownFile(f"There is no file or folder {path.name}.", next="Look at its name and its folder.")
    except OSError as error:
        raise UnknownFile(
            f"{path.name} cannot be opened: {error.strerror}.", next="Make it readable for yourself, and try again."
        ) from error


def only_zip_in(path: Path) -> Path | None:
    """Return the ZIP that is the only file of a folder, else `None`.

    Raises:
        UnsafeFile: the folder holds more than any export.
    """
    if not path.is_dir():
        return None
    with ExportFiles.open(path) as files:
        names = files.names()
    return path / names[0] if len(names) == 1 and _is_zip(path / names[0]) else None


def raise_why_closed(path: Path) -> None:
    """Return if a file is no ZIP, or one that is open to read and holds no other ZIP.

    Raises:
        UnknownFile: the file cannot be opened, or what it holds are ZIPs.
        UnsafeFile: it is a ZIP that is damaged or encrypted as a whole, or nothing in it can be read.
    """
    if path.is_file() and not _is_zip(path):
        return
    with ExportFiles.open(path) as files:
        if files.problems and not files.names():
            first = files.problems[0]
            raise UnsafeFile(f"Nothing in {path.name} can be read. {first.file}: {first.reason}", next=_AGAIN)
        zips = [name for name in files.names() if name.lower().endswith(".zip")]
    if zips:
        shown = ", ".join(zips[:_SHOWN]) + (" …" if len(zips) > _SHOWN else "")
        what_next = "Import the one that the platform sent."
        if path.is_file():
            what_next = f"Unpack {path.name}, then import the one that the platform sent."
        raise UnknownFile(f"{path.name} is no export, but holds what may be one: {shown}.", next=what_next)


def _is_zip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) in _ZIPS
