"""What WordPress shows of other sites by itself: an embed block with the address alone, no frame.

Only a user who may write any markup can save a frame; an address every user can. Which sites WordPress asks is a list
of its own (wp-includes/class-wp-oembed.php); what is not on it stays a card.
"""

import re
from typing import TYPE_CHECKING, Final

from backup.document.blocks import Embed, SocialPost
from backup.document.urls import web_url
from exporters.writers._html_cards import NO_WORDS
from exporters.writers._html_text import text_html
from exporters.writers._wordpress_grammar import Attributes, block, caption, html, told

if TYPE_CHECKING:
    from exporters.writers.wordpress_blocks import WordPressWriter

_SITES: Final = (
    ("youtube", "video", r"https?://((m|www)\.)?(youtube\.com/(watch|playlist|shorts/|live/)|youtu\.be/).*"),
    ("vimeo", "video", r"https?://(.+\.)?vimeo\.com/.*"),
    ("dailymotion", "video", r"https?://((www\.)?dailymotion\.com|dai\.ly)/.*"),
    ("ted", "video", r"https?://(www\.|embed\.)?ted\.com/talks/.*"),
    ("tiktok", "video", r"https?://(www\.)?tiktok\.com/(.*/video/|@).*"),
    ("spotify", "rich", r"https?://(open|play)\.spotify\.com/.*"),
    ("soundcloud", "rich", r"https?://(www\.)?soundcloud\.com/.*"),
    ("mixcloud", "rich", r"https?://(www\.)?mixcloud\.com/.*"),
    ("pocket-casts", "rich", r"https?://pca\.st/.+"),
    ("twitter", "rich", r"https?://(www\.)?twitter\.com/\w{1,15}/status(es)?/.*"),
    ("bluesky", "rich", r"https?://bsky\.app/profile/.*/post/.*"),
    ("reddit", "rich", r"https?://(www\.)?reddit\.com/r/[^/]+/comments/.*"),
    ("tumblr", "rich", r"https?://(.+)\.tumblr\.com/.*"),
    ("pinterest", "rich", r"https?://([a-z]{2}|www)\.pinterest\.com(\.(au|mx))?/.*"),
    ("flickr", "rich", r"https?://((www\.)?flickr\.com|flic\.kr)/.*"),
    ("imgur", "rich", r"https?://(.+\.)?imgur\.com/.*"),
    ("issuu", "rich", r"https?://(www\.)?issuu\.com/.+/docs/.+"),
    ("scribd", "rich", r"https?://(www\.)?scribd\.com/(doc|document)/.*"),
    ("speaker-deck", "rich", r"https?://(www\.)?speakerdeck\.com/.*"),
    ("kickstarter", "rich", r"https?://((www\.)?kickstarter\.com/projects|kck\.st)/.*"),
)
"""Name, kind and addresses of the sites that writers embed, as WordPress knows them."""
_KNOWN: Final = tuple((name, kind, re.compile(pattern, re.IGNORECASE)) for name, kind, pattern in _SITES)
_VIDEO = re.compile(r"https://www\.youtube\.com/watch\?v=([\w-]+)")
_SPACE = re.compile(r"\s")


def embed(writer: "WordPressWriter", shown: Embed) -> str:
    """Return something of another site: with a player where WordPress has one for it, else a card that leads there."""
    address = web_url(shown.url)
    made = None if shown.text or not address else _embedded(address, _words(writer, shown), start=shown.start)
    return made or html(writer.html.block(shown))


def social_post(writer: "WordPressWriter", post: SocialPost) -> str:
    """Return a quoted post: in its own words, or, where only its address was saved, as its site shows it."""
    if post.text or post.quoted is not None or post.photo_urls or post.card is not None:
        return html(writer.html.block(post))
    made = _embedded(web_url(post.url) or "", writer.inlines(post.caption))
    if made is None:
        return html(writer.html.block(post))
    writer.article.lose(post, NO_WORDS, post.url or "")
    return made


def _embedded(address: str, words: str, *, start: str | None = None) -> str | None:
    site = next(((name, kind) for name, kind, known in _KNOWN if known.fullmatch(address)), None)
    if site is None or _SPACE.search(address):
        return None
    name, kind = site
    video = _VIDEO.fullmatch(address)
    if video and start and start.isdigit():
        address = f"https://youtu.be/{video[1]}?t={start}"  # no `&`, which WordPress escapes twice for most users
    wide = name in ("youtube", "vimeo", "dailymotion", "ted")
    shape = "wp-embed-aspect-16-9 wp-has-aspect-ratio" if wide else ""
    said: Attributes = {"url": address, "type": kind, "providerNameSlug": name, "responsive": True}
    if shape:
        said = {**said, "className": shape}
    classes = f"wp-block-embed is-type-{kind} is-provider-{name} wp-block-embed-{name} {shape}".rstrip()
    wrapped = f'<div class="wp-block-embed__wrapper">\n{text_html(address)}\n</div>'
    return block("embed", f'<figure class="{classes}">{wrapped}{caption(words)}</figure>', said)


def _words(writer: "WordPressWriter", shown: Embed) -> str:
    """Return the writer's own caption, and what the old platform told of the thing: its site may be silent one day."""
    named = ", ".join(filter(None, (shown.title, shown.author)))
    return "<br>".join(filter(None, (writer.inlines(shown.caption), told(named, shown.description))))
