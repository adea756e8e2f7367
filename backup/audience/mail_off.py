"""Whether a row of a list says that its person gets no letters, whichever service wrote the list.

Columns of: Substack (email_disabled), Mailchimp (UNSUB_TIME, CLEAN_TIME), Kit and Campaign Monitor (status, State),
Buttondown (type, unsubscription_date), Brevo (EMAIL_BLACKLISTED, Email subscription status), beehiiv, MailerLite,
AWeber, listmonk and Ghost (status, Unsubscribed At, Date Unsubscribed, subscribed_to_emails, deleted_at).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from backup.audience._address_names import letters_of
from backup.audience.booleans import read_boolean
from backup.audience.columns import detect, is_marked_off, plain_name

_OFF_COLUMN = re.compile(
    r"(email|mail)(disabled|off)|disabledemails?|nomail|nonewsletter"
    r"|.*(unsub|blacklist|blocklist|optout|optedout|donot(e?mail|contact)|suppress|complain).*"
    r"|(email)?(hard)?bounced?(at|on|time|date|reason|type)?|hardbounces"
    r"|clean(ed)?(at|on|time|date)?|blocked(at|on|time|date)?|(markedas|reportedas)?spam(at|on|time|date)?"
    r"|(deleted|removed)(at|on|time|date)?"
)
"""Any value but a no means that the person gets no letters."""
_ONLY_PART = re.compile(r".*(bounce|clean|spam|complain|deleted|removed|blocked).*|confirmed")
"""Who bounced, complained or was deleted is named here, but not who unsubscribed."""
_NOT_OFF = re.compile(r".*(url|link|token|key|hash|code|page|rate|count|unsubscribes|id)")
"""A link by which one may unsubscribe says nothing."""
_ON_COLUMN = re.compile(
    r"(is)?subscribed(toe?mails?|tonewsletter)?|e?mails?enabled|(receives?|accepts?)e?mails?|accepts(email)?marketing"
    r"|(email)?(marketing)?(optin|optedin|consent)|emailmarketing|confirmed"
)
"""A no means that the person gets no letters."""
_WORD_COLUMN = re.compile(
    r"(subscriber|subscription|contact|member|email|mail|email(marketing)?subscription|e?mailing|list)?(status|state)"
    r"|(subscriber)?type|why|reason"
)
_DOUBTFUL = re.compile(r"state|type|why|reason|subscriptionstatus|subscriptionstate")
"""Such a column may be about something else: it can turn somebody off, but that it is there tells nothing."""
_PLACES = frozenset({"city", "town", "zip", "zipcode", "postcode", "postalcode", "country", "street", "region"})
_PAYMENT = re.compile(r"plan|amount|price|currency|interval|.*stripe.*|.*payment.*|subscriptionid|planname|renewal.*")
_OFF_WORD = re.compile(
    r"unsub|bounc|complain|blacklist|blocklist|(?<!un)blocked|suppress|undeliver|opt(ed)?out|spam|junk|abuse"
    r"|donot(e?mail|contact)|(not|never|non)(subscribed|confirmed)|unconfirmed|unactivated|unverified"
    r"|^(invalid|removed|deleted|cleaned|archived|disabled)"
    r"|abgemeldet|desabonn|desinscrit|debaja|descadastr|cancelou|disiscritt|uitgeschreven|avregistr|wypisan|отписа"
)
_OFF_UNLESS_PAYMENT = re.compile(r"^(cancell?ed|inactive|pending)")
"""Kit calls `cancelled` who unsubscribed; where a list tells of payments, it is the plan that was cancelled."""
_ON_WORD = re.compile(r"^(active|subscribed|confirmed|enabled|regular|premium|verified)$")
_NOTHING = frozenset({"", "none", "null", "nil", "na", "nan", "never", "0", "00000000", "00000000000000"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOffColumns:
    """Where a list says who gets no letters: indices of its columns."""

    off: tuple[int, ...]
    on: tuple[int, ...]
    words: tuple[int, ...]
    names: tuple[str, ...]
    """Of all columns: their letters and digits alone."""
    payment: bool
    """The list is about money too, so that `cancelled` is said of the plan."""
    all_off: bool
    """The list is one of people who get no letters: so is everybody of whom no column says otherwise."""
    tells: bool
    """By its columns the list tells who turned e-mail off."""

    def is_off(self, cells: Sequence[str]) -> bool:
        """Tell whether a row, as wide as the header, says that its person gets no letters."""
        for i in self.off:
            if says_off(cells[i]):
                return True
        if not self.on and not self.words and not self.all_off:
            return False
        if any(_refuses(cells[i]) for i in self.on) or any(self._is_off_word(cells[i]) for i in self.words):
            return True
        return self.all_off and not self._says_on(cells)

    def why(self, cells: Sequence[str]) -> str:
        """Return by which letters, of names of columns and of words in them, a row says it."""
        names = (self.names[i] for i in self.off if says_off(cells[i]))
        return " ".join((*names, *(letters_of(cells[i]) for i in self.words)))

    def _is_off_word(self, cell: str) -> bool:
        word = letters_of(cell)
        if _OFF_WORD.search(word):
            return True
        return not self.payment and _OFF_UNLESS_PAYMENT.match(word) is not None

    def _says_on(self, cells: Sequence[str]) -> bool:
        wanted = any(read_boolean(cells[i]) is True for i in self.on)
        return wanted or any(_ON_WORD.match(letters_of(cells[i])) for i in self.words)


def mail_off_columns(header: Sequence[str]) -> MailOffColumns:
    """Return where a list with this header says who gets no letters."""
    names = [letters_of(plain_name(name)) for name in header]
    variant = detect(header)
    from_substack = variant is not None and variant.from_substack
    off = tuple(i for i, name in enumerate(names) if _OFF_COLUMN.fullmatch(name) and not _NOT_OFF.fullmatch(name))
    on = tuple(i for i, name in enumerate(names) if _ON_COLUMN.fullmatch(name))
    words = tuple(
        i
        for i, name in enumerate(names)
        if _WORD_COLUMN.fullmatch(name) and not (from_substack and _DOUBTFUL.fullmatch(name))
    )
    payment = from_substack or any(map(_PAYMENT.fullmatch, names))
    sure = [names[i] for i in words if not _DOUBTFUL.fullmatch(names[i])]
    if "state" in names and _PLACES.isdisjoint(names):
        sure.append("state")
    all_off = is_marked_off(header)
    if payment:
        sure = []
    sure += [names[i] for i in (*off, *on) if not _ONLY_PART.fullmatch(names[i])]
    return MailOffColumns(
        off=off, on=on, words=words, names=tuple(names), payment=payment, all_off=all_off, tells=bool(sure or all_off)
    )


def says_off(cell: str) -> bool:
    """Tell whether a cell of a column like `email_disabled` or `unsubscribed_at` says that the person gets no letters.

    A word that nobody knows does: better one letter too few than one to a person who wants none.
    """
    if cell in ("false", "", "FALSE"):
        return False  # nearly all of them
    return read_boolean(cell) is not False and letters_of(cell) not in _NOTHING


def is_clear(cell: str) -> bool:
    """Tell whether a cell of the column `email_disabled` is a yes, a no, or empty."""
    return read_boolean(cell) is not None or letters_of(cell) in _NOTHING


def _refuses(cell: str) -> bool:
    return read_boolean(cell) is False or (not cell[:1].isdigit() and _OFF_WORD.search(letters_of(cell)) is not None)
