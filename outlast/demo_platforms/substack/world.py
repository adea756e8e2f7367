"""The truth about a made-up Substack: everything there is, and the edits that move it on."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from threading import RLock

from backup.model import Json
from outlast.demo_platforms.substack import bodies, listing, making, talking, truth
from outlast.demo_platforms.substack.bodies import Body
from outlast.demo_platforms.substack.jobs import Jobs
from outlast.demo_platforms.substack.nouns import DEMO, Comment, Member, Note, Post, Sizes, Talk, Thread, Title
from outlast.demo_platforms.substack.once import once
from outlast.demo_writer.chance import day, seeded
from outlast.demo_writer.substack.audience import Subscriber

_NOW = day("2026-09-10 12:00")
_STEP = timedelta(hours=1)


class World:
    """A publication with its writer, posts, readers and subscribers; the same for the same seed and sizes.

    Everything is made when it is first looked at. Edits put new collections in place of the old ones, so that what a
    thread is reading does not change under it.
    """

    def __init__(
        self,
        sizes: Sizes = DEMO,
        *,
        seed: int = 1,
        subdomain: str = "nightletters",
        custom_domain: str | None = None,
        writer: str = "Maya Lindqvist",
    ) -> None:
        """Plan a world; nothing of it is made yet."""
        self.sizes = sizes
        self.seed = seed
        self.now: datetime = _NOW
        """What time it is there: each edit takes an hour."""
        self.version = 0
        """How many edits there were."""
        self.session = f"s%3AmadeUpSession{seed}.c2lnbmVkQnlOb2JvZHk"
        """The value of the writer's cookie, as a browser keeps it."""
        self.lock = RLock()
        self._jobs: dict[str, Jobs] = {}
        handle = re.sub(r"[^a-z]", "", writer.lower())
        photo = making.image(seeded(seed, "writer", handle), "png", 400, 400)
        bio = "I write at night."
        number = 50_000_000 + seed * 1_009 + len(subdomain)
        self.writer = Member(number=number, name=writer, handle=handle, photo=photo, bio=bio)
        self.former_handles: tuple[str, ...] = ()
        self.former_subdomains: tuple[str, ...] = ()
        founded = _NOW - timedelta(hours=31) * (sizes.posts + 9)
        self.title: Title = making.title(seed, subdomain, custom_domain, founded)

    @once
    def members(self) -> tuple[Member, ...]:
        """Return the people who comment and chat."""
        return making.readers(self.seed, self.sizes.readers)

    @once
    def posts(self) -> Mapping[int, Post]:
        """Return every post and draft by its number."""
        return {post.number: post for post in making.posts(self.seed, self.sizes, self.title, _NOW)}

    @once
    def comments(self) -> Mapping[int, tuple[Comment, ...]]:
        """Return the comments of each post that has any, by its number, oldest number first."""
        found: dict[int, list[Comment]] = {}
        posts = list(self.posts.values())
        for comment in talking.comments(self.seed, self.sizes, posts, self.members):
            found.setdefault(comment.post or 0, []).append(comment)
        return {number: tuple(made) for number, made in found.items()}

    @once
    def notes(self) -> tuple[Note, ...]:
        """Return the writer's notes, newest first."""
        made = talking.notes(self.seed, self.sizes.notes, self.writer, self.members, self.title.base, _NOW)
        return tuple(made)

    @once
    def threads(self) -> tuple[Thread, ...]:
        """Return the chat threads, newest first."""
        return tuple(talking.threads(self.seed, self.sizes, self.writer, self.members, _NOW))

    @once
    def talks(self) -> tuple[Talk, ...]:
        """Return the writer's direct messages, the latest first."""
        return tuple(talking.talks(self.seed, self.writer, self.members, _NOW))

    @once
    def subscribers(self) -> tuple[Subscriber, ...]:
        """Return everybody who ever subscribed, in the order in which they joined."""
        return listing.subscribers(self.seed, self.sizes.subscribers, self.title.founded, _NOW)

    def jobs(self, kind: str) -> Jobs:
        """Return what has been asked for of a kind: set, subscribers, publication."""
        with self.lock:
            return self._jobs.setdefault(kind, Jobs())

    def present(self) -> tuple[Subscriber, ...]:
        """Return who is on the list now, in the order in which they joined."""
        with self.lock:
            version, found = self._present
            if version != self.version:
                found = tuple(each for each in self.subscribers if each.present(self.now))
                self._present = self.version, found
            return found

    _present: tuple[int, tuple[Subscriber, ...]] = (-1, ())

    def published(self) -> list[Post]:
        """Return the posts that are out, newest first."""
        out = [post for post in self.posts.values() if post.published is not None and post.published <= self.now]
        return sorted(out, key=lambda post: (post.published or self.now, post.number), reverse=True)

    def drafts(self) -> list[Post]:
        """Return what is not out and has no date, the last changed first."""
        waiting = [post for post in self.posts.values() if post.published is None and post.scheduled is None]
        return sorted(waiting, key=lambda post: post.updated, reverse=True)

    def scheduled(self) -> list[Post]:
        """Return what has a date and is not out, the last changed first."""
        waiting = [post for post in self.posts.values() if post.published is None and post.scheduled is not None]
        return sorted(waiting, key=lambda post: post.updated, reverse=True)

    def body(self, post: Post) -> Body:
        """Return what a post says."""
        return bodies.body(self.seed, post)

    def truth(self) -> dict[str, dict[str, Json]]:
        """Return everything there is now as plain data: kind, then key, then what a complete archive must have."""
        with self.lock:
            return truth.of(self)

    def moved_on(self, **changed: object) -> None:
        """Put collections in the place of earlier ones, an hour later; `edits` is what calls it."""
        with self.lock:
            for name, value in changed.items():
                setattr(self, name, value)
            self.version += 1
            self.now += _STEP

    def change(self, post: Post) -> None:
        """Put a post in the place of the one of its number, or add it."""
        with self.lock:
            self.moved_on(posts={**self.posts, post.number: replace(post)})
