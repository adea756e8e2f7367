"""Removes objects that no manifest and no timeline names: what killed runs left, or what was erased on purpose."""

from pathlib import Path

from backup.archive import timelines
from backup.archive.chain import Chain
from backup.archive.keys import Vault
from backup.archive.objects import ObjectStore
from backup.archive.references import References
from backup.archive.state import Tables
from backup.errors import DamageError, KeyProblem


def referenced(root: Path, slugs: list[str], store: ObjectStore, vault: Vault) -> set[str]:
    """Return the names of all objects that are in use.

    Raises:
        DamageError: something cannot be read, so that it cannot be told what else it names.
        KeyProblem: the key is not there.
    """
    if not vault.can_read:
        raise KeyProblem("What is in use can only be told with the archive's key.")
    used: set[str] = set()
    for slug in slugs:
        chain = Chain(root, slug)
        if chain.damaged:
            raise next(iter(chain.damaged.values()))
        references = References(chain, Tables(chain, store, vault))
        used |= {store.resolve(reference.name) for reference in references}
        if references.unreadable:
            raise DamageError(f"Some tables of {slug} are damaged: {', '.join(sorted(references.unreadable))}.")
    for timeline in timelines.read_all(root):
        used |= {store.resolve(name) for name, _ in timelines.evidence_objects(timeline)}
    return used


def remove_damaged_leftovers(
    root: Path, slugs: list[str], store: ObjectStore, vault: Vault, damaged: frozenset[str]
) -> None:
    """Remove those damaged objects that nothing refers to: there is nothing to mend. Under the archive's lock."""
    try:
        used = referenced(root, slugs, store, vault)
    except (DamageError, KeyProblem):
        return  # what is still in use cannot be told; `verify` names them
    for name in damaged - used:
        store.remove(name)


def remove_unreferenced(root: Path, slugs: list[str], store: ObjectStore, vault: Vault) -> list[str]:
    """Remove every object that nothing names, and unfinished files; return the names. Under the archive's lock.

    Raises:
        DamageError, KeyProblem: see `referenced`; nothing was removed.
    """
    used = referenced(root, slugs, store, vault)
    removed = [name for name, _ in store.names() if name not in used]
    for name in removed:
        store.remove(name)
    store.remove_unfinished()
    store.drop_replacements(used)
    return sorted(removed)
