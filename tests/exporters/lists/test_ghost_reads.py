"""Ghost's own reader of members (npm, @tryghost/members-csv) reads our files as we mean them."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.exporters.lists.made_up_list import START, made_list
from tests.exporters.lists.writing import rows, written
from tests.real import components

READ = """
const {parse} = require(process.argv[1]);
const columns = ['email', 'name', 'note', 'created_at', 'complimentary_plan', 'stripe_customer_id', 'labels'];
const mapping = Object.fromEntries([...columns.map(name => [name, name]), ['subscribed_to_emails', 'subscribed']]);
parse(process.argv[2], mapping, []).then(rows => process.stdout.write(JSON.stringify(rows)));
"""


def read_by_ghost(file: Path) -> dict[str, dict[str, Any]]:
    """Return the members that Ghost's reader finds in a file, by their addresses."""
    package = components.node_package("@tryghost/members-csv")
    found = subprocess.run(["node", "-e", READ, package, file], capture_output=True, check=True, timeout=60)
    return {row["email"]: row for row in json.loads(found.stdout)}


@pytest.mark.real
def test_ghost_reads_every_member_with_letters_labels_and_date(tmp_path: Path) -> None:
    _, files = written("ghost", made_list(), tmp_path / "out")

    members = read_by_ghost(tmp_path / "out" / "members.csv")

    assert list(members) == [row["email"] for row in rows(files["members.csv"])]
    ada = members["ada@example.org"]
    assert (ada["name"], ada["subscribed"], ada["created_at"]) == ("Lovelace, Ada", True, START)
    assert members["fay@example.org"]["labels"] == [{"name": "founding"}, {"name": "yearly"}]
    assert members["noor@example.org"]["name"] == "نور الهدى"


@pytest.mark.real
def test_ghost_reads_that_the_others_get_no_letters(tmp_path: Path) -> None:
    _, files = written("ghost", made_list(), tmp_path / "out")

    members = read_by_ghost(tmp_path / "out" / "members-no-mail.csv")

    assert len(members) == len(rows(files["members-no-mail.csv"])) == 5
    assert {one["subscribed"] for one in members.values()} == {False}


@pytest.mark.real
def test_ghost_reads_who_pays_and_who_is_free_of_charge(tmp_path: Path) -> None:
    written("ghost", made_list(), tmp_path / "out")

    members = read_by_ghost(tmp_path / "out" / "members-stripe.csv")

    assert members["ada@example.org"]["stripe_customer_id"] == "cus_ADA1"
    assert members["ada@example.org"]["complimentary_plan"] is False
    assert members["carla@example.org"]["stripe_customer_id"] is None
    assert members["carla@example.org"]["complimentary_plan"] is True
    assert members["payer.off@example.org"]["subscribed"] is False
