"""Rows for refusals because of the writer's own account and quota: they look like full mailboxes and dead addresses."""

from mailer.model import Move
from mailer.replies.later import FIELD_MANUAL
from mailer.replies.rule import Rule

_CPANEL = "support.cpanel.net/hc/en-us/articles/360049231233"
_ZOHO = "help.zoho.com/portal/en/community (550 5.4.6 unusual sending activity)"
_DIRECT_ADMIN = "weboke.nl/knowledgebase/31 (DirectAdmin)"

ACCOUNT_OF_THE_SENDER = (
    Rule(
        name="account-of-the-sender",
        codes=("5xx",),
        says=(
            "your account",
            "sender's account",
            "account of the sender",
            "your plan",
            "pending approval",
            "contact support",
        ),
        move=Move.PAUSE,
        why="The server says that something is amiss with your account there.",
        source=FIELD_MANUAL,
    ),
    Rule(
        name="quota-of-the-sender",
        codes=("5xx",),
        says=(
            *("sender quota", "sender hourly", "sender limit", "sender has exceeded", "sender exceeded", "sendas"),
            *("outgoing", "outbound", "sending activity", "sending blocked", "mail sending", "sending rate"),
            *("mail rate", "max emails", "emails per", "max defers and failures"),
        ),
        move=Move.PAUSE,
        why="The provider takes no more letters from you for now: a quota of yours is used up, or it has blocked you.",
        source=f"{_CPANEL}; {_ZOHO}",
    ),
    Rule(
        name="limit-of-the-sender",
        codes=("5xx",),
        says=(
            *("daily email", "daily e-mail", "monthly email", "email limit", "e-mail limit", "mail limit"),
            *("message limit", "messages per", "hourly", "daily mail", "message quota"),
        ),
        unless=("mailbox", "recipient", "inbox", "receiv", "per connection", "per session"),
        move=Move.PAUSE,
        why="The provider takes no more letters from you for now: a quota of yours is used up.",
        source=f"{_DIRECT_ADMIN}; {_CPANEL}",
    ),
)
