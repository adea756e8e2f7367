"""Which published reasons were checked, and what was found, of an audit."""

from backup.archive.reading import ReadableArchive
from backup.risk.audit import Audit
from backup.risk.model import Finding, Rule
from exporters.dossier.facts import Checked, Found, Reason
from exporters.dossier.proof import Fact, Proof, object_proof


def checked_of(archive: ReadableArchive, audit: Audit, platform: str, otherwise: tuple[Proof, ...]) -> Checked:
    """Return what an audit says of the reasons of a platform; `otherwise` proves what names no object of its own.

    What others did to the account is no reason of the platform, and is left out.
    """
    rules = [rule for rule in audit.rules if rule.by_writer and platform in rule.platforms]
    return Checked(
        posts=audit.examined.posts,
        words=audit.examined.words,
        reasons=tuple(_reason(archive, rule, audit, otherwise) for rule in rules),
        remarks=audit.remarks,
    )


def _reason(archive: ReadableArchive, rule: Rule, audit: Audit, otherwise: tuple[Proof, ...]) -> Reason:
    findings = [finding for finding in audit.findings if finding.rule == rule.id]
    return Reason(
        rule=rule.id,
        title=rule.title,
        said=rule.source.words,
        place=rule.source.place,
        broken=rule.id in audit.broken,
        found=tuple(Fact(value=_found(one), proofs=_proofs(archive, one) or otherwise) for one in findings),
    )


def _found(finding: Finding) -> Found:
    return Found(
        title=finding.title,
        confidence=str(finding.confidence),
        severity=str(finding.severity),
        where=tuple(dict.fromkeys(one.where for one in finding.evidence)),
        unknown=finding.unknown,
    )


def _proofs(archive: ReadableArchive, finding: Finding) -> tuple[Proof, ...]:
    names = dict.fromkeys(one.object for one in finding.evidence if one.object)
    return tuple(object_proof(archive.store.resolve(name)) for name in names)
