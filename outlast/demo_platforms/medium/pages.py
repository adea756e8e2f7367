"""The pages that people see: a post, the profile, the sitemap (formats: 3.2, 3.3, 4.2)."""

import json
from html import escape

from backup.model import Json
from outlast.demo_platforms.exchange import Reply, html_reply
from outlast.demo_platforms.medium.apollo import state_of
from outlast.demo_platforms.medium.error_pages import BANNER
from outlast.demo_platforms.medium.markup import feed_html
from outlast.demo_platforms.medium.world import MediumWorld, Piece, moment
from outlast.demo_writer.chance import iso

_HEAD = (
    '<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><title>{title}</title><meta name="theme-color" '
    'content="#000000"/><meta property="og:site_name" content="Medium"/>{more}</head><body>{body}'
)


def post_page(
    world: MediumWorld, piece: Piece, handle: str, *, owner: bool, all_of_it: bool, shell: bool, suspended: bool
) -> Reply:
    """Return the page of a post; as a shell it has nothing but its data, and an empty piece of that before."""
    address = world.address(piece, handle)
    times = [iso(moment(each)) for each in (piece.updated, piece.published)]
    about: dict[str, Json] = {"@context": "https://schema.org", "@type": "SocialMediaPosting", "@id": address}
    about |= {"dateModified": times[0], "datePublished": times[1], "headline": piece.title, "identifier": piece.id}
    about |= {"isAccessibleForFree": not piece.locked}
    more = (
        f'<meta property="article:published_time" content="{times[0]}"/><link rel="canonical" href="{address}"/>'
        f'<script type="application/ld+json">{_script(about)}</script>'
    )
    article = feed_html(piece.shown(all_of_it=all_of_it), piece.title)
    shown = f"<article><h1>{escape(piece.title)}</h1>{article}</article>"
    head = _HEAD.format(
        title="Medium" if shell else escape(f"{piece.title} | by {world.name} | Medium"),
        more="" if shell else more,
        body='<div id="root"></div>' if shell else _banner(suspended) + shown,
    )
    state = state_of(world, piece, handle, all_of_it=all_of_it, viewer=owner, suspended=suspended)
    first = 'window.__APOLLO_STATE__ = {"ROOT_QUERY":{"__typename":"Query"}};' if shell else ""
    route = "ShowPostUnderCollection" if piece.in_publication else "ShowPostUnderUser"
    return html_reply(head + (f"<script>{first}</script>" if first else "") + _scripts(state, route))


def profile_page(world: MediumWorld, handle: str, *, owner: bool, suspended: bool) -> Reply:
    """Return the profile; its owner sees it whatever happened, with a banner (formats: 4.2)."""
    links = "".join(
        f'<article><a href="{world.address(piece, handle)}"><h2>{escape(piece.title)}</h2></a></article>'
        for piece in world.newest()[:10]
    )
    head = _HEAD.format(
        title=escape(f"{world.name} – Medium"),
        more="",
        body=f"{_banner(suspended)}<h2>{escape(world.name)}</h2>{links}",
    )
    state = state_of(world, None, handle, all_of_it=True, viewer=owner, suspended=suspended)
    return html_reply(head + _scripts(state, "ShowUser"))


def sitemap(world: MediumWorld) -> Reply:
    """Return the sitemap of the publication, which lists only its last years."""
    pieces = world.newest(in_publication=True)
    latest = max((piece.published for piece in pieces), default=0)
    rows = "".join(
        f"<url><loc>{world.address(piece)}</loc><lastmod>{moment(piece.updated):%Y-%m-%d}</lastmod></url>"
        for piece in pieces
        if latest - piece.published < 3 * 365 * 86_400_000
    )
    text = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
    return Reply(headers={"Content-Type": "text/xml; charset=UTF-8"}, body=text.encode())


def _banner(suspended: bool) -> str:
    return f'<div role="alert">{BANNER}</div>' if suspended else ""


def _scripts(state: dict[str, Json], route: str) -> str:
    preloaded: dict[str, Json] = {
        "host": "medium.com",
        "staticRouterContext": {"route": {"name": route}, "statusCode": 200},
    }
    return (
        f"<script>window.__APOLLO_STATE__ = {_script(state)};</script>"
        '<script>window.__GRAPHQL_URI__ = "\\u002F_\\u002Fgraphql";</script>'
        f"<script>window.__PRELOADED_STATE__ = {_script({'navigation': preloaded, 'session': {'xsrf': ''}})};</script>"
        "</body></html>"
    )


def _script(data: Json) -> str:
    """Return data as Medium writes it into a page: no slash and no bracket that could end the script."""
    return json.dumps(data, ensure_ascii=False).replace("/", "\\u002F").replace("<", "\\u003C")
