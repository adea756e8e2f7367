"""The text of a post, as its file in the export holds it, and what is wrong with it."""

from dataclasses import dataclass

from backup.audience.records import KEPT_OF_LONG
from backup.document.decoding import decode
from backup.errors import UnreadableEntry
from backup.model import Problem, Remark, Severity
from backup.sources._files import ExportFiles

_NOTHING = b"\0 \t\r\n\xef\xbb\xbf"
_WORDLESS = frozenset({"podcast", "thread", "video"})
"""Types of posts that need no words beside the recording or the first message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostText:
    """What the file gave."""

    body: bytes | None
    """`None` where there is no text in it: the archive then keeps the one that it knows."""
    said: tuple[Problem | Remark, ...] = ()


def read_text(files: ExportFiles, name: str, *, local: str, type_: str) -> PostText:
    """Return the text in the file `name` of a post of this type, called `local` where something is said of it.

    The smallest text that Substack writes is `<p></p>`. A file without any is one of a full disk, or a placeholder of a
    service that keeps files online, and must not take the place of a text.
    """
    try:
        data = files.read(name)
    except UnreadableEntry as error:
        return PostText(body=None, said=(Problem(file=local, reason=f"The text of this post {error.reason}."),))
    if not data.strip(_NOTHING):
        return PostText(body=None, said=(_empty(local, data, wordless=type_ in _WORDLESS),))
    decoded = decode(data)
    said: list[Problem | Remark] = []
    if decoded.text.endswith("\0"):
        reason = "The text of this post ends in NULs, so its end was never written; what is there of it is kept."
        said.append(Problem(file=local, reason=reason))
    elif decoded.damaged:
        said.append(Problem(file=local, reason="Some characters of the post are damaged; it is kept as it is."))
    if decoded.encoding != "utf-8":
        text = f"The post was not in UTF-8; it was read as {decoded.encoding}. Look at its accents."
        said.append(Remark(text=text, file=local))
    return PostText(body=data, said=tuple(said))


def _empty(local: str, data: bytes, *, wordless: bool) -> Problem:
    if wordless and not data:
        return Problem(file=local, reason="This post has no words.", severity=Severity.KEPT)
    what = "holds nothing but NULs and blanks" if data else "is empty"
    reason = f"The file of this text {what}, as after a full disk; unpack or download the export again."
    return Problem(file=local, reason=reason, raw=data[:KEPT_OF_LONG])
