"""One file, looked for at one address after the other."""

import itertools
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from backup.errors import BadCertificate, Blocked, Limited, NoConnection, UnexpectedAnswer, UnsafeAnswer
from backup.http import PoliteSession
from backup.media.real_file import why_not_real
from backup.media.wanted import Wanted

_GIVEN_UP_AFTER = 3
"""Requests in a row to which a host gave no answer of its own, after which this run asks it for nothing more."""
_PASSING_STATUSES = frozenset({408, 425, 429, *range(500, 600)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What became of a file."""

    path: Path | None = None
    media_type: str = ""
    sha256: str = ""
    reason: str = ""
    """Why it did not come, as the end of a sentence."""
    status: int = 0
    """What the best address answered; 0 if it gave no answer."""
    passing: bool = False
    """Whether it may well be there in a moment: the line, the server or its patience was at its end."""


class Fetch:
    """Fetches single files into a folder. Called from several threads."""

    def __init__(self, session: PoliteSession, folder: Path, *, limit: int) -> None:
        """Take what asks the web, where files go, and the most bytes of one."""
        self._session, self._folder, self._limit = session, folder, limit
        self._numbers = itertools.count()
        self._silent: Counter[str] = Counter()
        self._lock = threading.Lock()

    def __call__(self, file: Wanted) -> Attempt:
        """Return the file, or why no address of it has it.

        Raises:
            StorageError: the disk refused.
        """
        failed: list[Attempt] = []
        target = self._folder / f"{next(self._numbers):07}"
        for url in file.origins:
            attempt = self._at(url, file, target)
            if attempt.path is not None:
                return attempt
            failed.append(attempt)
        if not failed:
            return Attempt(reason="there is no address to ask")
        # The first address is the original's: its word counts, unless another one may yet have the file.
        passing = next((attempt for attempt in failed if attempt.passing), None)
        return passing or failed[0]

    def _at(self, url: str, file: Wanted, target: Path) -> Attempt:
        host = urlsplit(url).hostname or ""
        if self._silent[host] >= _GIVEN_UP_AFTER:
            return Attempt(reason=f"{host} cannot be reached at the moment", passing=True)
        signed_in = file.signed_in and self._session.owns(url)
        try:
            came = self._session.download(url, target, limit=self._limit, signed_in=signed_in, leave=True)
        except (NoConnection, Limited, Blocked, BadCertificate) as error:
            with self._lock:
                self._silent[host] += 1
            return Attempt(reason=_ending(error.what), passing=True)
        except (UnsafeAnswer, UnexpectedAnswer) as error:
            return Attempt(reason=_ending(error.what))
        with self._lock:
            self._silent[host] = 0
        reason = why_not_real(came, file.kind, file.url)
        if reason is None:
            return Attempt(path=target, media_type=came.media_type, sha256=came.sha256, status=came.status)
        target.unlink(missing_ok=True)
        return Attempt(reason=reason, status=came.status, passing=came.status in _PASSING_STATUSES)


def _ending(sentence: str) -> str:
    return sentence.rstrip(".")
