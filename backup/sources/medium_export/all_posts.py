"""All posts of an export, each once, and what must be said about them."""

from collections import defaultdict
from collections.abc import Iterator

from backup.document.decoding import Decoded, decode
from backup.errors import UnreadableEntry
from backup.model import Post, PostKind, Problem, Record, Remark, Severity
from backup.sources._files import ExportFiles
from backup.sources.medium_export.markup import TooDeep
from backup.sources.medium_export.names import POSTS
from backup.sources.medium_export.post_ids import id_for_want_of_one
from backup.sources.medium_export.posts import read_post
from backup.sources.medium_export.survey import PostFile, Survey


def all_posts(files: ExportFiles, found: Survey) -> Iterator[Record]:
    """Yield every post; of two versions of one post the later or longer, and the other as a kept problem."""
    versions: defaultdict[str, list[PostFile]] = defaultdict(list)
    for post in found.posts:
        if post.id:
            versions[post.id].append(post)
    best = {post_id: max(group, key=lambda post: post.rank) for post_id, group in versions.items()}
    likely = unsure = 0
    for file in found.posts:
        winner = best[file.id] if file.id else file
        for record in _read(files, found, file, winner):
            if isinstance(record, Post) and record.response_confidence is not None:
                likely += record.kind is PostKind.RESPONSE
                unsure += record.kind is not PostKind.RESPONSE
            yield record
    if likely or unsure:
        yield Remark(text=_about_responses(likely, unsure))


def _read(files: ExportFiles, found: Survey, file: PostFile, winner: PostFile) -> Iterator[Post | Problem | Remark]:
    name = found.local(file.name)
    try:
        data = files.read(file.name)
    except UnreadableEntry as error:
        yield Problem(file=name, reason=f"The post {error.reason}.", table=POSTS)
        return
    if winner is not file:
        yield Problem(
            file=name,
            reason=f"An earlier or shorter version of the post in {found.local(winner.name)}; kept beside it.",
            severity=Severity.KEPT,
            table=POSTS,
            raw=data,
        )
        return
    decoded = decode(data)
    try:
        post = read_post(decoded.text, data, name=name, post_id=file.id or id_for_want_of_one(name))
    except TooDeep:
        yield Problem(file=name, reason="The post is nested too deeply to be read.", table=POSTS, raw=data)
        return
    if post is None:
        yield Problem(file=name, reason="The file is not a post: it has no title and no body.", table=POSTS, raw=data)
        return
    yield post
    yield from _notes(decoded, post, name, file)


def _notes(decoded: Decoded, post: Post, name: str, file: PostFile) -> Iterator[Problem | Remark]:
    """Yield what is wrong with a post that was read all the same."""
    ending = decoded.text[-4000:].lower()
    if "</article" not in ending and "</html" not in ending:
        yield Problem(file=name, reason="The post ends before its end; what is there of it is kept.")
    elif decoded.damaged:
        yield Problem(file=name, reason="Some characters of the post are damaged; it is kept as it is.")
    if not file.id:
        yield Problem(
            file=name,
            reason="The post has no id of Medium's, so it is known by its file name.",
            severity=Severity.KEPT,
        )
    if decoded.encoding != "utf-8":
        yield Remark(text=f"The post was not in UTF-8; it was read as {decoded.encoding}.", file=name)
    if "published_at" in post.raw:
        yield Remark(text="Only the day on which it was published is known, not the time.", file=name)


def _about_responses(likely: int, unsure: int) -> str:
    """Return what the writer should know of the guess, and how to change it."""
    parts = []
    if likely:
        parts.append(
            "1 short piece looks like a response to somebody else's story and is kept as a response"
            if likely == 1
            else f"{likely:,} short pieces look like responses to other people's stories and are kept as responses"
        )
    if unsure:
        more = " more" if likely else ""
        parts.append(
            f"1{more} piece might be a response and is kept as a story"
            if unsure == 1
            else f"{unsure:,}{more} pieces might be responses and are kept as stories"
        )
    return f"{'; '.join(parts)}. Medium does not mark responses, so this is a guess."
