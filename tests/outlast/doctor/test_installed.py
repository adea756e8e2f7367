"""Installed files against the wheel's RECORD."""

import base64
import hashlib
import json
from importlib.metadata import Distribution

import pytest

from outlast.doctor.installed import altered_files, is_editable

FILES = {"backup/model.py": b"nouns", "templates/mail, plain.txt": b"letter", "outlast/__init__.py": b""}


@pytest.fixture
def wheel(tmp_path):
    info = tmp_path / "outlast-9.9.dist-info"
    info.mkdir()
    rows = []
    for name, data in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        quoted = f'"{name}"' if "," in name else name
        rows.append(f"{quoted},sha256={digest},{len(data)}")
    rows += [f"../../bin/outlast,sha256={'A' * 43},12"]
    rows += ["outlast-9.9.dist-info/RECORD,,", "backup/__pycache__/model.cpython-311.pyc,,", ""]
    (info / "RECORD").write_text("\n".join(rows))
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: outlast\nVersion: 9.9\n")
    return tmp_path


def distribution(wheel):
    return Distribution.at(wheel / "outlast-9.9.dist-info")


def test_files_as_they_came_are_not_altered(wheel):
    assert altered_files(distribution(wheel)) == []


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_named(wheel, name):
    (wheel / name).write_bytes(FILES[name] + b"!")
    assert altered_files(distribution(wheel)) == [name]


def test_a_missing_file_is_named(wheel):
    (wheel / "backup" / "model.py").unlink()
    assert altered_files(distribution(wheel)) == ["backup/model.py"]


def test_a_missing_record_is_named_itself(wheel):
    (wheel / "outlast-9.9.dist-info" / "RECORD").unlink()
    assert altered_files(distribution(wheel)) == ["RECORD"]


@pytest.mark.parametrize(
    ("origin", "editable"),
    [
        (None, False),
        ("not json", False),
        (json.dumps({"url": "file:///src", "dir_info": {"editable": True}}), True),
        (json.dumps({"url": "file:///src", "dir_info": {}}), False),
        (json.dumps({"url": "https://example.org/outlast.whl", "archive_info": {}}), False),
    ],
)
def test_an_editable_installation_is_recognised(wheel, origin, editable):
    if origin is not None:
        (wheel / "outlast-9.9.dist-info" / "direct_url.json").write_text(origin)
    assert is_editable(distribution(wheel)) is editable
