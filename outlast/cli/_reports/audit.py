"""What an audit found, for people and for programs; it begins and ends with what nobody can know."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from backup.risk.model import Confidence, Evidence, Finding, Rule, Severity
from outlast.auditing.honest import AFTER, BEFORE, CONFIDENCE
from outlast.auditing.page import said_at
from outlast.auditing.report import Report
from outlast.cli.output import Output

_COLOURS = {Severity.HIGH: "red", Severity.MEDIUM: "yellow", Severity.LOW: "cyan"}
_PLACES, _ROWS = 3, 6


def tell_audit(output: Output, report: Report, files: Mapping[str, Path]) -> None:
    """Show the table of what was found, then each finding in sentences."""
    _tell_lines(output, report)
    output.prose(BEFORE)
    output.text()
    output.prose(f"Looked at: {report.looked_at_words}.")
    for gap in report.audit.remarks:
        output.warn(gap)
    if report.findings:
        output.text()
        output.table(
            ("Severity", "Confidence", "Rule", "What was found"),
            [(_coloured(one.severity), str(one.confidence), one.rule, one.title) for one in report.findings],
        )
    for number, finding in enumerate(report.findings, start=1):
        output.text()
        _tell(output, number, finding)
    output.text()
    (output.attention if report.findings else output.ok)(report.summary)
    output.prose(AFTER)
    for kind, path in files.items():
        output.note(f"{'The page' if kind == 'html' else 'SARIF'} is in {path}.")
    if report.findings and "html" not in files:
        output.note("As a page, with pictures: outlast audit --html audit.html")
    output.summary(
        publications=[publication.slug for publication in report.corpus.publications],
        rules=[rule.id for rule in report.audit.rules],
        findings=len(report.findings),
        by_severity={str(severity): count for severity, count in report.counts().items()},
        looked_at=report.looked_at,
        not_looked_at=report.audit.remarks,
        broken=report.audit.broken,
        thresholds=dict(report.thresholds),
        draft=report.draft,
        files=dict(files),
        before=BEFORE,
        after=AFTER,
    )


def tell_rules(output: Output, rules: Sequence[Rule]) -> None:
    """List the rules, each with where its reason is published."""
    for rule in rules:
        output.line(
            "rule",
            id=rule.id,
            number=rule.number,
            title=rule.title,
            platforms=rule.platforms,
            words=rule.source.words,
            source=rule.source.place,
        )
        name = click.style(rule.id, bold=True)
        output.text(f"{rule.number or '':>2}  {name}  ({', '.join(rule.platforms)})")
        output.prose(f"    {rule.title}", hanging=4)
        output.prose(f"    {rule.source.words}", hanging=4)
        output.prose(f"    Source: {rule.source.place}", hanging=4)
    output.text()
    output.prose(
        "Rules 1 to 10 follow the ten reasons that a writer was given by Medium’s support; the others follow what the "
        "platforms have published elsewhere. The wording is ours."
    )
    output.summary(rules=len(rules))


def _tell_lines(output: Output, report: Report) -> None:
    for finding in report.findings:
        output.line(
            "finding",
            rule=finding.rule,
            title=finding.title,
            severity=finding.severity,
            confidence=finding.confidence,
            why=finding.why,
            unknown=finding.unknown,
            remedy=finding.remedy,
            evidence=list(finding.evidence),
            numbers=dict(finding.numbers),
        )


def _tell(output: Output, number: int, finding: Finding) -> None:
    output.prose(click.style(f"{number}. {finding.title}", bold=True), hanging=3)
    output.prose(
        f"   {_coloured(finding.severity)} severity, {finding.confidence} confidence "
        f"({CONFIDENCE[Confidence(finding.confidence)]}); {finding.rule}",
        hanging=3,
    )
    for words, said in (("Why", finding.why), ("Not known", finding.unknown), ("What to do", finding.remedy)):
        output.prose(f"   {words}: {said}", hanging=5)
    for evidence in finding.evidence[:_PLACES]:
        _tell_evidence(output, evidence)
    if len(finding.evidence) > _PLACES:
        output.text(f"   … and {len(finding.evidence) - _PLACES:,} more places")


def _tell_evidence(output: Output, evidence: Evidence) -> None:
    at = f" ({said_at(evidence.at)})" if evidence.at and said_at(evidence.at) not in evidence.where else ""
    output.prose(f"   · {evidence.where}{at}", hanging=5)
    if evidence.passage:
        output.prose(f"       “{' '.join(evidence.passage.split())}”", hanging=8)
    for row in evidence.rows[:_ROWS]:
        output.prose(f"       {row}", hanging=9)
    if len(evidence.rows) > _ROWS:
        output.text(f"       … and {len(evidence.rows) - _ROWS:,} more rows")


def _coloured(severity: Severity) -> str:
    return click.style(str(severity), fg=_COLOURS[severity])
