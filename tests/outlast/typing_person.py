"""A person at a terminal, for the verbs that ask."""

from collections.abc import Iterable, Iterator
from io import StringIO

import pytest

from tests.outlast.running import Terminal


def sit_down(monkeypatch: pytest.MonkeyPatch, typed: Iterable[str] = (), secrets: Iterable[str] = ()) -> StringIO:
    """Let a person type these answers, and these where nothing is shown; return what the screen shows of messages.

    Call it in the test, not in a fixture: pytest gives the test its own streams back between set-up and test.
    """
    screen = Terminal()
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr("click.termui.visible_prompt_func", _answers(screen, iter(typed)))
    monkeypatch.setattr("click.termui.hidden_prompt_func", _answers(screen, iter(secrets)))
    return screen


def _answers(screen: StringIO, waiting: Iterator[str]):
    def answer(prompt: str) -> str:
        screen.write(prompt)
        for text in waiting:
            return text
        raise EOFError

    return answer
