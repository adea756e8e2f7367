"""The address of a picture's original, from that of a resized copy.

Substack (formats: section 2, Image CDN): `substackcdn.com/image/fetch/[$s_!XXXX!,]w_848,…/<percent-encoded origin>`.
Medium (formats: 3.7): `cdn-images-1.medium.com/max/800/ID`, `miro.medium.com/v2/resize:fit:800/format:webp/ID` and
their like all show the file that `cdn-images-1.medium.com/ID` is.
"""

import re
from urllib.parse import unquote

_FETCHED = re.compile(r"/image/fetch/(?:.*?/)??(https?(?:://|%3A%2F%2F).+)\Z", re.IGNORECASE | re.DOTALL)
_SUBSTACK_CDN = re.compile(r"\Ahttps?://(?:substackcdn\.com|cdn\.substack\.com)/", re.IGNORECASE)
_MEDIUM_CDN = re.compile(r"\Ahttps?://(?:cdn-images-\d+|miro|cdn-static-\d+)\.medium\.com/", re.IGNORECASE)
_MEDIUM_ID = re.compile(r"(?:\d\*[\w.@%-]+|[0-9a-f]{64}[\w.]*|[\w-]+\.(?:jpe?g|png|gif|webp))\Z", re.IGNORECASE)


def substack_original(url: str) -> str:
    """Return the address that Substack's network fetches for `url`, or `url` itself where it is none of its copies."""
    for _ in range(3):  # a picture pasted from one post into another can be a copy of a copy
        found = _FETCHED.search(url) if _SUBSTACK_CDN.match(url) else None
        if found is None:
            return url
        url = unquote(found[1]) if "%3a%2f%2f" in found[1][:16].lower() else found[1]
    return url


def medium_original(url: str, image_id: str = "") -> str:
    """Return the address of the full picture with Medium's id for it (found in `url` where it is not given).

    An address that is not Medium's and comes without an id is returned as it is.
    """
    if not image_id:
        if not _MEDIUM_CDN.match(url):
            return url
        image_id = url.partition("?")[0].rstrip("/").rpartition("/")[2]
        if not _MEDIUM_ID.match(image_id):
            return url
    return f"https://cdn-images-1.medium.com/{image_id}"
