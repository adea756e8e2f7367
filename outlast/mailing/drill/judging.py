"""Says of the plan, the letter and its copies how they did."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from mailer.preflight.authentication import authentication_checks, read_authentication
from mailer.preflight.check import Check, State
from mailer.preflight.signature import check_signature
from outlast.mailing.drill.script import Copy, Script
from outlast.mailing.drill.step import Outcome, Step, failed, untried, worked
from outlast.mailing.drill.waiting import Back

_OUTCOMES = {
    State.OK: Outcome.WORKED,
    State.ATTENTION: Outcome.WORKED,
    State.BAD: Outcome.FAILED,
    State.UNKNOWN: Outcome.UNTRIED,
}


def of_plan(checks: Iterable[Check]) -> Iterator[Step]:
    """Yield a step for each check of the numbers."""
    for check in checks:
        in_earnest = "Some subscribers, or all, would not have heard from you." if check.state is State.BAD else ""
        yield Step(
            name=check.name,
            outcome=_OUTCOMES[check.state],
            what=check.what,
            in_earnest=in_earnest,
            next="" if check.state is State.OK else check.next,
        )


def of_letter(checks: Iterable[Check]) -> Step:
    """Return how the letter did under lint."""
    name, bad = "The letter", [check for check in checks if check.state is State.BAD]
    if not bad:
        return worked(name, "It could be made, and keeps the rules for letters.")
    what = f"It goes against {len(bad)} rules: {bad[0].what}" if len(bad) > 1 else bad[0].what
    return failed(name, what, in_earnest="Mail servers would have refused it, or taken it for spam.", next=bad[0].next)


def of_copy(copy: Copy, script: Script, *, sent: bool, back: Back | None, unread: str) -> Iterator[Step]:
    """Yield whether a copy arrived, was believed, and sealed in full; nothing of one that did not go out."""
    if not sent:
        return
    arrived, believed = f"Arriving at {copy.to}", f"Being believed at {copy.to}"
    found = back.copies.get(copy.message_id) if back else None
    by_hand = "Look into that mailbox, and into its spam folder"
    if back is None or (found is None and copy.to.lower() not in script.read):
        why = unread or "Outlast does not read that mailbox."
        yield untried(arrived, why, in_earnest="It may lie in a spam folder.", next=by_hand)
    elif found is None:
        yield failed(
            arrived,
            f"The letter did not arrive within {minutes(script.patience)}.",
            in_earnest="Subscribers there would not have got it, or hours later.",
            next=f"{by_hand}; if it is nowhere, ask your mail provider",
        )
    else:
        yield _arrived(arrived, junk=found.junk, folder=found.folder)
        yield _believed(believed, found.content, script.receiving)
        yield _sealed(f"Being sealed at {copy.to}", found.content, script.receiving)


def minutes(length: timedelta) -> str:
    """Return a length of time as people say it."""
    count = max(1, round(length.total_seconds() / 60))
    return "a minute" if count == 1 else f"{count} minutes"


def _arrived(name: str, *, junk: bool, folder: str) -> Step:
    if not junk:
        return worked(name, f"The letter is in the folder “{folder}”.")
    return failed(
        name,
        f"The letter went to the spam folder (“{folder}”).",
        in_earnest="Most subscribers would never have seen it.",
        next="Mend what the check says, and mark the letter as no spam: outlast mail check",
    )


def _believed(name: str, content: bytes, receiving: str) -> Step:
    found = read_authentication(content, receiving=receiving)
    checks = list(authentication_checks(found))
    mend = "See what is missing: outlast mail check"
    if found is None or not found.of("dmarc"):
        what = checks[0].what if found is None else f"{found.server} says nothing of DMARC."
        in_earnest = "Whether your letters would have been believed is not known."
        return untried(name, what, in_earnest=in_earnest, next=checks[0].next or mend)
    what = " ".join(f"{check.name.partition(',')[0]}: {check.what}" for check in checks)
    if found.passed("dmarc"):
        return worked(name, what)
    if all(check.state is not State.BAD for check in checks):
        return untried(name, what, in_earnest="Whether your letters would have been believed is not known.", next=mend)
    in_earnest = "Gmail, Yahoo and Outlook would have refused your letters, or put them into spam."
    return failed(name, what, in_earnest=in_earnest, next=mend)


def _sealed(name: str, content: bytes, receiving: str) -> Step:
    check = check_signature(content, read_authentication(content, receiving=receiving))
    in_earnest = {
        State.BAD: "Who wants no more letters would have pressed “spam”, for want of another button.",
        State.UNKNOWN: "Whether mail programs would have offered to unsubscribe is not known.",
    }
    return Step(
        name=name,
        outcome=_OUTCOMES[check.state],
        what=check.what,
        in_earnest=in_earnest.get(check.state, ""),
        next=check.next,
    )
