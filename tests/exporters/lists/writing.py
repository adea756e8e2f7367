"""Writes lists for services in tests, and reads back what was written."""

import csv
import io
from collections import Counter
from pathlib import Path

from backup.audience.saved_list import SavedList, Wanted
from exporters.subscribers import load
from exporters.subscribers._base import LEAVE_OUT, ListFile, ListReport, ListService, Part
from exporters.subscribers._export import ListExport
from exporters.target import Folder
from tests.exporters.reading_back import tree

PROBLEMS, STEPS, MARK = "problems.csv", "what-to-do.txt", ".made-by-outlast"


def written(
    name: str, saved: SavedList, folder: Path, wanted: Wanted | None = None
) -> tuple[ListReport, dict[str, bytes]]:
    """Return what a service's export says, and its files."""
    target = Folder(folder, private=True)
    report = ListExport(load(name), saved, wanted or Wanted(), target).write()
    target.finish()
    return report, {path: content for path, content in tree(folder).items() if path != MARK}


def table(content: bytes) -> list[list[str]]:
    """Return the rows of a file, the names of its columns first."""
    return list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))


def rows(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a file by their columns."""
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))


def file_of(service: ListService, path: str) -> ListFile:
    """Return the file of a service that a path is, or is a part of."""
    stem = path.removesuffix(".csv")
    plain = stem if stem.rpartition("-")[2].isalpha() else stem.rpartition("-")[0]
    return next(one for one in service.files if one.name == f"{plain}.csv")


def address_column(file: ListFile) -> str:
    """Return the name of the column that holds the addresses."""
    (column,) = (column for column in file.columns if column.address)
    return column.name


def people(service: ListService, files: dict[str, bytes], part: Part) -> Counter[str]:
    """Return how often each address is in the files of a part."""
    found: Counter[str] = Counter()
    for path, content in files.items():
        if path in (PROBLEMS, STEPS):
            continue
        file = file_of(service, path)
        if file.part is part:
            found.update(row[address_column(file)] for row in rows(content))
    return found


__all__ = ["LEAVE_OUT", "address_column", "file_of", "people", "rows", "table", "written"]
