"""Look after the index that search uses.

The index is made from the archive and can be deleted at any time; nothing private is in it.

Examples:
    outlast index rebuild
"""

import click

from outlast.cli._frame.command import Group
from outlast.cli._frame.opening import opened
from outlast.cli._frame.session import Session, pass_session
from outlast.exit_codes import ExitCode

SECTION = "OTHER"


@click.group(cls=Group, help=__doc__)
def index() -> None:
    """Hold the verb below."""


@index.command()
@pass_session
def rebuild(session: Session) -> int:
    """Make the index anew from what is saved.

    Examples:
        outlast index rebuild
    """
    output = session.output
    with opened(session) as archive:
        with output.progress("Indexing posts") as progress:
            archive.rebuild_index(progress.advance)
        run = archive.index.connection.execute
        posts, versions = run("SELECT count(*), coalesce(sum(versions), 0) FROM posts").fetchone()
        snapshots = run("SELECT count(*) FROM snapshots").fetchone()[0]
        damaged = sum(len(archive.chain(slug).damaged) for slug in archive.slugs())
        output.ok(f"The index is made anew: {posts:,} published posts in {versions:,} versions, from "
                  f"{snapshots:,} snapshots.")  # fmt: skip
        if damaged:
            output.bad(f"{damaged:,} snapshots are damaged and could not be read.")
            output.text("  → outlast verify")
        output.summary(
            publications=len(archive.slugs()), snapshots=snapshots, posts=posts, versions=versions, damaged=damaged
        )
    return ExitCode.DAMAGED if damaged else ExitCode.DONE


COMMAND = index
