"""The pack: page, letters, fields and the saved proof in a folder or ZIP, with the SHA-256 of every file."""

import hashlib
import re
from io import BytesIO
from pathlib import Path
from typing import Final

import msgspec

from backup.archive import atomic, tables
from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.archive.state import joined
from backup.errors import DamageError, KeyProblem, NeedsConfirmation, UsageError
from exporters.dossier.dossier import Dossier
from exporters.dossier.forms import Form
from exporters.target import Folder, Target, Zipped

MANIFEST: Final = "manifest.json"
_UNFIT: Final = re.compile(r"[^A-Za-z0-9._-]+")
_ZIP: Final = ".zip"


class PackedFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file of the pack."""

    path: str
    size: int
    """Bytes."""
    sha256: str
    object: str | None = None
    """The sealed object of the archive that it was read from."""
    at: str | None = None
    """When it was kept: ISO 8601, UTC."""


class Packed(msgspec.Struct, frozen=True, kw_only=True):
    """What was packed; `manifest.json` holds this, and the files of the archive that the facts come from."""

    files: tuple[PackedFile, ...]
    damaged: tuple[str, ...]
    """Names of evidence that is damaged or missing in the archive."""
    withheld: tuple[str, ...]
    """Names of evidence that stays in the archive: it may name subscribers, or is what the writer wrote."""


def write_pack(dossier: Dossier, archive: Archive, path: Path) -> Packed:
    """Write page, letters, forms and evidence to `path`: a ZIP where it ends in `.zip`, else a new or empty folder.

    Only its owner may read it. The same dossier gives the same bytes.

    Raises:
        KeyProblem: there is evidence, or a list is asked for, and the key is not there.
        NeedsConfirmation: there is something at `path` already.
        UsageError: `path` lies in the archive.
        StorageError: the disk refuses; nothing has appeared.
    """
    if path.resolve().is_relative_to(archive.root.resolve()):
        raise UsageError("Evidence must not be written open into the archive.", next="Name a place elsewhere.")
    if not archive.vault.can_read and (dossier.subscribers or dossier.facts.shared):
        raise KeyProblem("The saved evidence is sealed, and the archive's key was not found.")
    return _zip(dossier, archive, path) if path.suffix.lower() == _ZIP else _folder(dossier, archive, path)


def _folder(dossier: Dossier, archive: Archive, path: Path) -> Packed:
    folder = Folder(path, private=True)
    try:
        packed = _fill(dossier, archive, folder)
        folder.finish()
    except BaseException:
        folder.abandon()
        raise
    return packed


def _zip(dossier: Dossier, archive: Archive, path: Path) -> Packed:
    if path.exists() or path.is_symlink():
        raise NeedsConfirmation(f"{path} is there already.", next="Name a new file.")
    buffer = BytesIO()
    zipped = Zipped(lambda: buffer, packs=lambda name: name.endswith((".html", ".txt", ".json", ".csv", ".eml")))
    packed = _fill(dossier, archive, zipped)
    zipped.finish()
    with atomic.storage_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write(path, buffer.getvalue())
    return packed


def _fill(dossier: Dossier, archive: Archive, target: Target) -> Packed:
    files: list[PackedFile] = []
    damaged: list[str] = []

    def add(name: str, content: bytes, **more: str) -> None:
        target.write(name, content)
        files.append(PackedFile(path=name, size=len(content), sha256=hashlib.sha256(content).hexdigest(), **more))

    add("dossier.html", dossier.page().encode())
    for form in Form:
        add(f"letters/{form}.txt", f"{dossier.letter(form)}\n".encode())
        add(f"forms/{form}.txt", _form(dossier, form).encode())
    happened = dossier.facts.happened
    for number, event in enumerate(happened.events if happened else (), start=1):
        for kept in event.value.shared:
            try:
                content = Incidents(archive).read(kept)
            except DamageError:
                damaged.append(kept.name)
                continue
            name = _free(target, f"evidence/{number:04d}-{_UNFIT.sub('-', kept.name).strip('.-')[-80:] or 'file'}")
            at = event.value.at.strftime("%Y-%m-%dT%H:%M:%SZ")
            add(name, content, object=archive.store.resolve(kept.object), at=at)
    if dossier.subscribers and (lines := _subscribers(archive, dossier.facts.standing.slug)):
        add("subscribers.csv", lines)
    packed = Packed(files=tuple(files), damaged=tuple(damaged), withheld=_withheld(dossier))
    target.write(MANIFEST, msgspec.json.format(msgspec.json.encode(_manifest(dossier, packed)), indent=1) + b"\n")
    return packed


def _manifest(dossier: Dossier, packed: Packed) -> dict[str, object]:
    facts = dossier.facts
    return {
        "format": 1,
        "publication": facts.standing.slug,
        "platform": facts.standing.platform,
        "incident": facts.happened.id if facts.happened else None,
        "language": dossier.language,
        "made": facts.made.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "files": packed.files,
        "damaged": packed.damaged,
        "withheld": packed.withheld,
        "facts_from": [{"kind": str(one.kind), "path": one.path, "sha256": one.sha256} for one in facts.proofs()],
    }


def _form(dossier: Dossier, form: Form) -> str:
    return (
        "\n\n".join(f"{field.label}\n{'-' * len(field.label)}\n{field.text}" for field in dossier.fields(form)) + "\n"
    )


def _free(target: Target, path: str) -> str:
    stem, dot, kind = path.rpartition(".") if "." in path.rpartition("/")[2] else (path, "", "")
    number, free = 2, path
    while free in target:
        free = f"{stem}-{number}{dot}{kind}"
        number += 1
    return free


def _withheld(dossier: Dossier) -> tuple[str, ...]:
    events = dossier.facts.happened.events if dossier.facts.happened else ()
    return tuple(kept.name for event in events for kept in event.value.kept if kept not in event.value.shared)


def _subscribers(archive: Archive, slug: str) -> bytes:
    latest = archive.chain(slug).latest(tables.SUBSCRIBERS)
    if latest is None:
        return b""
    state = archive.tables(slug).state(latest.number, tables.SUBSCRIBERS)
    return b"".join(joined(state.header, state.lines))
