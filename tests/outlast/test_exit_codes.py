"""Exit codes and error codes: one meaning each, and the documentation says the same."""

import inspect
import re
from pathlib import Path

import pytest

from backup.errors import NotFound, OutlastError
from outlast.errors import error_classes
from outlast.exit_codes import ExitCode

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "exit-codes.md").read_text(encoding="utf-8")
OURS = [error for error in error_classes() if not error.__module__.startswith("tests.")]

# The promise made to scripts; changing a number breaks them.
PROMISED = {
    0: "done",
    1: "failed",
    2: "words on the command line",
    3: "partly done",
    4: "sign in",
    5: "suspended",
    6: "not set up",
    7: "another run",
    8: "damage",
    9: "refused",
    75: "later",
    130: "stopped",
}


def test_the_numbers_are_the_promised_ones():
    assert {int(code) for code in ExitCode} == set(PROMISED)
    for code in ExitCode:
        assert PROMISED[int(code)] in code.meaning.lower()


def test_the_documented_table_holds_the_same_numbers_and_meanings():
    table = dict(re.findall(r"^\| (\d+) \| (.+) \|$", PAGE, re.MULTILINE))
    assert table == {str(int(code)): code.meaning for code in ExitCode}


def test_error_codes_are_unique_and_well_formed():
    codes = [error.code for error in OURS]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"OUT-\d{3}", code) for code in codes)


@pytest.mark.parametrize("error", OURS, ids=lambda error: error.__name__)
def test_every_error_is_documented_with_its_exit_code(error):
    assert int(error.exit_code) in PROMISED
    assert re.search(rf"^\| `{error.code}` \| {int(error.exit_code)} \| ", PAGE, re.MULTILINE)


@pytest.mark.parametrize("error", OURS, ids=lambda error: error.__name__)
def test_every_error_says_what_it_means_and_what_to_do(error):
    assert inspect.getdoc(error)
    assert error.so_what
    assert error.next


@pytest.mark.parametrize("error", OURS, ids=lambda error: error.__name__)
def test_the_code_stands_in_the_docstring_of_the_class_itself(error):
    # A class without a code of its own would silently share its parent's.
    assert "code" in vars(error)


def test_the_documentation_names_no_error_that_is_not_there():
    documented = set(re.findall(r"`(OUT-\d+)`", PAGE))
    assert documented == {error.code for error in OURS}


def test_an_error_may_bring_its_own_words():
    error = NotFound("No post", so_what="None was ever there", next="Look")
    assert (error.what, error.meaning, error.advice) == ("No post", "None was ever there", "Look")
    assert NotFound("No post").advice == NotFound.next
    assert isinstance(error, OutlastError)
