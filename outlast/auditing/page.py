"""The audit as one page: no script, no request, for a screen of any size, light or dark, and for paper."""

from datetime import UTC, datetime
from typing import Any

import templates
from backup.risk.model import Evidence, Finding
from outlast.auditing.honest import AFTER, BEFORE, CONFIDENCE
from outlast.auditing.pictures import pictures
from outlast.auditing.report import Report
from outlast.auditing.thresholds import thresholds_said

_PLACES = 12
"""Places of a finding that the page shows; programs get all of them."""
_PLATFORMS = {"medium": "Medium", "substack": "Substack"}


def write_page(report: Report) -> bytes:
    """Return the page."""
    corpus = report.corpus
    page = templates.environment("audit").get_template("page.html")
    return page.render(
        names=", ".join(publication.name for publication in corpus.publications) or "An empty archive",
        draft=(corpus.by_key[report.draft].title or "no title") if report.draft else "",
        made=said_at(report.made),
        before=BEFORE,
        after=AFTER,
        summary=report.summary,
        looked_at=[(name, f"{count:,}") for name, count in report.looked_at.items()],
        gaps=report.audit.remarks,
        findings=_findings(report),
        plots=pictures(report),
        confidence_words=CONFIDENCE,
        rules=_rules(report),
        thresholds=thresholds_said(report.thresholds),
    ).encode("utf-8", "replace")


def said_at(moment: datetime) -> str:
    """Return a moment for people, in UTC."""
    at = moment.astimezone(UTC)
    return f"{at.day} {at:%B %Y, %H:%M} UTC"


def _findings(report: Report) -> list[dict[str, Any]]:
    addresses = {post.key: post.url for post in report.corpus.everything}
    return [_finding(finding, addresses) for finding in report.findings]


def _finding(finding: Finding, addresses: dict[str, str | None]) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "title": finding.title,
        "severity": str(finding.severity),
        "confidence": str(finding.confidence),
        "why": finding.why,
        "unknown": finding.unknown,
        "remedy": finding.remedy,
        "evidence": [_evidence(one, addresses) for one in finding.evidence[:_PLACES]],
        "more": max(len(finding.evidence) - _PLACES, 0),
    }


def _evidence(evidence: Evidence, addresses: dict[str, str | None]) -> dict[str, Any]:
    address = addresses.get(evidence.post or "") or ""
    return {
        "where": evidence.where,
        # A post's address comes from a file that somebody made: it must not run as a script when it is clicked.
        "url": address if address.lower().startswith(("https://", "http://")) else None,
        "at": said_at(evidence.at) if evidence.at and said_at(evidence.at) not in evidence.where else None,
        "passage": evidence.passage,
        "rows": evidence.rows,
        "object": evidence.object,
    }


def _rules(report: Report) -> list[dict[str, Any]]:
    found = [finding.rule for finding in report.findings]
    return [
        {
            "id": rule.id,
            "number": rule.number,
            "title": rule.title,
            "platforms": ", ".join(_PLATFORMS.get(platform, platform) for platform in rule.platforms),
            "found": "not run" if rule.id in report.audit.broken else found.count(rule.id) or "nothing",
            "source": f"{rule.source.words} ({rule.source.place})",
        }
        for rule in report.audit.rules
    ]
