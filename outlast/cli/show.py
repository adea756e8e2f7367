"""Show one post, as it is or as it was.

POST is its id, the name in its address, its whole address, or words of its title. Posts that are gone from the
platform are found too. Drafts and paid posts need the archive's key.

Examples:
    outlast show the-long-wait
    outlast show https://nightletters.substack.com/p/the-long-wait --versions
    outlast show "long wait" --at 2026-01-31 --format html --out wait.html
"""

import base64
import shlex
import sys
from pathlib import Path

import click

from backup.archive.archive import Archive
from backup.errors import NotFound, UsageError
from outlast.cli._frame.command import Command
from outlast.cli._frame.moments import shown
from outlast.cli._frame.opening import chosen, opened, snapshot_at
from outlast.cli._frame.out_file import write_bytes, write_out
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.versions import show_versions
from outlast.cli.output import Output
from outlast.posts.find import Found, find_posts
from outlast.posts.history import PostHistory, Timeline
from outlast.posts.view import Format, PostView, fields_of, view_of

SECTION = "KEEP"
ORDER = 55


@click.command(cls=Command, help=__doc__)
@click.argument("post", nargs=-1, required=True, metavar="POST...")
@click.option("--format", "form", type=click.Choice([form.value for form in Format]), default="text", help="How.")
@click.option("--raw", is_flag=True, help="Write the body just as the platform sent it.")
@click.option("--at", metavar="DATE", help="Show it as it was then (or the number of a snapshot).")
@click.option("--versions", is_flag=True, help="List how it changed instead.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file only you may read.")
@click.option("--publication", metavar="NAME", help="Look in this publication only.")
@pass_session
def show(
    session: Session,
    post: tuple[str, ...],
    form: str,
    raw: bool,
    at: str | None,
    versions: bool,
    out: Path | None,
    publication: str | None,
) -> None:
    """Find the post and show what was asked for."""
    with opened(session) as archive:
        found = _one(session, archive, " ".join(post), publication)
        timeline = _timeline(archive, found, at, needed=versions)
        if versions and timeline is not None:
            show_versions(session.output, found, timeline)
            return
        stored = timeline.versions[-1].post if timeline else found.post
        view = view_of(archive, found.history.slug, stored)
        _tell_gone(session.output, found, timeline)
        _write(session, found, timeline, view, form=Format(form), raw=raw, out=out)


def _one(session: Session, archive: Archive, text: str, publication: str | None) -> Found:
    """Return the one post that is meant.

    Raises:
        NotFound: there is none.
        UsageError: there are several; they were listed.
    """
    histories = [PostHistory(archive, slug) for slug in chosen(session, archive, publication)]
    found = find_posts(histories, text)
    for reason in sorted({reason for history in histories for reason in history.damaged}):
        session.output.warn(f"Not all of the archive could be read: {reason} See: outlast verify")
    if len(found) == 1:
        return found[0]
    if not found:
        sealed = any(history.sealed for history in histories)
        raise NotFound(
            f"No post was found for “{text}”.",
            so_what="Drafts and paid posts could not be looked through: the archive's key was not found."
            if sealed
            else None,
            next="Bring the key back with: outlast keys recover"
            if sealed
            else f"Look for it with: outlast search {shlex.quote(text)}",
        )
    output = session.output
    rows = []
    for one in found:
        post = one.post
        output.line(
            "match", publication=one.history.slug, id=post.id, title=post.title, kind=post.kind, slug=post.slug,
            gone=one.gone,
        )  # fmt: skip
        date = (post.published_at or post.updated_at or "")[:10]
        rows.append((post.id, post.name, date, f"{post.kind}{', gone' if one.gone else ''}", one.history.slug))
    output.table(("Id", "Title", "Date", "Kind", "Publication"), rows)
    same = len({one.post.id for one in found}) == 1
    raise UsageError(
        f"{len(found)} posts fit “{text}”.",
        so_what="They are listed.",
        next="Say of which publication: --publication NAME" if same else "Say which by its id: outlast show ID",
    )


def _timeline(archive: Archive, found: Found, at: str | None, *, needed: bool) -> Timeline | None:
    """Return the versions up to the moment that is asked for.

    `None` unless `needed` where the post of today is meant: that one is at hand already.

    Raises:
        NotFound: the post was not there then.
    """
    if at is None and not found.gone and not needed:
        return None
    history = found.history
    until = None if at is None else snapshot_at(archive, history.slug, at).manifest.as_of
    timeline = history.timeline(found.post.id, until=until)
    if timeline.versions or at is None:
        return timeline if timeline.versions else None
    versions = history.timeline(found.post.id).versions
    since = f" It was first seen on {shown(versions[0].first.manifest.as_of)}." if versions else ""
    raise NotFound(f"“{found.post.name}” was not saved yet by {at}.{since}")


def _tell_gone(output: Output, found: Found, timeline: Timeline | None) -> None:
    """Say that a post is kept only here."""
    if timeline is None or timeline.gone_since is None:
        return
    last = shown(timeline.versions[-1].last.manifest.as_of)
    if found.history.sealed:
        output.warn(
            f"It is not among the free posts since {last}; without the key it cannot be told whether it is gone."
        )
    else:
        output.warn(f"It is gone from the platform: it was last there on {last}. The archive keeps it.")


def _write(
    session: Session,
    found: Found,
    timeline: Timeline | None,
    view: PostView,
    *,
    form: Format,
    raw: bool,
    out: Path | None,
) -> None:
    output = session.output
    version = timeline.versions[-1] if timeline else None
    gone = timeline is not None and timeline.gone
    if raw and view.data is None:
        raise NotFound(view.why or "The archive has no text for this post.")
    data = view.data if raw and view.data is not None else (view.written(form) + "\n").encode()
    fields = {
        "publication": found.history.slug,
        **(_raw_fields(view) if raw else view.values(form)),
        "gone": gone,
        "last_seen": version.last.manifest.as_of if version and gone else None,
    }
    if out is not None:
        path = write_out(session, out, [data])
        output.ok(f"“{view.post.name}” is in {path}.")
        output.summary(posts=1, file=path, id=view.post.id)
        return
    if output.json:
        output.line("post", **fields)
    elif raw and not sys.stdout.isatty():
        write_bytes([data])
    else:
        text = data.decode("utf-8", "replace").removesuffix("\n")
        (output.prose if form is Format.TEXT and not raw else output.text)(text)
    output.summary(posts=1)


def _raw_fields(view: PostView) -> dict[str, object]:
    """Return the body as text where it is text, so that it reads well, else in base64, so that no byte is lost."""
    data = view.data or b""
    try:
        body = {"raw": data.decode()}
    except UnicodeDecodeError:
        body = {"raw_base64": base64.b64encode(data).decode()}
    return {**fields_of(view.post), "bytes": len(data), **body}


COMMAND = show
