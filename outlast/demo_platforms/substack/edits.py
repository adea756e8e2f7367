"""What a writer, the readers and the platform do to a made-up Substack between two backups."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from outlast.demo_platforms.substack import listing, making, talking
from outlast.demo_platforms.substack.nouns import Comment, Post, Thread
from outlast.demo_platforms.substack.world import World
from outlast.demo_writer.chance import seeded


def publish_post(world: World) -> Post:
    """Publish one more post, and return it."""
    with world.lock:
        place = len(world.posts) + world.version + 1
        made = making.published(world.seed, place, world.title, world.now, world.sizes.pictures)
        made = replace(made, published=world.now, updated=world.now, slug=f"{made.slug[:40]}-{place}")
        world.change(made)
        return made


def edit_post(world: World, number: int | None = None) -> Post:
    """Add a paragraph to a post, the newest one unless told otherwise; its time of change moves."""
    with world.lock:
        post = world.published()[0] if number is None else world.posts[number]
        changed = replace(post, revision=post.revision + 1, updated=world.now)
        world.change(changed)
        return changed


def delete_post(world: World, number: int | None = None) -> Post:
    """Take a post down as its writer would, with its comments; the oldest letter unless told otherwise."""
    with world.lock:
        letters = [post for post in world.published() if post.type == "newsletter"]
        post = letters[-1] if number is None else world.posts[number]
        posts = {key: kept for key, kept in world.posts.items() if key != post.number}
        comments = {key: kept for key, kept in world.comments.items() if key != post.number}
        world.moved_on(posts=posts, comments=comments)
        return post


def add_comments(world: World, count: int, number: int | None = None) -> tuple[Comment, ...]:
    """Have readers comment on a post, the newest one unless told otherwise."""
    with world.lock:
        post = world.published()[0] if number is None else world.posts[number]
        chance = seeded(world.seed, "more comments", world.version)
        said = list(world.comments.get(post.number, ()))
        first = 1 + max((one.number for many in world.comments.values() for one in many), default=300_000_000)
        made = [talking.comment(chance, first + place, post, (), world.members) for place in range(count)]
        made = [replace(one, date=world.now) for one in made]
        world.moved_on(comments={**world.comments, post.number: (*said, *made)})
        return tuple(made)


def add_chat_replies(world: World, count: int, place: int = 0) -> Thread:
    """Have readers reply in a chat thread, the newest unless told otherwise, and return it as it is then."""
    with world.lock:
        thread = world.threads[place]
        chance = seeded(world.seed, "more replies", world.version)
        more = tuple(talking.chat_replies(chance, count, world.now, world.members, thread.replies))
        changed = replace(thread, replies=(*thread.replies, *more))
        world.moved_on(threads=tuple(changed if each is thread else each for each in world.threads))
        return changed


def join(world: World, count: int) -> None:
    """Have people subscribe."""
    with world.lock:
        more = listing.newcomers(world.seed, len(world.subscribers), count, world.now)
        world.moved_on(subscribers=(*world.subscribers, *more))


def leave(world: World, count: int) -> None:
    """Have people leave: those who have been there longest."""
    with world.lock:
        going = {subscriber.number for subscriber in world.present()[:count]}
        world.moved_on(
            subscribers=tuple(
                replace(each, left=world.now) if each.number in going else each for each in world.subscribers
            )
        )


def rename_handle(world: World, handle: str) -> None:
    """Give the writer another handle; the old one leads to the new one."""
    with world.lock:
        former = (*world.former_handles, world.writer.handle)
        world.moved_on(writer=replace(world.writer, handle=handle), former_handles=former)


def rename_publication(world: World, subdomain: str) -> None:
    """Give the publication another address; the old one leads to the new one."""
    with world.lock:
        former = (*world.former_subdomains, world.title.subdomain)
        world.moved_on(title=replace(world.title, subdomain=subdomain), former_subdomains=former)


def _times(edit: Callable[[World], object]) -> Callable[[World, int], None]:
    def repeat(world: World, count: int) -> None:
        for _ in range(count):
            edit(world)

    return repeat


EDITS: Mapping[str, Callable[[World, int], object]] = {
    "publish-post": _times(publish_post),
    "edit-post": _times(edit_post),
    "delete-post": _times(delete_post),
    "add-comments": add_comments,
    "add-chat-replies": add_chat_replies,
    "join": join,
    "leave": leave,
    "rename-handle": lambda world, count: rename_handle(world, f"{world.writer.handle}{count}"),
    "rename-publication": lambda world, count: rename_publication(world, f"{world.title.subdomain}{count}"),
}
"""The edits by name, for a server in a process of its own; the number says how many, or is put behind a new name."""
