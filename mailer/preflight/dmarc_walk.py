"""Which domain's DMARC record counts, and which names belong to one organisation, without the public suffix list.

RFC 7489 wants a list of public suffixes (`co.uk`), which is long and never finished. RFC 9989 asks the DNS instead: it
walks up from the domain, name by name, and looks where records lie. That is what happens here. Receivers that still
use the list come to another answer only where an organisation has no record at its own top.
"""

from dataclasses import dataclass

from mailer.preflight.dmarc_record import DmarcRecord, is_dmarc, parse_dmarc
from mailer.preflight.zone import Records, Zone

_MOST_STEPS = 8
"""A longer name is cut to its last seven labels after the first question (RFC 9989, DNS Tree Walk)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DmarcWalk:
    """What lies on the way from a domain up to the root."""

    domain: str
    records: dict[str, DmarcRecord]
    """By the domain they are for, the lowest first."""
    several: tuple[str, ...] = ()
    """Domains with more than one record, none of which counts then (RFC 7489, 6.6.3)."""
    unanswered: tuple[tuple[str, Records], ...] = ()

    @property
    def organisation(self) -> str:
        """Return the domain at the top of the writer's own names; empty where no record tells."""
        for name, record in self.records.items():
            if record.suffix == "n":
                return name
            if record.suffix == "y" and name != self.domain:
                labels = self.domain.split(".")
                return ".".join(labels[-len(name.split(".")) - 1 :])
        return next(reversed(self.records), "")

    @property
    def found_at(self) -> str:
        """Return where the record lies that counts for the domain; empty where there is none.

        It is the domain's own, else that of its organisation, else that of the suffix under which people register.
        """
        suffixes = (name for name, record in self.records.items() if record.suffix == "y")
        own = (name for name in (self.domain, self.organisation) if name in self.records)
        return next(own, next(suffixes, ""))

    @property
    def record(self) -> DmarcRecord | None:
        """Return the record that counts for the domain."""
        return self.records.get(self.found_at)


def walk_up(domain: str, zone: Zone) -> DmarcWalk:
    """Look for DMARC records at `domain` and above it."""
    domain = domain.lower().rstrip(".")
    records: dict[str, DmarcRecord] = {}
    several: list[str] = []
    unanswered: list[tuple[str, Records]] = []
    for name in _upwards(domain):
        answer = zone.txt(f"_dmarc.{name}")
        texts = [text for text in answer.values if is_dmarc(text)]
        if answer.unknown:
            unanswered.append((name, answer))
        elif len(texts) > 1:
            several.append(name)
        elif texts:
            records[name] = parse_dmarc(texts[0])
            if records[name].suffix in ("y", "n"):
                break
    return DmarcWalk(domain=domain, records=records, several=tuple(several), unanswered=tuple(unanswered))


def _upwards(domain: str) -> list[str]:
    labels = domain.split(".")
    starts = list(range(len(labels)))
    if len(starts) > _MOST_STEPS:
        starts = [0, *starts[-(_MOST_STEPS - 1) :]]
    return [".".join(labels[start:]) for start in starts]
