"""A campaign: one letter to many subscribers, as it is kept (sealed) in the archive under `mail/<number>/`."""

import msgspec

from mailer.model import CampaignState


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """Who writes."""

    name: str
    address: str
    """What stands in From."""
    postal_address: str = ""
    """On one or more lines. CAN-SPAM and CASL want one in each letter."""
    reply_to: str = ""
    """Empty: answers go to `address`."""


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """Which subscribers a campaign goes to; all that is said must hold. Who may get no letters is left out always."""

    who: str = "all"
    """all, paid, comp, free, founding or engaged (opened something in the last months, as far as exports tell)."""
    since: str = ""
    """Only who joined on this day or later."""
    domain: str = ""
    """Only addresses at this server."""
    only: tuple[str, ...] = ()
    """Only these (from a CSV), as far as they are on the list. Addresses; kept sealed with the rest."""
    limit: int = 0
    """At most so many, paid ones first; 0: no limit."""


class Tested(msgspec.Struct, frozen=True, kw_only=True):
    """That a test copy went to the writer."""

    at: str
    letter: str
    """The digest of the letter, so that a change afterwards asks for another test."""
    to: str


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened to the campaign."""

    at: str
    what: str
    """A sentence. Never an address."""


class Campaign(msgspec.Struct, frozen=True, kw_only=True):
    """One letter to many subscribers. Times are ISO 8601 in UTC; new fields get defaults."""

    number: int
    """From 1; what people type."""
    salt: str
    """16 hex digits, random: part of every token, so that two copies of an archive cannot mistake each other's."""
    publication: str
    """The slug."""
    template: str
    language: str
    subject: str
    """May hold placeholders."""
    body: str
    """Markdown with placeholders (Jinja2)."""
    sender: Sender
    created: str
    publication_name: str = ""
    """What the letter calls it, kept once sending began; empty in what was begun before this was kept."""
    platform: str = ""
    """What the letter calls the platform, kept with the name; empty: it names none."""
    preheader: str = ""
    """What an inbox shows behind the subject; may hold placeholders."""
    values: dict[str, str] = {}
    """What the template asked for: `new_address` …"""
    segment: Segment = Segment()
    notice: bool = False
    """Whether `outlast notice` wrote it: run again, it goes on with this one."""
    state: CampaignState = CampaignState.DRAFT
    tested: Tested | None = None
    instance: str = ""
    """Which installation sent the test copy, then began to send it: no other one may."""
    runs: int = 0
    """How often sending began or went on; a copy of the archive that knows of fewer may not send (R15)."""
    started: str = ""
    expires: str = ""
    """After this nothing of it is sent any more."""
    ended: str = ""
    why: str = ""
    """Why it is paused, cancelled or expired, in a sentence."""
    recipients: int = 0
    """How many there are, once fixed."""
    left_out: dict[str, int] = {}
    """How many subscribers were left out when the recipients were fixed, by reason."""
    log: tuple[Noted, ...] = ()
    seen: str = ""
    """The digest of the letter of which the writer said that its test copy arrived and is as it should be."""
    publication_url: str = ""
    """Where the letter says that it is, kept with the name."""
    list_day: str = ""
    """The day of the list that the recipients are on, kept with the name: an import meanwhile does not change it."""
