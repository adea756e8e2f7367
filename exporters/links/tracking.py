"""What platforms hang on an address to follow readers around; it means nothing anywhere else."""

from urllib.parse import urlsplit, urlunsplit

_WORDS = (
    "r s sd publication_id post_id isfreemail token triedredirect showwelcome showwelcomeonshare source sk gi "
    "nthpub just_subscribed justpublished utm fbclid gclid ref referrer access_token initial_medium submitlike "
    "redirect open_in_app openinapp open shareimagevariant"
)
_NAMES = frozenset(_WORDS.split())
_STARTS = ("utm_", "mc_", "_hs")


def untracked(url: str) -> str:
    """Return one of the writer's own addresses without what only counts and names readers; the fragment stays."""
    if "?" not in url:
        return url
    try:
        parts = urlsplit(url)
        kept = [piece for piece in parts.query.split("&") if piece and not _tracks(piece)]
        return urlunsplit(parts._replace(query="&".join(kept)))
    except ValueError:
        return url


def _tracks(piece: str) -> bool:
    name = piece.partition("=")[0].casefold()
    return name in _NAMES or name.startswith(_STARTS)
