"""The pages of Medium's bad days: titles, codes and sentences as in its own web client (formats: 4.1 and 3.6)."""

from outlast.demo_platforms.exchange import Reply, html_reply

SUSPENDED_ACCOUNT = "This account is under investigation or was found in violation of the Medium Rules. "
BANNER = "Your account was found in violation of the Medium Rules. Learn more about reasons for suspension."
_MORE = (
    "There are thousands of stories to read on Medium. Visit our homepage <br/> to find one that’s right for you."
    '</div><div><a href="https://medium.com/">Take me to Medium</a>'
)
_LUMEN = '<div>A report is available on <a href="https://lumendatabase.org/notices/0">Lumen</a>.</div>'

# quirk → GraphQL's __typename, status, title, sentence
_PAGES = {
    "suspended-account": (
        "AccountSuspended",
        410,
        "410 account suspended",
        f"<div>{SUSPENDED_ACCOUNT}</div><div>{_MORE}</div>",
    ),
    "suspended-post": (
        "PostSuspended",
        410,
        "410 post suspended",
        f"<div>{SUSPENDED_ACCOUNT.replace('account', 'post')}</div><div>{_MORE}</div>",
    ),
    "deleted": ("AccountDeleted", 410, "410 Deleted by author", "User deactivated or deleted their account."),
    "removed-by-author": ("RemovedByUser", 410, "410 Deleted by author", "The author deleted this Medium story."),
    "blocked": (
        "Blocked",
        403,
        "403 Blocked",
        "This user had blocked you from following them or viewing their stories.",
    ),
    "legal": (
        "UnavailableForLegalReasons",
        451,
        "451 Not available",
        f"This story is subject to a DMCA copyright or other legal or government claim.{_LUMEN}",
    ),
}
_NOT_FOUND = (
    '<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><title>Medium</title><meta name="theme-color" '
    'content="#000000"/><meta property="og:site_name" content="Medium"/></head><body><div>PAGE NOT FOUND</div>'
    "<div>404</div><div>Out of nothing, something.</div><div>You can find (just about) anything on Medium — apparently "
    "even a page that doesn’t exist. Maybe these stories about finding what you didn’t know you were looking for will "
    "take you somewhere new?</div></body></html>"
)
_CHALLENGE = (
    '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head><body><h1>medium.com</h1><p>Verify '
    "you are human by completing the action below.</p><p>medium.com needs to review the security of your connection "
    "before proceeding.</p><noscript>Enable JavaScript and cookies to continue</noscript>"
    '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script><p>Ray ID: 90122c119b67c434</p>'
    "<p>Performance &amp; security by Cloudflare</p></body></html>"
)
_BLOCKED = "<html><title>Attention Required! | Cloudflare</title><p>Sorry, you have been blocked</p></html>"


def typename_for(quirks: frozenset[str]) -> str | None:
    """Return what GraphQL says instead of a post while one of these holds, or `None` for nothing."""
    if quirks & {"not-found", "soft-404"}:
        return "NotFound"
    return next((_PAGES[name][0] for name in _PAGES if name in quirks), None)


def page_for(quirks: frozenset[str], route: str) -> Reply | None:
    """Return the page that stands in a page's place while one of these holds, or `None`."""
    if "not-found" in quirks:
        return not_found()
    if "soft-404" in quirks:
        return not_found(soft=True)
    name = next((name for name in _PAGES if name in quirks), None)
    if name is None:
        return None
    _, status, title, sentence = _PAGES[name]
    state = (
        f'{{"navigation":{{"host":"medium.com","staticRouterContext":{{"route":{{"name":"{route}"}},'
        f'"statusCode":{status}}}}},"session":{{"xsrf":""}}}}'
    )
    return html_reply(
        f'<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><title>{title} — Medium</title><meta '
        'name="theme-color" content="#000000"/><meta property="og:site_name" content="Medium"/></head><body><div>'
        f"<section><div><div>Error</div><div>{status}</div></div><div>{sentence}</div></section></div>"
        f"<script>window.__PRELOADED_STATE__ = {state};</script></body></html>",
        status,
    )


def not_found(*, soft: bool = False) -> Reply:
    """Return the page for what is not there; Medium often sends it with 200."""
    return html_reply(_NOT_FOUND, 200 if soft else 404)


def in_front(quirks: frozenset[str]) -> Reply | None:
    """Return what the network in front of Medium answers by itself, whatever is asked."""
    if "cloudflare" in quirks:
        return html_reply(_CHALLENGE, 403, {"cf-mitigated": "challenge"})
    if "cloudflare-blocked" in quirks:
        return html_reply(_BLOCKED, 403)
    if "rate-limited" in quirks:
        return html_reply("Too Many Requests", 429, {"Retry-After": "1"})
    return None
