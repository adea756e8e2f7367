"""The contract of every source, found by listing the package: a new one is held to it without being named here."""

import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.archive.tables import validate_table
from backup.errors import OutlastError
from backup.model import Attachment, Complete, Media, Post, Problem, Remark, Row, SubscriberRows
from backup.sources import _base
from backup.sources._base import FileSource, Source
from tests.archive.night_letters import PUBLICATION, day

FIXTURES = Path(__file__).parent.parent / "fixtures"
INPUTS = {
    "substack_export": FIXTURES / "substack" / "export-current",
    "medium_export": FIXTURES / "medium" / "exports" / "phishdestroy",
    "subscriber_csv": FIXTURES / "substack" / "lists" / "dashboard.csv",
}
"""For each source that reads files: something it reads. A new one adds a line here, and its fixture."""

FILE_SOURCES = [kind for kind in _base.kinds() if issubclass(_base.load(kind), FileSource)]


@pytest.mark.parametrize("kind", _base.kinds())
class TestSourceContract:
    """What the archive and the command line rely on in every source."""

    def test_it_is_found_under_its_own_name(self, kind: str) -> None:
        source = _base.load(kind)

        assert issubclass(source, Source)
        assert source.kind == kind
        assert source.__doc__


@pytest.mark.parametrize("kind", FILE_SOURCES)
class TestFileSourceContract:
    """What is relied on in every source that reads a file or folder."""

    def test_it_is_surest_of_its_own_input(self, kind: str) -> None:
        found = _base.find_source(INPUTS[kind])

        assert found.kind == kind

    def test_it_yields_only_records_and_names_only_tables(self, kind: str) -> None:
        nouns = (Post, Row, Attachment, SubscriberRows, Media, Problem, Remark, Complete)

        for record in _base.find_source(INPUTS[kind]).fetch():
            assert isinstance(record, nouns)
            if isinstance(record, Row | Attachment | Complete):
                validate_table(record.table)

    def test_two_readings_give_the_same_records(self, kind: str) -> None:
        first, second = (list(_base.find_source(INPUTS[kind]).fetch()) for _ in range(2))

        assert first == second
        assert _base.find_source(INPUTS[kind]).fingerprint() == _base.find_source(INPUTS[kind]).fingerprint()

    def test_its_date_is_aware(self, kind: str) -> None:
        as_of = _base.find_source(INPUTS[kind]).as_of()

        assert as_of is None or as_of.utcoffset() == timedelta(0)

    def test_no_problem_names_a_subscriber(self, kind: str) -> None:
        for record in _base.find_source(INPUTS[kind]).fetch():
            if isinstance(record, Problem):
                assert "@" not in record.reason
                assert record.reason.endswith((".", "…"))

    def test_the_archive_keeps_what_it_yields_and_knows_it_again(self, kind: str, tmp_path: Path) -> None:
        archive = Archive.create(tmp_path / "archive", key=None)
        first = archive.snapshot(_base.find_source(INPUTS[kind]).fetch(), PUBLICATION, source=kind, as_of=day(1))
        again = archive.snapshot(_base.find_source(INPUTS[kind]).fetch(), PUBLICATION, source=kind, as_of=day(1))
        archive.close()

        assert first.number == 1
        assert again.number is None
        for name, count in again.counts.items():
            assert (count.new, count.changed, count.gone) == (0, 0, 0), name

    @pytest.mark.parametrize(
        "content", [b"", b"\0" * 64, b"PK\x03\x04", b"\xff\xfe" + b"a\0" * 9, b"<html>", b"a,b\n1"]
    )
    def test_rubbish_is_reported_and_never_a_traceback(self, kind: str, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "rubbish.zip"
        path.write_bytes(content)
        source = _base.find_source(path, kind=kind)

        assert 0 <= type(source).recognise(path) <= 100
        try:
            source.identity(), source.as_of()
            list(source.fetch())
        except OutlastError as error:
            assert error.what

    def test_an_empty_zip_or_folder_is_nothing_it_knows(self, kind: str, tmp_path: Path) -> None:
        empty = tmp_path / "empty.zip"
        zipfile.ZipFile(empty, "w").close()
        (tmp_path / "folder").mkdir()

        assert _base.load(kind).recognise(empty) == 0
        assert _base.load(kind).recognise(tmp_path / "folder") == 0
        assert _base.load(kind).recognise(tmp_path / "nowhere") == 0
