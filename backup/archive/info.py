"""`archive.json` and `README.txt`: what an archive says of itself to programs and to people."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from backup.archive import atomic, layout
from backup.errors import DamageError, NoArchive

README_TEXT = """\
THIS FOLDER IS AN OUTLAST ARCHIVE: a writer's posts, pictures and subscribers, kept safe from the platform.

You can read all of it without Outlast. You need: a text editor; `zstd` (facebook.github.io/zstd); and, for what is
private, `age` (age-encryption.org) and the archive's key, which is on the recovery sheet. Save the key line
(AGE-SECRET-KEY-1...) to a file, say key.txt.

What is where
  archive.json                   the archive's id, its public key, the format's version (this text describes 1)
  publications/NAME/snapshots/   one small text file (JSON) for each time something was saved: a manifest. The one
                                 with the highest number is the newest. Its name holds the first 12 digits of its own
                                 SHA-256; "parent" is the SHA-256 of the one before it.
  objects/ab/ab12...             everything else. The first 64 characters of a name are the SHA-256 of the file, so
                                 `sha256sum FILE` checks it. The extension says how to open it, from right to left:
                                   .age   age -d -i key.txt FILE > FILE-WITHOUT-.age
                                   .zst   zstd -d FILE
                                   .html .csv .jsonl .jpg ...   the content itself
  publications/NAME/marks.json   labels and pins of snapshots
  incidents/DAY-NAME-1.json      what happened when the platform shut the writer out, entry by entry. "object" names
                                 the page, mail or picture that shows it, and "words" what the writer wrote: objects/
                                 as above, opened with the key.
  redactions.jsonl               names of objects that were erased on purpose; replacements.jsonl: objects stored anew
                                 (["old name", "new name"]); forgotten.jsonl: digests of people who asked to be erased
  index/                         can be deleted at any time; Outlast makes it again
  inbox/                         drop exports here

How to read the newest list of subscribers, or any other table
  1. Open the manifest with the highest number in which "tables" has the one you want and "suspect" is absent.
     Tables: posts (published and free), posts.private (drafts and paid), subscribers, media, comments, notes, chats,
     activity/..., problems, files.
  2. If the table has "full": that object is the whole table. `age -d -i key.txt OBJECT | zstd -d` prints it: for
     subscribers the platform's own CSV (first line: column names), for all others one JSON record a line.
  3. If it has "delta" instead: take the state of the snapshot whose number is "base" (step 2 or 3 again), remove the
     lines that start with "-" in the delta and add those that start with "+". (With neither: nothing changed since
     "base".)
  4. A post's record names its body: "body": "ab12....html.zst" is objects/ab/ab12....html.zst, the bytes the platform
     sent. If an object is not there, look its name up in replacements.jsonl.
"""


class ArchiveInfo(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The content of `archive.json`."""

    format: int
    id: str
    created: str
    recipient: str | None = None
    """The public half of the key (age); absent in an archive made without encryption."""
    digest_key: str | None = None
    """Hex; only in an archive without encryption, where there is no private half to derive it from."""


def new_id() -> str:
    """Return an id for a new archive."""
    return secrets.token_hex(8)


def create(root: Path, *, recipient: str | None, archive_id: str) -> ArchiveInfo:
    """Make the folder of a new archive and return its description; `archive.json` is written last."""
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in (layout.OBJECTS, layout.PUBLICATIONS, layout.INDEX, layout.INBOX):
        (root / name).mkdir(mode=0o700, exist_ok=True)
    info = ArchiveInfo(
        format=layout.FORMAT,
        id=archive_id,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        recipient=recipient,
        digest_key=None if recipient else secrets.token_hex(32),
    )
    atomic.write(root / layout.README, README_TEXT.encode())
    atomic.write(root / layout.INFO, msgspec.json.format(msgspec.json.encode(info)))
    return info


def read(root: Path) -> ArchiveInfo:
    """Return the description of the archive in `root`.

    Raises:
        NoArchive: there is none.
        DamageError: `archive.json` cannot be read.
    """
    try:
        data = (root / layout.INFO).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoArchive(f"There is no archive in {root}.", next=_what_next(root)) from error
    try:
        info = msgspec.json.decode(data, type=ArchiveInfo)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamageError(
            f"{root / layout.INFO} is damaged and cannot be read.",
            next="Put back archive.json from a copy of this folder; its other files are unaffected.",
        ) from error
    if info.format > layout.FORMAT:
        raise NoArchive(
            f"The archive in {root} was made by a newer Outlast (format {info.format}).",
            next="Update Outlast, then run the command again.",
        )
    return info


def _what_next(root: Path) -> str | None:
    """Return what to do first where an archive may lie on a disk of its own; a new one in its place would be empty."""
    try:
        at_home = root.is_relative_to(Path.home())
    except RuntimeError:  # an account without a home
        at_home = False
    if at_home and root.parent.exists():
        return None
    usual = NoArchive.next
    return f"If its disk is not plugged in, do that first. If there is none yet: {usual[0].lower()}{usual[1:]}"
