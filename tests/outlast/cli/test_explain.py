"""`outlast explain`: every error in plain words, without a network."""

import socket

import pytest

from backup.errors import StorageError


@pytest.mark.parametrize("code", ["OUT-150", "out-150", "150"])
def test_a_code_is_understood_however_it_is_typed(cli, code):
    out = cli("explain", code).out
    assert out.startswith("OUT-150  The disk refused")
    assert StorageError.so_what in out
    assert StorageError.next in out
    assert "Exit code 1:" in out


def test_without_a_code_all_are_listed(cli):
    out = cli("explain").out
    codes = [line.split()[0] for line in out.splitlines()[1:]]
    assert codes == sorted(codes)
    assert {"OUT-100", "OUT-115", "OUT-180", "OUT-199"} <= set(codes)


def test_a_program_gets_the_fields(cli):
    (line,) = cli("explain", "OUT-140", "--json").lines
    assert line["exit_code"] == 7
    assert set(line) == {"type", "code", "message", "meaning", "next", "exit_code"}


def test_an_unknown_code_says_where_the_list_is(cli):
    ran = cli("explain", "OUT-999")
    assert ran.code == 1
    assert "outlast explain" in ran.err


def test_it_needs_no_network(cli, monkeypatch):
    monkeypatch.setattr(socket, "socket", None)
    assert cli("explain", "OUT-111").code == 0
