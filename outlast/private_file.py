"""Files that only their owner may read, from the moment they exist."""

import os
from contextlib import suppress
from pathlib import Path

PRIVATE = 0o600
PRIVATE_FOLDER = 0o700


def open_private(path: Path, flags: int) -> int:
    """Return a file descriptor of `path`, which is made readable by its owner alone if it is made."""
    # O_NOFOLLOW: nobody can plant a link that makes us write elsewhere. Windows has neither links by default nor it.
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0), PRIVATE)


def write_private(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: afterwards there is the old file or the new one, never a half.

    Raises:
        OSError: the disk refused; the old file is as it was.
    """
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
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


def others_may_read(mode: int) -> bool:
    """Tell whether a file's mode lets anybody but its owner in. Always false on Windows, which has no such modes."""
    return os.name == "posix" and bool(mode & 0o077)
