"""From records to lines: stores bodies and files as they come and gathers, table by table, what the source gave."""

from collections import Counter
from collections.abc import Mapping

import msgspec

from backup.archive import packing, posts, tables
from backup.archive.forgotten import Forgotten
from backup.archive.keys import Vault
from backup.archive.objects import ObjectStore
from backup.archive.posts import StoredPost
from backup.archive.presence import Presence
from backup.archive.sameness import undated
from backup.archive.state import sha256
from backup.archive.subscribers import SubscriberIntake
from backup.errors import DamageError
from backup.model import (
    Attachment,
    Body,
    BodyFormat,
    Checkpoint,
    Complete,
    Media,
    Post,
    Present,
    Problem,
    Record,
    Remark,
    Row,
    SubscriberRows,
)

_encode = msgspec.json.Encoder().encode
_EXTENSIONS = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp", "image/avif": ".avif",
    "image/heic": ".heic", "image/svg+xml": ".svg", "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "video/mp4": ".mp4",
    "application/pdf": ".pdf",
}  # fmt: skip


_AS_JSON = frozenset({BodyFormat.SUBSTACK_EDITOR, BodyFormat.MEDIUM_STATE})


class Known:
    """What the last good snapshot holds of things that have bodies."""

    def __init__(
        self,
        posts_by_id: dict[str, bytes],
        files: Mapping[str, Mapping[str, bytes]],
        found: Mapping[str, str] | None = None,
    ) -> None:
        """Take the lines of all posts by id, those of tables with files by table and id, and bodies without a line."""
        self.posts = posts_by_id
        self.unkeyed: dict[tuple[str, str], str] = {}
        """The objects of files that a run without the key stored, so without a digest, by table and id."""
        self.bodies: dict[str, str] = dict(found or {})
        """The object that holds a content, by the content's digest, so that no content is stored twice."""
        for line in posts_by_id.values():
            self._note(_held.decode(line))
        for table, lines in files.items():
            for identity, line in lines.items():
                held = _held.decode(line)
                self._note(held)
                if held.body and not held.digest:
                    self.unkeyed[table, identity] = held.body

    def _note(self, held: "_Held") -> None:
        if held.body and held.digest:
            self.bodies[held.digest] = held.body


class _Held(msgspec.Struct):
    body: str | None = None
    digest: str | None = None


_held = msgspec.json.Decoder(_Held)


class Intake:
    """Takes the records of one run. Everything in it is what the source said, joined with what was known."""

    def __init__(
        self,
        store: ObjectStore,
        vault: Vault,
        known: Known,
        subscribers: SubscriberIntake,
        whole: frozenset[str],
    ) -> None:
        """Take the store, what is known already, and the part that takes the (long) subscriber lists.

        `whole` names the objects that were whole when the run began: content of others is stored anew as it comes by.
        """
        self._store = store
        self._vault = vault
        self._known = known
        self.subscribers = subscribers
        self.forgotten: Forgotten = subscribers.forgotten
        self.posts: dict[str, bytes] = {}
        """The lines of the posts that came by, by id."""
        self.lines: dict[str, dict[str, bytes]] = {}
        self._whole = whole
        self._stored: set[str] = set()
        self.read: Counter[str] = Counter()
        self.complete: set[str] = set()
        self.present: dict[str, Presence] = {}
        """What the source says is still there without giving it again, by table."""
        self.problems: list[Problem] = []
        self.remarks: list[Remark] = []
        self._left_out = 0

    @property
    def left_out(self) -> int:
        """Return how many rows of people who were erased were not taken in again, those of the lists included."""
        return self._left_out + self.subscribers.left_out

    def take(self, record: Record) -> None:
        """Take one record."""
        match record:
            case Post():
                self._take_post(record)
            case SubscriberRows():
                self.subscribers.take(record)
            case Row():
                self._take_row(record)
            case Attachment():
                self._take_attachment(record)
            case Media():
                self._take_media(record)
            case Problem():
                self._take_problem(record)
            case Remark():
                self.remarks.append(record)
            case Complete():
                self.complete.add(tables.validate_table(record.table))
            case Present():
                table = tables.validate_table(record.table)
                self.present[table] = self.present.get(table, Presence()).and_also(record)
            case Checkpoint():
                pass  # who drives the run cuts it there

    def _take_post(self, post: Post) -> None:
        line = self._known.posts.get(post.id)
        known = posts.decode(line) if line else None
        row = posts.join(post, known)
        body = post.body
        if self.forgotten and row.private:
            row = posts.decode(self.forgotten.blotted(posts.encode(row)))
            body = body and Body(data=self.forgotten.blotted(body.data), format=body.format)
        if body is not None:
            row = self._with_body(row, body, known)
        elif known is not None and known.body is not None:
            row = msgspec.structs.replace(
                row, format=known.format, body=known.body, digest=known.digest, size=known.size
            )
        written = posts.encode(row)
        # Where nothing changed, the bytes that are known: once in memory, not twice.
        self.posts[post.id] = line if line is not None and line == written else written
        self.read[row.kind] += 1

    def _with_body(self, row: StoredPost, body: Body, known: StoredPost | None) -> StoredPost:
        kind = "json" if body.format in _AS_JSON else "html"
        name, digest = self._store_content(body.data, kind, row.private, undated(body.data, body.format))
        if known is not None and known.body and known.digest is None and self._holds(known.body, body):
            name, digest = known.body, None
        size = known.size if known is not None and known.body == name else len(body.data)
        return msgspec.structs.replace(row, format=body.format, body=name, digest=digest, size=size)

    def _store_content(
        self, data: bytes, extension: str, private: bool, telling: bytes | None = None
    ) -> tuple[str, str | None]:
        """Store content unless an object that is whole holds just this; return the object's name and the digest.

        `telling` is the part of it that decides whether it is the same.
        """
        digest = self._digest(data if telling is None else telling, private)
        name = self._known.bodies.get(digest) if digest is not None else None
        if name is None:
            name = self._put(data, extension, private)
            self._stored.add(name)
            if digest is not None:
                self._known.bodies[digest] = name
        elif name in self._stored:
            return name, digest
        elif self._store.resolve(name) not in self._whole:
            self._store.replace(name, self._put(data, extension, private))
            self._stored.add(name)
        return name, digest

    def _holds(self, name: str, body: Body) -> bool:
        """Tell whether an object that a run without the key stored, so without a digest, holds this content."""
        content = self._content(name)
        return content is not None and undated(content, body.format) == undated(body.data, body.format)

    def _content(self, name: str) -> bytes | None:
        try:
            return packing.unpack(name, self._store.read(name), self._vault)
        except DamageError:
            return None

    def _digest(self, data: bytes, private: bool) -> str | None:
        if not private:
            return sha256([data])
        return self._vault.digest([data]) if self._vault.can_read else None

    def _put(self, data: bytes, extension: str, private: bool) -> str:
        return packing.put(self._store, self._vault, [data], extension, private=private)[0]

    def _add(self, table: str, identity: str, fields: dict[str, object]) -> None:
        """Add a line, numbering ids that come more than once (two claps on one post in a merged export)."""
        lines = self.lines.setdefault(tables.validate_table(table), {})
        number, unique = 1, identity
        while unique in lines:
            number += 1
            unique = f"{identity}#{number}"
        lines[unique] = _encode({"id": unique, **fields})

    def _take_row(self, row: Row) -> None:
        self.read[tables.count_name(row.table)] += 1
        line = _encode(dict(row.data))
        if self.forgotten and self.forgotten.in_line(line):
            self._left_out += 1
            return
        group = {"group": row.group} if row.group is not None else {}
        self._add(row.table, row.id, {**group, "data": row.data})

    def _take_attachment(self, file: Attachment) -> None:
        data = file.data
        if self.forgotten:
            data = b"".join(self.forgotten.without(data.splitlines(keepends=True)))
        self.read[tables.count_name(file.table)] += file.rows
        unkeyed = self._known.unkeyed.get((file.table, file.id))
        if unkeyed is not None and self._content(unkeyed) == data:
            name, digest = unkeyed, None
        else:
            name, digest = self._store_content(data, file.extension, tables.is_private(file.table))
        self._add(file.table, file.id, {"rows": file.rows, "body": name, "digest": digest, "size": len(data)})

    def _take_media(self, media: Media) -> None:
        self.read[tables.MEDIA] += 1
        data = media.content if isinstance(media.content, bytes) else media.content.read_bytes()
        extension = _EXTENSIONS.get(media.media_type, ".bin")
        if media.private:
            name, digest = self._store_content(data, extension[1:], private=True)
        else:
            name, digest = self._store.name_of(data, extension), None
            if name not in self._whole:
                self._store.put(data, extension)
        fields = {"body": name, "digest": digest if media.private else name[:64], "size": len(data)}
        table = tables.PRIVATE_MEDIA if media.private else tables.MEDIA
        self._add(table, media.url, {**fields, "media_type": media.media_type})

    def _take_problem(self, problem: Problem) -> None:
        self.problems.append(problem)
        if problem.table is not None:
            self.read[tables.count_name(problem.table)] += 1
        if self.forgotten and self.forgotten.in_line(problem.raw):
            self._left_out += 1
            return
        raw = _raw_fields(problem.raw)
        fields = {"file": problem.file, "row": problem.row, "reason": problem.reason, "severity": problem.severity}
        identity = f"{problem.file}:{problem.row or ''}:{problem.severity}"
        self._add(tables.PROBLEMS, identity, {**fields, **raw})


def _raw_fields(raw: bytes) -> dict[str, object]:
    """Return raw bytes as text, so that a person can read them and `forget` can find them; nothing is lost."""
    if not raw:
        return {}
    try:
        return {"raw": raw.decode()}
    except UnicodeDecodeError:
        return {"raw_latin1": raw.decode("latin-1")}
