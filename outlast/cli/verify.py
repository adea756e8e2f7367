"""Read everything that was saved again and say what is damaged.

Every file is compared with the digest in its name, and the newest lists with what they should add up to. With a copy
of the archive, what is damaged is taken from there. The exit code is 8 when damage is left.

Examples:
    outlast verify
    outlast verify --repair /media/usb/Outlast
    outlast verify --clean
"""

from pathlib import Path

import click

from backup.archive.archive import Archive
from backup.archive.verify import Damage, VerifyReport
from backup.errors import KeyProblem
from outlast.checkup import check, clean, mend, must_be_copy
from outlast.cli._frame.command import Command
from outlast.cli._frame.opening import chosen, opened
from outlast.cli._frame.session import Session, pass_session
from outlast.cli.output import Output
from outlast.exit_codes import ExitCode
from outlast.places import at_home

SECTION = "KEEP"
ORDER = 40

_WORDS = {
    "damaged": "is damaged",
    "missing": "is missing",
    "broken chain": "does not follow on the one before it",
    "wrong state": "does not add up to what was noted",
    "of another archive": "belongs to another archive",
}
_UNITS = ("bytes", "KB", "MB", "GB")


@click.command(cls=Command, help=__doc__)
@click.option("--repair", type=click.Path(path_type=Path), metavar="COPY", help="Mend it from this copy of the folder.")
@click.option("--clean", "clean_up", is_flag=True, help="Remove what nothing refers to (killed runs leave it).")
@click.option("--publication", metavar="NAME", help="Tell and mend only the damage of this publication.")
@pass_session
def verify(session: Session, repair: Path | None, clean_up: bool, publication: str | None) -> int:
    """Check all, mend if there is a copy, clean if asked."""
    output = session.output
    with opened(session) as archive:
        copy = must_be_copy(archive, at_home(repair).absolute()) if repair is not None else None
        slugs = chosen(session, archive, publication)
        if clean_up and not archive.vault.can_read:
            raise KeyProblem("What nothing refers to can only be told with the archive's key.")
        with output.progress("Reading everything again", _count(archive)) as progress:
            report = check(archive, publications=slugs, progress=progress.advance)
        repaired: tuple[Damage, ...] = ()
        if copy is not None and report.damages:
            with output.progress("Reading it once more", _count(archive)) as progress:
                mended = mend(archive, report, copy, publications=slugs, progress=progress.advance)
            report, repaired = mended.report, mended.repaired
        _tell(output, report, repaired)
        removed = _clean(output, archive, report) if clean_up else []
        _summarise(output, report, repaired, removed)
    return ExitCode.DAMAGED if report.damages else ExitCode.DONE


def _count(archive: Archive) -> int:
    return sum(1 for _ in archive.store.names())


def _tell(output: Output, report: VerifyReport, repaired: tuple[Damage, ...]) -> None:
    for damage in repaired:
        _line(output, damage, repaired=True)
        output.ok(f"{damage.file} was mended ({damage.belongs_to})")
    for damage in report.damages:
        _line(output, damage, repaired=False)
        output.bad(f"{damage.file} {_WORDS.get(damage.what, damage.what)}")
        output.text(f"    it belongs to {damage.belongs_to}")
    counted = f"{report.objects:,} files ({_size(report.bytes)}) and {report.manifests:,} snapshots"
    if report.damages:
        output.bad(f"{counted} were read; {len(report.damages):,} are damaged.")
        output.text("  → outlast verify --repair COPY    or import the same exports again")
    else:
        output.ok(f"{counted} were read; {'all are whole now' if repaired else 'all are whole'}.")
    if report.sealed_unread:
        output.attention(
            "The archive's key was not found: the bytes of sealed files were compared with their names, but what they "
            "hold was not looked at, nor which of them are in use."
        )


def _clean(output: Output, archive: Archive, report: VerifyReport) -> list[str]:
    if report.damages:
        output.attention("Nothing was cleaned: mend the damage first, or it cannot be told what is in use.")
        return []
    removed = clean(archive)
    output.ok(f"{len(removed):,} files that nothing refers to were removed.")
    return removed


def _summarise(output: Output, report: VerifyReport, repaired: tuple[Damage, ...], removed: list[str]) -> None:
    unreferenced = max(report.unreferenced - len(removed), 0)
    if unreferenced:
        output.text(
            f"  {unreferenced:,} files are in use nowhere, left by runs that were stopped: harmless. "
            "Remove them with: outlast verify --clean"
        )
    output.summary(
        objects=report.objects - len(removed),
        bytes=report.bytes,
        manifests=report.manifests,
        damaged=len(report.damages),
        repaired=len(repaired),
        unreferenced=unreferenced,
        removed=len(removed),
        sealed_unread=report.sealed_unread,
    )


def _line(output: Output, damage: Damage, *, repaired: bool) -> None:
    output.line("damage", file=damage.file, what=damage.what, belongs_to=damage.belongs_to, repaired=repaired)


def _size(count: int) -> str:
    """Return a number of bytes in the largest unit of which there is one."""
    size = float(count)
    for unit in _UNITS:
        if size < 1000 or unit == _UNITS[-1]:
            break
        size /= 1000
    return f"{size:,.1f} {unit}" if unit != _UNITS[0] else f"{count} {unit}"


COMMAND = verify
