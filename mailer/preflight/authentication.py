"""What the receiving server found out about a test copy that came back, in sentences."""

import email.message
import email.parser
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailer.preflight.authentication_results import AuthenticationResults, MethodResult, parse_authentication_results
from mailer.preflight.check import Check, State

_SOURCE = "RFC 8601, 2.7"
_SPF_WORD = re.compile(r"\s*(pass|fail|softfail|neutral|none|temperror|permerror)\b", re.IGNORECASE)
_SPF_PAIR = re.compile(r'([a-z-]+)=("[^"]*"|[^\s;]+)', re.IGNORECASE)
_NAMELESS = "the other side"
_LATER = ("temperror",)
_PROOFS = {"spf": ("SPF", "smtp.mailfrom"), "dkim": ("DKIM", "header.d"), "dmarc": ("DMARC", "header.from")}
_MEND = {
    "spf": "Look at the SPF lines of: outlast mail check",
    "dkim": "Look at the DKIM lines of: outlast mail check",
    "dmarc": "Look at the line “Alignment” of: outlast mail check",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Authentication:
    """What one server said."""

    server: str
    results: tuple[MethodResult, ...]

    def of(self, method: str) -> tuple[MethodResult, ...]:
        """Return what it said of one method; DKIM has a result for each signature."""
        return tuple(result for result in self.results if result.method == method)

    def passed(self, method: str) -> bool:
        """Tell whether the method passed, for DKIM by any of the signatures."""
        return any(result.result == "pass" for result in self.of(method))

    def domains(self, method: str) -> frozenset[str]:
        """Return for which domains it passed; an empty name is there for a result that does not say."""
        return frozenset(_domain(method, result) for result in self.of(method) if result.result == "pass")


def read_authentication(message: bytes, *, receiving: str = "") -> Authentication | None:
    """Return what the server said that took the letter in; `None` where it said nothing.

    Anybody on the way can have put such a header in, the sender first of all. Servers put theirs on top (RFC 8601, 4.1
    and 5), so only the topmost counts, with others of the same server; `receiving`, the name of the mailbox's server or
    its domain, lets those of other servers be passed over. Never raises.
    """
    headers = email.parser.BytesHeaderParser(policy=email.policy.compat32).parsebytes(message)
    said = [
        found for text in _texts(headers, "Authentication-Results") if (found := parse_authentication_results(text))
    ]
    if receiving:
        said = [one for one in said if _one_house(one.server, receiving)]
    if said:
        server = said[0].server
        return Authentication(server=server or _NAMELESS, results=tuple(_together(said, server)))
    if receiving or not (texts := _texts(headers, "Received-SPF")):
        return None
    return _of_received_spf(texts[0])


def authentication_checks(found: Authentication | None) -> Iterator[Check]:
    """Yield a check for each of SPF, DKIM and DMARC."""
    if found is None:
        yield Check(
            name="What the other side says",
            state=State.UNKNOWN,
            what="The server of that mailbox does not say what it found out.",
            next="Send the test copy to an address at Gmail, Yahoo or Fastmail too: outlast config set mail.test_to",
            source=_SOURCE,
        )
        return
    for method in _PROOFS:
        yield _check(method, found)


def _check(method: str, found: Authentication) -> Check:
    proof, _ = _PROOFS[method]
    name = f"{proof}, as {found.server} sees it"
    results = found.of(method)
    if not results:
        what = f"It says nothing of {proof}."
        return Check(name=name, state=State.UNKNOWN, what=what, next=_MEND[method], source=_SOURCE)
    best = next((result for result in results if result.result == "pass"), results[0])
    about = f" for {domain}" if (domain := _domain(method, best)) else ""
    if best.result == "pass":
        return Check(name=name, state=State.OK, what=f"It passed{about}.", source=_SOURCE)
    state = State.UNKNOWN if best.result in _LATER else _gravity(method, found)
    reason = f": {best.reason}" if best.reason and "@" not in best.reason else ""
    what = f"It did not pass{about} ({best.result}{reason}).{_and_so(method, found)}"
    return Check(name=name, state=state, what=what, next=_MEND[method], source=_SOURCE)


def _gravity(method: str, found: Authentication) -> State:
    return State.ATTENTION if method != "dmarc" and found.passed("dmarc") else State.BAD


def _and_so(method: str, found: Authentication) -> str:
    if method != "dmarc":
        return " The letter was believed all the same." if found.passed("dmarc") else ""
    if found.passed("spf") or found.passed("dkim"):
        return " SPF or DKIM passed, but for another domain than that of From."
    return " Neither SPF nor DKIM passed, so nothing proves that the letter is yours."


def _domain(method: str, result: MethodResult) -> str:
    value = result.properties.get(_PROOFS[method][1], "") or result.properties.get("header.i", "")
    return value.rpartition("@")[2].lower()  # never the address itself: it may hold a recipient's token


def _texts(headers: "email.message.Message[str, str]", name: str) -> list[str]:
    return [str(value) for value in headers.get_all(name, [])]


def _together(said: list[AuthenticationResults], server: str) -> Iterator[MethodResult]:
    """Yield the results of the server's headers, as long as no other server's lies between them."""
    for one in said:
        if one.server != server:
            return
        yield from one.results


def _one_house(server: str, receiving: str) -> bool:
    return server.split(".")[-2:] == receiving.lower().rstrip(".").split(".")[-2:]


def _of_received_spf(text: str) -> Authentication | None:
    """Read the older header that has SPF alone (RFC 7208, 9.1)."""
    word = _SPF_WORD.match(text)
    if word is None:
        return None
    pairs = {name.lower(): value.strip('"') for name, value in _SPF_PAIR.findall(text)}
    result = MethodResult(
        method="spf", result=word[1].lower(), properties={"smtp.mailfrom": pairs.get("envelope-from", "").strip("<>")}
    )
    return Authentication(server=pairs.get("receiver", _NAMELESS).lower(), results=(result,))
