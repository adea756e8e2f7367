"""Whether what SPF and DKIM prove is about the same domain as From, which is what DMARC asks (RFC 7489, 3.1)."""

from dataclasses import dataclass, replace

from mailer.preflight.check import Check, State
from mailer.preflight.dmarc_record import DmarcRecord
from mailer.preflight.dmarc_walk import DmarcWalk, walk_up
from mailer.preflight.zone import Zone

_SOURCE = "RFC 7489, 3.1; RFC 9989 for names of one organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One of the two ways to prove it."""

    proof: str
    domain: str
    strict: bool
    aligned: bool | None
    """`None`: it depends on whether both names belong to one organisation, and nothing in the DNS tells."""
    passes: bool | None = True
    """Whether it proves anything at all; `None`: that is not known."""

    @property
    def proves(self) -> bool | None:
        """Tell whether it proves that the letter comes from From's domain; `None`: that is not known."""
        if False in (self.aligned, self.passes):
            return False
        return self.aligned and self.passes

    def told(self, author: str) -> str:
        if not self.domain:
            return f"for which domain {self.proof} speaks is not known yet"
        how = "exactly" if self.strict else "the same organisation"
        if self.domain == author:
            but = {True: "", False: ", but does not pass", None: ", but whether it passes is not known"}[self.passes]
            return f"{self.proof} is about {self.domain}, the same as From{but}"
        if self.aligned is None:
            return f"{self.proof} is about {self.domain}; whether that belongs to {author} cannot be told from the DNS"
        verb = "which counts as yours" if self.aligned else "which does not count as yours"
        but = {True: "", False: "; it does not pass", None: "; whether it passes is not known"}[
            self.passes if self.aligned else True
        ]
        return f"{self.proof} is about {self.domain}, {verb} (wanted: {how}){but}"


def check_alignment(found: DmarcWalk, zone: Zone, *, envelope: str, signing: str, spf_passes: bool | None) -> Check:
    """Explain it for From at `found.domain`.

    `envelope` is the domain of the address that bounces go to, `signing` the one that DKIM signs for (`d=`);
    empty: not known. `spf_passes` says whether SPF passes there for the writer's mail server; `None`: not known.
    """
    author, record = found.domain, found.record or DmarcRecord()
    spf = replace(_side("SPF", envelope, record.strict_spf, found, zone), passes=spf_passes)
    dkim = _side("DKIM", signing, record.strict_dkim, found, zone)
    told = f"{spf.told(author)}; {dkim.told(author)}."
    name = "Alignment"
    if dkim.aligned:
        return Check(name=name, state=State.OK, what=told, source=_SOURCE)
    if spf.proves:
        what = f"{told} By SPF alone it stands on one leg: a letter that somebody forwards loses that proof."
        mend = f"Let your provider sign for {author} (DKIM)"
        return Check(name=name, state=State.ATTENTION, what=what, next=mend, source=_SOURCE)
    if None in (spf.proves, dkim.proves):
        mend = "A test copy tells for sure: outlast drill"
        return Check(name=name, state=State.UNKNOWN, what=told, next=mend, source=_SOURCE)
    what = f"{told} Neither proves anything about From, so DMARC fails for each letter."
    mend = f"Let your provider sign for {author} (DKIM), or let bounces go to an address at {author}"
    return Check(name=name, state=State.BAD, what=what, next=mend, source=_SOURCE)


def _side(proof: str, domain: str, strict: bool, author: DmarcWalk, zone: Zone) -> _Side:
    domain = domain.lower().rstrip(".")
    if not domain:
        return _Side(proof=proof, domain="", strict=strict, aligned=None)
    if strict:
        return _Side(proof=proof, domain=domain, strict=True, aligned=domain == author.domain)
    return _Side(proof=proof, domain=domain, strict=False, aligned=_one_organisation(domain, author, zone))


def _one_organisation(domain: str, author: DmarcWalk, zone: Zone) -> bool | None:
    """Tell whether two domains belong together by the records at and above them (RFC 9989, DNS Tree Walk).

    That one lies below the other is not enough: `maya.github.io` and `github.io` have two owners.
    """
    if domain == author.domain:
        return True
    other = walk_up(domain, zone)
    if author.organisation and author.organisation == other.organisation:
        return True
    if author.unanswered or other.unanswered:
        return None
    if author.organisation and other.organisation:
        return False
    # Receivers that go by a list of suffixes may know better what two names with the same ending have in common.
    return None if _last_two(domain) == _last_two(author.domain) else False


def _last_two(domain: str) -> list[str]:
    return domain.split(".")[-2:]
