"""The archive: the one object through which everything else reads and writes what is kept."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from backup.archive import atomic, info, layout, lock, manifest, marks
from backup.archive.chain import Snapshot
from backup.archive.collect import remove_damaged_leftovers, remove_unreferenced
from backup.archive.forget import ForgetReport, forget
from backup.archive.forget_intent import Intent
from backup.archive.keys import Key
from backup.archive.mirror import heal_manifests
from backup.archive.reading import Progress, ReadableArchive
from backup.archive.repeat import Repeats
from backup.archive.result import SnapshotResult
from backup.archive.retention import Policy, kept
from backup.archive.rewrite import Rewriter
from backup.archive.suspect import LossLimit
from backup.archive.trust import Trust
from backup.archive.unfinished import finish_interrupted, interrupted
from backup.archive.writer import SnapshotWriter, Target
from backup.errors import StorageError
from backup.model import Publication, Record


def tool_version() -> str:
    """Return what manifests note as the tool that wrote them."""
    try:
        return f"outlast {version('outlast')}"
    except PackageNotFoundError:
        return "outlast"


class Archive(ReadableArchive):
    """An archive that can be written to."""

    def __init__(self, root: Path, *, key: Key | None = None) -> None:
        """Open the archive in `root`, and finish what a run that was killed had begun. See `ReadableArchive`."""
        super().__init__(root, key=key)
        if interrupted(root) and self.vault.can_read:
            with lock.writing(root):
                finish_interrupted(root, self.store, self.vault)

    @classmethod
    def create(cls, root: Path, *, key: Key | None, archive_id: str | None = None) -> "Archive":
        """Make a new archive that seals to this key (`None`: no encryption at all) and open it.

        Raises:
            StorageError: the disk refuses.
        """
        with atomic.storage_errors(root):
            info.create(root, recipient=key.recipient if key else None, archive_id=archive_id or info.new_id())
        return cls(root, key=key)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the archive for writing, after finishing what an interrupted run began.

        Raises:
            Locked: another run holds it.
            StorageError: the disk refuses.
        """
        with atomic.storage_errors(self.root), lock.writing(self.root) as killed_before:
            if killed_before:
                self.store.remove_unfinished()
            finish_interrupted(self.root, self.store, self.vault)
            self._chains.clear()
            yield

    def snapshot(
        self,
        records: Iterable[Record],
        publication: Publication,
        *,
        source: str,
        as_of: datetime,
        limit: LossLimit | None = None,
        fingerprint: bytes | None = None,
        progress: Progress | None = None,
    ) -> SnapshotResult:
        """Save what a source yields as a snapshot of a publication, as one transaction.

        `fingerprint` names the input: where the same one was read before and nothing is damaged, it is not read again.

        Raises:
            Locked, StorageError: the archive is as it was.
        """
        with self.writing():
            folder = layout.publication_folder(self.root, publication.slug)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            heal_manifests(self.root, publication.slug, self.index)
            self._chains.clear()
            chain = self.chain(publication.slug)
            trust = Trust(self.index, self.store)
            condition = trust.condition()
            repeats = Repeats(self.index, self.vault, self.tables(publication.slug))
            mark = repeats.mark(fingerprint, publication.slug, as_of, tool_version())
            if mark and not condition.damaged and (repeated := repeats.find(mark, publication.slug)):
                return repeated
            target = Target(
                root=self.root,
                archive_id=self.info.id,
                chain=chain,
                store=self.store,
                vault=self.vault,
                whole=condition.whole,
            )
            writer = SnapshotWriter(
                target,
                publication=publication,
                source=source,
                as_of=as_of,
                limit=limit or LossLimit(),
                tool=tool_version(),
            )
            before = manifest.names(chain.folder)
            try:
                result = writer.write(records)
            except (OSError, StorageError):
                if manifest.names(chain.folder) == before:  # else it was committed, and its objects are in use
                    self.store.take_back()
                raise
            self.store.settled()
            if condition.damaged:
                remove_damaged_leftovers(self.root, self.slugs(), self.store, self.vault, condition.damaged)
            trust.note_new(condition)
            self.catch_up(publication.slug, progress)
            if mark:
                repeats.note(mark, result)
            return result

    def rebuild_index(self, progress: Progress | None = None) -> None:
        """Throw the index away and make it again from the archive."""
        with self.writing():
            for slug in self.slugs():
                heal_manifests(self.root, slug, self.index)
            self.close()
            layout.index_path(self.root).unlink(missing_ok=True)
            self._chains.clear()
            self.catch_up(progress=progress)

    def mark(
        self, slug: str, number: int, *, accept: bool = False, pin: bool = False, label: str | None = None
    ) -> Snapshot:
        """Note on a snapshot that it is right after all, that it must never age out, or what to call it.

        Raises:
            NotFound: there is no such snapshot.
        """
        with self.writing():
            chain = self.chain(slug)
            chain[number]
            said = marks.read(self.root, slug)
            marks.write(
                self.root,
                slug,
                msgspec.structs.replace(
                    said,
                    accepted=tuple(sorted({*said.accepted, number})) if accept else said.accepted,
                    pinned=tuple(sorted({*said.pinned, number})) if pin else said.pinned,
                    labels={**said.labels, str(number): label} if label is not None else said.labels,
                ),
            )
            chain.remark()
            with self.index.transaction() as connection:
                connection.execute(
                    "DELETE FROM input WHERE publication = ?", (slug,)
                )  # what came of it was judged anew
            self.catch_up(slug)
            return chain[number]

    def forget(self, address: str, *, published: bool = False) -> ForgetReport:
        """Erase a person from everything that is sealed, and with `published` from published writing too.

        Raises:
            KeyProblem: the key is not there.
            DamageError: something that may name the person cannot be read; nothing was changed.
        """
        with self.writing():
            intent = Intent(address=address, published=published)
            report = forget(self.root, self.slugs(), self.store, self.vault, intent)
            self._after_rewriting()
            return report

    def prune(self, policy: Policy, *, publication: str | None = None, dry_run: bool = False) -> dict[str, list[int]]:
        """Fold away the snapshots that `policy` does not keep, of one or all; return their numbers by publication.

        Raises:
            KeyProblem, DamageError: nothing was changed.
        """
        with self.writing():
            going: dict[str, list[int]] = {}
            for slug in [publication] if publication else self.slugs():
                chain = self.chain(slug)
                keep = kept(chain, policy)
                going[slug] = [snapshot.number for snapshot in chain if snapshot.number not in keep]
                if going[slug] and not dry_run:
                    rewriter = Rewriter(chain, self.store, self.vault)
                    rewriter.rewrite(keep=keep, transform=None, affected=set(), note="old snapshots were folded")
            if any(going.values()) and not dry_run:
                remove_unreferenced(self.root, self.slugs(), self.store, self.vault)
                self._after_rewriting()
            return going

    def _after_rewriting(self) -> None:
        """Make everything that was derived from the old chains anew."""
        self._chains.clear()
        self._drop_inputs()
        Trust(self.index, self.store).clear()
        self.catch_up()

    def _drop_inputs(self) -> None:
        with self.index.transaction() as connection:
            connection.execute("DELETE FROM input")
