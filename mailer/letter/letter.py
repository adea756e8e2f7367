"""A letter: what goes to every recipient of a campaign, before it is made for anybody."""

import msgspec

from mailer.campaign import Sender
from mailer.unsubscribe.kind import UnsubscribeKind


class PublicationFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a letter says of the publication."""

    name: str
    url: str = ""
    """Where it is, or was, on the web."""
    platform: str = ""
    """As people call it: Substack."""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """From where the addresses came (GDPR, article 14)."""

    day: str = ""
    """The day of the list, `2026-11-20`."""
    platform: str = ""
    """Whose list it was; empty: the writer's own."""


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """What goes to every recipient of a campaign. Everything in it is the same for all of them."""

    subject: str
    """One line; may hold placeholders (Jinja2)."""
    body: str
    """Markdown with placeholders: see `mailer.letter.language`."""
    sender: Sender
    publication: PublicationFacts
    template: str = "plain"
    language: str = "en"
    preheader: str = ""
    """What an inbox shows behind the subject; may hold placeholders."""
    values: dict[str, str] = {}
    """What the template asked for. A value is Markdown, as the body is; a web address in it is taken as it stands."""
    list_id: str = ""
    """`nightletters.example.org` (RFC 2919)."""
    feedback_id: str = ""
    """`a:b:c:SenderId` (support.google.com/mail/answer/6254652)."""
    origin: Origin = Origin()
    unsubscribing: UnsubscribeKind = UnsubscribeKind.MAILTO
    extra_headers: dict[str, str] = {}
    """Header fields that the provider wants; `{idempotency_key}` in them becomes each recipient's."""
