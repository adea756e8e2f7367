"""The course of a fire drill: send, wait, read back, unsubscribe, bounce, and say what would have failed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mailer.errors import DropBoxProblem, MailboxProblem, MailProblem
from mailer.model import Answer, Stage
from mailer.replies.words import without_addresses
from outlast.mailing.drill import judging
from outlast.mailing.drill.script import Copy, Request, Script
from outlast.mailing.drill.seams import Inbox, MailServer, Trial
from outlast.mailing.drill.step import Step, failed, untried, worked
from outlast.mailing.drill.waiting import Back, Time, wait

_HANDED = "Handing over"
_CLICK = "Unsubscribing by a click"
_MAIL = "Unsubscribing by mail"
_BOUNCE = "A bounce that comes back"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the drill works with; `None`: it is not set up."""

    server: MailServer
    inbox: Inbox | None
    drop_box: Trial | None
    time: Time


def drill(script: Script, world: World, *, told: Callable[[str], None] = lambda _: None) -> Iterator[Step]:
    """Yield each step once it is known how it went. `told` gets a sentence now and then, while nothing else happens.

    What goes wrong becomes a step that failed: the others are tried all the same, as far as they can be. The mailbox is
    closed at the end.
    """
    try:
        yield from _steps(script, world, told)
    finally:
        if world.inbox is not None:
            world.inbox.close()


def _steps(script: Script, world: World, told: Callable[[str], None]) -> Iterator[Step]:
    yield from judging.of_plan(script.plan)
    yield judging.of_letter(script.lint)
    inbox, unread = _begun(world.inbox)
    sent = _Sent()
    yield from sent.send(script, world.server)
    yield _click(script, world.drop_box)
    back = None
    if inbox is not None and (sent.copies or sent.request or sent.bounce):
        told(f"Waiting up to {judging.minutes(script.patience)} for what comes back.")
        back, unread = _waited(script, inbox, world.time, sent, told)
    for copy in script.copies:
        yield from judging.of_copy(copy, script, sent=copy in sent.copies, back=back, unread=unread)
    yield _request_step(script, sent, back, unread)
    yield _bounce_step(script, sent, back, unread)


class _Sent:
    """What went out."""

    def __init__(self) -> None:
        self.copies: tuple[Copy, ...] = ()
        self.request: Request | None = None
        self.bounce: Copy | None = None
        self.refused_at_once: Answer | None = None
        """What the mail server said of the address that bounces, if it did not even take the mail."""

    def send(self, script: Script, server: MailServer) -> Iterator[Step]:
        mails = [copy.mail for copy in script.copies]
        mails += [script.request.mail] if script.request else []
        mails += [script.bounce.mail] if script.bounce else []
        try:
            answers = dict(zip((id(mail) for mail in mails), server.send(mails), strict=True))
        except MailProblem as error:
            yield failed(
                _HANDED,
                error.what,
                in_earnest="No letter would have gone out, to nobody.",
                next=error.advice,
            )
            return
        taken = {key for key, answer in answers.items() if answer.accepted}
        self.copies = tuple(copy for copy in script.copies if id(copy.mail) in taken)
        self.request = script.request if script.request and id(script.request.mail) in taken else None
        if script.bounce is not None:
            answer = answers[id(script.bounce.mail)]
            self.bounce = script.bounce if answer.accepted else None
            self.refused_at_once = answer if answer.stage is Stage.RECIPIENT and answer.code >= 500 else None
        for copy in script.copies:
            yield _handed(copy, answers[id(copy.mail)])


def _handed(copy: Copy, answer: Answer) -> Step:
    name = f"{_HANDED} to {copy.to}"
    if answer.accepted:
        return worked(name, "Your mail server took the letter.")
    said = without_addresses(answer.text)
    words = f"{answer.code} {answer.enhanced} {said}".strip() if answer.code else "it stopped answering"
    return failed(
        name,
        f"Your mail server did not take it: {' '.join(words.split())}",
        in_earnest="Letters like this would not have gone out.",
        next="See what that means, and mend it: outlast mail check",
    )


def _begun(inbox: Inbox | None) -> tuple[Inbox | None, str]:
    """Return the mailbox if it can be read, else why not."""
    if inbox is None:
        return None, "Outlast does not know the mailbox that letters and bounces come back to (mail.inbox_server)."
    try:
        inbox.begin()
    except MailboxProblem as error:
        return None, error.what
    return inbox, ""


def _waited(
    script: Script, inbox: Inbox, time: Time, sent: _Sent, told: Callable[[str], None]
) -> tuple[Back | None, str]:
    try:
        found = wait(script, inbox, time, copies=sent.copies, request=sent.request, bounce=sent.bounce, told=told)
    except MailboxProblem as error:
        return None, error.what
    return found, ""


def _click(script: Script, drop_box: Trial | None) -> Step:
    in_earnest = "Who wants no more letters would have pressed “spam”, and Gmail would have sorted out the rest."
    if drop_box is None:
        why = script.no_drop_box or "No drop-box is set up, so letters offer no click."
        return untried(_CLICK, why, in_earnest=in_earnest, next="Set one up: outlast mail drop-box")
    try:
        drop_box.try_out()
    except DropBoxProblem as error:
        return failed(_CLICK, error.what, in_earnest=in_earnest, next=error.advice)
    return worked(_CLICK, "Looking at a link does nothing, posting to it is kept, and Outlast could fetch it.")


def _request_step(script: Script, sent: _Sent, back: Back | None, unread: str) -> Step:
    in_earnest = "Subscribers who write to get no more letters would have gone on getting them."
    mend = "Check the mailbox for it: outlast config get mail.unsubscribe"
    if script.request is None:
        return untried(_MAIL, "No address for it is set.", in_earnest=in_earnest, next="Set one: outlast mail setup")
    if sent.request is None:
        return untried(_MAIL, "The mail for it did not go out.", in_earnest=in_earnest, next="Mend what failed above")
    if back is None:
        return untried(_MAIL, unread, in_earnest=in_earnest, next="Name the mailbox: outlast mail setup")
    if back.request:
        return worked(_MAIL, "A mail to that address came in, and Outlast knew whose it was.")
    what = f"The mail did not come into the mailbox within {judging.minutes(script.patience)}."
    return failed(_MAIL, what, in_earnest=in_earnest, next=mend)


def _bounce_step(script: Script, sent: _Sent, back: Back | None, unread: str) -> Step:
    in_earnest = "Dead addresses would have been written to again and again, until your provider shut you out too."
    if script.bounce is None:
        why = script.no_bounce or "There is no address that surely bounces."
        mend = "Name an address that does not exist, at a server of yours: outlast drill --bounce-to ADDRESS"
        return untried(_BOUNCE, why, in_earnest=in_earnest, next=mend)
    if sent.refused_at_once is not None:
        return worked(
            _BOUNCE, f"Your mail server refused it at once ({sent.refused_at_once.code}), which Outlast notes."
        )
    if sent.bounce is None:
        return untried(_BOUNCE, "The mail for it did not go out.", in_earnest=in_earnest, next="Mend what failed above")
    if back is None:
        return untried(_BOUNCE, unread, in_earnest=in_earnest, next="Name the mailbox: outlast mail setup")
    if back.bounce:
        return worked(_BOUNCE, "It came back, and Outlast knew whose it was.")
    what = f"No bounce came into the mailbox within {judging.minutes(script.patience)}."
    mend = "Check where bounces go: outlast config get mail.bounces"
    return failed(_BOUNCE, what, in_earnest=in_earnest, next=mend)
