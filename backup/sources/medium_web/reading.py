"""One post of the list, read from its page, or by GraphQL where the page does not come."""

from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit

from backup.errors import Blocked, UnexpectedAnswer, UnsafeAnswer
from backup.http import PoliteSession
from backup.sources.medium_web.embeds import resolve, with_embeds
from backup.sources.medium_web.fields import inner, text
from backup.sources.medium_web.graphql import Listed, content_of
from backup.sources.medium_web.refusals import Refusal, refusal_in
from backup.sources.medium_web.state import Found, post_in


class Gone(Exception):
    """There is no page of a post that is in the list."""

    def __init__(self, refusal: Refusal) -> None:
        """Take why."""
        super().__init__(refusal)
        self.refusal = refusal


def read_post(web: PoliteSession, post: Listed) -> Found:
    """Return a listed post with its content, its embeds named.

    Raises:
        Gone: Medium says that it is not there any more.
        UnexpectedAnswer: neither way gives its content.
        WebProblem: see `PoliteSession.get`.
    """
    found = _by_page(web, post)
    if found is None or not found.content:
        asked = content_of(web, post)
        found = replace(found, content=asked.content) if found and asked else asked or found
    if found is None or not found.content:
        raise UnexpectedAnswer(f"The page of “{text(post.data, 'title') or post.id}” does not hold the story's data.")
    model = inner(found.content, "bodyModel")
    with suppress(Blocked):  # the story is here; what its embeds are is asked for again when it changes
        model = with_embeds(model, resolve(web, model))
    # What only the list tells is kept, and where both tell, the page does.
    return replace(found, post={**post.data, **found.post}, content={**found.content, "bodyModel": dict(model)})


def _by_page(web: PoliteSession, post: Listed) -> Found | None:
    url = text(post.data, "mediumUrl") or ""
    # A publication's own domain is none of Medium's hosts, so the session goes to the short address instead.
    if (urlsplit(url).hostname or "") != "medium.com":
        url = f"https://medium.com/p/{post.id}"
    try:
        answer = web.get(url)
    except (Blocked, UnsafeAnswer):
        return None
    refusal = refusal_in(answer)
    if refusal is not None:
        raise Gone(refusal)
    return post_in(answer.text(), post.id) if answer.status == 200 else None
