"""The check of a question that the DNS did not answer."""

from mailer.preflight.check import Check, State
from mailer.preflight.zone import Absence, Records


def unanswered(name: str, asked: str, records: Records) -> Check:
    """Return it: nothing is known, which is not the same as nothing being there."""
    how = "did not answer in time" if records.absence is Absence.TIMEOUT else "refused to answer"
    return Check(
        name=name,
        state=State.UNKNOWN,
        what=f"The name servers {how} when asked for {asked}.",
        next="See that this computer is online, and run the check again in some minutes",
        source="RFC 2308, 7",
    )
