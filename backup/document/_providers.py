"""Which site an embed is from: the address of a frame or script → provider, id and the page a person can open.

Hosts are those counted in real exports (formats: medium 1.5, substack section 2); an unknown one is its own provider.
"""

import re
from urllib.parse import parse_qs

from backup.document.tree import Element
from backup.document.urls import host, split, web_url
from backup.document.widgets import Embed

_NAMES = {
    "youtube.com": "youtube",
    "youtube-nocookie.com": "youtube",
    "youtu.be": "youtube",
    "vimeo.com": "vimeo",
    "spotify.com": "spotify",
    "soundcloud.com": "soundcloud",
    "bandcamp.com": "bandcamp",
    "podcasts.apple.com": "apple-podcasts",
    "gist.github.com": "gist",
    "twitter.com": "twitter",
    "x.com": "twitter",
    "bsky.app": "bluesky",
    "instagram.com": "instagram",
    "tiktok.com": "tiktok",
    "facebook.com": "facebook",
    "pinterest.com": "pinterest",
    "codepen.io": "codepen",
    "codesandbox.io": "codesandbox",
    "jsfiddle.net": "jsfiddle",
    "replit.com": "replit",
    "repl.it": "replit",
    "glitch.com": "glitch",
    "glitch.me": "glitch",
    "carbon.now.sh": "carbon",
    "speakerdeck.com": "speakerdeck",
    "slideshare.net": "slideshare",
    "figma.com": "figma",
    "airtable.com": "airtable",
    "docs.google.com": "google-docs",
    "google.com": "google",
    "datawrapper.dwcdn.net": "datawrapper",
    "gumroad.com": "gumroad",
    "upscri.be": "upscribe",
    "play.ht": "playht",
    "manifold.markets": "manifold",
    "polymarket.com": "polymarket",
    "lichess.org": "lichess",
    "opensea.io": "opensea",
}
# provider → what finds its id in an address, and the page of that id; none where the address is the page
_PAGES = {
    "youtube": (
        re.compile(r"(?:/(?:embed|shorts|live|v)/(?!videoseries)|[?&]v=|youtu\.be/)([\w-]{6,})"),
        "https://www.youtube.com/watch?v={}",
    ),
    "vimeo": (re.compile(r"vimeo\.com/(?:video/)?(\d+)"), "https://vimeo.com/{}"),
    "spotify": (
        re.compile(r"/((?:album|track|episode|show|playlist|artist)/\w+)"),
        "https://open.spotify.com/{}",
    ),
    "gist": (re.compile(r"gist\.github\.com/([\w-]+/\w+|\w+)"), "https://gist.github.com/{}"),
    "twitter": (re.compile(r"/status(?:es)?/(\d+)"), ""),
    "instagram": (re.compile(r"/(?:p|reel|tv)/([\w-]+)"), "https://www.instagram.com/p/{}/"),
    "codepen": (
        re.compile(r"codepen\.io/([\w-]+)/(?:embed/(?:preview/)?|pen/)(\w+)"),
        "https://codepen.io/{}/pen/{}",
    ),
}
_TIKTOK_VIDEO = re.compile(r"/video/(\d+)")


def provider_of(url: str) -> str:
    """Return the name of the site that `url` is on: a known one, or its host; empty where there is none."""
    name = whole = host(url)
    while name:
        if name in _NAMES:
            return _NAMES[name]
        name = name.partition(".")[2]
    return whole


def id_of(provider: str, url: str) -> str | None:
    """Return the id of what `url` shows on that site, where one can be told."""
    finder = _TIKTOK_VIDEO if provider == "tiktok" else _PAGES[provider][0] if provider in _PAGES else None
    found = finder.search(url) if finder else None
    return "/".join(found.groups()) if found else None


def page_of(provider: str, url: str) -> str:
    """Return the page a person can open for the frame or script at `url`; `url` itself where none is known."""
    if provider == "soundcloud" and host(url) == "w.soundcloud.com":
        return _query(url, "url") or url
    finder, page = _PAGES.get(provider, (None, ""))
    found = finder.search(url) if finder else None
    return page.format(*found.groups()) if found and page else url


def embed_of(source: str, element: Element, *, script: bool = False) -> Embed:
    """Return the embed that a frame or script from `source` is; its size and title are read from `element`."""
    address = web_url(source) or source
    if host(address).endswith("embedly.com"):  # Medium's feed wraps what it shows: the page is in its query
        address = _query(address, "src") or _query(address, "url") or address
    provider = provider_of(address)
    return Embed(
        provider=provider or "unknown",
        url=page_of(provider, address) or None,
        id=id_of(provider, address),
        title=element.get("title") or None,
        embed_url=address or None,
        script=script,
        width=pixels(element.get("width")),
        height=pixels(element.get("height")),
        start=(_query(address, "start") or _query(address, "t")) if provider == "youtube" else None,
    )


def pixels(text: str) -> int | None:
    """Return the number that a width or height attribute starts with, unless it is a percentage."""
    found = re.match(r"(\d{1,6})(?:\.\d*)?\s*(?:px)?\s*\Z", text)
    return int(found[1]) if found else None


def _query(url: str, name: str) -> str | None:
    try:
        values = parse_qs(split(url).query, max_num_fields=200).get(name)
    except ValueError:
        return None
    return values[0] if values else None
