"""Whose export this is: from its list's name, or else from the buttons of the posts."""

import re
from collections import Counter
from itertools import islice

from backup.errors import UnreadableEntry
from backup.sources._files import ExportFiles
from backup.sources._list_names import subdomain_of
from backup.sources.substack_export.layout import ExportLayout

_ENOUGH = 300
"""Posts to look at; the newest ones, as a publication can change its name."""
_BUTTON = re.compile(
    rb"""url(?:&quot;|"):(?:&quot;|")https://([a-z0-9-]+)\.substack\.com/"""
    rb"""(?:subscribe\b|[^"&]*\?[^"]{0,200}?action=share)""",
    re.IGNORECASE,
)
_NOT_OURS = (b"www", b"open", b"api", b"on", b"substack")


def find_subdomain(files: ExportFiles, layout: ExportLayout) -> str | None:
    """Return the publication's subdomain, or `None` when nothing tells.

    Subscribe and share buttons name the post's own publication; links and embedded posts may name any. They decide
    between the lists of two publications, too.
    """
    named = Counter(found for name in layout.tables if (found := subdomain_of(name)))
    if len(named) == 1:
        return next(iter(named))
    votes = _votes(files, layout)
    if named:
        return max(named, key=lambda name: (votes[name], named[name]))
    return max(votes, key=lambda name: (votes[name], name), default=None)


def _votes(files: ExportFiles, layout: ExportLayout) -> Counter[str]:
    """Return in how many of the newest posts the buttons name a publication."""
    newest = sorted(layout.bodies, key=int, reverse=True)
    votes: Counter[str] = Counter()
    for post_id in islice(newest, _ENOUGH):
        try:
            body = files.read(layout.bodies[post_id][0])
        except UnreadableEntry:
            continue
        own = {name.lower() for name in _BUTTON.findall(body)}.difference(_NOT_OURS)
        votes.update(name.decode() for name in own)
    return votes
