"""Posts of social networks and Substack's own notes and chats, quoted in a post (formats: section 2)."""

import re
from typing import TYPE_CHECKING

from backup.document._payload import Payload
from backup.document._prosemirror import note_blocks
from backup.document._providers import id_of
from backup.document.blocks import Block, Figure, LinkCard, Paragraph, QuotedNote, SocialPost
from backup.document.inlines import Inline, LineBreak, Text
from backup.document.tree import Element

if TYPE_CHECKING:
    from backup.document._reader import Reader

_ENTITY = re.compile(r"&(amp|lt|gt);")
_BLUESKY_URI = re.compile(r"\Aat://([^/]+)/app\.bsky\.feed\.post/([\w-]+)")


def _tweet_text(text: str | None) -> str:
    """Return a tweet's text; Twitter's API gives these three signs escaped, and Substack keeps them so."""
    return _ENTITY.sub(lambda match: {"amp": "&", "lt": "<", "gt": ">"}[match[1]], text or "")


def tweet(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.tweet`, and since 2025 `div.twitter-embed`, which is empty."""
    data = Payload.of(element)
    post = _tweet(data) if data.text("url", "full_text") else _shown_tweet(element)
    return [post] if post else None


def _tweet(data: Payload) -> SocialPost:
    url = data.text("url")
    quoted = data.inner("quoted_tweet")
    photos = (photo.text("img_url", "url") for photo in data.items("photos"))
    return SocialPost(
        provider="twitter",
        url=url,
        id=id_of("twitter", url) if url else None,
        text=_tweet_text(data.text("full_text")),
        author=data.text("name"),
        handle=(data.text("username") or "").removeprefix("@") or None,
        date=data.text("date"),
        avatar_url=data.text("profile_image_url"),
        photo_urls=tuple(photo for photo in photos if photo),
        video_url=data.text("video_url"),
        quoted=_tweet(quoted) if quoted.text("full_text") else None,
        card=_page(data.inner("expanded_url")),
        likes=data.integer("like_count"),
        reposts=data.integer("retweet_count"),
        replies=data.integer("reply_count"),
    )


def _page(data: Payload) -> LinkCard | None:
    url = data.text("url")
    if url is None:
        return None
    return LinkCard(
        of="page",
        url=url,
        title=data.text("title"),
        description=data.text("description"),
        site=data.text("domain", "host"),
        image_url=data.text("image"),
    )


def _shown_tweet(element: Element) -> SocialPost | None:
    """Return what an old tweet's markup shows, where its data is missing or cannot be read."""
    link = element.with_class("tweet-link-top") or element.first("a")
    url = link.get("href") if link else ""
    text = element.with_class("tweet-text")
    if not url and text is None:
        return None

    def words(name: str) -> str:
        found = element.with_class(name)
        return found.words() if found else ""

    return SocialPost(
        provider="twitter",
        url=url or None,
        id=id_of("twitter", url),
        text=text.text().strip() if text else "",
        author=words("tweet-author-name") or None,
        handle=words("tweet-author-handle").removeprefix("@") or None,
        date=words("tweet-date") or None,
    )


def bluesky(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.bluesky-wrap`."""
    data = Payload.of(element)
    uri = _BLUESKY_URI.match(data.text("uri") or "")
    if uri is None and data.text("text") is None:
        return None
    photos = data.fields.get("imageUrls")
    return [
        SocialPost(
            provider="bluesky",
            url=f"https://bsky.app/profile/{uri[1]}/post/{uri[2]}" if uri else None,
            id=data.text("postId") or (uri[2] if uri else None),
            text=data.text("text") or "",
            author=data.text("authorName"),
            handle=data.text("authorHandle"),
            date=data.text("createdAt"),
            avatar_url=data.text("authorAvatarUrl"),
            photo_urls=tuple(url for url in photos if isinstance(url, str)) if isinstance(photos, list) else (),
        )
    ]


def note(reader: "Reader", element: Element) -> list[Block] | None:
    """`div.comment`: a note or comment; empty, all of it is in its data."""
    data = Payload.of(element)
    comment = data.inner("comment")
    if not comment:
        return None
    blocks = note_blocks(comment.fields.get("body_json")) or _paragraphs(comment.text("body"))
    for item in comment.items("attachments"):
        blocks.extend(_attachment(reader, item))
    return [
        QuotedNote(
            of="note",
            blocks=tuple(blocks),
            url=data.text("url"),
            id=data.text("commentId") or comment.text("id"),
            author=comment.text("name"),
            handle=comment.text("handle"),
            date=comment.text("date"),
            avatar_url=comment.text("photo_url"),
            likes=comment.integer("reaction_count"),
        )
    ]


def chat_post(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.community-post`: a message of a publication's chat; empty, all of it is in its data."""
    data = Payload.of(element)
    message = data.inner("communityPost")
    author = data.inner("author")
    if not message:
        return None
    return [
        QuotedNote(
            of="chat",
            blocks=tuple(_paragraphs(message.text("body"))),
            url=data.text("url"),
            id=data.text("postId") or message.text("id"),
            author=author.text("name"),
            handle=author.text("handle"),
            date=message.text("created_at"),
            avatar_url=author.text("photo_url"),
        )
    ]


def _attachment(reader: "Reader", item: Payload) -> list[Block]:
    """Return a picture, link or post that hangs on a note."""
    picture = item.text("imageUrl")
    image = reader.image(Element("img", {"src": picture})) if picture else None
    if image is not None:
        return [Figure(image=image)]
    post = item.inner("post")
    if post:
        return [
            LinkCard(
                of="post",
                url=post.text("canonical_url"),
                title=post.text("title"),
                description=post.text("subtitle", "truncated_body_text"),
                site=item.inner("publication").text("name"),
                date=post.text("post_date"),
                image_url=post.text("cover_image"),
                id=post.text("id"),
            )
        ]
    page = _page(item.inner("linkMetadata"))
    return [page] if page else []


def _paragraphs(text: str | None) -> list[Block]:
    """Return plain text as paragraphs, parted at blank lines."""
    blocks: list[Block] = []
    for part in re.split(r"\n\s*\n", text or ""):
        children: list[Inline] = []
        for line in part.strip().split("\n"):
            words = " ".join(line.split())
            if words:
                children.extend([LineBreak(), Text(text=words)] if children else [Text(text=words)])
        if children:
            blocks.append(Paragraph(children=tuple(children)))
    return blocks
