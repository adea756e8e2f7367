"""Which files a publication uses: those of its posts, notes and chats, and of the title itself."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from backup.archive.archive import Archive
from backup.archive.posts import StoredPost
from backup.errors import DamageError, KeyProblem
from backup.media import Kind, Wanted, media_in, wanted
from backup.model import Body, Json

_UPLOADS = {
    "podcast_upload_id": ("audio", Kind.SOUND),
    "voiceover_upload_id": ("audio", Kind.SOUND),
    "video_upload_id": ("video", Kind.VIDEO),
}
"""Fields of a Substack post that name an upload (formats: section 2, video and audio upload)."""
_API = "https://api.substack.com/api/v1"
_OF_THE_TITLE = ("logo_url", "logo_url_wide", "cover_photo_url", "email_banner_url", "author_photo_url", "photo_url",
                 "primary_profile_photo_url", "podcast_art_url", "hero_image")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """The files of one thing."""

    id: str
    """`files:123` for the post 123: the key of the note that all of them were saved."""
    mark: str
    """Changes when the thing's files may have."""
    files: tuple[Wanted, ...]
    private: bool


def uses(archive: Archive, slug: str, done: Mapping[str, str | None]) -> Iterator[Use]:
    """Yield what uses files, except for things whose mark is as in `done`."""
    for post in archive.posts(slug):
        identity, mark = f"files:{post.id}", _mark(post)
        if done.get(identity) != mark:
            files = tuple(_of_post(archive, slug, post))
            yield Use(id=identity, mark=mark, files=files, private=post.private)
    for table, private in (("notes", False), ("platform", False), ("chats", True), ("chats/messages", True),
                           ("direct/direct-messages", True)):  # fmt: skip
        yield from _of_table(archive, slug, table, done, private=private)


def _of_table(
    archive: Archive, slug: str, table: str, done: Mapping[str, str | None], *, private: bool
) -> Iterator[Use]:
    try:
        rows = list(archive.rows(slug, table))
    except (DamageError, KeyProblem):
        return
    found = [file for row in rows for file in _of_row(table, row)]
    mark = hashlib.sha256(" ".join(file.url for file in found).encode()).hexdigest()[:16]
    if found and done.get(f"files:{table}") != mark:
        yield Use(id=f"files:{table}", mark=mark, files=tuple(found), private=private)


def _of_row(table: str, row: Mapping[str, Json]) -> Iterator[Wanted]:
    data = row.get("data")
    fields = data if isinstance(data, dict) else {}
    used_by = f"{table}:{row.get('id')}"
    if table == "platform":
        answer = fields.get("answer")
        said = answer if row.get("id") == "publication" and isinstance(answer, dict) else {}
        addresses: list[Json] = [said.get(name) for name in _OF_THE_TITLE]
    else:
        addresses = []
        for name in ("attachments", "mediaAttachments", "media_attachments"):
            items = fields.get(name)
            for item in items if isinstance(items, list) else ():
                if isinstance(item, dict):
                    addresses += [item.get(key) for key in ("imageUrl", "image_url", "url") if item.get(key)][:1]
    for address in addresses:
        file = wanted(address, used_by=used_by, signed_in=table != "notes") if isinstance(address, str) else None
        if file is not None:
            yield file


def _of_post(archive: Archive, slug: str, post: StoredPost) -> Iterator[Wanted]:
    used_by = f"post:{post.id}"
    if post.body and post.format is not None:
        try:
            body = Body(data=archive.body(slug, post), format=post.format)
        except (DamageError, KeyProblem):
            body = None  # `verify` names it
        yield from media_in(body, used_by=used_by) if body is not None else ()
    found = [wanted(_text(post.raw, "cover_image"), used_by=used_by)]
    found.append(wanted(_text(post.raw, "podcast_url"), used_by=used_by, kind=Kind.SOUND, signed_in=True))
    for field, (what, kind) in _UPLOADS.items():
        upload = _text(post.raw, field)
        if upload is not None:
            found.append(wanted(f"{_API}/{what}/upload/{upload}/src", used_by=used_by, kind=kind, signed_in=True))
    yield from (file for file in found if file is not None)


def _mark(post: StoredPost) -> str:
    telling = [post.body, *(post.raw.get(name) for name in ("cover_image", "podcast_url", *_UPLOADS))]
    return hashlib.sha256(msgspec.json.encode(telling)).hexdigest()[:16]


def _text(fields: Mapping[str, Json], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) and value else None
