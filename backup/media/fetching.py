"""Files fetched eight at a time and handed on one at a time, in the order in which they were wanted."""

import itertools
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from backup.http import PoliteSession
from backup.media.one_file import Attempt, Fetch
from backup.media.placeholders import Placeholders
from backup.media.remembered import came_at_last, failed_again, is_due, row_id
from backup.media.wanted import Wanted, merged
from backup.model import Json, Media, Problem, Row, Severity

THREADS = 8
_AHEAD = 2
"""Files in a batch, for each thread; while one batch is taken the next one is fetched."""


class MediaFetcher:
    """Fetches the files that posts use, except those that are known, and remembers those that are not there."""

    def __init__(
        self,
        session: PoliteSession,
        *,
        known: Collection[str] = (),
        remembered: Mapping[str, Mapping[str, Json]] | None = None,
        folder: Path | None = None,
        seen: Mapping[str, str] | None = None,
        threads: int = THREADS,
        limit: int = 1 << 30,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Take what it needs to know.

        Args:
            session: asks the web; the politeness to each host is its business.
            known: the canonical addresses of the files that the archive has.
            remembered: the `data` of rows of the table `fetched`, by their id (`media:URL`).
            seen: addresses of files that the archive has, by the SHA-256 of their content.
            folder: where files lie until they are taken; a folder of the system's own by default.
            threads: how many files are fetched at a time.
            limit: the most bytes of a file.
            now: the time of the wall clock, aware.
        """
        self._known, self._remembered = frozenset(known), remembered or {}
        self._folder, self._threads, self._now = folder, threads, now
        self._session, self._limit = session, limit
        self._placeholders = Placeholders(seen or {})
        self.counts: Counter[str] = Counter()
        """How many files were `fetched`, `missing`, put off (`later`), `known`, and not yet `due` again."""

    def fetch(self, files: Iterable[Wanted]) -> Iterator[Media | Problem | Row]:
        """Yield a `Media` for each file, or a `Problem` and what to remember of it.

        The content of a `Media` is a file on the disk that lies there until the next record is asked for. Never
        stops for a file: what is not there is looked for again later, what could not be reached in the next run.

        Raises:
            StorageError: the disk refused.
        """
        due = (file for file in merged(files) if self._is_due(file))
        with tempfile.TemporaryDirectory(prefix="outlast-media-", dir=self._folder) as folder:
            fetch = Fetch(self._session, Path(folder), limit=self._limit)
            pool = ThreadPoolExecutor(self._threads, thread_name_prefix="media")
            try:
                yield from self._in_order(due, pool, fetch)
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _in_order(
        self, due: Iterator[Wanted], pool: ThreadPoolExecutor, fetch: Fetch
    ) -> Iterator[Media | Problem | Row]:
        def begin() -> list[_Running]:
            files = itertools.islice(due, self._threads * _AHEAD)
            return [_Running(file=file, attempt=pool.submit(fetch, file)) for file in files]

        following = begin()
        while following:
            batch, following = following, begin()
            # A batch is awaited as a whole: what comes in the place of several pictures shows only together.
            came = [(one.file, one.attempt.result()) for one in batch]
            for file, attempt in came:
                self._placeholders.meet(attempt.sha256, file.url)
            for file, attempt in came:
                yield from self._records(file, self._unless_placeholder(attempt))
                if attempt.path is not None:
                    attempt.path.unlink(missing_ok=True)

    def _records(self, file: Wanted, attempt: Attempt) -> Iterator[Media | Problem | Row]:
        memory = self._remembered.get(row_id(file.url))
        if attempt.path is not None:
            self.counts["fetched"] += 1
            yield Media(url=file.url, content=attempt.path, media_type=attempt.media_type)
            if memory is not None and memory.get("failed"):
                yield came_at_last(file.url)
            return
        self.counts["later" if attempt.passing else "missing"] += 1
        ending = "it is asked for again in the next run" if attempt.passing else "it is looked for again later"
        what = f"A preview {file.kind.value} of something that is linked or quoted" if file.borrowed else None
        reason = f"{what or f'A {file.kind.value}'} could not be saved: {attempt.reason}; {ending}."
        severity = Severity.KEPT if file.borrowed else Severity.MISSING
        yield Problem(file=file.url, reason=reason, severity=severity)
        if not attempt.passing:
            yield failed_again(file.url, memory, status=attempt.status, now=self._now())

    def _unless_placeholder(self, attempt: Attempt) -> Attempt:
        if attempt.path is None or not self._placeholders.is_one(attempt.sha256):
            return attempt
        attempt.path.unlink(missing_ok=True)
        return Attempt(reason="a placeholder came in its place", status=attempt.status)

    def _is_due(self, file: Wanted) -> bool:
        if file.url in self._known:
            self.counts["known"] += 1
            return False
        if not is_due(self._remembered.get(row_id(file.url)), self._now()):
            self.counts["not due"] += 1
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Running:
    file: Wanted
    attempt: "Future[Attempt]"
