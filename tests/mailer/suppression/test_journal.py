"""Killed, cut, flipped or full: no line that was there before is lost, and nothing raises."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.errors import StorageError
from mailer.model import Reason
from mailer.suppression import journal
from mailer.suppression.suppression_list import Entry
from tests.mailer.suppression.lists import NOON, opened

NAMES = [f"subscriber{n}@example.org" for n in range(5)]
NEW = "new@example.org"


@pytest.fixture
def file(tmp_path):
    """Return the file of a list with five on it."""
    opened(tmp_path).add_many(Entry(name, Reason.UNSUBSCRIBED, "drop-box", NOON) for name in NAMES)
    return tmp_path / "suppressed.jsonl"


def test_cut_off_anywhere_in_the_last_line_the_ones_before_stay_and_the_next_one_is_whole(file):
    whole = file.read_bytes()
    start = whole[:-1].rfind(b"\n") + 1
    for size in range(start, len(whole)):
        file.write_bytes(whole[:size])
        one = opened(file.parent)
        assert all(name in one for name in NAMES[:4])
        assert (NAMES[4] in one) == (size == len(whole) - 1), "all of the last line is there but its end"
        assert one.damaged == 0
        assert one.add(NEW, Reason.BOUNCED, "mailbox", NOON)
        again = opened(file.parent)
        assert all(name in again for name in [*NAMES[:4], NEW])
        assert again.damaged == 0
        assert file.read_bytes().startswith(whole[:start])
        assert (NAMES[4] in again) == (size == len(whole) - 1)


@given(st.binary(max_size=300), st.integers(0, 800))
def test_whatever_stands_in_the_file_nothing_raises_and_whole_lines_are_read(tmp_path_factory, noise, at):
    folder = tmp_path_factory.mktemp("list")
    opened(folder).add_many(Entry(name, Reason.UNSUBSCRIBED, "drop-box", NOON) for name in NAMES)
    path = folder / "suppressed.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    at %= len(lines) + 1
    path.write_bytes(b"".join([*lines[:at], noise, b"\n", *lines[at:]]))
    one = opened(folder)
    assert all(name in one for name in NAMES)
    assert one.damaged <= noise.count(b"\n") + 1


def test_a_line_that_cannot_be_read_is_counted_and_stays(file):
    lines = file.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"digest"', b'"d\xffgest"')
    lines[3] = lines[3].replace(b'{"digest":"', b'{"digest":"not hex')
    file.write_bytes(b"".join(lines))
    one = opened(file.parent)
    assert [name in one for name in NAMES] == [True, True, False, False, True]
    assert one.damaged == 2
    one.add(NEW, Reason.BOUNCED, "mailbox", NOON)
    assert file.read_bytes().startswith(b"".join(lines))


def test_a_tail_of_noughts_after_a_power_cut_is_cleared_away(file):
    whole = file.read_bytes()
    file.write_bytes(whole + b"\0" * 4096)
    one = opened(file.parent)
    assert (len(one), one.damaged) == (5, 0)
    one.add(NEW, Reason.BOUNCED, "mailbox", NOON)
    assert b"\0" not in file.read_bytes()
    assert (len(opened(file.parent)), opened(file.parent).damaged) == (6, 0)


def test_an_endless_last_line_is_not_cut_but_closed(file):
    whole = file.read_bytes()
    file.write_bytes(whole + b"x" * 200_000)
    opened(file.parent).add(NEW, Reason.BOUNCED, "mailbox", NOON)
    one = opened(file.parent)
    assert (len(one), one.damaged) == (6, 1)


def test_a_full_disk_adds_nothing_and_says_so(file, monkeypatch):
    whole = file.read_bytes()
    real = os.write

    def half(descriptor: int, data: bytes) -> int:
        if len(data) > 10:
            return real(descriptor, data[:10])
        raise OSError(28, "No space left on device")

    one = opened(file.parent)
    monkeypatch.setattr(os, "write", half)
    with pytest.raises(StorageError, match="full"):
        one.add(NEW, Reason.BOUNCED, "mailbox", NOON)
    monkeypatch.undo()
    assert file.read_bytes() == whole
    assert NEW not in one
    assert one.add(NEW, Reason.BOUNCED, "mailbox", NOON)


def test_each_addition_is_synced_before_it_is_told(file, monkeypatch):
    synced = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (synced.append(file.stat().st_size), real(descriptor)))
    opened(file.parent).add(NEW, Reason.BOUNCED, "mailbox", NOON)
    assert synced == [file.stat().st_size]


def test_many_writers_at_once_lose_nothing(tmp_path):
    def write(writer: int) -> None:
        one = opened(tmp_path)
        for n in range(20):
            one.add(f"{writer}-{n}@example.org", Reason.UNSUBSCRIBED, "drop-box", NOON)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    one = opened(tmp_path)
    assert (len(one), one.damaged) == (160, 0)
    assert all(f"{writer}-{n}@example.org" in one for writer in range(8) for n in range(20))


WRITER = """
import sys
from pathlib import Path
from mailer.model import Reason
from tests.mailer.suppression.lists import NOON, opened
one = opened(Path(sys.argv[1]))
for n in range(100_000):
    name = f"killed{sys.argv[2]}-{n}@example.org"
    one.add(name, Reason.UNSUBSCRIBED, "drop-box", NOON)
    print(name, flush=True)
"""


def test_killed_at_any_moment_whoever_was_told_of_is_on_the_list(file):
    told = list(NAMES)
    for run in range(5):
        words = [sys.executable, "-c", WRITER, str(file.parent), str(run)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]) as process:
            assert process.stdout is not None
            told += [process.stdout.readline().strip() for _ in range(7 + run * 3)]
            process.kill()
            told += [line.strip() for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        one = opened(file.parent)
        assert one.damaged == 0
        assert all(name in one for name in told)
        assert len(told) <= len(one) <= len(told) + run + 1, "at most the one that was being written"


def test_a_reader_needs_no_lock_and_makes_no_file(tmp_path):
    assert len(opened(tmp_path / "mail")) == 0
    assert list(tmp_path.iterdir()) == []


def test_another_run_that_never_ends_is_named(file, monkeypatch):
    from backup.errors import Locked

    monkeypatch.setattr(journal, "_PATIENCE", 0)
    holder = journal.Journal(file.parent)
    with holder.writing(), pytest.raises(Locked), journal.Journal(file.parent).writing():
        pass
