"""The feed of a writer or of a publication: the latest ten, and the only place that names the tags (formats: 3.1)."""

import hashlib
from email.utils import format_datetime
from html import escape

from outlast.demo_platforms.exchange import Reply, Request
from outlast.demo_platforms.medium.markup import feed_html
from outlast.demo_platforms.medium.world import MediumWorld, Piece, moment
from outlast.demo_writer.chance import iso

_LATEST = 10
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" version="2.0" '
    'xmlns:cc="http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html">'
)


def feed_reply(world: MediumWorld, request: Request, handle: str, *, publication: bool) -> Reply:
    """Return the feed, or 304 to who has it already."""
    pieces = [] if "feed-empty" in request.quirks else world.newest(in_publication=publication)[:_LATEST]
    body = _feed(world, pieces, handle, publication=publication).encode()
    tag = f'W/"{hashlib.sha1(body, usedforsecurity=False).hexdigest()[:20]}"'
    headers = {"Content-Type": "text/xml; charset=UTF-8", "ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Reply(status=304, headers=headers)
    return Reply(headers=headers, body=body)


def _feed(world: MediumWorld, pieces: list[Piece], handle: str, *, publication: bool) -> str:
    slug, name, number = world.publication
    title = f"{name} - Medium" if publication else f"Stories by {world.name} on Medium"
    source = f"rss----{number}---4" if publication else f"rss-{world.user}------2"
    home = f"https://medium.com/{slug if publication else f'@{handle}'}"
    built = format_datetime(moment(max((piece.updated for piece in pieces), default=0)), usegmt=True)
    channel = (
        f"<title>{_cdata(title)}</title><description>{_cdata(title)}</description><link>{home}?source={source}</link>"
        f"<image><url>https://cdn-images-1.medium.com/fit/c/150/150/{world.picture}</url><title>{escape(title)}</title>"
        f"<link>{home}?source={source}</link></image><generator>Medium</generator>"
        f"<lastBuildDate>{built}</lastBuildDate>"
        f'<atom:link href="{home}/feed" rel="self" type="application/rss+xml"/>'
        f"<webMaster>{_cdata('yourfriends@medium.com')}</webMaster>"
        '<atom:link href="http://medium.superfeedr.com" rel="hub"/>'
    )
    items = "".join(_item(world, piece, handle, source, publication=publication) for piece in pieces)
    return f"{_HEAD}<channel>{channel}{items}</channel></rss>"


def _item(world: MediumWorld, piece: Piece, handle: str, source: str, *, publication: bool) -> str:
    tags = "".join(f"<category>{_cdata(slug)}</category>" for slug, _ in piece.tags)
    return (
        f"<item><title>{_cdata(piece.title)}</title><link>{world.address(piece, handle)}?source={source}</link>"
        f'<guid isPermaLink="false">https://medium.com/p/{piece.id}</guid>{tags}'
        f"<dc:creator>{_cdata(world.name)}</dc:creator>"
        f"<pubDate>{format_datetime(moment(piece.published).replace(microsecond=0), usegmt=True)}</pubDate>"
        f"<atom:updated>{iso(moment(piece.updated))}</atom:updated>"
        f"<content:encoded>{_cdata(_content(world, piece, publication=publication))}</content:encoded></item>"
    )


def _content(world: MediumWorld, piece: Piece, *, publication: bool) -> str:
    shown = feed_html(piece.shown(all_of_it=False), piece.title)
    if piece.locked:
        shown += f'<p><a href="{world.address(piece)}">Continue reading on Medium »</a></p>'
    if publication or piece.in_publication:
        slug, name, _ = world.publication
        shown += (
            f'<hr><p><a href="{world.address(piece)}">{escape(piece.title, quote=False)}</a> was originally published '
            f'in <a href="https://medium.com/{slug}">{escape(name, quote=False)}</a> on Medium, where people are '
            "continuing the conversation by highlighting and responding to this story.</p>"
        )
    return (
        f'{shown}<img src="https://medium.com/_/stat?event=post.clientViewed&referrerSource=full_rss&postId='
        f'{piece.id}" '
        'width="1" height="1" alt="">'
    )


def _cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"
