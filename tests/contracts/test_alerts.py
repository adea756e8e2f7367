"""The contract of every alert, found by listing the package: a new one is held to it without being named here."""

import ast
from pathlib import Path

import pytest

from outlast.alerts import _base
from outlast.alerts._base import Alert
from outlast.settings.table import setting_named

FOLDER = Path(_base.__file__).parent


@pytest.mark.parametrize("kind", _base.kinds())
class TestAlertContract:
    """What the settings, the outbox and the command line rely on in every way to tell the writer."""

    def test_it_is_found_under_its_own_name(self, kind):
        alert = _base.load(kind)
        assert issubclass(alert, Alert)
        assert alert.kind == kind
        assert alert.__doc__

    def test_it_asks_only_for_settings_that_there_are(self, kind):
        for ask in _base.load(kind).asks:
            assert setting_named(("alerts", "x", ask.setting)) is not None
            assert ask.question

    def test_it_imports_no_other_way(self, kind):
        tree = ast.parse((FOLDER / f"{kind}.py").read_text(encoding="utf-8"))
        named = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not {f"outlast.alerts.{other}" for other in _base.kinds()} & named


def test_the_ways_are_those_that_the_settings_offer():
    kind = setting_named(("alerts", "x", "kind"))
    assert kind is not None
    assert [kind.kind.accept(name) for name in _base.kinds()] == list(_base.kinds())
