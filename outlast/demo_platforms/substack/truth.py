"""Everything there is in a made-up Substack as plain data, to compare an archive with it item by item."""

from hashlib import sha256
from typing import TYPE_CHECKING

from backup.model import Json
from outlast.demo_platforms.substack import files
from outlast.demo_platforms.substack.nouns import ChatReply, Comment, Note, Post
from outlast.demo_platforms.substack.shape import time
from outlast.demo_writer.substack.audience import Subscriber

if TYPE_CHECKING:
    from outlast.demo_platforms.substack.world import World


def upload_address(upload: str) -> str:
    """Return the address of an uploaded recording, which redirects to the file."""
    return f"https://api.substack.com/api/v1/audio/upload/{upload}/src"


def of(world: "World") -> dict[str, dict[str, Json]]:
    """Return what `World.truth` promises; keys are Substack's own ids, for subscribers their addresses."""
    posts = {str(post.number): _post(world, post) for post in world.posts.values()}
    threads: dict[str, Json] = {}
    replies: dict[str, Json] = {}
    for thread in world.threads:
        threads[thread.uuid] = {"text": thread.text, "date": time(thread.date), "author": thread.author.handle}
        replies |= {reply.uuid: _reply(reply, thread.uuid) for reply in thread.replies}
    messages: dict[str, Json] = {
        message.uuid: _reply(message, talk.uuid) for talk in world.talks for message in talk.messages
    }
    notes: dict[str, Json] = {str(note.number): _note(note) for note in world.notes}
    note_replies: dict[str, Json] = {
        str(reply.number): _comment(reply) for note in world.notes for reply in note.replies
    }
    comments: dict[str, Json] = {
        str(comment.number): _comment(comment) for said in world.comments.values() for comment in said
    }
    return {
        "posts": posts,
        "comments": comments,
        "notes": notes,
        "note_replies": note_replies,
        "threads": threads,
        "replies": replies,
        "messages": messages,
        "subscribers": {each.address(world.now): _subscriber(world, each) for each in world.present()},
        "files": _files(world),
    }


def _post(world: "World", post: Post) -> Json:
    body = world.body(post)
    tags: list[Json] = [tag.name for tag in post.tags]
    pictures: list[Json] = [*body.pictures]
    return {
        "title": post.title,
        "subtitle": post.subtitle,
        "slug": post.slug,
        "type": post.type,
        "audience": post.audience,
        "published": time(post.published),
        "updated": time(post.updated),
        "scheduled": time(post.scheduled),
        "html": body.html,
        "editor": body.editor(),
        "words": body.words,
        "tags": tags,
        "section": post.section.name if post.section else None,
        "cover": post.cover,
        "pictures": pictures,
        "audio": upload_address(post.audio) if post.audio else None,
    }


def _comment(comment: Comment) -> Json:
    return {
        "post": comment.post,
        "parent": comment.path[-1] if comment.path else None,
        "author": None if comment.deleted else comment.author.handle,
        "text": None if comment.deleted else comment.text,
        "date": time(comment.date),
        "edited": time(comment.edited),
        "deleted": comment.deleted,
    }


def _note(note: Note) -> Json:
    pictures: list[Json] = [*note.pictures]
    return {"text": note.text, "date": time(note.date), "pictures": pictures}


def _reply(reply: ChatReply, thread: str) -> Json:
    return {
        "thread": thread,
        "parent": reply.parent,
        "author": reply.author.handle,
        "text": reply.text,
        "date": time(reply.date),
        "picture": reply.picture,
    }


def _subscriber(world: "World", subscriber: Subscriber) -> Json:
    gone = subscriber.address(world.now) != subscriber.person.address
    return {
        "name": None if gone else subscriber.person.name,
        "joined": time(subscriber.joined),
        "paying": subscriber.paying(world.now),
    }


def _files(world: "World") -> dict[str, Json]:
    """Return the SHA-256 of every file that belongs to the writer's work, by address."""
    addresses = [world.writer.photo, world.title.logo]
    for post in world.posts.values():
        addresses += world.body(post).pictures
        addresses += [post.cover] if post.cover else []
        addresses += [upload_address(post.audio)] if post.audio else []
    for note in world.notes:
        addresses += note.pictures
    addresses += [reply.picture for thread in world.threads for reply in thread.replies if reply.picture]
    return {address: sha256(files.at(address) or b"").hexdigest() for address in addresses}
