"""Makes what people say in a made-up Substack: comments, notes, chats and direct messages."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from outlast.demo_platforms.substack.making import image, say
from outlast.demo_platforms.substack.nouns import ChatReply, Comment, Member, Note, Post, Sizes, Talk, Thread
from outlast.demo_writer.chance import seeded, uuid

_COMMENT_NUMBERS = 300_000_000
_NOTE_NUMBERS = 130_000_000
_DEEPEST = 5


def comments(seed: int, sizes: Sizes, posts: Sequence[Post], members: Sequence[Member]) -> Iterator[Comment]:
    """Yield comments on published posts: nested, edited and deleted ones among them; few posts have most of them."""
    chance = seeded(seed, "comments")
    open_posts = [post for post in posts if post.published is not None and post.type != "page"]
    weights = [1 / (1 + place % 23) for place in range(len(open_posts))]
    counted = chance.choices(open_posts, weights, k=sizes.comments) if open_posts else []
    above: dict[int, list[Comment]] = {}
    for place, post in enumerate(counted):
        made = comment(chance, _COMMENT_NUMBERS + place * 3, post, above.setdefault(post.number, []), members)
        above[post.number].append(made)
        yield made


def comment(chance: Random, number: int, post: Post, earlier: Sequence[Comment], members: Sequence[Member]) -> Comment:
    """Return one more comment on a post, perhaps in answer to an earlier one."""
    parent = chance.choice(earlier) if earlier and chance.random() < 0.45 else None
    path = (*parent.path, parent.number) if parent is not None and len(parent.path) < _DEEPEST else ()
    since = parent.date if parent is not None and path else post.published or post.updated
    date = since + timedelta(seconds=chance.randrange(60, 30_000))
    return Comment(
        number=number,
        post=post.number,
        author=chance.choice(members),
        text=say(chance),
        date=date,
        edited=date + timedelta(minutes=3) if chance.random() < 0.05 else None,
        path=path,
        deleted=chance.random() < 0.03,
        likes=chance.randrange(9),
    )


def notes(seed: int, count: int, writer: Member, members: Sequence[Member], base: str, now: datetime) -> Iterator[Note]:
    """Yield the writer's own notes, newest first."""
    for place in range(count):
        chance = seeded(seed, "note", place)
        number = _NOTE_NUMBERS - place * 11
        date = now - timedelta(hours=9 * (place + 1), minutes=chance.randrange(60))
        replies = tuple(_note_reply(chance, number, turn, date, members) for turn in range(place % 4))
        yield Note(
            number=number,
            author=writer,
            text=say(chance),
            date=date,
            pictures=(image(chance, "png", 1024, 1024),) if place % 5 == 1 else (),
            link=f"{base}/p/about-night-letters" if place % 7 == 3 else None,
            likes=chance.randrange(40),
            replies=replies,
        )


def _note_reply(chance: Random, note: int, turn: int, date: datetime, members: Sequence[Member]) -> Comment:
    return Comment(
        number=note + turn + 1,
        post=None,
        author=chance.choice(members),
        text=say(chance, 2),
        date=date + timedelta(minutes=7 * (turn + 1)),
        path=(note,) if turn % 2 == 0 else (note, note + turn),
    )


def threads(seed: int, sizes: Sizes, writer: Member, members: Sequence[Member], now: datetime) -> Iterator[Thread]:
    """Yield chat threads, newest first; the first few of them have hundreds of replies."""
    for place in range(sizes.threads):
        chance = seeded(seed, "thread", place)
        date = now - timedelta(days=2 * (place + 1), minutes=chance.randrange(600))
        count = chance.randrange(180, 420) if place < sizes.busy_threads else chance.randrange(12)
        yield Thread(
            uuid=uuid(chance),
            author=writer if place % 3 else chance.choice(members),
            text=say(chance),
            date=date,
            audience="all_subscribers" if place % 4 else "only_paid",
            replies=tuple(chat_replies(chance, count, date, members)),
            likes=chance.randrange(30),
        )


def chat_replies(
    chance: Random, count: int, since: datetime, members: Sequence[Member], earlier: Sequence[ChatReply] = ()
) -> Iterator[ChatReply]:
    """Yield replies, oldest first; one in six is under an earlier one."""
    tops = [reply for reply in earlier if reply.parent is None]
    date = since
    for _ in range(count):
        date += timedelta(seconds=chance.randrange(5, 400), milliseconds=chance.randrange(1000))
        parent = chance.choice(tops).uuid if tops and chance.random() < 0.17 else None
        made = ChatReply(
            uuid=uuid(chance),
            author=chance.choice(members),
            text=say(chance, 2),
            date=date,
            parent=parent,
            picture=image(chance, "png", 800, 600) if chance.random() < 0.03 else None,
            likes=chance.randrange(5),
        )
        if parent is None:
            tops.append(made)
        yield made


def talks(seed: int, writer: Member, members: Sequence[Member], now: datetime) -> Iterator[Talk]:
    """Yield direct messages with a few people, the latest first."""
    for place, other in enumerate(members[:4]):
        chance = seeded(seed, "talk", place)
        start = now - timedelta(days=place + 1)
        messages = tuple(chat_replies(chance, 6 + 19 * place, start, (writer, other)))
        flat = tuple(_top(message) for message in messages)
        yield Talk(uuid=uuid(chance), other=other, messages=flat)


def _top(message: ChatReply) -> ChatReply:
    return ChatReply(
        uuid=message.uuid, author=message.author, text=message.text, date=message.date, picture=message.picture
    )
