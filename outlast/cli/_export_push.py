"""Sending an export to a running site, as `outlast export TARGET --push URL` does: asked before, told after."""

from collections.abc import Callable

from backup.archive.archive import Archive
from backup.errors import NeedsConfirmation, UsageError
from exporters.pushing import load
from exporters.selection import Selection
from outlast.cli._frame.prompts import Danger
from outlast.cli._frame.session import Session
from outlast.cli._reports.pushed import tell_push
from outlast.exit_codes import ExitCode
from outlast.pushing import PushRequest, run_push
from outlast.secrets import Secret, resolve, split_reference


def send(session: Session, archive: Archive, request: PushRequest, key_from: str | None) -> ExitCode:
    """Ask, send, and tell.

    Raises:
        NeedsConfirmation: nobody said yes, or nobody is there to give the key.
        UsageError, SecretProblem, OutlastError: see `run_push`.
    """
    output = session.output
    if key_from is not None:
        _check(key_from)
    with output.progress(request.target.capitalize()) as progress:

        def begun(selection: Selection) -> Callable[[], None]:
            progress.expect(len(selection.entries))
            return progress.advance

        done = run_push(
            archive,
            request,
            confirm=lambda question: output.confirm(question, danger=Danger.MODERATE),
            key=lambda: _key(session, request.target, key_from),
            progress=begun,
        )
    tell_push(output, done, target=request.target, publication=request.publication)
    return ExitCode.PARTLY if done.pushed.refused else ExitCode.DONE


def _key(session: Session, target: str, key_from: str | None) -> Secret:
    output, kind = session.output, load(target)
    if key_from is not None:
        return resolve(key_from, environ=session.environ, ask=output.ask_secret if output.can_ask else None)
    if not output.can_ask:
        raise NeedsConfirmation(
            "The key of the site has to be typed in, and nobody is here to do it.",
            so_what="Nothing was sent.",
            next="Run it in a terminal, or say where it lies: --key-from file:PATH (or command:…, keyring:…, env:…)",
        )
    output.note(kind.how_to_get_a_key)
    return Secret(output.ask_secret(f"{kind.key_words} (it is not shown)"))


def _check(reference: str) -> None:
    try:
        split_reference(reference)
    except ValueError as error:
        raise UsageError(
            f"What follows --key-from {error}.",
            so_what="Nothing was sent. If it was the key itself, your shell's history has it now: make a new one.",
            next="See: outlast export --help",
        ) from None
