"""What of a test copy that came back the DKIM signature covers: some headers count only where it does."""

import email.message
import email.parser
import email.policy
import email.utils
import re
from dataclasses import dataclass

from mailer.preflight.authentication import Authentication
from mailer.preflight.check import Check, State
from mailer.preflight.tags import read_tags

_POST = "List-Unsubscribe-Post"
_WANTED = ("List-Unsubscribe", _POST, "Feedback-ID")
_SOURCE = "RFC 8058, 4; RFC 6376, 5.4.1; support.google.com/mail/answer/6254652 (R4, R7)"
_NAME = "What the signature covers"
_DRILL = "See what is missing, then run the drill again: outlast mail check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One `DKIM-Signature` of a mail (RFC 6376, 3.5)."""

    domain: str
    """For which domain it speaks (`d=`), in lower case."""
    covers: frozenset[str]
    """The names of the headers under it (`h=`), in lower case."""


def signatures_of(message: bytes) -> tuple[Signature, ...]:
    """Return the signatures of a mail, the topmost first; what is none is passed over. Never raises."""
    return tuple(_signatures(_headers(message)))


def check_signature(message: bytes, found: Authentication | None) -> Check:
    """Return whether the signature of From's domain covers what makes unsubscribing and feedback work.

    `found` is what the receiving server said: a signature that did not pass there covers nothing.
    """
    headers = _headers(message)
    author = email.utils.parseaddr(str(headers.get("From", "")))[1].rpartition("@")[2].lower()
    ours = [one for one in _signatures(headers) if _one_house(one.domain, author) and _may_have_passed(one, found)]
    there = [name for name in _WANTED if headers.get(name) is not None]
    if not ours:
        what = f"There is no valid DKIM signature of {author or 'your domain'}, so what one would cover is not known."
        return Check(name=_NAME, state=State.UNKNOWN, what=what, next=_DRILL, source=_SOURCE)
    if not there:
        what = "The copy came with none of the headers for unsubscribing, so there was nothing to cover."
        mend = "See whether a way to unsubscribe is set up: outlast mail setup"
        return Check(name=_NAME, state=State.UNKNOWN, what=what, next=mend, source=_SOURCE)
    best = min(ours, key=lambda one: len(_missing(one, there)))
    if not (missing := _missing(best, there)):
        what = f"The signature of {best.domain} covers {_listed(there)}."
        return Check(name=_NAME, state=State.OK, what=what, source=_SOURCE)
    clicks = _POST in there and missing != ["Feedback-ID"]
    return Check(
        name=_NAME,
        state=State.BAD if clicks else State.ATTENTION,
        what=f"The signature of {best.domain} does not cover {_listed(missing)} (its h= does not name it)."
        f"{_and_so(missing, clicks=clicks)}",
        next="Ask whoever signs your letters, your provider or the program on your server, to sign these headers too: "
        f"{', '.join(missing)}",
        source=_SOURCE,
    )


def _and_so(missing: list[str], *, clicks: bool) -> str:
    told = " Gmail and Yahoo then do not offer to unsubscribe with one click." if clicks else ""
    if not clicks and "List-Unsubscribe" in missing:
        told += " Some mail programs then do not offer to unsubscribe."
    if "Feedback-ID" in missing:
        told += " Google then does not count complaints by campaign."
    return told


def _missing(signature: Signature, names: list[str]) -> list[str]:
    return [name for name in names if name.lower() not in signature.covers]


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _headers(message: bytes) -> "email.message.Message[str, str]":
    return email.parser.BytesHeaderParser(policy=email.policy.compat32).parsebytes(message)


def _signatures(headers: "email.message.Message[str, str]") -> list[Signature]:
    found = []
    for value in headers.get_all("DKIM-Signature", []):
        tags, _ = read_tags(str(value))
        names = frozenset(name for part in tags.get("h", "").split(":") if (name := re.sub(r"\s", "", part).lower()))
        if (domain := tags.get("d", "").lower().rstrip(".")) and names:
            found.append(Signature(domain=domain, covers=names))
    return found


def _one_house(domain: str, author: str) -> bool:
    """Tell whether one is the other, or lies below it; what the DNS says of organisations is the check's matter."""
    return bool(author) and (domain == author or domain.endswith(f".{author}") or author.endswith(f".{domain}"))


def _may_have_passed(signature: Signature, found: Authentication | None) -> bool:
    if found is None or not found.of("dkim"):
        return True
    passed = found.domains("dkim")
    return any(domain in ("", signature.domain) or domain.endswith(f".{signature.domain}") for domain in passed)
