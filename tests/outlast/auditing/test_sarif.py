"""SARIF as its standard wants it (OASIS, sarif-v2.1.0-os; the numbers are its sections)."""

import json
from typing import Any
from urllib.parse import urlsplit

import pytest

from outlast.auditing.honest import BEFORE
from outlast.auditing.sarif import sarif_of
from tests.outlast.auditing.reports import HOSTILE, report

ALLOWED = {
    "log": {"$schema", "version", "runs"},
    "run": {"tool", "columnKind", "invocations", "results", "properties"},
    "driver": {"name", "version", "shortDescription", "fullDescription", "rules"},
    "rule": {"id", "name", "shortDescription", "fullDescription", "help", "properties"},
    "invocation": {"executionSuccessful", "endTimeUtc", "toolExecutionNotifications"},
    "result": {
        *("ruleId", "ruleIndex", "kind", "level", "rank", "message", "locations", "relatedLocations"),
        *("partialFingerprints", "properties"),
    },
    "location": {"id", "physicalLocation", "logicalLocations", "message", "properties"},
}
"""Names of properties that the schema has: `additionalProperties` is false in all of these."""


def log(**how: Any) -> Any:
    """Return the log of a made-up report."""
    return json.loads(sarif_of(report(**how)))


@pytest.fixture(params=[None, HOSTILE], ids=["plain", "hostile"])
def run(request: pytest.FixtureRequest) -> Any:
    """Return the run of a log."""
    [one] = log(title=request.param)["runs"]
    return one


def locations(run: Any) -> list[Any]:
    """Return every location of a run."""
    return [one for result in run["results"] for one in [*result["locations"], *result.get("relatedLocations", [])]]


def test_the_log_says_its_version_and_has_one_run() -> None:
    made = log()

    assert set(made) == ALLOWED["log"]
    assert made["version"] == "2.1.0"  # 3.13.2
    assert made["$schema"].endswith("sarif-schema-2.1.0.json")  # 3.13.3
    assert len(made["runs"]) == 1


def test_nothing_stands_in_it_that_the_schema_does_not_know(run: Any) -> None:
    assert set(run) <= ALLOWED["run"]
    assert set(run["tool"]) == {"driver"}  # 3.18.2
    assert set(run["tool"]["driver"]) <= ALLOWED["driver"]
    assert all(set(rule) <= ALLOWED["rule"] for rule in run["tool"]["driver"]["rules"])
    assert all(set(one) <= ALLOWED["invocation"] for one in run["invocations"])
    assert all(set(result) <= ALLOWED["result"] for result in run["results"])
    assert all(set(one) <= ALLOWED["location"] for one in locations(run))


def test_every_rule_has_an_id_of_its_own_and_words(run: Any) -> None:
    rules = run["tool"]["driver"]["rules"]

    assert len({rule["id"] for rule in rules}) == len(rules) == 3  # 3.49.3
    assert all(rule[name]["text"] for rule in rules for name in ("shortDescription", "fullDescription", "help"))
    assert all(len(set(rule["properties"]["tags"])) == len(rule["properties"]["tags"]) for rule in rules)  # 3.8.2


def test_every_result_points_at_its_rule(run: Any) -> None:
    rules = run["tool"]["driver"]["rules"]

    assert len(run["results"]) == 3
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])  # 3.27.6


def test_a_result_has_a_level_a_rank_and_words(run: Any) -> None:
    results = run["results"]

    assert [one["level"] for one in results] == ["error", "warning", "note"]  # 3.27.10
    assert {one["kind"] for one in results} == {"fail"}  # 3.27.9: any other kind allows no level but none
    assert [one["rank"] for one in results] == [50.0, 90.0, 10.0]  # 3.27.25: 0 to 100
    assert all(one["message"]["text"] for one in results)  # 3.27.11, 3.11.2
    assert [one["properties"]["confidence"] for one in results] == ["medium", "high", "low"]
    assert all(one["properties"]["unknown"] in one["message"]["text"] for one in results)


def test_a_result_names_one_place_and_what_belongs_to_it(run: Any) -> None:
    first, second, third = run["results"]

    assert len(first["locations"]) == 1  # 3.27.12: more than one only where all must be changed together
    assert [one["id"] for one in first["relatedLocations"]] == [1, 2, 3, 4, 5]  # 3.28.2: each its own
    assert "relatedLocations" not in second
    assert third["locations"] == []


def test_places_are_valid_references(run: Any) -> None:
    uris = [one["physicalLocation"]["artifactLocation"]["uri"] for one in locations(run) if "physicalLocation" in one]

    assert uris
    assert all(uri.isascii() and " " not in uri for uri in uris)  # RFC 3986
    assert {urlsplit(uri).scheme for uri in uris} == {"https", ""}
    assert uris[0] == "objects/00ab12.html.zst"  # a javascript: address is none
    assert all(one["logicalLocations"][0]["name"] for one in locations(run))  # 3.33.4


def test_moments_are_in_utc(run: Any) -> None:
    assert run["invocations"] == [{"executionSuccessful": True, "endTimeUtc": "2025-09-01T12:00:00Z"}]  # 3.9
    assert run["results"][1]["locations"][0]["properties"] == {"at": "2025-08-12T17:48:00Z"}


def test_what_is_found_again_has_the_same_fingerprint_and_others_have_not() -> None:
    once, again = ([one["partialFingerprints"] for one in log()["runs"][0]["results"]] for _ in range(2))

    assert once == again
    assert len({next(iter(one.values())) for one in once}) == 3
    assert all(name.rpartition("/")[2] == "v1" for one in once for name in one)  # 3.27.17


def test_a_rule_that_failed_is_told() -> None:
    [invocation] = log(broken=("tag-stuffing",))["runs"][0]["invocations"]

    assert invocation["executionSuccessful"] is False  # 3.20.14
    assert [one["level"] for one in invocation["toolExecutionNotifications"]] == ["error"]
    assert "tag-stuffing" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_no_findings_is_an_empty_list_and_not_a_missing_one() -> None:
    assert log(found=())["runs"][0]["results"] == []  # 3.14.23: null would say that nothing was looked at


def test_it_says_that_it_is_no_verdict(run: Any) -> None:
    assert run["properties"]["before"] == BEFORE
