"""How far a long job is: a bar for a person, a line each second for a program, nothing for a file."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    import rich.progress


class Progress(ABC):
    """What a job tells of itself while it runs."""

    def __init__(self, label: str, total: int | None) -> None:
        """Take what is being done and how many there are, where that is known."""
        self.label = label
        self.total = total
        self.done = 0
        self.words = ""
        """What is said in the place of the bar, where the job has more to say."""

    def say(self, words: str, done: int) -> None:
        """Tell in words how far it is, besides how many are done."""
        self.words, self.done = words, done
        self.show()

    def advance(self, count: int = 1) -> None:
        """Tell that `count` more are done."""
        self.done += count
        self.show()

    def expect(self, total: int) -> None:
        """Tell how many there are, once that is known."""
        self.total = total
        self.show()

    @abstractmethod
    def show(self) -> None:
        """Show where it stands, if it is time to."""

    def pause(self) -> None:  # noqa: B027 - only a bar has to get out of the way
        """Make room for a line of text."""

    def resume(self) -> None:  # noqa: B027
        """Go on after `pause`."""


class SilentProgress(Progress):
    """Shows nothing."""

    def show(self) -> None:
        """Do nothing."""


class StatusLines(Progress):
    """Emits a status line at most once a second."""

    def __init__(
        self, label: str, total: int | None, *, emit: Callable[[str, int, int | None], None], clock: Callable[[], float]
    ) -> None:
        """Take what writes a line, and the clock."""
        super().__init__(label, total)
        self._emit = emit
        self._clock = clock
        self._last = clock()

    def show(self) -> None:
        """Emit a line unless the last one is younger than a second."""
        now = self._clock()
        if now - self._last >= 1:
            self._last = now
            self._emit(self.label, self.done, self.total)


class Bar(Progress):
    """Draws a bar on a terminal, and leaves nothing behind."""

    def __init__(self, label: str, total: int | None, *, stream: TextIO, colour: bool) -> None:
        """Take the terminal. rich is imported here: it costs 50 ms, and most commands draw no bar."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        super().__init__(label, total)
        self._bar: rich.progress.Progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.fields[count]}", markup=False),
            TimeElapsedColumn(),
            console=Console(file=stream, force_terminal=True, no_color=not colour),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._bar.add_task(label, total=total, count="")
        self._bar.start()

    def show(self) -> None:
        """Move the bar."""
        if self.words and len(self._bar.columns) > 1:
            self._bar.columns = self._bar.columns[2:3]  # the words need the room
        self._bar.update(self._task, completed=self.done, total=self.total, count=self._count())

    def _count(self) -> str:
        if self.words:
            return self.words
        return f"{self.done:,}" if self.total is None else f"{self.done:,} of {self.total:,}"

    def pause(self) -> None:
        """Take the bar away."""
        self._bar.stop()

    def resume(self) -> None:
        """Draw the bar again."""
        self._bar.start()
