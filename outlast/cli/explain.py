"""Explain the code of an error: what it means and what to do next.

Works without a network. Without a code it lists them all.

Examples:
    outlast explain OUT-150    what to do when the disk refuses
    outlast explain 150        the same
    outlast explain            all codes
"""

import inspect

import click
from click.shell_completion import CompletionItem

from backup.errors import NotFound, OutlastError
from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session
from outlast.cli.output import Output
from outlast.errors import error_classes
from outlast.exit_codes import ExitCode

SECTION = "OTHER"


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    codes = {error.code: _first_line(error) for error in error_classes()}
    return [CompletionItem(code, help=text) for code, text in codes.items() if code.startswith(incomplete.upper())]


@click.command(cls=Command, help=__doc__)
@click.argument("code", required=False, shell_complete=_complete)
@pass_session
def explain(session: Session, code: str | None) -> None:
    """Show one code, or all of them."""
    known = {error.code: error for error in error_classes()}
    if code is None:
        for error in known.values():
            _emit(error, session.output)
        session.output.table(("Code", "Exit", "Meaning"), [_row(error) for error in known.values()])
        return
    wanted = code.upper() if code.upper().startswith("OUT-") else f"OUT-{code}"
    if wanted not in known:
        raise NotFound(f"There is no error code {wanted}.", next="See all codes with: outlast explain")
    _emit(known[wanted], session.output)
    session.output.text(_page(known[wanted]))


def _page(error: type[OutlastError]) -> str:
    meaning = ExitCode.of(error.exit_code).meaning
    return "\n\n".join(
        (
            f"{error.code}  {inspect.getdoc(error)}",
            f"What it means: {error.so_what}",
            f"What to do: {error.next}",
            f"Exit code {int(error.exit_code)}: {meaning}",
        )
    )


def _row(error: type[OutlastError]) -> tuple[str, str, str]:
    return error.code, str(int(error.exit_code)), _first_line(error)


def _first_line(error: type[OutlastError]) -> str:
    return (inspect.getdoc(error) or "").splitlines()[0]


def _emit(error: type[OutlastError], output: Output) -> None:
    output.line(
        "error_code",
        code=error.code,
        message=inspect.getdoc(error),
        meaning=error.so_what,
        next=error.next,
        exit_code=int(error.exit_code),
    )


COMMAND = explain
