"""Compare a finished move with the archive, post by post.

TARGET is the new site (https://your.site), or the folder of its pages before it goes online. Each post is looked for:
is it there, with its title, its words (98 %), its pictures and its date; do its links stay on the new site and lead
somewhere; and can a draft or a paid post be read. Only what is wrong is listed; the exit code is 3 then.

Examples:
    outlast check-move https://letters.example
    outlast check-move ./public --all
    outlast check-move https://letters.example --path "/p/{slug}/" --sample 20
"""

import click

from backup.archive import tables
from exporters.redirects.scheme import Scheme
from exporters.selection import Audience, Criteria, choose
from exporters.selection.criteria import EVERYTHING
from outlast.cli._frame.command import Command
from outlast.cli._frame.opening import only_one, opened, snapshot_at
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.checked_move import tell_move
from outlast.exit_codes import ExitCode
from outlast.exporting import publication_of
from outlast.moved.checking import check_move
from outlast.moved.target import opened_site

SECTION = "MOVE"
ORDER = 30

_ALL = "all"
_AUDIENCES = (*(one.value for one in (Audience.EVERYONE, Audience.FREE, Audience.PAID, Audience.FOUNDING)), _ALL)


@click.command(name="check-move", cls=Command, help=__doc__)
@click.argument("target", metavar="TARGET")
@click.option("--all", "everything", is_flag=True, help="List the posts that are whole, too.")
@click.option("--path", metavar="PATTERN", help="Where posts lie on a site that does not list them: /p/{slug}/")
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="Look at so many posts only, old and new ones.")
@click.option("--base-url", metavar="URL", help="A folder: where it will be online.")
@click.option("--publication", metavar="NAME", help="Which publication, where there are several.")
@click.option("--at", metavar="DATE", help="As the archive was then (or the number of a snapshot).")
@click.option("--drafts", is_flag=True, help="Drafts belong there, too.")
@click.option("--responses", is_flag=True, help="Medium: responses belong there, too.")
@click.option(
    "--audience",
    multiple=True,
    type=click.Choice(_AUDIENCES),
    help="Posts for these readers belong there (repeatable).",
)
@pass_session
def check(
    session: Session,
    target: str,
    everything: bool,
    path: str | None,
    sample: int | None,
    base_url: str | None,
    publication: str | None,
    at: str | None,
    drafts: bool,
    responses: bool,
    audience: tuple[str, ...],
) -> int:
    """Compare, and tell."""
    if path is not None:
        Scheme(path if path.startswith("/") else f"/{path}")
    output = session.output
    with opened(session) as archive:
        slug = only_one(session, archive, publication)
        criteria = Criteria(
            at=snapshot_at(archive, slug, at, tables.POSTS) if at else None,
            drafts=drafts,
            responses=responses,
            audiences=_audiences(audience),
        )
        selection = choose(archive, publication_of(archive, slug), criteria)
        sealed = not archive.vault.can_read and tables.PRIVATE_POSTS in archive.chain(slug).tables()
        with opened_site(target, session.settings, base_url=base_url, pattern=path) as site:
            count = min(sample or len(selection.entries), len(selection.entries))
            with output.progress("Comparing posts", count) as progress:
                outcome = check_move(selection, site, sample=sample, progress=progress.advance)
    tell_move(output, outcome, target=target, publication=slug, everything=everything, sealed=sealed)
    return ExitCode.PARTLY if outcome.gaps else ExitCode.DONE


def _audiences(said: tuple[str, ...]) -> frozenset[Audience]:
    if _ALL in said:
        return EVERYTHING
    asked = frozenset(map(Audience, said)) or frozenset({Audience.EVERYONE})
    return asked | ({Audience.UNKNOWN} if Audience.PAID in asked else frozenset())


COMMAND = check
