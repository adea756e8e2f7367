"""Feed, podcast feed and sitemap (formats: public reads, RSS)."""

from datetime import datetime
from email.utils import format_datetime
from html import escape

from outlast.demo_platforms.exchange import Reply
from outlast.demo_platforms.substack.nouns import Post
from outlast.demo_platforms.substack.shape import cdn
from outlast.demo_platforms.substack.truth import upload_address
from outlast.demo_platforms.substack.visit import Route, Visit, no_route
from outlast.demo_platforms.substack.world import World

_LATEST = 20
_SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:googleplay="http://www.google.com/schemas/play-podcasts/1.0"'
)


def _cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def _time(moment: datetime | None) -> str:
    return "" if moment is None else format_datetime(moment, usegmt=True)


def _xml(text: str, kind: str = "application/xml") -> Reply:
    declared = f'<?xml version="1.0" encoding="UTF-8"?>{text}'
    return Reply(headers={"Content-Type": f"{kind}; charset=utf-8"}, body=declared.encode())


def _channel(world: World, address: str, items: str) -> str:
    title, writer, latest = world.title, world.writer, world.published()
    mail = f"{title.subdomain}@substack.com"
    built = _time(latest[0].published) if latest else ""
    return (
        f'<rss {_SPACES} version="2.0"><channel><title>{_cdata(title.name)}</title>'
        f"<description>{_cdata(title.about)}</description><link>{title.base}</link>"
        f"<image><url>{escape(str(cdn(title.logo)))}</url><title>{escape(title.name)}</title><link>{title.base}</link>"
        f"</image><generator>Substack</generator><lastBuildDate>{built}</lastBuildDate>"
        f'<atom:link href="{address}" rel="self" type="application/rss+xml"/>'
        f"<copyright>{_cdata(writer.name)}</copyright><language>{_cdata('en')}</language>"
        f"<webMaster>{_cdata(mail)}</webMaster><itunes:owner><itunes:email>{_cdata(mail)}</itunes:email>"
        f"<itunes:name>{_cdata(writer.name)}</itunes:name></itunes:owner>"
        f"<itunes:author>{_cdata(writer.name)}</itunes:author><googleplay:owner>{_cdata(mail)}</googleplay:owner>"
        f"<googleplay:email>{_cdata(mail)}</googleplay:email><googleplay:author>{_cdata(writer.name)}"
        f"</googleplay:author><itunes:block>{_cdata('Yes')}</itunes:block>{items}</channel></rss>"
    )


def _item(world: World, post: Post) -> str:
    link = f"{world.title.base}/p/{post.slug}"
    enclosure = ""
    if post.audio is not None:
        enclosure = f'<enclosure url="{upload_address(post.audio)}" length="0" type="audio/mpeg"/>'
    elif post.cover is not None:
        enclosure = f'<enclosure url="{escape(post.cover)}" length="0" type="image/jpeg"/>'
    return (
        f"<item><title>{_cdata(post.title)}</title><description>{_cdata(post.subtitle)}</description>"
        f'<link>{link}</link><guid isPermaLink="false">{link}</guid>'
        f"<dc:creator>{_cdata(world.writer.name)}</dc:creator>"
        f"<pubDate>{_time(post.published)}</pubDate>{enclosure}"
        f"<content:encoded>{_cdata(world.body(post).preview)}</content:encoded></item>"
    )


def feed(visit: Visit) -> Reply:
    """Answer with the last posts; of paid ones only what stands above the paywall."""
    posts = [post for post in visit.published() if post.type != "page"][:_LATEST]
    items = "".join(_item(visit.world, post) for post in posts)
    return _xml(_channel(visit.world, f"{visit.world.title.base}/feed", items))


def podcast(visit: Visit) -> Reply:
    """Answer with every episode, at the address that podcast players know."""
    number = int(visit.parts["number"])
    world = next((world for world in visit.worlds if world.title.number == number), None)
    if world is None or (visit.suspended and world is visit.worlds[0]):
        return no_route()
    address = f"https://api.substack.com{visit.request.path}"
    kind = "<itunes:type>episodic</itunes:type>"
    episodes = [post for post in world.published() if post.audio is not None]
    rows = (
        _item(world, post).replace("</item>", f"<itunes:duration>{post.seconds}</itunes:duration></item>")
        for post in episodes
    )
    return _xml(_channel(world, address, kind + "".join(rows)))


def sitemap(visit: Visit) -> Reply:
    """Answer with the address of every page."""
    base = visit.world.title.base
    rows = [f"<url><loc>{base}/archive</loc></url>"]
    rows += [
        f"<url><loc>{base}/p/{post.slug}</loc><lastmod>{post.updated:%Y-%m-%d}</lastmod></url>"
        for post in visit.published()
    ]
    return _xml(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(rows)}</urlset>', "text/xml")


ROUTES = (
    Route(where="publication", path=r"/feed(?:\.xml)?", answer=feed, conditional=True),
    Route(where="publication", path=r"/sitemap\.xml", answer=sitemap, conditional=True),
    Route(where="both", path=r"/feed/podcast/(?P<number>\d+)\.rss", answer=podcast, conditional=True),
)
