"""Results that are bytes: to a private file that was named, or to stdout as they are."""

from collections.abc import Iterable
from pathlib import Path

import click

from backup.errors import UsageError
from outlast.cli._frame.session import Session
from outlast.cli.output import Danger
from outlast.places import at_home
from outlast.private_file import write_private


def write_out(session: Session, path: Path, parts: Iterable[bytes], *, flag: str = "--out") -> Path:
    """Write a file that only its owner may read, asking before it takes the place of another; return where it lies.

    `flag` is what names the file on the command line.

    Raises:
        UsageError: there can be no file of that name.
        NeedsConfirmation: there is one, and nobody says that it may be replaced.
    """
    path = at_home(path).absolute()
    if path.is_dir():
        raise UsageError(f"{path} is a folder.", next=f"Name a file in it with {flag}")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}.", next=f"Make it, or name another with {flag}")
    if path.exists():
        session.output.confirm(f"There is a file {path} already. Replace it?", danger=Danger.MODERATE)
    write_private(path, b"".join(parts))
    return path


def write_bytes(parts: Iterable[bytes]) -> None:
    """Write bytes to stdout, unchanged."""
    for part in parts:
        click.echo(part, nl=False)
