"""The findings as SARIF 2.1.0 (OASIS, sarif-v2.1.0-os): the format that code hosts and editors read."""

import hashlib
import json
from datetime import UTC
from importlib.metadata import version
from typing import Any
from urllib.parse import quote, urlsplit

from backup.risk.model import Confidence, Evidence, Finding, Rule, Severity
from outlast.auditing.honest import AFTER, BEFORE
from outlast.auditing.report import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}
_RANK = {Confidence.HIGH: 90.0, Confidence.MEDIUM: 50.0, Confidence.LOW: 10.0}
"""From 0 to 100 (3.27.25): how much a result deserves to be looked at. Here, how sure the rule is."""


def sarif_of(report: Report) -> bytes:
    """Return the log of a report."""
    place = {rule.id: number for number, rule in enumerate(report.audit.rules)}
    addresses = {post.key: post.url for post in report.corpus.everything if post.url}
    invocation: dict[str, Any] = {
        "executionSuccessful": not report.audit.broken,
        "endTimeUtc": f"{report.made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    }
    if report.audit.broken:
        invocation["toolExecutionNotifications"] = [
            {"level": "error", "message": {"text": f"The rule {rule} failed."}} for rule in report.audit.broken
        ]
    driver = {
        "name": "Outlast",
        "version": version("outlast"),
        "shortDescription": {"text": "What a platform’s filter might see in a writer’s archive."},
        "fullDescription": {"text": BEFORE},
        "rules": [_rule(rule) for rule in report.audit.rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": [_result(finding, place, addresses) for finding in report.findings],
        "properties": {"before": BEFORE, "after": AFTER},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _rule(rule: Rule) -> dict[str, Any]:
    where = f"{rule.source.words} ({rule.source.place})"
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": where},
        "help": {"text": f"{where} {AFTER}"},
        "properties": {"number": rule.number, "platforms": list(rule.platforms), "tags": list(rule.platforms)},
    }


def _result(finding: Finding, place: dict[str, int], addresses: dict[str, str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "kind": "fail",
        "level": _LEVEL[finding.severity],
        "rank": _RANK[finding.confidence],
        "message": {
            "text": f"{finding.title}. {finding.why} Not known: {finding.unknown} What to do: {finding.remedy}"
        },
        "locations": [_location(one, addresses) for one in finding.evidence[:1]],
        "partialFingerprints": {"outlastFinding/v1": _fingerprint(finding)},
        "properties": {
            "severity": str(finding.severity),
            "confidence": str(finding.confidence),
            "unknown": finding.unknown,
            "remedy": finding.remedy,
            "numbers": dict(finding.numbers),
        },
    }
    # Several locations would say that all of them have to be changed at once (3.27.12); the others belong to it.
    related = [{"id": number, **_location(one, addresses)} for number, one in enumerate(finding.evidence[1:], start=1)]
    if related:
        result["relatedLocations"] = related
    if finding.rule in place:
        result["ruleIndex"] = place[finding.rule]
    return result


def _location(evidence: Evidence, addresses: dict[str, str]) -> dict[str, Any]:
    location: dict[str, Any] = {}
    uri = _uri(addresses.get(evidence.post or ""), evidence.object)
    if uri is not None:
        location["physicalLocation"] = {"artifactLocation": {"uri": uri}}
    logical = {"name": evidence.where, "kind": "resource"}
    if evidence.post is not None:
        logical["fullyQualifiedName"] = evidence.post
    location["logicalLocations"] = [logical]
    words = "\n".join(filter(None, [evidence.passage, *evidence.rows]))
    if words:
        location["message"] = {"text": words}
    if evidence.at is not None:
        location["properties"] = {"at": f"{evidence.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"}
    return location


def _uri(address: str | None, name: str | None) -> str | None:
    """Return a valid reference (RFC 3986): the post on the web, else the archive's object."""
    if address is not None and urlsplit(address).scheme in ("http", "https"):
        return quote(address, safe="%/:=&?~#+!$,;'@()*[]")
    return f"objects/{quote(name)}" if name else None


def _fingerprint(finding: Finding) -> str:
    """Return what stays the same when the same thing is found again, whatever its numbers are then."""
    places = sorted(f"{one.post}|{one.at.isoformat() if one.at else ''}" for one in finding.evidence)
    return hashlib.sha256("\0".join([finding.rule, *places]).encode()).hexdigest()[:32]
