"""Show what a platform's filter might see in what you wrote and did.

Looks for the reasons that the platforms have published, in your posts and in what Medium's export tells of your claps,
follows and responses. Nothing is sent anywhere. The rules of the filters are not public: what is found is what could be
read so, with how sure that is, what is not known, and what to do. The exit code is 3 when a finding reaches --fail-on.

Examples:
    outlast audit
    outlast audit --html audit.html
    outlast audit --draft new-post.md
    outlast audit --rules 3,8 --since 2026-01-01
    outlast audit --list-rules
"""

from datetime import datetime
from pathlib import Path

import click

from backup.errors import UsageError
from backup.risk.model import Severity
from outlast.auditing.auditing import audit_archive
from outlast.auditing.choosing import rules_named
from outlast.auditing.draft import read_draft
from outlast.auditing.page import write_page
from outlast.auditing.sarif import sarif_of
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.opening import chosen, opened
from outlast.cli._frame.out_file import write_out
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.audit import tell_audit, tell_rules
from outlast.exit_codes import ExitCode
from outlast.jobs import parse_date
from outlast.places import at_home

SECTION = "RISK AND APPEAL"
ORDER = 10

_FILE = click.Path(path_type=Path)


@click.command(cls=Command, help=__doc__)
@click.option("--publication", multiple=True, metavar="NAME", help="Look at this publication only (repeatable).")
@click.option("--rules", "listed", metavar="LIST", help="Only these rules: ids or numbers, with commas between.")
@click.option("--since", metavar="DATE", help="Look only at what was published and done since then.")
@click.option(
    "--fail-on",
    type=click.Choice([str(severity) for severity in Severity]),
    default=str(Severity.HIGH),
    show_default=True,
    help="The severity from which on the exit code is 3.",
)
@click.option("--html", type=_FILE, metavar="FILE", help="Write it as a page, with pictures.")
@click.option("--sarif", type=_FILE, metavar="FILE", help="Write it as SARIF 2.1.0, for other programs.")
@click.option("--draft", type=_FILE, metavar="FILE", help="Look at a new text (Markdown, HTML or plain) only.")
@click.option("--list-rules", is_flag=True, help="List the rules with their sources, and look at nothing.")
@pass_session
def audit(
    session: Session,
    publication: tuple[str, ...],
    listed: str | None,
    since: str | None,
    fail_on: str,
    html: Path | None,
    sarif: Path | None,
    draft: Path | None,
    list_rules: bool,
) -> int:
    """Look, and tell."""
    output = session.output
    rules = rules_named(listed)
    if list_rules:
        tell_rules(output, rules)
        return ExitCode.DONE
    after = _moment(since)
    new = read_draft(at_home(draft)) if draft is not None else None
    with opened(session) as archive:
        slugs = [slug for name in publication or (None,) for slug in chosen(session, archive, name)]
        with output.progress("Looking"):
            report = audit_archive(
                archive, slugs, rules=rules, thresholds=session.settings.risk, since=after, draft=new, now=clock.now()
            )
    files = {}
    if html is not None:
        files["html"] = write_out(session, html, [write_page(report)], flag="--html")
    if sarif is not None:
        files["sarif"] = write_out(session, sarif, [sarif_of(report)], flag="--sarif")
    tell_audit(output, report, files)
    return ExitCode.PARTLY if report.audit.broken or report.reaches(Severity(fail_on)) else ExitCode.DONE


def _moment(since: str | None) -> datetime | None:
    if since is None:
        return None
    try:
        moment = parse_date(since)
    except ValueError:
        raise UsageError(f"{since!r} is no date.", next="Write 2026-03-01") from None
    # `parse_date` means the end of a day; “since” means its beginning.
    return moment.replace(hour=0, minute=0, second=0) if len(since) <= 10 else moment


COMMAND = audit
