"""People who wrote comments, for sites that want an e-mail address for each: one that can never get any mail."""

from hashlib import sha256

from exporters.selection import Comment
from exporters.selection.slugs import ascii_slug

NOWHERE = "commenter.invalid"
"""No such host can exist (RFC 6761, section 6.4), so nobody is ever mailed, and nobody else is taken for them."""


def address_of(comment: Comment) -> str:
    """Return the address that stands for the person who wrote a comment, the same each time."""
    who = comment.handle or comment.author
    name, mark = ascii_slug(who)[:40].strip("-") or "reader", sha256(who.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{name}-{mark}@{NOWHERE}"
