"""What leads where: a path at the old address, and the address that has it now."""

from dataclasses import dataclass, field

NAMES = "[A-Za-z0-9._~-]+"
"""What stands for a name in a pattern: nothing that a server would have to encode before it sends it back. A pattern
that takes any sign lets a stranger write the server's headers, where the server decodes first (nginx)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A page that is somewhere else now."""

    old: str
    """Its path as people read it (`/p/夜の手紙`): decoded, without a slash at the end."""
    new: str
    """Its address as it is sent: a path, or with scheme and host; other signs than ASCII are `%XX`, `$` is too."""
    post: str = ""
    """The post's id; empty for a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """All pages that differ in nothing but a name."""

    start: str
    """`/p/`."""
    ends: tuple[str, ...]
    """What may stand behind the name, at least one: `/comments`, or `/comment/*` where anything may follow."""
    new_start: str
    new_end: str

    def has(self, move: Move) -> bool:
        """Tell whether a post moved as the pattern says."""
        name = move.old.removeprefix(self.start)
        return move.old.startswith(self.start) and move.new == f"{self.new_start}{name}{self.new_end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """All moves of a publication."""

    host: str | None
    """The old domain, as it was written; `None` where there is none that the writer owns."""
    moves: tuple[Move, ...]
    """One for each post, oldest first, then for pages and for earlier names; no `old` twice."""
    comments: tuple[Move, ...] = ()
    """Pages of comments that are like no `pattern`, or all of them if there is none."""
    pattern: Pattern | None = None
    """The other pages of comments."""
    patterned: tuple[Move, ...] = ()
    """What the pattern stands for, one by one."""
    kept: tuple[str, ...] = field(default=())
    """Paths that stay what they are: they need nothing."""
    nowhere: tuple[str, ...] = ()
    """Paths of pages that there are none of over there."""

    def one_by_one(self) -> tuple[Move, ...]:
        """Return all moves without a pattern."""
        return (*self.moves, *self.comments, *self.patterned)

    def with_pattern(self) -> tuple[Move, ...]:
        """Return the moves that stand beside the pattern."""
        return (*self.moves, *self.comments)
