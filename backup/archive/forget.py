"""Erases a person from every snapshot (GDPR Article 17): rows, deliveries, drafts, evidence, everything sealed.

Published writing is the writer's own and stays as it is unless asked; where it names the person, the report says so.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from backup.archive import atomic, forget_intent, incident_erasing, layout, tables
from backup.archive.chain import Chain
from backup.archive.collect import remove_unreferenced
from backup.archive.erasing import Erasure
from backup.archive.forget_intent import Intent
from backup.archive.forgotten import Forgotten
from backup.archive.keys import Vault
from backup.archive.objects import ObjectStore
from backup.archive.person import Person
from backup.archive.references import References
from backup.archive.rewrite import Rewriter
from backup.archive.state import Tables
from backup.errors import DamageError


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetReport:
    """What was erased. Holds no address."""

    rows: int
    """Rows taken out, over all snapshots (a person in ten lists is ten rows)."""
    passages: int
    """Drafts and files in which the address was blotted out."""
    snapshots: int
    """Snapshots that were written anew."""
    published: tuple[str, ...]
    """Published posts that name the person and were left as they are."""
    unsearched: tuple[str, ...] = ()
    """Evidence of incidents that could not be searched: pictures, PDFs and archives."""


def forget(root: Path, slugs: list[str], store: ObjectStore, vault: Vault, intent: Intent) -> ForgetReport:
    """Erase a person from all publications. Under the archive's lock.

    Raises:
        KeyProblem: the key is not there.
        DamageError: something that may name the person cannot be read; nothing was changed.
    """
    rows = passages = snapshots = 0
    published: list[str] = []
    plans = [_plan(Chain(root, slug), store, vault, intent) for slug in slugs]
    person = Person(intent.address)
    evidence = incident_erasing.plan(root, store, vault, person)
    # Only now, when everything could be read: an intent that cannot be carried out would stop every later run.
    forget_intent.write(root, vault, intent)
    note = f"{datetime.now(UTC):%Y-%m-%d}: a person was erased on request"
    for chain, erasure, affected, named in plans:
        published += named
        if affected:
            keep = {snapshot.number for snapshot in chain}
            Rewriter(chain, store, vault).rewrite(keep=keep, transform=erasure.transform, affected=affected, note=note)
            snapshots += len(keep)
        rows, passages = rows + erasure.rows, passages + erasure.passages
    incident_erasing.erase(root, store, vault, person, evidence, note)
    passages += evidence.files
    Forgotten(root, vault).add(intent.address)
    removed = remove_unreferenced(root, slugs, store, vault)
    _note_redactions(root, removed)
    forget_intent.remove(root)
    return ForgetReport(
        rows=rows,
        passages=passages,
        snapshots=snapshots,
        published=tuple(published),
        unsearched=evidence.unsearched,
    )


def _plan(chain: Chain, store: ObjectStore, vault: Vault, intent: Intent) -> tuple[Chain, Erasure, set[str], list[str]]:
    """Look through a publication, and return what has to be done in it."""
    if chain.damaged:
        raise next(iter(chain.damaged.values()))
    reader = Tables(chain, store, vault)
    erasure = Erasure(intent.address, reader, store, vault)
    affected, named = _affected(chain, reader, erasure, published=intent.published)
    return chain, erasure, affected, named


def _affected(chain: Chain, reader: Tables, erasure: Erasure, *, published: bool) -> tuple[set[str], list[str]]:
    """Return the tables that have to be written anew, and the published posts that name the person."""
    affected: set[str] = set()
    posts: dict[str, None] = {}
    references = References(chain, reader)
    for reference in references:
        table = reference.table
        if table in affected and tables.is_private(table):
            continue
        if not erasure.is_named_in(reference.name):
            continue
        if tables.is_private(table) or published:
            affected.add(table)
        else:
            posts[reference.owner] = None
    if references.unreadable:
        raise DamageError(f"Some lists of {chain.slug} are damaged: {', '.join(sorted(references.unreadable))}.")
    return affected, list(posts)


def _note_redactions(root: Path, removed: list[str]) -> None:
    """Note the names of the removed objects, so that every copy of this archive can remove them too."""
    path = root / layout.REDACTIONS
    known = path.read_bytes() if path.exists() else b""
    atomic.write(path, known + b"".join(msgspec.json.encode(name) + b"\n" for name in removed))


def redacted(root: Path) -> set[str]:
    """Return the names of all objects that were removed on purpose."""
    path = root / layout.REDACTIONS
    lines = path.read_bytes().splitlines() if path.exists() else []
    return {msgspec.json.decode(line, type=str) for line in lines if line}
