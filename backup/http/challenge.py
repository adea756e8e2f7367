"""Pages of somebody who stands in front of the platform: they say something about our connection, nothing about it.

What they look like: formats of Medium 3.6 (decodingai-magazine/llm-twin-course#49, RSSHub#17476), of Substack 3.1
(karakeep#1133, gautamkrishnar/blog-post-workflow#240), and Cloudflare's documentation of `cf-mitigated`.
"""

from backup.http.answer import Answer

_LOOKED_AT = 1 << 16
_MARKS = (
    b"/cdn-cgi/challenge-platform/",
    b"<title>just a moment...</title>",
    b"attention required! | cloudflare",
    b"cf-browser-verification",
    b"cf_chl_opt",
    b"cf-error-details",
    b"verify you are human",
    b"checking your browser before accessing",
    b"_incapsula_resource",
    b"captcha-delivery.com",
    b"px-captcha",
)
_STATUSES = frozenset({401, 403, 429, 503})


def is_challenge(answer: Answer) -> bool:
    """Tell whether this is a test for humans, or a refusal, of a network in front of the platform."""
    if answer.headers.get("cf-mitigated", "").strip().lower() in ("challenge", "block"):
        return True
    # By status too: a letter about Cloudflare may well quote "Just a moment...".
    start = answer.body[:_LOOKED_AT].lower()
    return answer.status in _STATUSES and not _is_data(answer) and any(mark in start for mark in _MARKS)


def is_turned_away(answer: Answer) -> bool:
    """Tell whether a page forbids where data would come: what Substack does to computers in data centres.

    It says nothing about the account: the same request from a home is answered.
    """
    start = answer.body[:_LOOKED_AT].lstrip().lower()
    is_page = answer.content_type in ("text/html", "application/xhtml+xml") or start.startswith(
        (b"<!doctype", b"<html")
    )
    return answer.status == 403 and (is_page or not start) and not _is_data(answer)


def _is_data(answer: Answer) -> bool:
    return answer.content_type.endswith("json") or answer.body[:1] in (b"{", b"[")
