"""What is known of a post, and what a new sighting of it changes."""

from backup.archive.posts import StoredPost, join
from backup.model import Post, PostKind


def known(kind: PostKind, audience: str) -> StoredPost:
    return StoredPost(id="7", kind=kind, type="podcast", title="T", audience=audience)


def sighting(*, guessed: bool) -> Post:
    return Post(id="7", kind=PostKind.DRAFT, type="newsletter", title="T", guessed=guessed)


def test_a_guess_does_not_make_a_draft_of_a_published_post() -> None:
    row = join(sighting(guessed=True), known(PostKind.POST, "only_paid"))
    assert (row.kind, row.type, row.audience) == (PostKind.POST, "podcast", "only_paid")


def test_a_guess_counts_where_nothing_is_known() -> None:
    row = join(sighting(guessed=True), None)
    assert (row.kind, row.type, row.audience) == (PostKind.DRAFT, "newsletter", "everyone")


def test_what_the_platform_says_wins_over_what_was_known() -> None:
    row = join(sighting(guessed=False), known(PostKind.POST, "only_paid"))
    assert (row.kind, row.type, row.audience) == (PostKind.DRAFT, "newsletter", "everyone")
