"""The log file: JSON lines, readable by its owner only, without anybody's address in it."""

import json
import logging
import os
import re
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from outlast.private_file import make_private_folder, open_private

OURS = ("outlast", "backup", "exporters", "mailer")
"""The loggers that are written. Those of libraries are not: they log whole URLs, tokens included."""

# Wider than RFC 5321 on purpose: hiding too much costs nothing here. `%40` is an @ inside a URL.
_ADDRESS = re.compile(r"""(?:"[^"\n]*"|[^\s@<>(),;:"]+)(?:@|%40)[^\s@<>(),;:"'/?&]+""", re.IGNORECASE)


def without_addresses(text: str) -> str:
    """Return `text` with everything that looks like a mail address taken out."""
    return _ADDRESS.sub("(address)", text)


class _JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_addresses(record.getMessage()),
        }
        if record.exc_info:
            line["traceback"] = without_addresses(self.formatException(record.exc_info)).splitlines()
        return json.dumps(line)


class _PrivateFile(RotatingFileHandler):
    """Makes the file and its folder when there is something to write, and gives up in silence when it cannot."""

    failed = False

    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        make_private_folder(path.parent)
        return open(
            path,
            "a",
            encoding="utf-8",
            opener=lambda name, flags: open_private(Path(name), flags | os.O_APPEND),
        )

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - the base's name
        # A log that cannot be written must not stop a backup.
        self.failed = True


def start_log(path: Path, *, debug: bool = False) -> logging.Handler:
    """Send what our loggers say to `path` from now on, and return what `stop_log` needs."""
    handler = _PrivateFile(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(_JsonLine())
    for name in OURS:
        logging.getLogger(name).setLevel(logging.DEBUG if debug else logging.INFO)
        logging.getLogger(name).addHandler(handler)
    return handler


def stop_log(handler: logging.Handler) -> None:
    """Close what `start_log` opened."""
    for name in OURS:
        logging.getLogger(name).removeHandler(handler)
    handler.close()


def keep_traceback(path: Path, error: BaseException) -> bool:
    """Write where in the code `error` came from to the log file; return whether that worked."""
    handler = _PrivateFile(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(_JsonLine())
    try:
        info = (type(error), error, error.__traceback__)
        handler.handle(logging.LogRecord("outlast", logging.ERROR, __file__, 0, "unexpected error", (), info))
    finally:
        handler.close()
    return not handler.failed
