"""A file that a post, a publication or its writer uses."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from backup.media.addresses import candidates, canonical


class Kind(StrEnum):
    """What a file should be, so that a page that says "expired" is not taken for it."""

    PICTURE = "picture"
    SOUND = "sound"
    VIDEO = "video"
    FILE = "file"
    """A download: may be anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file to fetch."""

    url: str
    """Its one name, without signatures: the key of `Media` (`backup.media.canonical`)."""
    origins: tuple[str, ...]
    """Where it may be found, best first."""
    used_by: tuple[str, ...] = ()
    """What uses it: `post:123`."""
    kind: Kind = Kind.PICTURE
    signed_in: bool = False
    """Whether the platform's own hosts may want to know who asks (files of paid posts). Others never get a cookie."""
    borrowed: bool = False
    """Whether it is somebody else's: the preview picture of a link, or a picture of a post that is quoted."""


def wanted(
    url: str | None,
    *,
    used_by: str = "",
    kind: Kind = Kind.PICTURE,
    also: Iterable[str | None] = (),
    signed_in: bool = False,
    borrowed: bool = False,
) -> Wanted | None:
    """Return the file that `url` shows, or `None` where it is no address of the web (`data:`, relative, broken).

    Args:
        url: any address of it.
        used_by: what uses it.
        kind: what it should be.
        also: more addresses of the same file, to be tried last.
        signed_in: see `Wanted.signed_in`.
        borrowed: see `Wanted.borrowed`.
    """
    name = canonical(url or "")
    if url is None or name is None:
        return None
    origins = [*candidates(url), *(one for other in also if other for one in candidates(other))]
    return Wanted(
        url=name,
        origins=tuple(dict.fromkeys(origins)),
        used_by=(used_by,) if used_by else (),
        kind=kind,
        signed_in=signed_in,
        borrowed=borrowed,
    )


def merged(files: Iterable[Wanted]) -> list[Wanted]:
    """Return each file once, in the order of first use, with all addresses and users of it."""
    once: dict[str, Wanted] = {}
    for file in files:
        known = once.get(file.url)
        once[file.url] = (
            file
            if known is None
            else replace(
                known,
                origins=tuple(dict.fromkeys(known.origins + file.origins)),
                used_by=tuple(dict.fromkeys(known.used_by + file.used_by)),
                signed_in=known.signed_in or file.signed_in,
                borrowed=known.borrowed and file.borrowed,
            )
        )
    return list(once.values())
