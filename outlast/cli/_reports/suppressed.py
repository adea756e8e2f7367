"""What `outlast mail suppress` says of the list and of an import. No address."""

from collections import Counter

from mailer.suppression.importing import ImportReport
from mailer.suppression.suppression_list import SuppressionList
from outlast.cli.output import Output
from outlast.exit_codes import ExitCode

_MOST = 20
"""Rows that are named one by one."""


def tell_list(output: Output, suppressions: SuppressionList) -> int:
    """Tell how many are on the list, why and from where."""
    counts = suppressions.counts()
    noted = Counter((line.reason, line.source) for line in suppressions.lines() if line.reason is not None)
    rows = [
        (reason.value, f"{count:,}", ", ".join(sorted(source for known, source in noted if known is reason)))
        for reason, count in counts.most_common()
    ]
    if rows:
        output.table(("Why", "addresses", "known from"), rows)
    else:
        output.text("Nobody is on the list.")
    if suppressions.damaged:
        output.warn(
            f"{suppressions.damaged:,} lines of the list are damaged, so as many people may be missing. Put"
            " mail/suppressed.jsonl back from a copy of the archive before you write to anybody."
        )
    output.summary(
        total=len(suppressions),
        by_reason={reason.value: count for reason, count in counts.items()},
        damaged=suppressions.damaged,
    )
    return ExitCode.DAMAGED if suppressions.damaged else ExitCode.DONE


def tell_import(output: Output, report: ImportReport, *, dry_run: bool) -> int:
    """Tell what became of the rows of a file."""
    if dry_run:
        output.text(f"{report.found:,} addresses would be added, as far as they are not on the list (--dry-run).")
    else:
        known = report.found - report.added
        output.ok(f"{report.added:,} added." + (f" {known:,} were on the list already." if known else ""))
    numbered = [one for one in report.not_taken if one.row is not None]
    for one in numbered[:_MOST]:
        output.text(f"  row {one.row}: {one.why}")
    if len(numbered) > _MOST:
        output.text(f"  … and {len(numbered) - _MOST:,} more rows")
    for why, count in Counter(one.why for one in report.not_taken if one.row is None).items():
        output.text(f"  {count:,} × {why}")
    output.summary(
        found=report.found,
        added=report.added,
        not_taken=[{"row": one.row, "why": one.why} for one in report.not_taken],
        dry_run=dry_run,
    )
    return ExitCode.PARTLY if report.not_taken else ExitCode.DONE
