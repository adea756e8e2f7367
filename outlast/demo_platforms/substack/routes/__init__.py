"""Every address of a made-up Substack, one module a subject."""

from outlast.demo_platforms.substack.routes import (
    chat,
    comments,
    drafts,
    exports,
    feeds,
    identity,
    management,
    notes,
    pages,
    posts,
    publication,
    subscribers,
    uploads,
)
from outlast.demo_platforms.substack.visit import Route

ROUTES: tuple[Route, ...] = (
    *identity.ROUTES,
    *publication.ROUTES,
    *posts.ROUTES,
    *comments.ROUTES,
    *notes.ROUTES,
    *feeds.ROUTES,
    *management.ROUTES,
    *drafts.ROUTES,
    *subscribers.ROUTES,
    *exports.ROUTES,
    *chat.ROUTES,
    *uploads.ROUTES,
    *pages.ROUTES,
)
"""In the order in which they are tried."""
