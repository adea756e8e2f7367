"""Search the words of everything you wrote.

All words must be in the post; the last may be the beginning of one. Quote several words to find them side by side.
Capitals and accents do not matter. Drafts and paid posts are searched where the archive's key is at hand.

Examples:
    outlast search lighthouse keeper
    outlast search "night train" --in posts
    outlast search tide --limit 5
"""

import click

from backup.archive.search import Hit
from backup.errors import UsageError
from backup.model import PostKind
from outlast.cli._frame.command import Command
from outlast.cli._frame.opening import chosen, opened
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.marked import marked
from outlast.cli.output import Output
from outlast.posts.words import find_words, freshen

SECTION = "KEEP"
ORDER = 50

_KINDS = {f"{kind.value}s": kind for kind in PostKind}


@click.command(cls=Command, help=__doc__)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Show at most so many.")
@click.option("--in", "where", metavar="KINDS", help=f"Only in these: {', '.join(_KINDS)}; with commas between.")
@click.option("--publication", metavar="NAME", help="Search this publication only.")
@pass_session
def search(session: Session, words: tuple[str, ...], limit: int, where: str | None, publication: str | None) -> None:
    """Show the posts that have the words, best first."""
    kinds = _kinds(where)
    asked = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    output = session.output
    with opened(session) as archive:
        slugs = chosen(session, archive, publication)
        fresh = freshen(archive)
        found = find_words(archive, slugs, asked, kinds=kinds, limit=limit)
        for hit in found.hits:
            _show(output, hit, asked, name=len(slugs) > 1)
    if not found.hits:
        output.text("Nothing found.")
    if found.more:
        output.note(f"There is more than {limit}: say more words, or --limit {limit * 5}")
    if not fresh:
        output.warn("The index could not be brought up to date now, so what was saved last may be missing here.")
    if found.sealed:
        output.warn("Drafts and paid posts were not searched: the archive's key was not found.")
    for reason in found.damaged:
        output.warn(f"Drafts and paid posts were not searched: {reason} See: outlast verify")
    output.summary(
        hits=len(found.hits), more=found.more, sealed_searched=not found.sealed and not found.damaged, index_fresh=fresh
    )


def _kinds(where: str | None) -> frozenset[PostKind]:
    names = [name.strip() for name in (where or "").split(",") if name.strip()]
    for name in names:
        if name not in _KINDS:
            raise UsageError(f"There is nothing called {name!r} to search in.", next=f"Choose of: {', '.join(_KINDS)}")
    return frozenset(_KINDS[name] for name in names)


def _show(output: Output, hit: Hit, words: str, *, name: bool) -> None:
    output.line(
        "hit",
        publication=hit.publication,
        id=hit.id,
        kind=hit.kind,
        title=hit.title,
        slug=hit.slug,
        url=hit.url,
        published_at=hit.published_at,
        gone=hit.gone,
        snippet=hit.snippet,
    )
    date = hit.published_at[:10] if hit.published_at else ""
    gone = "gone from the platform" if hit.gone else ""
    kind = "" if hit.kind == PostKind.POST else str(hit.kind)
    notes = ", ".join(filter(None, [date, kind, gone, hit.publication if name else ""]))
    output.text(f"{marked(hit.title or hit.slug or hit.id, words)}" + (f"  ({notes})" if notes else ""))
    if hit.snippet:
        output.prose(f"    {marked(_whole_words(hit.snippet), words)}")
    output.text(f"    → outlast show {hit.id}")


def _whole_words(snippet: str) -> str:
    """Return a snippet without the halves of words that it begins and ends with, where it was cut."""
    if snippet.startswith("…") and " " in snippet:
        snippet = "… " + snippet.partition(" ")[2]
    if snippet.endswith("…") and " " in snippet[2:]:
        snippet = snippet.rpartition(" ")[0] + " …"
    return snippet


COMMAND = search
