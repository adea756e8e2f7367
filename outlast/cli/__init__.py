"""The command line: `main`, and one module for each verb."""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import click

from outlast.cli._frame.application import Application
from outlast.cli._frame.failures import as_outlast_error
from outlast.cli._frame.session import Session
from outlast.exit_codes import ExitCode

_COMPLETE = "_OUTLAST_COMPLETE"


def application() -> Application:
    """Return `outlast` with all its verbs."""
    return Application("outlast.cli", Path(__file__).parent)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `outlast` with these arguments, or those of the process, and return the exit code."""
    # A million subscribers are a million objects without cycles: looking for cycles among them after every 700 new
    # ones costs a daily snapshot 16 % of its CPU time (4.3 s with this, 5.1 s without).
    gc.set_threshold(50_000, 50, 50)
    words = _expanded(sys.argv[1:]) if arguments is None else list(arguments)
    return run(application(), words, os.environ)


def run(app: Application, words: list[str], environ: Mapping[str, str]) -> int:
    """Run one command line and return its exit code; whatever goes wrong is told, nothing is raised."""
    if environ.get(_COMPLETE):
        from click.shell_completion import shell_complete

        return shell_complete(app, {}, "outlast", _COMPLETE, environ[_COMPLETE])
    session = Session(environ=environ)
    try:
        code = _invoke(app, words, session)
    except BrokenPipeError:
        # The reader (`| head`) has seen enough.
        code = ExitCode.FAILED
    except (Exception, KeyboardInterrupt) as failure:  # noqa: BLE001 - the last place that can tell the writer
        code = _tell(failure, words, session)
    finally:
        session.end()
        _flush()
    return code


def _invoke(app: Application, words: list[str], session: Session) -> int:
    try:
        with app.make_context("outlast", words, obj=session) as context:
            code = app.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return int(code or ExitCode.DONE)


def _tell(failure: BaseException, words: list[str], session: Session) -> int:
    # The command line may have failed before --json was reached.
    if "--json" in words[: words.index("--")] if "--" in words else "--json" in words:
        session.options.json = True
    error = as_outlast_error(failure, log_file=session.places.log_file)
    with suppress(BrokenPipeError):
        session.output.error(error.what, error.meaning, error.advice, code=error.code, exit_code=int(error.exit_code))
    return int(error.exit_code)


def _flush() -> None:
    """Write what is still held back; what a reader that left did not want is dropped, without a message at exit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            # docs.python.org: signal, "Note on SIGPIPE".
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _expanded(words: list[str]) -> list[str]:
    """Return the words with `*.zip` replaced by the files; Windows leaves that to the program."""
    if os.name != "nt":
        return words
    return [file for word in words for file in (_matching(word) if "*" in word else []) or [word]]


def _matching(pattern: str) -> list[str]:
    path = Path(pattern)
    return sorted(str(file) for file in path.parent.glob(path.name))
