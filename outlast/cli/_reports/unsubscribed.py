"""What came in by each way of unsubscribing. No address."""

from dataclasses import asdict

from backup.errors import OutlastError
from outlast.cli.output import Output
from outlast.mailing.returned import ReturnsReport
from outlast.mailing.unsubscribes import Collected

_MAILBOX = "mailbox"


def tell_way(output: Output, one: Collected) -> None:
    """Tell what a drop-box or a provider had."""
    applied, problem = one.applied, one.problem
    output.line("way", name=one.way, problem=problem.what if problem else None, **asdict(applied))
    if problem is None:
        output.ok(f"{one.way}: {applied.wishes:,} fetched, {applied.news:,} of them new. They get no more letters.")
    else:
        _tell_problem(output, one.way, problem)
    if applied.forged:
        output.text(f"  {applied.forged:,} had no link of yours (made up, or of a campaign that is not here).")
    if applied.unknown:
        output.text(f"  {applied.unknown:,} are people whose address is not known any more.")


def tell_mailbox(output: Output, report: ReturnsReport | None, problem: OutlastError | None) -> None:
    """Tell what the mailbox had; no report and no problem: no letter has gone out yet."""
    counts = asdict(report) if report else {}
    output.line("way", name=_MAILBOX, problem=problem.what if problem else None, **counts)
    if problem is not None:
        _tell_problem(output, _MAILBOX, problem)
    elif report is None:
        output.text(f"{_MAILBOX}: not read, because no letter has gone out yet.")
    else:
        output.ok(
            f"{_MAILBOX}: {report.looked_at:,} new mails; {report.unsubscribed:,} want no more letters,"
            f" {report.complaints:,} complained, {report.bounced_hard:,} addresses are dead."
        )


def tell_damage(output: Output, damage: OutlastError) -> None:
    """Tell that campaigns are damaged, and how to mend them."""
    output.warn(f"{damage.what} {damage.meaning}\n  → {damage.advice}")


def _tell_problem(output: Output, way: str, problem: OutlastError) -> None:
    output.bad(f"{way}: {problem.what}")
    output.text(f"  → {problem.advice}")
