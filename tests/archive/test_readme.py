"""What README.txt of an archive promises: everything can be read with `age`, `zstd` and a text editor, no Outlast."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from backup.archive import info
from backup.archive.archive import Archive
from tests.archive.conftest import KEY
from tests.archive.night_letters import HEADER, PUBLICATION, day, post, posts, records, subscriber
from tests.archive.test_history import MANY, many


def program(name: str) -> str:
    """Return the path of a program that CI installs; skip where it is missing, fail where it is required."""
    path = shutil.which(name)
    if path is None:
        (pytest.fail if os.environ.get("OUTLAST_REQUIRE_REAL") == "1" else pytest.skip)(f"{name} is not installed")
    return str(path)


def open_object(root: Path, name: str, key_file: Path) -> bytes:
    """Open an object as README.txt says: from right to left by its extension."""
    data = (root / "objects" / name[:2] / name).read_bytes()
    if name.endswith(".age"):
        data = subprocess.run(
            [program("age"), "-d", "-i", str(key_file)], input=data, capture_output=True, check=True
        ).stdout
        name = name.removesuffix(".age")
    if name.endswith(".zst"):
        data = subprocess.run([program("zstd"), "-d", "-q", "-c"], input=data, capture_output=True, check=True).stdout
    return data


@pytest.mark.real
def test_the_newest_list_and_a_draft_are_read_by_following_the_readme(archive: Archive, tmp_path: Path) -> None:
    for number in range(1, 4):
        rows = many(number, MANY + number)
        archive.snapshot(records(posts(6), rows), PUBLICATION, source="memory", as_of=day(number))
    archive.close()
    key_file = tmp_path / "key.txt"
    key_file.write_text(KEY.text + "\n")
    root = archive.root

    assert (root / "README.txt").read_text() == info.README_TEXT
    manifests = sorted((root / "publications" / "night-letters" / "snapshots").iterdir())
    said = [json.loads(path.read_bytes()) for path in manifests]
    for path, earlier in zip(manifests[1:], manifests, strict=False):
        assert json.loads(path.read_bytes())["parent"] == hashlib.sha256(earlier.read_bytes()).hexdigest()
    # 2 and 3 of the README: back to the full list, then the deltas forward.
    steps, number = [], 3
    while True:
        entry = next(one for one in said if one["number"] == number)["tables"]["subscribers"]
        if "full" in entry:
            break
        if "delta" in entry:
            steps.append(open_object(root, entry["delta"], key_file).decode().splitlines())
        number = entry["base"]
    header, *lines = open_object(root, entry["full"], key_file).decode().splitlines()
    state = set(lines)
    for step in reversed(steps):
        state -= {line[1:] for line in step if line.startswith("-")}
        state |= {line[1:] for line in step if line.startswith("+")}
    assert header == ",".join(HEADER)
    assert state == {row.decode() for row in many(3, MANY + 3)}

    drafts = open_object(root, said[0]["tables"]["posts.private"]["full"], key_file).decode().splitlines()
    draft = next(row for row in map(json.loads, drafts) if row["id"] == "100")
    assert open_object(root, draft["body"], key_file) == post(0).body.data  # type: ignore[union-attr]


@pytest.mark.real
def test_the_names_of_objects_are_what_sha256sum_prints(archive: Archive) -> None:
    archive.snapshot(records(posts(4), [subscriber(1)]), PUBLICATION, source="memory", as_of=day(1))

    for name, _ in archive.store.names():
        done = subprocess.run([program("sha256sum"), str(archive.store.path(name))], capture_output=True, check=True)
        assert done.stdout.split()[0].decode() == name[:64]
