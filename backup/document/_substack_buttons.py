"""Substack's buttons and sign-up fields (formats: section 2)."""

import re
from typing import TYPE_CHECKING

from backup.document._payload import Payload
from backup.document.blocks import Block, Button, SubscribeForm
from backup.document.tree import Element
from backup.document.urls import split

if TYPE_CHECKING:
    from backup.document._reader import Reader

# What the editor writes while a post has no address yet: `%%share_url%%`, `%%half_magic_comments_url%%` …
_PLACEHOLDERS = {"share": "share", "comments": "comment", "checkout": "subscribe", "subscribe": "subscribe"}
_GIFT = re.compile(r"(?:\A|&)gift=true(?:&|\Z)")
_SHARE = re.compile(r"(?:\A|&)action=share(?:&|\Z)")


def action_of(url: str) -> str:
    """Return what a button to `url` is for: subscribe, gift, share, comment, refer, or custom."""
    if url.startswith("%%"):
        return next((action for word, action in _PLACEHOLDERS.items() if word in url), "custom")
    parts = split(url)
    path = parts.path.rstrip("/")
    if _SHARE.search(parts.query):
        return "share"
    if path.endswith("/subscribe"):
        return "gift" if _GIFT.search(parts.query) else "subscribe"
    if path.endswith("/comments"):
        return "comment"
    return "refer" if path == "/leaderboard" else "custom"


def button(reader: "Reader", element: Element) -> list[Block] | None:
    """`p.button-wrapper`, and `div.captioned-button-wrap` with words above the button."""
    data = Payload.of(element)
    inner = element.with_class("button-wrapper")
    if not data and inner is not None:
        data = Payload.of(inner)
    link = element.with_class("button") or element.first("a")
    url = data.text("url", "href") or (link.get("href") if link else "")
    text = data.text("text") or (link.words() if link else "")
    if not url and not text:
        return None
    words, more = reader.inlines(element.with_class("preamble"))
    return [Button(action=action_of(url), text=text, url=url or None, caption=words), *more]


def subscribe_form(reader: "Reader", element: Element) -> list[Block] | None:
    """`div.subscription-widget-wrap-editor`, its older and its web page's shape."""
    data = Payload.of(element)
    text = data.text("text") or _on_submit(element)
    preamble = element.with_class("preamble", "cta-caption")
    # Nothing may be read before it is sure that it will be used: reading twice at each level takes forever at forty.
    if not text and not data and (preamble is None or not preamble.words()):
        return None
    words, more = reader.inlines(preamble)
    return [
        SubscribeForm(text=text or "Subscribe", url=data.text("url"), caption=words, language=data.text("language")),
        *more,
    ]


def _on_submit(element: Element) -> str:
    """Return what the button of a form says."""
    for inner in element.elements():
        if inner.tag in ("input", "button") and inner.get("type") == "submit":
            return inner.get("value") or inner.words()
    return ""


def direct_message(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.directMessage`: a button to write to somebody on Substack."""
    name = Payload.of(element).text("userName")
    return [Button(action="message", text=f"Message {name}")] if name else None


def chat_button(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.community-chat`: a way into the publication's chat."""
    data = Payload.of(element)
    url = data.text("url")
    name = data.inner("pub").text("name") or data.text("subdomain")
    return [Button(action="chat", text=f"Join {name}’s chat" if name else "Join the chat", url=url)] if url else None
