"""Fixtures of the application's tests: an empty environment, and a way to run the command line."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from outlast.cli import application, run
from outlast.cli._frame.application import Application
from outlast.places import Places
from tests.outlast.running import Ran


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the test a home of its own and none of the variables that change what Outlast does."""
    for name in list(os.environ):
        if name.startswith(("OUTLAST_", "_OUTLAST_", "XDG_")):
            monkeypatch.delenv(name)
    for name in ("NO_COLOR", "TERM", "VISUAL", "EDITOR", "PYTHON_KEYRING_BACKEND"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(folder)  # a file that is named without its folder lands there, not in the source
    return folder


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(
        settings_file=tmp_path / "config" / "outlast.toml",
        state_dir=tmp_path / "state",
        log_file=tmp_path / "state" / "log" / "outlast.log",
        archive=tmp_path / "archive",
    )


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `outlast` with the verbs it has."""
    return _runner(application(), capsys)


@pytest.fixture
def fake_cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `outlast` with the verbs in `fake_verbs`."""
    return _runner(Application("tests.outlast.fake_verbs", Path(__file__).parent / "fake_verbs"), capsys)


def _runner(app: Application, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def run_words(*words: str) -> Ran:
        capsys.readouterr()
        code = run(app, list(words), os.environ)
        said = capsys.readouterr()
        return Ran(code=code, out=said.out, err=said.err)

    return run_words
