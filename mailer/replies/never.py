"""Rows for final refusals. Half of what providers really give is about the sender: none may cost a subscriber."""

from mailer.model import Move, Reason, Stage
from mailer.replies.account import ACCOUNT_OF_THE_SENDER
from mailer.replies.later import FIELD_MANUAL, GMAIL
from mailer.replies.rule import BEFORE_A_MAIL, OF_THE_MAIL, Rule

_LETTER_AT_FAULT = (
    Rule(
        name="too-large",
        codes=("5xx",),
        enhanced=("5.3.4", "5.2.3"),
        unless=("mailpolicy",),
        move=Move.STOP,
        why="The letter is larger than the server takes.",
        source=f"RFC 3463, 3.3 and 3.4; {GMAIL}",
    ),
    Rule(
        name="too-large-by-words",
        codes=("5xx",),
        says=("message is too l", "message too l", "message too big", "message size", "maximum message", "too large"),
        unless=("mailbox",),
        move=Move.STOP,
        why="The letter is larger than the server takes.",
        source=FIELD_MANUAL,
    ),
    Rule(
        name="ascii-only",
        stages=(Stage.RECIPIENT,),
        codes=("5xx",),
        enhanced=("5.6.7",),
        move=Move.REFUSED,
        why="The address has letters beyond ASCII, and the server takes none.",
        source="RFC 6531, 3.5",
    ),
    Rule(
        name="malformed",
        stages=OF_THE_MAIL,
        codes=("5xx",),
        enhanced=("5.6.*",),
        unless=("spam",),
        move=Move.STOP,
        why="The server finds the letter’s form faulty.",
        source="RFC 3463, 3.7",
    ),
    Rule(
        name="malformed-by-words",
        stages=OF_THE_MAIL,
        codes=("5xx",),
        says=("header", "malformed", "bare lf", "bare newline", "line too long", "transaction failed: illegal"),
        unless=("policy", "header based"),
        move=Move.STOP,
        why="The server finds the letter’s form faulty.",
        source=FIELD_MANUAL,
    ),
    Rule(
        name="dangerous",
        stages=OF_THE_MAIL,
        codes=("5xx",),
        says=("virus", "malware", "illegal attachment", "banned content"),
        move=Move.STOP,
        why="The server takes the letter for dangerous.",
        source=FIELD_MANUAL,
    ),
)

_MAILBOX = (
    Rule(
        name="mailbox-full",
        stages=OF_THE_MAIL,
        codes=("5xx",),
        enhanced=("5.2.2",),
        move=Move.REFUSED,
        why="The mailbox is full.",
        source="RFC 3463, 3.3",
    ),
    Rule(
        name="mailbox-full-by-words",
        stages=OF_THE_MAIL,
        codes=("5xx",),
        says=(
            "over quota",
            "overquota",
            "quota exceeded",
            "quota violation",
            "extended quota",
            "mailbox full",
            "mailbox is full",
            "mailbox size limit",
            "exceeded storage allocation",
            "boite du destinataire pleine",
        ),
        move=Move.REFUSED,
        why="The mailbox is full.",
        source=f"RFC 5321, 4.2.3 (552); {FIELD_MANUAL}",
    ),
    Rule(
        name="address-not-let-in",
        stages=OF_THE_MAIL,
        codes=("5xx",),
        enhanced=("5.4.1",),
        move=Move.REFUSED,
        why="The server lets no mail in to this address; perhaps there is none, perhaps it is a rule.",
        source="Exchange Online’s directory-based blocking; " + FIELD_MANUAL,
    ),
    Rule(
        name="no-way-there",
        stages=OF_THE_MAIL,
        codes=("5xx",),
        enhanced=("5.4.*",),
        unless=("sender", "sending", "quota", "spam"),
        move=Move.REFUSED,
        why="No server was found that takes mail for this address, or none that answers.",
        source="RFC 3463, 3.5",
    ),
)

_SENDER = (
    Rule(
        name="not-signed-in",
        codes=("530", "534", "535", "538"),
        move=Move.PAUSE,
        why="The server wants another name or password.",
        source="RFC 4954, 6",
    ),
    Rule(
        name="sender-refused",
        stages=(Stage.SENDER,),
        codes=("5xx",),
        move=Move.PAUSE,
        why="The server takes nothing from this sender.",
        source="RFC 5321, 3.3",
    ),
    Rule(
        name="sender-address",
        codes=("5xx",),
        enhanced=("5.1.7", "5.1.8"),
        move=Move.PAUSE,
        why="The server does not like the sender’s address.",
        source="RFC 3463, 3.2",
    ),
)

_WHATEVER_THE_CODE = (
    Rule(
        name="about-the-sender",
        codes=("5xx",),
        says=(
            *("sender", "sending", "send-er", "emetteur", "mailfrom", "mail from", "helo", "ip address", "client host"),
            *("originator", "return address", "return-path", "absender", "expéditeur", "expediteur", "remitente"),
            *(
                "remetente",
                "mittente",
                "afzender",
                "отправител",
                "trop de messages",
                "zu viele",
                "backscatter",
                "your hostname",
            ),
            *("connections", "your mail server", "your ip", "from address"),
            *("spam", "unsolicited", "bulk", "phish", "spoof", "anti-spoof", "abuse", "content", "filter"),
            *("reputation", "blocked", "block ", "block-", "blocklist", "blacklist", "black list", "banned"),
            *("customized-block", "is listed", "spamhaus", "rbl", "dnsbl"),
            *("policy", "policies", "prohibit", "not permitted", "not allowed", "unauthorized", "not authorized"),
            *("denied", "disallowed", "relaying", "relay access", "as a relay", "open relay", "not verified"),
            *("dmarc", "dkim", "spf", "ptr", "reverse dns", "dns", "unauthenticated", "authentic"),
            *("at a rate", "rate limit", "message rate", "frequency", "too many", "too fast", "too quickly", "throttl"),
            *("message rejected", "mail rejected", "rejected by recipient", "recipient preferences", "limit exceeded"),
        ),
        unless=("blocked due to inactivity",),
        move=Move.PAUSE,
        why="The server refuses because of the sender, its pace or a rule, whatever the code says.",
        source=FIELD_MANUAL,
    ),
)

_ADDRESS = (
    Rule(
        name="no-such-address",
        stages=OF_THE_MAIL,
        codes=("5xx",),
        enhanced=("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"),
        move=Move.SUPPRESS,
        reason=Reason.INVALID,
        why="There is no such address any more.",
        source="RFC 3463, 3.2 and 3.3; RFC 7505 (5.1.10)",
    ),
    Rule(
        name="no-such-address-by-words",
        stages=OF_THE_MAIL,
        codes=("5xx",),
        says=(
            *(
                "user unknown",
                "unknown user",
                "user not found",
                "no such user",
                "user does not exist",
                "user not exist",
            ),
            *("this user doesn't have a", "not our customer", "addressee unknown"),
            *("recipient unknown", "unknown recipient", "recipient not found", "no such recipient"),
            *("invalid recipient", "invalid-recipient", "recipient unavailable", "not in recipient list"),
            *(
                "mailbox not found",
                "mailbox unavailable",
                "mailbox does not exist",
                "no such mailbox",
                "no mailbox here",
            ),
            *(
                "invalid mailbox",
                "mailbox is disabled",
                "mailbox unallocated",
                "account is disabled",
                "account has been disabled",
            ),
            *("account that you tried to reach does not exist", "email address is marked as invalid"),
            *("not a valid email address", "address rejected: inactive", "is no longer valid"),
        ),
        move=Move.SUPPRESS,
        reason=Reason.INVALID,
        why="There is no such address any more.",
        source=FIELD_MANUAL,
    ),
)

_REST = (
    Rule(
        name="out-of-step",
        codes=("500", "502", "503", "504"),
        move=Move.PAUSE,
        why="The server does not understand what it is told.",
        source="RFC 5321, 4.2.2",
    ),
    Rule(
        name="rule-of-the-server",
        codes=("5xx",),
        enhanced=("*.7.*",),
        move=Move.PAUSE,
        why="The server refuses for a rule of its own, or does not trust the sender.",
        source="RFC 3463, 3.8",
    ),
    Rule(
        name="no-session",
        stages=BEFORE_A_MAIL,
        codes=("5xx",),
        move=Move.PAUSE,
        why="The server does not want to talk to this computer.",
        source="RFC 5321, 3.1",
    ),
    Rule(
        name="refused",
        codes=("5xx",),
        move=Move.REFUSED,
        why="The server does not take the letter, and does not say that the address is dead.",
        source="RFC 5321, 4.2.1",
    ),
)

FINAL = (*_LETTER_AT_FAULT, *_SENDER, *ACCOUNT_OF_THE_SENDER, *_MAILBOX, *_WHATEVER_THE_CODE, *_ADDRESS, *_REST)
