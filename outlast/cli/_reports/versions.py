"""The versions of one post, for people and for programs."""

from outlast.cli._frame.moments import shown
from outlast.cli.output import Output
from outlast.posts.find import Found
from outlast.posts.history import Timeline
from outlast.posts.view import count_words


def show_versions(output: Output, found: Found, timeline: Timeline) -> None:
    """Show when the post changed, and how long it was each time."""
    history = found.history
    rows = []
    for number, version in enumerate(timeline.versions, start=1):
        post = version.post
        words = count_words(history.archive, history.slug, post)
        output.line(
            "version",
            version=number,
            first_seen=version.first.manifest.as_of,
            last_seen=version.last.manifest.as_of,
            snapshot=version.first.number,
            title=post.title,
            kind=post.kind,
            audience=post.audience,
            words=words,
            bytes=post.size if post.body else None,
        )
        size = f"{post.size:,}" if post.body else ""
        rows.append(
            (str(number), shown(version.first.manifest.as_of), "" if words is None else f"{words:,}", size,
             str(post.kind), post.name)
        )  # fmt: skip
    output.text(f"{found.post.name} ({found.post.id}), times in UTC")
    output.table(("Version", "First seen", "Words", "Bytes", "Kind", "Title"), rows)
    if timeline.gone_since is not None:
        output.text(f"Gone from the platform since {shown(timeline.gone_since.manifest.as_of)}.")
    elif rows:
        output.text(f"See an older one with: outlast show {found.post.id} --at DATE")
    output.summary(publication=history.slug, id=found.post.id, versions=len(timeline.versions), gone=timeline.gone)
