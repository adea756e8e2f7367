"""Runs the command line inside the test and keeps what it said."""

import io
import json
from dataclasses import dataclass
from typing import Any, TextIO

from outlast.cli.output import Output


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Return the JSON lines of stdout."""
        return [json.loads(line) for line in self.out.splitlines()]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class AsciiFile(io.TextIOWrapper):
    """A file that takes ASCII only."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="ascii")

    def read_back(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode("ascii")


def an_output(
    *,
    stdin: TextIO | None = None,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
    environ: dict[str, str] | None = None,
    **options: Any,
) -> Output:
    """Return an output on these streams, or on none that anybody sees."""
    return Output(
        stdin=stdin or io.StringIO(),
        stdout=stdout if stdout is not None else io.StringIO(),
        stderr=stderr if stderr is not None else io.StringIO(),
        environ=environ or {},
        **options,
    )
