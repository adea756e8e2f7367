"""Reads all of an archive again, names what is damaged and what it belonged to, and repairs it from a copy."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from backup.archive import atomic, layout, tables, timelines
from backup.archive.archive import Archive
from backup.archive.chain import Chain
from backup.archive.forget import redacted
from backup.archive.mirror import lost_manifests
from backup.archive.references import References
from backup.archive.state import Tables
from backup.archive.trust import Condition, Trust
from backup.errors import DamageError, KeyProblem

_STATES_CHECKED = frozenset(
    {tables.POSTS, tables.PRIVATE_POSTS, tables.SUBSCRIBERS, "chats", "comments", "comments.private"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A file that is not what it should be."""

    file: str
    """Its path inside the archive."""
    what: str
    """`damaged`, `missing`, `broken chain` or `wrong state`."""
    belongs_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What `verify` found."""

    objects: int
    bytes: int
    manifests: int
    damages: tuple[Damage, ...]
    repaired: tuple[str, ...] = ()
    unreferenced: int = 0
    """Objects that nothing names: what killed runs left behind; harmless."""
    sealed_unread: bool = False
    """The key was away: bytes were checked, the content of sealed objects was not."""


class Verifier:
    """Checks one archive."""

    def __init__(self, archive: Archive, progress: Callable[[int], None] | None = None) -> None:
        """Take the archive, and who wants to hear of each object that was read."""
        self._archive = archive
        self._progress = progress

    def verify(self) -> VerifyReport:
        """Read everything and return what was found."""
        archive = self._archive
        trust = Trust(archive.index, archive.store)
        condition = trust.condition(read_all=True, progress=self._progress)
        damages: dict[str, Damage] = {}
        used: set[str] = set()
        manifests, sealed_unread = 0, False
        for slug in archive.slugs():
            chain = Chain(archive.root, slug)
            manifests += len(chain) + len(chain.damaged)
            for damage in self._manifests(chain):
                damages[damage.file] = damage
            references = References(chain, archive.tables(slug))
            mine = {archive.store.resolve(name) for name in references.names()}
            used |= mine
            for reference in references if mine - condition.whole else ():
                name = archive.store.resolve(reference.name)
                if name not in condition.whole:
                    what = "damaged" if archive.store.path(name).exists() else "missing"
                    damages.setdefault(_file(name), Damage(file=_file(name), what=what, belongs_to=reference.owner))
            sealed_unread |= bool(references.unreadable) and not archive.vault.can_read
            if archive.vault.can_read:
                for damage in self._states(chain):
                    damages.setdefault(damage.file, damage)
        evidence, incidents = self._evidence(condition)
        used |= evidence
        for damage in incidents:
            damages.setdefault(damage.file, damage)
        for name in condition.damaged - used:
            if archive.store.path(name).exists() or sealed_unread:
                what = "damaged" if archive.store.path(name).exists() else "missing"
                owner = "a sealed file (its use cannot be told without the key)" if sealed_unread else "nothing in use"
                damages.setdefault(_file(name), Damage(file=_file(name), what=what, belongs_to=owner))
        there = [name for name in condition.damaged if archive.store.path(name).exists()]
        return VerifyReport(
            objects=len(condition.whole) + len(there),
            bytes=condition.bytes,
            manifests=manifests,
            damages=tuple(damages.values()),
            unreferenced=0 if sealed_unread else len(condition.whole - used),
            sealed_unread=sealed_unread,
        )

    def _evidence(self, condition: Condition) -> tuple[set[str], list[Damage]]:
        """Return the objects that timelines of incidents name, and what is wrong with those or with the timelines."""
        used: set[str] = set()
        damages = []
        for incident in timelines.names(self._archive.root):
            try:
                timeline = timelines.read(self._archive.root, incident)
            except DamageError:
                file = f"{layout.INCIDENTS}/{incident}.json"
                damages.append(Damage(file=file, what="damaged", belongs_to=f"the timeline of incident {incident}"))
                continue
            for first_name, owner in timelines.evidence_objects(timeline):
                name = self._archive.store.resolve(first_name)
                used.add(name)
                if name not in condition.whole:
                    what = "damaged" if self._archive.store.path(name).exists() else "missing"
                    damages.append(Damage(file=_file(name), what=what, belongs_to=owner))
        return used, damages

    def _manifests(self, chain: Chain) -> Iterator[Damage]:
        """Yield what is wrong with the chain: unreadable manifests, wrong parents, and manifests that went missing."""
        folder = f"{layout.PUBLICATIONS}/{chain.slug}/{layout.SNAPSHOTS}"
        for name in chain.damaged:
            yield Damage(
                file=f"{folder}/{name}", what="damaged", belongs_to=f"snapshot {int(name[:6])} of {chain.slug}"
            )
        lost = lost_manifests(chain, self._archive.index).keys()
        for name in lost - chain.damaged.keys():
            owner = f"snapshot {int(name[:6])} of {chain.slug}"
            yield Damage(file=f"{folder}/{name}", what="missing", belongs_to=owner)
        named = {name[7:19] for name in (*chain.damaged, *lost)}
        parent: str | None = None
        for snapshot in chain:
            said = snapshot.manifest.parent
            if said != parent and (said is None or said[:12] not in named):
                file = f"{folder}/{layout.manifest_name(snapshot.number, snapshot.digest)}"
                yield Damage(file=file, what="broken chain", belongs_to=f"snapshot {snapshot.number} of {chain.slug}")
            parent = snapshot.digest
            if snapshot.manifest.archive != self._archive.info.id:
                file = f"{folder}/{layout.manifest_name(snapshot.number, snapshot.digest)}"
                yield Damage(file=file, what="of another archive", belongs_to=f"snapshot {snapshot.number}")

    def _states(self, chain: Chain) -> Iterator[Damage]:
        """Yield the newest lists that do not add up to the digest that was noted for them.

        One that did add up is noted and not added up again: its manifest names, link by link, the digests of all the
        bytes it is made of, and those were just read.
        """
        reader = Tables(chain, self._archive.store, self._archive.vault)
        connection = self._archive.index.connection
        checked = set(connection.execute("SELECT manifest, name FROM checked"))
        for table in sorted(chain.tables() & _STATES_CHECKED):
            latest = chain.latest(table)
            digest = latest.manifest.tables[table].digest if latest else None
            if latest is None or digest is None or (latest.digest, table) in checked:
                continue
            try:
                state = reader.state(latest.number, table)
            except (DamageError, KeyProblem):
                continue  # the object is named already
            if reader.digest(table, state) != digest:
                name = layout.manifest_name(latest.number, latest.digest)
                owner = f"the newest list of {tables.count_name(table)} of {chain.slug}"
                file = f"{layout.PUBLICATIONS}/{chain.slug}/{layout.SNAPSHOTS}/{name}"
                yield Damage(file=f"{file}#{table}", what="wrong state", belongs_to=owner)
            else:
                note = "INSERT OR REPLACE INTO checked VALUES (?, ?)"
                self._archive.index.note(note, [(latest.digest, table)])


def repair(archive: Archive, report: VerifyReport, copy: Path) -> list[str]:
    """Take each damaged or missing file from a copy where its bytes have the right digest; return those mended.

    Raises:
        StorageError: the disk refuses.
    """
    mended = []
    with archive.writing(), atomic.storage_errors(archive.root):
        erased = redacted(archive.root)
        for damage in report.damages:
            if damage.file.rpartition("/")[2] in erased:
                continue  # a copy that is older than an erasure must not undo it
            source, target = copy / damage.file, archive.root / damage.file
            if source.is_file() and _is_right(source):
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                atomic.write(target, source.read_bytes())
                mended.append(damage.file)
    return mended


def _is_right(path: Path) -> bool:
    from backup.archive.state import sha256

    data = path.read_bytes()
    if path.parent.name == layout.INCIDENTS:
        return _is_timeline(path.name, data)
    digest = sha256([data])
    return path.name.startswith(digest) or path.name[7:19] == digest[:12]


def _is_timeline(name: str, data: bytes) -> bool:
    try:
        timelines.decode(name, data)
    except DamageError:
        return False
    return True


def _file(name: str) -> str:
    return f"{layout.OBJECTS}/{name[:2]}/{name}"
