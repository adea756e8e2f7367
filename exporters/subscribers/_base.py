"""The contract of a list service: which files it takes, with which columns, and what the writer does there.

A new one is one new module here with `SERVICE = …`. It says how a person stands in a row; who gets letters, who must
not, who is there twice and what could not be written is the business of `ListExport`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from backup.audience.person import Person
from backup.audience.subscriber import Status
from exporters.spreadsheet import guarded


class Part(StrEnum):
    """Who is in a file."""

    ACTIVE = "active"
    """People who get letters; each is in exactly one file of this part."""
    SUPPRESSED = "suppressed"
    """People who must not; each is in exactly one file of this part."""
    AGAIN = "again"
    """People of both parts once more, for a second step (payments)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a file."""

    name: str
    """As the service knows it."""
    cell: Callable[[Person], str]
    needs: str | None = None
    """Which of `FIELDS` a list must have, for the column to have anything in it."""
    address: bool = False
    """It holds addresses, which are written as they are, whatever a spreadsheet would do with them."""

    def of(self, person: Person) -> str:
        """Return a person's cell."""
        cell = self.cell(person)
        return cell if self.address or not cell or cell[0].isalnum() else guarded(cell)


def address(name: str) -> Column:
    """Return the column of the addresses."""
    return Column(name=name, cell=lambda person: person.address, address=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """A file that a service takes."""

    name: str
    part: Part
    columns: tuple[Column, ...]
    takes: Callable[[Person], bool] = lambda _: True
    """Of several files of a part the first one that takes a person has them."""
    most_rows: int | None = None
    """The service takes no more at once; then there are several, with a number in their names."""


LEAVE_OUT = ListFile(
    name="leave-out.csv",
    part=Part.SUPPRESSED,
    columns=(
        address("email"),
        Column(name="name", cell=lambda person: person.name),
        Column(name="why", cell=lambda person: str(person.off)),
    ),
)
"""Where a service has no form for people who must get no letters: the writer's own record, never imported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file that was written."""

    name: str
    part: Part
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReport:
    """Where the rows of a list went: each is counted once. Holds no address."""

    rows: int = 0
    active: int = 0
    suppressed: int = 0
    masked: int = 0
    refused: int = 0
    twins: int = 0
    deleted: int = 0
    forgotten: int = 0
    not_asked: int = 0
    """Others than the writer wanted."""
    undated: int = 0
    """Of these: who was left out only because nobody knows since when they are subscribers."""
    noted: int = 0
    """Written, but not wholly as the list has them."""
    off_elsewhere: int = 0
    """Suppressed because another list says so."""
    paying: int = 0
    """Written, and money comes in for them."""
    statuses: Mapping[Status, int] = field(default_factory=dict)
    """Of those who get letters."""
    files: tuple[Written, ...] = ()
    size: int = 0
    """Bytes."""
    steps: tuple[str, ...] = ()

    def has(self, name: str) -> bool:
        """Tell whether a file of that name was written."""
        return any(one.name == name for one in self.files)


class ListService(ABC):
    """A service that sends letters."""

    title: ClassVar[str]
    """Its name, as it writes itself."""
    evidence: ClassVar[str]
    """How sure it is that it takes our files: a sentence for the writer."""
    files: ClassVar[tuple[ListFile, ...]]
    takes_payments: ClassVar[bool] = False
    """It goes on with subscriptions that are paid through the writer's own Stripe account."""
    blanks_overwrite: ClassVar[bool] = False
    """An empty cell empties what it has, so that columns a list cannot fill are left out."""

    def columns(self, file: ListFile, fields: frozenset[str]) -> tuple[Column, ...]:
        """Return the columns of a file for a list that has these `FIELDS`."""
        if not self.blanks_overwrite:
            return file.columns
        return tuple(column for column in file.columns if column.needs is None or column.needs in fields)

    def why_refused(self, address: str) -> str | None:  # noqa: ARG002
        """Return why this service does not take an address that others take."""
        return None

    def fitting(self, name: str) -> str:
        """Return as much of a name as the service takes."""
        return name

    @abstractmethod
    def steps(self, report: ListReport) -> tuple[str, ...]:
        """Return what the writer does there with the files, in order, a sentence or two each."""
