"""Files and folders that only their owner may read, from the moment they exist."""

import os
from contextlib import suppress
from pathlib import Path

PRIVATE = 0o600
_PRIVATE_FOLDER = 0o700


def open_private(path: Path, flags: int) -> int:
    """Return a file descriptor of `path`, which is made readable by its owner alone if it is made."""
    # O_NOFOLLOW: nobody can plant a link that makes us write elsewhere. Windows has neither links by default nor it.
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0), PRIVATE)


def write_private(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: afterwards there is the old file or the new one, never a half.

    Raises:
        OSError: the disk refused; the old file is as it was.
    """
    make_private_folder(path.parent)
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    try:
        with os.fdopen(open_private(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            temporary.unlink()
        raise


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for their owner alone; one that is there stays as it is.

    Raises:
        OSError: the disk refused, or a file is in the way.
    """
    # Not mkdir(parents=True): that gives its mode to the last folder only, and the umask's to those on the way.
    for missing in reversed([path for path in (folder, *folder.parents) if not path.exists()]):
        missing.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
    folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)


def others_may_read(mode: int) -> bool:
    """Tell whether a file's mode lets anybody but its owner in. Always false on Windows, which has no such modes."""
    return os.name == "posix" and bool(mode & 0o077)
