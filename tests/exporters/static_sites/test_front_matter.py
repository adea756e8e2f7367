"""Front matter says to every program what the archive says."""

import json
import subprocess
from datetime import UTC, datetime, timedelta, timezone

import pytest

from exporters.front_matter import Value, as_yaml, front_matter
from tests.real import components

HOSTILE = [
    'He said: "Hi" & <b>left</b>',
    "yes",
    "no",
    "null",
    "~",
    "2020-01-01",
    "1e3",
    "0x1F",
    "- a",
    "# a",
    "&a *b !c | > % @ `",
    "{a: b}, [c]",
    "---",
    "...",
    " blanks ",
    "back\\slash \\n",
    "line\nend\ttab",
    "'",
    "夜の手紙 رسالة 🧭🏽",
    "\u0085\u2028\u2029\ufeff\x7f\x07",
    "{{ x }} {% y %} {{< z >}}",
    "a" * 3000,
]
FIELDS: dict[str, Value] = {
    "title": HOSTILE[0],
    "tags": HOSTILE,
    "draft": True,
    "weight": 7,
    "deep": {"er": {"text": "no", "is_on": False}},
    "last": "x",
}


def test_dates_are_in_utc_and_what_says_nothing_is_left_out() -> None:
    east = datetime(2024, 1, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))

    made = front_matter({"date": east, "old": datetime(33, 4, 3, tzinfo=UTC), "none": None, "empty": "", "list": ()})

    assert made == "---\ndate: 2023-12-31T23:30:00Z\nold: 0033-04-03T00:00:00Z\n---\n"


@pytest.mark.parametrize("name", ["a: b", "", "off", "Yes", "1"])
def test_a_name_that_is_none_everywhere_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        front_matter({name: "c"})


def test_half_a_sign_becomes_one_that_can_be_written() -> None:
    assert as_yaml({"a": "x\ud800"}) == 'a: "x\ufffd"\n'


@pytest.mark.real
@pytest.mark.parametrize("reader", ["ruby", "node"])
def test_other_programs_read_the_same(reader: str) -> None:
    made = as_yaml(FIELDS).encode()
    if reader == "ruby":
        script = "require 'yaml'; require 'json'; puts JSON.generate(YAML.safe_load(STDIN.read))"
        command = [components.program("ruby"), "-Eutf-8:utf-8", "-e", script]
    else:
        package = json.dumps(str(components.node_package("js-yaml")))
        script = f"const y = require({package}); let s = require('fs').readFileSync(0, 'utf8');"
        command = [components.program("node"), "-e", f"{script} console.log(JSON.stringify(y.load(s)))"]

    read = json.loads(subprocess.run(command, input=made, capture_output=True, check=True).stdout)

    assert read == FIELDS
