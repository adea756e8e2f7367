"""Asks, before anything is sent, who wants no more letters: the drop-box, the mail provider, and the mailbox."""

from datetime import timedelta

from outlast.cli._frame import clock
from outlast.cli._frame.opening import wiring_of
from outlast.cli._frame.session import Session
from outlast.cli._reports.unsubscribed import tell_damage
from outlast.cli.output import Output
from outlast.mailing.collecting import CollectedAll, collect_all
from outlast.mailing.office import Office
from outlast.standing.spoken_time import spoken

_WITHIN = timedelta(minutes=1)
"""How long the mailbox may take: a writer who is shut out has to be able to send."""


def hear_who_signed_off(session: Session, office: Office) -> None:
    """Suppress whom they name, where the settings name them; warn where one does not answer.

    Raises:
        StorageError, KeyProblem: nothing can be kept, or nobody be recognised.
    """
    output, ask = session.output, wiring_of(session).ask
    with output.progress("Asking who signed off"):
        found = collect_all(
            office.archive, session.settings, environ=session.environ, clock=clock.now, ask=ask, within=_WITHIN
        )
    office.suppression.refresh()
    for one in found.ways:
        if one.applied.news:
            _tell_news(output, one.way, one.applied.news)
        if one.problem is not None:
            output.warn(f"{one.problem.what} What Outlast knows itself is left out all the same.")
    if found.looked_into_mailbox:
        _tell_mailbox(output, found)
    if found.damage is not None:
        tell_damage(output, found.damage)


def _tell_mailbox(output: Output, found: CollectedAll) -> None:
    problem = found.mailbox_problem
    cut_short = found.mailbox is not None and found.mailbox.cut_short
    output.line(
        "way",
        name="mailbox",
        problem=problem.what if problem else None,
        cut_short=cut_short,
        last_look=found.last_look,
    )
    if news := found.news - sum(one.applied.news for one in found.ways):
        _tell_news(output, "Your mailbox", news)
    if problem is not None:
        output.warn(f"Your mailbox could not be read: {problem.what} {_not_heard(found)}\n  → {problem.advice}")
    elif cut_short:
        output.warn(
            f"There is so much new in your mailbox that not all of it was read. {_not_heard(found)}\n"
            "  → Read the rest: outlast mail unsubscribes"
        )


def _not_heard(found: CollectedAll) -> str:
    if found.last_look is None:
        return "It has never been read to its end, so whoever asks there for no more letters is not heard."
    when = spoken(found.last_look, clock.now())
    return f"It was last read to its end {when}; whoever asked there since for no more letters is not heard yet."


def _tell_news(output: Output, way: str, news: int) -> None:
    output.note(f"{way} knows {news:,} more who get no letters; they are left out.")
