"""What a run is given by the settings of its account."""

from datetime import UTC, datetime

import pytest

from backup.sources._web import FetchOptions
from outlast.backups.setting_up import a_run
from outlast.settings import load_settings
from outlast.wiring import Wiring

NOW = datetime(2026, 9, 10, tzinfo=UTC)


def options_of(places, text: str, **options) -> FetchOptions:
    places.settings_file.parent.mkdir(parents=True, exist_ok=True)
    places.settings_file.write_text(f'[accounts.maya]\nplatform = "substack"\nurl = "https://a.substack.com"\n{text}')
    settings = load_settings(places, environ={})
    (account,) = settings.accounts
    wiring = Wiring(settings=settings, places=places, environ={})
    with a_run(wiring, account, FetchOptions(now=NOW, **options)) as run:
        return run.options


@pytest.mark.parametrize("name", ["slow_reads", "start_export"])
def test_what_needs_consent_is_done_only_where_somebody_said_yes(places, name):
    assert getattr(options_of(places, ""), name) is False
    assert getattr(options_of(places, f'{name} = "no"\n'), name) is False
    assert getattr(options_of(places, f'{name} = "yes"\n'), name) is True
    assert getattr(options_of(places, "", **{name: True}), name) is True


def test_exports_are_fetched_only_with_a_session(places, tmp_path):
    assert options_of(places, "").exports is None
    cookie = tmp_path / "cookie"
    cookie.touch(mode=0o600)
    cookie.write_text("substack.sid=s%3Amade-up")
    with_session = options_of(places, f'session = "file:{cookie}"\n')
    assert with_session.exports == places.state_dir / "downloads" / "maya"
