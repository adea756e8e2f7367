"""The only place that writes to the terminal: results to stdout, everything else to stderr, JSON lines when asked."""

import dataclasses
import json
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Protocol, TextIO

import click

from backup.errors import NeedsConfirmation
from outlast.cli._frame import prompts
from outlast.cli._frame.progress import Bar, Progress, SilentProgress, StatusLines
from outlast.cli._frame.prompts import Danger
from outlast.cli._frame.signs import COLOR, SIGN, harmless, plain, printable, wants_colour
from outlast.cli._frame.table import table_lines
from outlast.cli._frame.wrapping import wrapped
from outlast.doctor.check import State

__all__ = ["Danger", "Output", "Progress", "State"]


_WIDEST = 100
"""Columns of a sentence: longer lines are hard to read, however wide the terminal is."""


class _HasIsoFormat(Protocol):
    def isoformat(self) -> str: ...


class Output:
    """What a verb speaks through.

    Under `--json` stdout carries one JSON object a line, each with a `type`; text for people is then left out
    of stdout. A verb may therefore call both `text` and `line` without asking which of them is wanted.
    """

    def __init__(
        self,
        *,
        stdin: TextIO,
        stdout: TextIO,
        stderr: TextIO,
        environ: Mapping[str, str],
        as_json: bool = False,
        color: str = "auto",
        verbosity: int = 0,
        yes: bool = False,
        no_input: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take the streams and what the global options said about them."""
        self.json = as_json
        self.verbosity = verbosity
        self._stdout, self._stderr = stdout, stderr
        self._colour_of = {stream: wants_colour(color, stream, environ) for stream in (stdout, stderr)}
        self._yes = yes
        self._clock = clock
        self.can_ask = not no_input and stdin.isatty() and stderr.isatty()
        self._progress: Progress | None = None

    # -- results, to stdout

    def text(self, text: str = "") -> None:
        """Write a result for people."""
        if not self.json:
            self._write(self._stdout, text)

    def prose(self, text: str, *, hanging: int | None = None) -> None:
        """Write sentences for people: broken between words on a terminal, as they are to a file. See `wrapped`."""
        self.text(self._broken(self._stdout, text, hanging=hanging))

    def line(self, type: str, /, **fields: object) -> None:  # noqa: A002 - the field is called so
        """Write a result for programs."""
        if self.json:
            self._write(self._stdout, json.dumps({"type": type, **fields}, default=_as_json))

    def result(self, text: str, /, **fields: object) -> None:
        """Write the one result of a command: `text` for people, the fields (else the text) for programs."""
        self.text(text)
        self.line("result", **(fields or {"text": plain(text)}))

    def summary(self, text: str | None = None, /, **fields: object) -> None:
        """Write what a long job did, at its end."""
        if text is not None:
            self.text(text)
        self.line("summary", **fields)

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Write a table for people, cut to the terminal's width; a file gets all of it."""
        width = self.width if self._stdout.isatty() else None
        bold = [click.style(cell, bold=True) for cell in header]
        for line in table_lines(bold, rows, width=width):
            self.text(line)

    def ok(self, text: str) -> None:
        """Write a result that is as it should be."""
        self.prose(f"{self.sign(State.OK)} {text}")

    def attention(self, text: str) -> None:
        """Write a result that somebody should look at."""
        self.prose(f"{self.sign(State.ATTENTION)} {text}")

    def bad(self, text: str) -> None:
        """Write a result that is not as it should be."""
        self.prose(f"{self.sign(State.BAD)} {text}")

    @staticmethod
    def sign(state: State) -> str:
        """Return the sign of a state, coloured; always put words behind it."""
        return click.style(SIGN[state], fg=COLOR[state])

    # -- messages, to stderr

    def note(self, text: str) -> None:
        """Tell something in passing; `-q` leaves it out."""
        if self.verbosity >= 0:
            self._write(self._stderr, self._broken(self._stderr, text))

    def detail(self, text: str) -> None:
        """Tell something that only `-v` asks for."""
        if self.verbosity > 0:
            self._write(self._stderr, text)

    def warn(self, text: str) -> None:
        """Tell something that must not be missed; `-q` does not leave it out."""
        self._write(self._stderr, self._broken(self._stderr, f"{self.sign(State.ATTENTION)} {text}"))

    def error(self, what: str, meaning: str, advice: str, *, code: str, exit_code: int) -> None:
        """Tell what went wrong, what it means and what to do: three lines, and under `--json` the last line."""
        text = f"{self.sign(State.BAD)} {what}  [{code}]\n  {meaning}\n  → {advice}"
        self._write(self._stderr, self._broken(self._stderr, text))
        self.line("error", code=code, message=what, meaning=meaning, next=advice, exit_code=exit_code)

    # -- progress and questions, to stderr

    @contextmanager
    def progress(self, label: str, total: int | None = None) -> Iterator[Progress]:
        """Show how far a job is, as long as the block runs."""
        progress = self._new_progress(label, total)
        if self._progress is not None:
            yield progress
            return
        self._progress = progress
        try:
            yield progress
        finally:
            self._progress = None
            progress.pause()

    def confirm(
        self,
        question: str,
        *,
        danger: Danger,
        type_this: str | None = None,
        given: str | None = None,
        flag: str | None = None,
        so_what: str | None = None,
        next: str | None = None,  # noqa: A002 - as errors call it
    ) -> None:
        """Return when a person, `--yes`, or for `SEVERE` the `flag` with the right word (`given`) says yes.

        `so_what` and `next`: what a no means, and what to do then, where that is not plain.

        Raises:
            NeedsConfirmation: the answer is no, or there is nobody to ask.
        """
        with self._room_for_text():
            prompts.confirm(
                self._fit(self._stderr, question),
                danger=danger,
                type_this=type_this,
                given=given,
                flag=flag,
                yes=self._yes,
                can_ask=self.can_ask,
                so_what=so_what,
                next=next,
            )

    def ask_secret(self, question: str) -> str:
        """Return what a person types, without showing it.

        Raises:
            NeedsConfirmation: there is nobody to ask.
        """
        if not self.can_ask:
            raise NeedsConfirmation(
                f"Not done, because nobody is there to answer: {question}",
                next="Run it in a terminal, or let the settings name a file or a program that gives the secret.",
            )
        with self._room_for_text():
            answer: str = click.prompt(self._fit(self._stderr, question), hide_input=True, err=True)
        return answer

    @property
    def width(self) -> int:
        """Return how many columns the terminal has."""
        return shutil.get_terminal_size().columns

    def _new_progress(self, label: str, total: int | None) -> Progress:
        if self.json:
            emit = lambda label, done, total: self.line("status", label=label, done=done, total=total)  # noqa: E731
            return StatusLines(label, total, emit=emit, clock=self._clock)
        if self._stderr.isatty() and self.verbosity >= 0 and self._progress is None:
            label = harmless(label, colour=False)
            return Bar(label, total, stream=self._stderr, colour=self._colour_of[self._stderr])
        return SilentProgress(label, total)

    @contextmanager
    def _room_for_text(self) -> Iterator[None]:
        if self._progress is None:
            yield
            return
        self._progress.pause()
        try:
            yield
        finally:
            self._progress.resume()

    def _fit(self, stream: TextIO, text: str) -> str:
        return printable(harmless(text, colour=self._colour_of[stream]), stream)

    def _broken(self, stream: TextIO, text: str, *, hanging: int | None = None) -> str:
        return wrapped(text, min(self.width, _WIDEST), hanging=hanging) if stream.isatty() else text

    def _write(self, stream: TextIO, text: str) -> None:
        with self._room_for_text():
            click.echo(self._fit(stream, text), file=stream, color=self._colour_of[stream])


def _as_json(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, set | frozenset):
        return sorted(value)
    if hasattr(value, "isoformat"):
        moment: _HasIsoFormat = value
        return moment.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
