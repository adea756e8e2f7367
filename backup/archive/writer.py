"""Writes a snapshot: objects, one sync, then the manifest, whose rename is the commit.

Killed anywhere before that rename, the archive holds the old state and some unreferenced objects; after it, the new
one. Nothing that a snapshot refers to is written after its manifest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from backup.archive import atomic, counting, layout, manifest, posts, tables
from backup.archive.chain import Chain
from backup.archive.forgotten import Forgotten
from backup.archive.healing import Healer, sealed_bodies
from backup.archive.intake import Intake, Known
from backup.archive.keys import Vault
from backup.archive.manifest import Manifest, PublicationInfo
from backup.archive.objects import ObjectStore
from backup.archive.previous import Previous
from backup.archive.result import Count, SnapshotResult
from backup.archive.settle import Settled, Settler
from backup.archive.state import Delta, Lines, Tables
from backup.archive.subscribers import SubscriberIntake
from backup.archive.suspect import LossLimit
from backup.archive.suspicion import Suspicion
from backup.model import PostKind, Problem, Publication, Record, Severity

_POSTS = (tables.POSTS, tables.PRIVATE_POSTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a snapshot goes."""

    root: Path
    archive_id: str
    chain: Chain
    store: ObjectStore
    vault: Vault
    whole: frozenset[str]
    """The names of the objects that were whole when the run began."""


class SnapshotWriter:
    """Writes one snapshot of one publication. Made under the archive's lock, used once."""

    def __init__(
        self, target: Target, *, publication: Publication, source: str, as_of: datetime, limit: LossLimit, tool: str
    ) -> None:
        """Take where to write, whose records will come from where, and their date."""
        self._to = target
        self._publication = publication
        self._source = source
        self._as_of = as_of.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._tool = tool
        self._reader = Tables(target.chain, target.store, target.vault)
        self._settler = Settler(target.chain, self._reader, target.store, target.vault)
        self._previous = Previous(target.chain, self._reader, self._as_of)
        self._suspicion = Suspicion(target.chain, self._reader, self._previous, self._as_of, limit)
        self._healer = Healer(target.chain, self._reader, target.store, target.vault, target.whole)

    def write(self, records: Iterable[Record]) -> SnapshotResult:
        """Take all records and write the snapshot they make, if anything differs from what is there.

        Raises:
            StorageError: the disk is full or refuses; the archive is as it was.
        """
        intake = self._take(records)
        given = self._given(intake)
        settled = {name: self._settle(name, lines, delta) for name, (lines, delta) in given.items()}
        counts = self._counts(intake, given, settled)
        ids = set(self._posts_after(intake)) if tables.POSTS in settled and tables.POSTS in intake.complete else None
        states = {name: lines for name, (lines, _) in given.items()}
        suspect = self._suspicion.why(ids, states, settled, counts, intake.posts)
        number = self._commit(settled, suspect)
        return SnapshotResult(
            publication=self._publication.slug,
            number=number,
            as_of=self._as_of,
            counts=counts,
            suspect=suspect,
            older=any(self._suspicion.is_older(name) for name in settled),
            problems=tuple(intake.problems),
            remarks=tuple(intake.remarks),
            left_out=intake.left_out,
        )

    def _take(self, records: Iterable[Record]) -> Intake:
        previous = self._previous
        known_posts = {**previous.by_id(tables.POSTS), **previous.by_id(tables.PRIVATE_POSTS)}
        files = {name: previous.by_id(name) for name in tables.WITH_FILES}
        lost = any(previous.unreadable(name) for name in (tables.PRIVATE_POSTS, *tables.WITH_FILES))
        found = sealed_bodies(self._to.store, self._to.vault) if lost and self._to.vault.can_read else None
        known = Known(known_posts, files, found)
        forgotten = Forgotten(self._to.root, self._to.vault)
        subscribers = SubscriberIntake(lambda: previous.state(tables.SUBSCRIBERS), forgotten)
        intake = Intake(self._to.store, self._to.vault, known, subscribers, self._to.whole)
        for record in records:
            intake.take(record)
        return intake

    def _given(self, intake: Intake) -> dict[str, tuple[Lines, Delta | None]]:
        """Return the new state of every table that the source covers."""
        given: dict[str, tuple[Lines, Delta | None]] = {}
        complete = intake.complete | {tables.PROBLEMS}
        partly = {tables.PRIVATE_POSTS: intake.posts} if intake.posts and tables.POSTS not in complete else {}
        partly |= {name: lines for name, lines in intake.lines.items() if name not in complete}
        left = {name for name, lines in partly.items() if self._sealed_away(intake, name, len(lines))}
        if intake.posts or tables.POSTS in intake.complete:
            after = self._posts_after(intake)
            for name, private in ((tables.POSTS, False), (tables.PRIVATE_POSTS, True)):
                lines = sorted(line for line in after.values() if posts.decode(line).private is private)
                if name not in left:
                    given[name] = (Lines(lines=lines), None)
        if intake.subscribers.header or tables.SUBSCRIBERS in intake.complete:
            alone = self._previous.base(tables.SUBSCRIBERS) is None
            whole = tables.SUBSCRIBERS in intake.complete or alone
            given[tables.SUBSCRIBERS] = intake.subscribers.finish(complete=whole)
        others = {name for name in complete if self._previous.neighbour(name) is not None} | set(intake.lines)
        for name in sorted(others - set(_POSTS) - {tables.SUBSCRIBERS} - left):
            lines_by_id = dict(intake.lines.get(name, {}))
            if name in complete and name in intake.present:
                lines_by_id = {**intake.present[name].among(self._previous.by_id(name)), **lines_by_id}
            elif name not in complete and self._previous.base(name) is not None:
                lines_by_id = {**self._previous.by_id(name), **lines_by_id}
            given[name] = (Lines(lines=sorted(lines_by_id.values())), None)
        return given

    def _posts_after(self, intake: Intake) -> dict[str, bytes]:
        if tables.POSTS not in intake.complete:
            return {**self._posts_before(), **intake.posts}
        if tables.POSTS not in intake.present:
            return intake.posts
        return {**intake.present[tables.POSTS].among(self._posts_before()), **intake.posts}

    def _sealed_away(self, intake: Intake, name: str, given: int) -> bool:
        """Tell whether a part of a table has to be joined with the rest of it, and that cannot be read.

        Storing the part alone would look as if the rest were gone, so the table is left as it is, and that is told.
        """
        if not self._previous.unreadable(name) or self._previous.base(name) is None:
            return False
        if given:
            short = tables.count_name(name).removesuffix(".private")
            reason = f"{given:,} of these came, but not all, and without the key they cannot be joined with the rest."
            intake.take(Problem(file=short, reason=reason, severity=Severity.MISSING))
        return True

    def _posts_before(self) -> dict[str, bytes]:
        if self._previous.base(tables.POSTS) is None and self._previous.base(tables.PRIVATE_POSTS) is None:
            return {}
        return {**self._previous.by_id(tables.POSTS), **self._previous.by_id(tables.PRIVATE_POSTS)}

    def _settle(self, name: str, lines: Lines, delta: Delta | None) -> Settled:
        before = self._previous.state(name)
        settled = self._settler.settle(
            name,
            lines,
            base=self._previous.base(name),
            neighbour=self._previous.neighbour(name),
            before=before,
            delta=delta,
        )
        self._healer.heal(name, lines, settled.entry.digest)
        return settled

    def _counts(
        self, intake: Intake, given: dict[str, tuple[Lines, Delta | None]], settled: dict[str, Settled]
    ) -> dict[str, Count]:
        counts = {tables.PROBLEMS: Count(read=len(intake.problems))}
        if tables.POSTS in settled:
            counts |= self._post_counts(intake, same=not any(settled[n].differs for n in _POSTS if n in settled))
        for name, result in settled.items():
            if name in _POSTS:
                continue
            short = tables.count_name(name)
            if name == tables.SUBSCRIBERS:
                kept = intake.subscribers.read - intake.subscribers.left_out
                counted = counting.count_entry(result.entry, intake.subscribers.read + intake.read[short], kept)
            elif self._previous.unreadable(name):
                counted = counting.count_entry(result.entry, 0 if short in counts else intake.read[short], 0)
            else:
                after = {tables.key_of(name, b"")(line): line for line in given[name][0].lines}
                before = self._previous.by_id(name) if self._previous.base(name) or not result.differs else {}
                mine = set(after) if name in intake.present else set(intake.lines.get(name, {}))
                counted = counting.count_lines(before, after, mine, 0 if short in counts else intake.read[short])
            counts[short] = counts.get(short, Count()).plus(counted)
        unsettled = [short for short in intake.read if short not in counts and short not in set(PostKind)]
        return counts | {short: Count(read=intake.read[short]) for short in unsettled}

    def _post_counts(self, intake: Intake, *, same: bool) -> dict[str, Count]:
        # Under the name of the count stand the rows that could not be read, under that of the kind those that could.
        reads = {kind: intake.read[kind] + intake.read[name] for kind, name in counting.POST_COUNTS.items()}
        if any(self._previous.unreadable(name) for name in _POSTS):
            return {name: counting.unknown(reads[kind]) for kind, name in counting.POST_COUNTS.items()}
        after = self._posts_after(intake)
        before = after if same else self._posts_before()
        seen = set(after) if tables.POSTS in intake.present else set(intake.posts)
        return counting.count_posts(before, after, seen & set(after), lambda kind: reads[kind])

    def _commit(self, settled: dict[str, Settled], suspect: str | None) -> int | None:
        """Write the manifest, unless it would only repeat what the archive says already; return its number."""
        chain = self._to.chain
        entries = {name: result.entry for name, result in sorted(settled.items())}
        newest = chain.newest
        if suspect is None and not self._is_news(settled):
            return None
        if suspect and (known := self._kept_apart_already(entries)) is not None:
            return known
        folder = layout.snapshots_folder(self._to.root, self._publication.slug)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.sync_all(self._to.root)
        written = Manifest(
            format=layout.FORMAT,
            archive=self._to.archive_id,
            publication=PublicationInfo(
                slug=self._publication.slug,
                platform=self._publication.platform,
                name=self._publication.name,
                url=self._publication.url,
                platform_id=self._publication.platform_id,
            ),
            number=chain.next_number,
            source=self._source,
            as_of=self._as_of,
            created=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            parent=newest.digest if newest else None,
            tool=self._tool,
            tables=entries,
            suspect=suspect,
        )
        return chain.add(manifest.write(folder, written)).number

    def _kept_apart_already(self, entries: dict[str, manifest.TableEntry]) -> int | None:
        """Return the number of the suspect snapshot that says the same, if it is the last word on its tables."""
        for snapshot in sorted(self._to.chain, key=lambda one: one.number, reverse=True):
            said = snapshot.manifest
            if said.suspect and not snapshot.good and said.tables.keys() == entries.keys():
                return snapshot.number if _same_states(said, entries) else None
        return None

    def _is_news(self, settled: dict[str, Settled]) -> bool:
        """Tell whether anything differs, or a state is confirmed for a later date than before."""
        for name, result in settled.items():
            if result.differs:
                return True
            base = self._previous.neighbour(name)
            if base is not None and base.manifest.as_of < self._as_of:
                return True
        return False


def _same_states(known: Manifest, entries: dict[str, manifest.TableEntry]) -> bool:
    return known.tables.keys() == entries.keys() and all(
        entry.digest is not None and entry.digest == known.tables[name].digest for name, entry in entries.items()
    )
