"""The bad days of a made-up Substack: name, what is different while it is on, and where that is known from."""

from outlast.demo_platforms.exchange import Reply, html_reply
from outlast.demo_platforms.substack.visit import Visit, is_suspended, no_route

GONE_PAGE = (
    "<!DOCTYPE html><html><head><title>Substack</title></head><body style='font-weight:bold'>"
    "<p>Publication Not Available</p><p>The page you are looking for is unavailable. "
    "<a href='https://substack.com/discover'>Discover other publications</a></p></body></html>"
)
_TOO_MANY = "<html><head></head><body><pre>Too Many Requests</pre></body></html>"
_FORBIDDEN = (
    "<!DOCTYPE html><html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center>"
    "<hr><center>cloudflare</center></body></html>"
)
_COOKIE_LIFE = 20
QUIRKS: dict[str, str] = {
    "logged-out": "the writer's cookie is worth nothing: 401 or 403 (formats: 3.6)",
    "cookie-dies-midway": f"the same after {_COOKIE_LIFE} requests, or after as many as `after` says (formats: 3.1)",
    "cookie-rotates": "a signed-in answer sets a new cookie, and the old one stays good (formats: 3.1)",
    "rate-limited": "429 with a page and Retry-After: 60 (formats: 3.6)",
    "rate-storm": "every second request is a 429 without Retry-After (formats: 3.6)",
    "dc-blocked": "403 with a page on feed and API for everybody, while pages come (formats: 3.1)",
    "suspended": "the same as suspended-404: which status it has was never written down (formats: 4)",
    "suspended-200": "“Publication Not Available” with 200; flagged, profile disabled, dashboard zeros (formats: 4)",
    "suspended-403": "the same page with 403",
    "suspended-404": "the same page with 404",
    "suspended-410": "the same page with 410",
    "suspended-quiet": "the home page and posts are that page, with 200; feed, sitemap and API go on (formats: 4)",
    "flagged-as-spam": "only `flagged_as_spam` is true (formats: 4)",
    "profile-disabled": "only `profile_disabled` is true (formats: 4)",
    "emptied-dashboard": "no subscriber is left: counts are 0, the export has its header only (formats: 4)",
    "post-removed": "the second newest letter is 404, and in no list (formats: 4)",
    "slug-404": "posts/<slug> has no route (formats: 3.3)",
    "soft-404": "what is not there answers 200 with a search page (formats: 4)",
    "archive-capped": "archive and posts give at most 12 at a time (formats: 3.3)",
    "paywall-preview": "even the writer gets previews of paid posts (formats: 3.3)",
    "paywall-null": "the body of a preview is null instead of its beginning (formats: 3.3)",
    "drafts-old": "drafts come as a bare array (formats: 3.4)",
    "drafts-new": "drafts come as {posts, hasMore, nextCursor}: what is usual since May 2026 (formats: 3.4)",
    "comments-nested": "replies are inside `children`: what is usual (formats: 3.3)",
    "comments-flat": "all comments are in one list (formats: 3.3)",
    "many-comments": "the newest post has 40,000 comments",
    "dm-replies": "direct messages come as {replies, profile} (formats: 3.5)",
    "export-at-once": "exports are ready when they are first asked for: for a demo, in which nobody wants to wait",
    "export-never-ready": "exports stay pending (formats: 3.4)",
    "fields-missing": "posts come without tags, wordcount, bylines, section, cover and beginning",
    "fields-new": "posts have keys that nobody has seen yet",
    "picture-404": "pictures at their origin are 404, the CDN still has them",
    "picture-expired": "every picture is the same placeholder with 200",
}
"""What a made-up Substack knows besides the faults that any platform can have."""
LATE = {"cookie-dies-midway": _COOKIE_LIFE}
"""How many requests pass before a quirk begins."""


def suspended_status(quirks: frozenset[str]) -> int:
    """Return the status of the page that stands in a suspended publication's place."""
    for status in (200, 403, 410):
        if f"suspended-{status}" in quirks:
            return status
    return 200 if "suspended-quiet" in quirks else 404


def suspended_page(quirks: frozenset[str]) -> Reply:
    """Return that page."""
    return html_reply(GONE_PAGE, suspended_status(quirks))


def refused(visit: Visit, turn: int) -> Reply | None:
    """Return what comes in the place of every answer of the platform, or `None`; `turn` counts the requests."""
    quirks, path = visit.request.quirks, visit.request.path
    if "rate-limited" in quirks:
        return html_reply(_TOO_MANY, 429, {"Retry-After": "60"})
    if "rate-storm" in quirks and turn % 2:
        return html_reply(_TOO_MANY, 429)
    if "dc-blocked" in quirks and (path.startswith("/api/") or path in ("/feed", "/feed.xml", "/sitemap.xml")):
        return html_reply(_FORBIDDEN, 403)
    agent = visit.request.headers.get("user-agent", "")
    if not agent or agent.startswith(("python-requests", "Python-urllib")):
        return html_reply(_FORBIDDEN, 403)
    return None


def in_place_of_publication(visit: Visit, *, api: bool) -> Reply | None:
    """Return what a suspended publication answers on its own host to those who are not its writer, or `None`."""
    quirks = visit.request.quirks
    if not visit.own or not is_suspended(quirks) or (api and "suspended-quiet" in quirks):
        return None
    return suspended_page(quirks)


def nothing_here(visit: Visit) -> Reply:
    """Return the answer where no page is; `soft-404` says 200 (formats: 4)."""
    if "soft-404" not in visit.request.quirks:
        return no_route()
    searched = visit.request.path.rsplit("/", 1)[-1].removeprefix("@")
    title = f'Search "{searched}" on Substack'
    return html_reply(f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>")
