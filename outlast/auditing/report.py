"""What an audit came to, with all that is needed to tell it: on the screen, as a page, for programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from backup.risk.audit import Audit
from backup.risk.corpus import Corpus
from backup.risk.model import Finding, Severity

_ONE = {
    "posts": "post",
    "drafts": "draft",
    "words": "word",
    "posts compared with": "post compared with",
    "stories clapped for": "story clapped for",
    "highlights": "highlight",
    "bookmarks": "bookmark",
    "responses": "response",
    "follows": "follow",
    "sign-ins": "sign-in",
}
"""What is looked at, and what one of it is called."""
_WEIGHT = {Severity.LOW: 1, Severity.MEDIUM: 2, Severity.HIGH: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An audit of some publications, or of a new text against all of them."""

    made: datetime
    """Aware."""
    corpus: Corpus
    audit: Audit
    thresholds: Mapping[str, float]
    """By their names in `backup.risk.thresholds`."""
    draft: str | None = None
    """The key of the new text, where one was looked at."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what was found, the weightiest first."""
        return self.audit.findings

    def reaches(self, severity: Severity) -> bool:
        """Tell whether anything was found that would weigh so much, or more."""
        return any(_WEIGHT[finding.severity] >= _WEIGHT[severity] for finding in self.findings)

    def counts(self) -> dict[Severity, int]:
        """Return how many findings there are of each severity, the weightiest first."""
        return {
            severity: sum(finding.severity is severity for finding in self.findings)
            for severity in sorted(Severity, key=lambda one: -_WEIGHT[one])
        }

    @property
    def looked_at(self) -> dict[str, int]:
        """Return how much was looked at, by what it is; only what there is, but always the posts."""
        examined, activity = self.audit.examined, self.corpus.activity
        counts = {
            "posts": examined.posts,
            "drafts": examined.drafts,
            "words": examined.words,
            "posts compared with": examined.compared,
            "stories clapped for": len(activity.claps),
            "highlights": len(activity.highlights),
            "bookmarks": len(activity.bookmarks),
            "responses": max(examined.responses, len(activity.responses)),
            "follows": len(activity.follows),
            "sign-ins": examined.sessions,
        }
        return {name: count for name, count in counts.items() if count or name == "posts"}

    @property
    def looked_at_words(self) -> str:
        """Return the same for people."""
        return ", ".join(f"{count:,} {_ONE[name] if count == 1 else name}" for name, count in self.looked_at.items())

    @property
    def summary(self) -> str:
        """Return it in a sentence or two."""
        count = len(self.audit.rules)
        looked = f"{count:,} {'reason was' if count == 1 else 'reasons were'} looked for. "
        if not self.findings:
            return f"{looked}Nothing was found that could be read as {'it' if count == 1 else 'one of them'}."
        number = len(self.findings)
        by = ", ".join(f"{many:,} of {severity} severity" for severity, many in self.counts().items() if many)
        return f"{looked}{number:,} {'thing was' if number == 1 else 'things were'} found: {by}."
