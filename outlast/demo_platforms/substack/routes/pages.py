"""What a browser gets: home page, posts, profiles (formats: scrape facts)."""

import json
from html import escape

from backup.model import Json
from outlast.demo_platforms.exchange import Reply, html_reply, redirect
from outlast.demo_platforms.substack import quirks
from outlast.demo_platforms.substack.nouns import Post
from outlast.demo_platforms.substack.people import publication
from outlast.demo_platforms.substack.post_json import preview, whole
from outlast.demo_platforms.substack.shape import cdn, time
from outlast.demo_platforms.substack.truth import upload_address
from outlast.demo_platforms.substack.visit import Route, Visit


def _preloads(data: Json) -> str:
    """Return a script with everything the page knows: JSON in a string in a script."""
    inside = json.dumps(json.dumps(data, ensure_ascii=False)).replace("</", "<\\/")
    return f"<script>window._preloads        = JSON.parse({inside})</script>"


def _page(visit: Visit, title: str, head: str, main: str, data: dict[str, Json]) -> Reply:
    name = escape(visit.world.title.name)
    return html_reply(
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta property="og:site_name" content="{name}">{head}</head><body><div id="entry"><div class="main-content">'
        f"{main}</div></div>{_preloads(data)}</body></html>"
    )


def home(visit: Visit) -> Reply:
    """Answer with the home page: the latest posts."""
    posts = [post for post in visit.published() if post.type != "page"][:12]
    title = visit.world.title
    links = "".join(
        f'<a class="post-preview-title" href="{title.base}/p/{post.slug}">{escape(post.title)}</a>' for post in posts
    )
    data: dict[str, Json] = {"pub": publication(visit), "newPosts": [preview(visit, post) for post in posts]}
    head = f'<link rel="canonical" href="{title.base}/"><meta name="description" content="{escape(title.about)}">'
    about = escape(title.about)
    return _page(
        visit,
        f"{title.name} | {visit.world.writer.name} | Substack",
        head,
        f"<h1>{escape(title.name)}</h1><p>{about}</p>{links}",
        data,
    )


def _linked_data(visit: Visit, post: Post, url: str) -> str:
    world = visit.world
    author = {
        "@type": "Person",
        "name": world.writer.name,
        "url": f"https://substack.com/@{world.writer.handle}",
        "identifier": f"user:{world.writer.number}",
    }
    publisher = {
        "@type": "Organization",
        "name": world.title.name,
        "url": world.title.base,
        "identifier": f"pub:{world.title.number}",
    }
    made = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": url,
        "mainEntityOfPage": url,
        "headline": post.title,
        "description": post.subtitle,
        "image": [] if post.cover is None else [{"@type": "ImageObject", "url": post.cover}],
        "datePublished": time(post.published),
        "dateModified": time(post.updated),
        "isAccessibleForFree": post.audience == "everyone",
        "author": [author],
        "publisher": publisher,
    }
    return f'<script type="application/ld+json">{json.dumps(made)}</script>'


def post_page(visit: Visit) -> Reply:
    """Answer with a post's page."""
    slug = visit.parts["slug"]
    post = next((each for each in visit.published() if each.slug == slug), None)
    if post is None:
        return quirks.nothing_here(visit)
    world = visit.world
    url = f"{world.title.base}/p/{slug}"
    made = whole(visit, post)
    section: Json = None if post.section is None else post.section.name
    settings: dict[str, Json] = {"properties": {"publication_id": world.title.number, "section_name": section}}
    head = (
        f'<link rel="canonical" href="{url}"><meta property="og:title" content="{escape(post.title)}">'
        f'<meta property="og:image" content="{escape(str(cdn(post.cover) or ""))}">{_linked_data(visit, post, url)}'
        f"<script>window._analyticsConfig = JSON.parse({json.dumps(json.dumps(settings))})</script>"
    )
    player = ""
    if post.audio is not None:
        address = f"{upload_address(post.audio)}?token=made-up"
        player = f'<div class="player-wrapper-outer-x1"><audio src="{address}"></audio></div>'
    wall = '<h2 class="paywall-title">Continue reading this post</h2>' if made.get("hidden") else ""
    article = (
        f'<article class="newsletter-post post"><h1 class="post-title">{escape(post.title)}</h1>'
        f'<h3 class="subtitle">{escape(post.subtitle)}</h3>{player}<div class="available-content">'
        f'<div class="body markup">{made["body_html"] or ""}</div></div>{wall}</article>'
    )
    data: dict[str, Json] = {"post": made, "pub": publication(visit), "canonicalUrl": url}
    return _page(visit, post.title, head, article, data)


def profile_page(visit: Visit) -> Reply:
    """Answer with a person's page; a former handle leads to the new one."""
    handle = visit.parts["handle"]
    for world in visit.worlds:
        if handle in world.former_handles:
            return redirect(f"https://substack.com/@{world.writer.handle}", 301)
        if handle == world.writer.handle and not (visit.suspended and world is visit.worlds[0]):
            name = escape(world.writer.name)
            return html_reply(
                f"<!DOCTYPE html><html><head><title>{name} | Substack</title></head><body><h1>{name}</h1></body></html>"
            )
    return quirks.nothing_here(visit)


def front(_: Visit) -> Reply:
    """Answer with Substack's own home page."""
    return html_reply("<!DOCTYPE html><html><head><title>Substack</title></head><body><h1>Substack</h1></body></html>")


ROUTES = (
    Route(where="publication", path="/?(?:archive)?", answer=home),
    Route(where="publication", path="/p/(?P<slug>[^/]+)", answer=post_page),
    Route(where="global", path="/?", answer=front),
    Route(where="global", path="/@(?P<handle>[^/]+)", answer=profile_page),
)
