"""Takes a person out of the evidence of incidents: a mail may name a subscriber.

What is text is blotted out as in a draft; where the address is hidden in an encoding (base64 or quoted-printable of a
mail, UTF-16), the whole file gives way, for it cannot be told what else of it would have to change. Pictures, PDFs
and archives cannot be searched; they are named, so that the writer looks at them.
"""

import base64
import binascii
import hashlib
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from backup.archive import packing, timelines
from backup.archive.forgotten import ERASED
from backup.archive.keys import Vault
from backup.archive.objects import ObjectStore
from backup.archive.person import Person
from backup.archive.timelines import Timeline
from backup.watch.incident import Entry, Evidence

_ENCODED = re.compile(rb"(?:[A-Za-z0-9+/]{20,}={0,2}\r?\n?)+")
_UNSEARCHED = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePlan:
    """What has to be done to the timelines of an archive."""

    affected: tuple[Timeline, ...]
    """Those that name the person, in their evidence or in the open."""
    files: int
    """Files of evidence that name the person."""
    unsearched: tuple[str, ...]
    """Files that could not be searched: pictures, PDFs, archives."""


def plan(root: Path, store: ObjectStore, vault: Vault, person: Person) -> EvidencePlan:
    """Look through all evidence; nothing is changed.

    Raises:
        DamageError, KeyProblem: some of it cannot be read.
    """
    affected, files, unsearched = [], 0, []
    for timeline in timelines.read_all(root):
        named = person.is_named_in(msgspec.json.encode(timeline))
        for link in timeline.entries:
            for kept in link.entry.kept:
                content = _content(kept, store, vault)
                if any(person.is_named_in(form) for form in _forms(content)):
                    named, files = True, files + 1
                elif content.startswith(_UNSEARCHED):
                    unsearched.append(f"{timeline.head.id}: {kept.name}")
        if named:
            affected.append(timeline)
    return EvidencePlan(affected=tuple(affected), files=files, unsearched=tuple(unsearched))


def erase(root: Path, store: ObjectStore, vault: Vault, person: Person, found: EvidencePlan, note: str) -> None:
    """Write the timelines anew without the person. Under the archive's lock; the old objects are removed by others."""
    for timeline in found.affected:
        entries = [_without(link.entry, store, vault, person) for link in timeline.entries]
        head = msgspec.structs.replace(timeline.head, rewritten=(*timeline.head.rewritten, note))
        timelines.write(root, timelines.timeline_of(head, entries))


def _without(entry: Entry, store: ObjectStore, vault: Vault, person: Person) -> Entry:
    # Blotted in its JSON: `[erased]` needs no escaping there, and no field is left out.
    open_part = person.pattern.sub(ERASED, msgspec.json.encode(entry))
    entry = msgspec.json.decode(open_part, type=Entry)
    words = _clean(entry.words, store, vault, person) if entry.words else None
    return replace(entry, words=words, evidence=tuple(_clean(kept, store, vault, person) for kept in entry.evidence))


def _clean(kept: Evidence, store: ObjectStore, vault: Vault, person: Person) -> Evidence:
    content = _content(kept, store, vault)
    if not any(person.is_named_in(form) for form in _forms(content)):
        return kept
    clean = person.pattern.sub(ERASED, content)
    if any(person.is_named_in(form) for form in _forms(clean)):
        clean = ERASED
    kind = kept.object[65:].partition(".")[0]
    name, _ = packing.put(store, vault, [clean], kind, private=True)
    return replace(kept, object=name, size=len(clean), sha256=hashlib.sha256(clean).hexdigest())


def _content(kept: Evidence, store: ObjectStore, vault: Vault) -> bytes:
    name = store.resolve(kept.object)
    return packing.unpack(name, store.read(name), vault)


def _forms(content: bytes) -> Iterator[bytes]:
    """Yield the content as it is, and as a mail program would decode it (RFC 2045, sections 6.7 and 6.8)."""
    yield content
    if b"=" in content:
        yield quopri.decodestring(content)
    for found in _ENCODED.findall(content):
        letters = b"".join(found.split())
        try:
            yield base64.b64decode(letters[: len(letters) // 4 * 4])
        except binascii.Error:
            continue
