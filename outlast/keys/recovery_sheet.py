"""The recovery sheet: one page of paper with the archive's key and what to do with it, with and without Outlast."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backup.archive.info import ArchiveInfo
from backup.archive.keys import Key
from outlast.keys import archive_key
from outlast.keys.text import in_groups
from outlast.places import Places
from outlast.private_file import write_private
from outlast.standing.spoken_time import day
from templates import environment

_HTML = (".html", ".htm")
_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """What stands on the sheet."""

    info: ArchiveInfo
    key: Key
    folder: Path
    """Where the archive lies now."""
    publications: tuple[str, ...]
    """Their titles, so that the sheet can be told from another."""
    printed: datetime

    def text(self) -> str:
        """Return it as plain text of one page."""
        return self._filled("sheet.txt")

    def html(self) -> str:
        """Return it as a page for the browser's print command, without anything to load."""
        return self._filled("sheet.html")

    def write(self, path: Path) -> None:
        """Put it at `path`, readable by its owner only; as HTML where the name ends so.

        Raises:
            OSError: the disk refused.
        """
        write_private(path, (self.html() if path.suffix.lower() in _HTML else self.text()).encode())

    def _filled(self, template: str) -> str:
        more = len(self.publications) - _NAMED
        names = ", ".join(self.publications[:_NAMED]) + (f" and {more} more" if more > 0 else "")
        lines = in_groups(self.key)
        return (
            environment("sheet")
            .get_template(template)
            .render(
                archive_id=self.info.id,
                recipient=self.key.recipient,
                folder=str(self.folder),
                publications=names,
                printed=day(self.printed),
                key=lines,
                signs=sum(len(line.replace(" ", "")) for line in lines[1:]),
            )
        )


def note_printed(places: Places, archive_id: str, now: datetime) -> None:
    """Note that the sheet was given out."""
    write_private(archive_key.sheet_mark(places, archive_id), now.isoformat(timespec="seconds").encode() + b"\n")


def printed_on(places: Places, archive_id: str) -> datetime | None:
    """Return when the sheet was last given out here; `None` if it never was, or the note cannot be read."""
    try:
        return datetime.fromisoformat(archive_key.sheet_mark(places, archive_id).read_text(encoding="utf-8").strip())
    except (FileNotFoundError, ValueError):
        return None
