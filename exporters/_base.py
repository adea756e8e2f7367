"""The contract of an exporter: something that writes a selection in the form that another platform or program takes.

A new one is one new module (or folder) here with `EXPORTER = …`. It says where its posts and files lie; what a post
holds, where its links lead and what is lost on the way is the business of `Article` and `Export`.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from exporters.losses import Loss
from exporters.selection import Entry, LeftOut, Selection
from exporters.target import Target

if TYPE_CHECKING:
    from exporters.export import Export


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a writer may wish of an export."""

    base_url: str | None = None
    """Where it will be online (`https://letters.example`), without a slash at the end."""
    canonical: bool = False
    """Name the old address as the true one, for search engines."""
    comments: bool = True
    """Take along what readers wrote under posts, where the target has a place for it."""
    title: str | None = None
    """The publication's title there; else its name in the archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a file lies."""

    path: str
    """In the target, with `/`."""
    address: str
    """As a post names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was written, and what was lost."""

    posts: int = 0
    """Published posts, pages among them."""
    drafts: int = 0
    responses: int = 0
    comments: int = 0
    media: int = 0
    """Pictures and other files, each content once."""
    files: int = 0
    size: int = 0
    """Bytes."""
    left_out: LeftOut = field(default_factory=LeftOut)
    losses: tuple[Loss, ...] = ()
    steps: tuple[str, ...] = ()
    """What to do over there, in order, a sentence each."""


class Exporter(ABC):
    """Writes a selection into a target. Made for one export."""

    single: ClassVar[str | None] = None
    """The ending of the one file that it writes (`epub`); `None` where it writes a folder."""
    as_it_is: ClassVar[bool] = False
    """Its folder is put online as it is, so that the list of losses has no place in it."""
    holds_back: ClassVar[bool] = False
    """The target keeps drafts and paid posts from those who may not see them, so that they are taken by default."""
    remote: ClassVar[bool] = True
    """A picture that the archive does not have may be shown from where it was."""
    refuses: ClassVar[frozenset[str]] = frozenset()
    """Endings of pictures that the target does not take; they become JPEG or PNG where that is possible."""

    def __init__(self, options: Options | None = None) -> None:
        """Take the writer's wishes."""
        self.options = options or Options()

    def write(self, selection: Selection, target: Target) -> Report:
        """Write everything that was chosen; the target is not finished yet. The same archive gives the same bytes.

        Raises:
            StorageError, KeyProblem: nothing has appeared.
        """
        from exporters.export import Export

        export = Export(self, selection, target)
        self.write_all(export)
        return export.report()

    @abstractmethod
    def write_all(self, export: "Export") -> None:
        """Write every article of `export.articles()`, and what belongs around them."""

    @abstractmethod
    def address(self, entry: Entry, *, here: Entry | None) -> str:
        """Return the address of a post as it is written in another one (`here`), or in what stands around them."""

    @abstractmethod
    def place(self, name: str, *, here: Entry) -> Place:
        """Return where a file that a post uses is put. Two posts may share it: one path is written once."""

    def takes(self, extension: str) -> bool:
        """Tell whether the target takes files of this ending."""
        return extension not in self.refuses

    def page_address(self, page: str, *, here: Entry | None) -> str | None:  # noqa: ARG002
        """Return where a link to a page of the publication leads (home, archive, subscribe …), if anywhere."""
        return "/" if page in ("home", "archive") else None

    def steps(self, report: Report) -> tuple[str, ...]:  # noqa: ARG002
        """Return what the writer does next, in order, a sentence each."""
        return ()
