"""Asks, before anything is sent, who wants no more letters: the drop-box, and the mail provider."""

from outlast.cli._frame import clock
from outlast.cli._frame.opening import wiring_of
from outlast.cli._frame.session import Session
from outlast.mailing.collecting import collect_all
from outlast.mailing.running import Office


def hear_who_signed_off(session: Session, office: Office) -> None:
    """Suppress whom they name, where the settings name them; warn where one does not answer.

    Raises:
        StorageError, KeyProblem: nothing can be kept, or nobody be recognised.
    """
    output, ask = session.output, wiring_of(session).ask
    with output.progress("Asking who signed off"):
        found = collect_all(
            office.archive, session.settings, environ=session.environ, clock=clock.now, ask=ask, mailbox=False
        )
    office.suppression.refresh()
    for one in found.ways:
        if one.applied.news:
            output.note(f"{one.way} knows {one.applied.news:,} more who get no letters; they are left out.")
        if one.problem is not None:
            output.warn(f"{one.problem.what} What Outlast knows itself is left out all the same.")
