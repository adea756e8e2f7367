"""From a selection and a scheme to all moves: which old paths lead where."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from backup.document.urls import split
from exporters.redirects.move import NAMES, Move, Moves, Pattern
from exporters.redirects.scheme import Scheme
from exporters.selection import Entry, Selection
from exporters.selection.former import Former

_PAGES = ("archive", "about", "subscribe", "notes", "podcast")
_COMMENTS = "/comments"
_COMMENT_ENDS = (_COMMENTS, "/comment/*")
_PLATFORMS = ("substack.com", "medium.com")
_NAME = re.compile(NAMES)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def old_hosts(selection: Selection, former: Former) -> tuple[str, ...]:
    """Return the hosts at which the publication was, the newest first, as they were written."""
    urls = [selection.publication.url]
    if selection.publication.platform != "medium":  # there a story may lie in somebody else's magazine
        urls += [entry.url for entry in reversed(selection.entries)]
    urls += sorted(former.urls)
    return tuple(dict.fromkeys(host for url in urls if (host := (split(url or "").hostname or "").rstrip("."))))


def is_platforms(host: str) -> bool:
    """Tell whether a host is the platform's, which redirects nobody anywhere."""
    return host.endswith(_PLATFORMS) and host.removesuffix("substack.com").removesuffix("medium.com")[-1:] in ("", ".")


def moves_of(selection: Selection, scheme: Scheme, *, host: str | None, base_url: str | None = None) -> Moves:
    """Return what leads where: posts, their comments, earlier names, pages, the feed.

    Args:
        selection: the posts.
        scheme: where they lie now.
        host: the old domain, which the writer owns.
        base_url: the new site's address, where that is not the old domain.
    """
    away = base_url if base_url and _bare(split(base_url).netloc) != _bare(host or "") else None
    origin = away and "{0.scheme}://{0.netloc}".format(split(away))
    made = _Making(origin or "")
    former = selection.former()
    medium = selection.publication.platform == "medium"
    for entry in selection.entries:
        for path in _paths(entry, medium=medium):
            made.add(path, scheme.post(entry), entry)
    if not medium:
        _pages(made, scheme, selection.entries)
    by_id = {entry.id: entry for entry in selection.entries}
    comments = [] if medium else list(_comments(selection.entries, scheme, origin or ""))
    for name, identity in sorted(former.slugs.items()):
        slug = _in_a_line(name)
        if identity in by_id and not medium and f"/p/{slug}" not in made:
            new = scheme.post(by_id[identity])
            made.add(f"/p/{slug}", new, by_id[identity])
            comments.append(Move(old=f"/p/{slug}{_COMMENTS}", new=(origin or "") + new, post=identity))
    pattern, patterned = _pattern(comments)
    alike = set(patterned)
    return Moves(
        host=host,
        moves=tuple(made.moves.values()),
        comments=tuple(move for move in comments if move not in alike),
        pattern=pattern,
        patterned=tuple(patterned),
        kept=tuple(made.kept),
        nowhere=tuple(made.nowhere),
    )


class _Making:
    """Collects moves; a path that stays is none."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self.moves: dict[str, Move] = {}
        self.kept: dict[str, None] = {}
        self.nowhere: list[str] = []

    def __contains__(self, old: str) -> bool:
        return old in self.moves or old in self.kept

    def add(self, old: str, new: str | None, entry: Entry | None = None) -> None:
        if old in self:
            return
        if new is None:
            self.nowhere.append(old)
        elif not self._origin and _same(old, new):
            self.kept[old] = None
        else:
            self.moves[old] = Move(old=old, new=self._origin + new, post=entry.id if entry else "")


def _paths(entry: Entry, *, medium: bool) -> Iterator[str]:
    """Yield the paths that a post had, as a line of a file can hold them."""
    yield from map(_in_a_line, _known_paths(entry, medium=medium))


def _in_a_line(path: str) -> str:
    """Return a path without the control characters that no browser sends (URL Standard, 4.4) and that end a rule."""
    return _CONTROLS.sub("", path)


def _known_paths(entry: Entry, *, medium: bool) -> Iterator[str]:
    path = unquote(split(entry.url or "").path).rstrip("/")
    last = path.rpartition("/")[2]
    if medium:
        yield from (f"/{last}", f"/p/{entry.id}", f"/{entry.id}") if last else (f"/p/{entry.id}", f"/{entry.id}")
        if path.startswith("/@"):
            yield path
        return
    if path:
        yield path
    elif entry.stored.slug:
        yield f"/p/{unquote(entry.stored.slug)}"


def _pages(made: _Making, scheme: Scheme, entries: Iterable[Entry]) -> None:
    pages = {unquote(entry.stored.slug or "").casefold(): entry for entry in entries if entry.page}
    if made._origin:
        made.add("/", scheme.page("home"))
    for name in _PAGES:
        own = pages.get(name)
        made.add(f"/{name}", scheme.post(own) if own is not None else scheme.page(name))
    made.add("/feed", scheme.page("feed"))


def _comments(entries: Iterable[Entry], scheme: Scheme, origin: str) -> Iterator[Move]:
    for entry in entries:
        for path in _paths(entry, medium=False):
            yield Move(old=path + _COMMENTS, new=origin + scheme.post(entry), post=entry.id)


def _pattern(comments: list[Move]) -> tuple[Pattern | None, list[Move]]:
    """Return the pattern that stands for most pages of comments, and those that it stands for."""
    shaped: list[tuple[Move, tuple[str, str]]] = []
    for move in comments:
        start, _, name = move.old.removesuffix(_COMMENTS).rpartition("/")
        found = [match.start() for match in re.finditer(f"(?<=/){re.escape(name)}(?=/|\\Z|\\.)", move.new)]
        if start == "/p" and len(found) == 1 and _NAME.fullmatch(name) and "." not in name:
            shaped.append((move, (move.new[: found[0]], move.new[found[0] + len(name) :])))
    shapes = Counter(shape for _, shape in shaped)
    if not shapes:
        return None, []
    new_start, new_end = shapes.most_common(1)[0][0]
    pattern = Pattern(start="/p/", ends=_COMMENT_ENDS, new_start=new_start, new_end=new_end)
    return pattern, [move for move, shape in shaped if shape == (new_start, new_end)]


def _same(old: str, new: str) -> bool:
    """Tell whether two paths are one page: every server that has `/x/` sends `/x` there."""
    return unquote(new).rstrip("/") == old.rstrip("/")


def _bare(host: str) -> str:
    return host.casefold().removeprefix("www.")
