"""One name for a file, whichever copy of it a page shows, and the addresses where it may be found, best first.

Substack (formats: section 2, Image CDN): `substackcdn.com/image/fetch/…/<encoded origin>` shows what lies at the
origin; `bucketeer-….s3.amazonaws.com` moved to `substack-post-media.s3.amazonaws.com` (TryGhost/migrate rewrites it).
Medium (formats: 3.7): the same id on `cdn-images-1` and `miro` is the same file.
"""

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from backup.document.image_urls import medium_original, substack_original
from backup.document.urls import split, web_url

_BUCKETEER = re.compile(r"\Abucketeer-[0-9a-f-]+\.s3\.amazonaws\.com\Z")
_SUBSTACK_STORE = "substack-post-media.s3.amazonaws.com"
_SUBSTACK_COPY = "https://substackcdn.com/image/fetch/f_auto,q_auto:good,fl_progressive:steep/"
_MEDIUM_STORE = "cdn-images-1.medium.com"
_BAD_PORT = re.compile(r":(?!\d{1,4}\Z|[1-5]\d{4}\Z)[^\]]*\Z")
# What a signed address adds (AWS Signature 2 and 4, CloudFront, Google Cloud Storage); it differs from day to day.
_SIGNATURE = re.compile(
    r"\A(?:x-amz-.*|x-goog-.*|awsaccesskeyid|googleaccessid|expires|signature|sig|policy|key-pair-id|token|tok|"
    r"security-token|response-content-[a-z]+)\Z",
    re.IGNORECASE,
)


_FASTER = 8
_STORAGES = (
    "substackcdn.com",
    _SUBSTACK_STORE,
    "substack-video.s3.amazonaws.com",
    _MEDIUM_STORE,
    "miro.medium.com",
)


def storage_rates(rate: float) -> dict[str, float]:
    """Return the rates of the platforms' storages for `PoliteSession(rates=…)`, where `rate` is that of a platform.

    They are made for browsers that load all pictures of a page at once; at one a second 2,000 would take half an hour.
    """
    return dict.fromkeys(_STORAGES, rate * _FASTER)


def canonical(url: str) -> str | None:
    """Return the one name of the file that `url` shows, without signatures, or `None` if it is no address."""
    address = _original(url)
    if address is None:
        return None
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    if _BUCKETEER.match(host):
        host = _SUBSTACK_STORE
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    return urlunsplit(("https", host + port, parts.path or "/", _unsigned(parts.query), ""))


def candidates(url: str) -> tuple[str, ...]:
    """Return the addresses to try for the file that `url` shows: the origin first, then copies; none if it is none."""
    name = canonical(url)
    origin, shown = _original(url), web_url(url)
    if name is None or origin is None or shown is None:
        return ()
    host = split(name).hostname or ""
    if host == _MEDIUM_STORE:
        image = name.partition(f"{_MEDIUM_STORE}/")[2]
        copies = [f"https://miro.medium.com/v2/{image}", f"https://miro.medium.com/{image}"]
    elif host == _SUBSTACK_STORE:
        # The bucket's old name still answers for some files, and the network keeps copies of others.
        copies = [origin, _SUBSTACK_COPY + quote(name, safe=""), _SUBSTACK_COPY + quote(origin, safe="")]
    else:
        copies = []
    first = origin if _unsigned(urlsplit(origin).query) != urlsplit(origin).query else name
    found = [first, *copies, shown]
    return tuple(dict.fromkeys(re.sub(r"\Ahttp:", "https:", one, flags=re.IGNORECASE) for one in found))


def _original(url: str) -> str | None:
    shown = web_url(url)
    # Medium's ids hold a `*`, which some pages write in its other form.
    plain = shown.replace("%2A", "*") if shown and split(shown).netloc.endswith("medium.com") else shown
    address = web_url(medium_original(substack_original(plain))) if plain else None
    if address is None or not split(address).hostname or _BAD_PORT.search(split(address).netloc):
        return None
    return address


def _unsigned(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _SIGNATURE.match(name)]
    return query if len(kept) == len(pairs) else urlencode(kept)
