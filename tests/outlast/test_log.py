"""The log: JSON lines, private, without anybody's address."""

import json
import logging
import stat
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from outlast.log import keep_traceback, start_log, stop_log, without_addresses

LOCAL = st.from_regex(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,20}", fullmatch=True)
DOMAIN = st.from_regex(r"[a-z0-9-]{1,10}(\.[a-z0-9-]{1,10}){0,2}", fullmatch=True)


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture
def log(places):
    handler = start_log(places.log_file)
    yield places.log_file
    stop_log(handler)


def test_our_loggers_are_written_as_json_lines(log):
    logging.getLogger("backup.sources").info("read %d posts", 412)
    (line,) = lines(log)
    assert line.pop("time").endswith("+00:00")
    assert line == {"level": "info", "logger": "backup.sources", "message": "read 412 posts"}


def test_the_loggers_of_libraries_are_not(log):
    logging.getLogger("urllib3").warning("https://example.org/?token=1")
    assert not log.exists()


def test_without_anything_to_say_there_is_no_file(log):
    assert not log.parent.exists()


def test_details_are_written_only_when_asked_for(log, places):
    logging.getLogger("outlast").debug("detail")
    assert not log.exists()
    handler = start_log(places.log_file, debug=True)
    logging.getLogger("outlast").debug("detail")
    stop_log(handler)
    assert {line["message"] for line in lines(log)} == {"detail"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_file_and_folder_are_private(log):
    logging.getLogger("outlast").info("x")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(log.parent.parent.stat().st_mode) == 0o700


def test_a_log_that_cannot_be_written_disturbs_nobody(places, capsys):
    places.state_dir.write_text("a file in the way")
    handler = start_log(places.log_file)
    logging.getLogger("outlast").info("x")
    stop_log(handler)
    assert capsys.readouterr() == ("", "")
    assert not keep_traceback(places.log_file, ValueError())


def test_after_stopping_nothing_is_written(places):
    stop_log(start_log(places.log_file))
    logging.getLogger("outlast").error("x")
    assert not places.log_file.exists()


def test_a_traceback_is_kept_whole_but_without_addresses(places):
    with pytest.raises(ValueError, match="row of") as caught:
        int("row of jane.doe+news@example.org")
    assert keep_traceback(places.log_file, caught.value)
    (line,) = lines(places.log_file)
    assert line["traceback"][0] == "Traceback (most recent call last):"
    assert line["traceback"][-1] == "ValueError: invalid literal for int() with base 10: 'row of (address)'"


@given(LOCAL, DOMAIN, st.sampled_from(["{}", "<{}>", "to {}, now", "mailto:{}", "'{}'", '"{}"', "{}\n", "({})", "{}:"]))
@example("jane", "example.org", "https://x.org/unsubscribe?who={}")
@example("bounce+jane=example.org", "news.example.net", "{}")
@settings(deadline=None, max_examples=300)
def test_no_address_is_left(local, domain, around):
    for at in ("@", "%40"):
        clean = without_addresses(around.format(f"{local}{at}{domain}"))
        assert at not in clean
        assert len(local) < 3 or local not in clean
        assert len(domain) < 3 or domain not in clean


def test_an_address_with_blanks_in_quotes_is_taken_out_too():
    assert without_addresses('to "jane doe"@example.org.') == "to (address)"


def test_text_without_addresses_stays_as_it_is():
    text = 'File "/home/maya/outlast.py", line 3, in <module>: 412 posts at 10:02 @ home'
    assert without_addresses(text) == text
