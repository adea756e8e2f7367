"""Rows for answers that are not final, and for lists of providers: only those may suppress here."""

from datetime import timedelta

from mailer.model import Move, Reason, Stage
from mailer.replies.rule import OF_THE_MAIL, Rule

FIELD_MANUAL = "answers collected in ActiveCampaign/smtp-field-manual"
SES_QUOTAS = "docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html"
GMAIL = "support.google.com/a/answer/3726730"
RFC_5321_TRANSIENT = "RFC 5321, 4.2.1 and 4.5.4.1"
AT_ONCE = timedelta(0)

BROKEN_LINES = (
    Rule(
        name="no-answer-to-the-content",
        stages=(Stage.DOT,),
        codes=("none",),
        move=Move.IN_DOUBT,
        why="The letter went out and no answer came: the server may have taken it.",
        source="RFC 1047",
    ),
    Rule(
        name="no-answer",
        codes=("none",),
        move=Move.RETRY,
        wait=AT_ONCE,
        why="The line ended before the letter went out.",
        source="RFC 5321, 4.5.4.1",
    ),
    Rule(
        name="taken",
        stages=(Stage.DOT,),
        codes=("2xx",),
        move=Move.ACCEPTED,
        why="The server has taken the letter over.",
        source="RFC 5321, 4.2.5",
    ),
)

LISTS_OF_PROVIDERS = (
    Rule(
        name="unsubscribed-at-the-provider",
        stages=OF_THE_MAIL,
        codes=("4xx", "5xx"),
        says=("not delivering to unsubscribed", "unsubscribed address", "recipient has unsubscribed"),
        move=Move.SUPPRESS,
        reason=Reason.UNSUBSCRIBED,
        why="The provider knows that this subscriber wants no more letters.",
        source="help.mailgun.com/hc/en-us/articles/360012171713",
    ),
    Rule(
        name="complained-to-the-provider",
        stages=OF_THE_MAIL,
        codes=("4xx", "5xx"),
        says=("not delivering to a user who marked", "spam reporting address"),
        move=Move.SUPPRESS,
        reason=Reason.COMPLAINED,
        why="The provider knows that this subscriber called a letter spam.",
        source="help.mailgun.com/hc/en-us/articles/360012070614",
    ),
    Rule(
        name="bounced-at-the-provider",
        stages=OF_THE_MAIL,
        codes=("4xx", "5xx"),
        says=("not delivering to previously bounced", "amazon ses has suppressed sending to this address"),
        move=Move.SUPPRESS,
        reason=Reason.BOUNCED,
        why="The provider has found before that nothing arrives at this address.",
        source="Mailgun’s suppressions; docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html",
    ),
    Rule(
        name="on-a-list-of-the-provider",
        stages=OF_THE_MAIL,
        codes=("4xx", "5xx"),
        says=("you tried to send to a recipient that has been marked as inactive", "marked as inactive. found"),
        move=Move.SUPPRESS,
        reason=Reason.BLOCKED,
        why="The provider has this address on its list of those that get nothing.",
        source="postmarkapp.com/developer/webhooks/smtp-api-error",
    ),
)

QUOTAS = (
    Rule(
        name="quota-of-the-day",
        codes=("4xx", "5xx"),
        says=(
            "daily message quota",
            "daily sending",
            "daily user sending",
            "daily smtp relay",
            "daily limit",
            "daily recipient",
            "sending limit",
            "sending quota",
            "submissionquotaexceeded",
        ),
        move=Move.PAUSE,
        why="The provider takes no more letters from you today.",
        source=f"{SES_QUOTAS}; {GMAIL}",
    ),
    Rule(
        name="quota-of-the-day-by-code",
        enhanced=("5.4.5", "5.1.90"),
        move=Move.PAUSE,
        why="The provider takes no more letters from you today.",
        source=f"{GMAIL} (5.4.5); Exchange Online (5.1.90)",
    ),
    Rule(
        name="account-not-open",
        codes=("4xx", "5xx"),
        says=(
            *("free accounts", "account is pending approval", "test purposes", "testing emails"),
            *("out of credits", "no credits", "not enough credits", "insufficient credits", "not yet activated"),
        ),
        move=Move.PAUSE,
        why="The provider lets you write to nobody yet, or to nobody any more: look at your account there.",
        source="postmarkapp.com/developer/api/overview (405, 412); Resend; Mailgun; Brevo",
    ),
    Rule(
        name="mailbox-too-busy",
        stages=OF_THE_MAIL,
        codes=("4xx", "5xx"),
        says=(
            "receiving mail at a rate",
            "receiving mail too quickly",
            "recipient has exceeded message rate",
            "recipient has exceeded their limit",
            "they can send to this recipient",
            "too many recent messages",
            "deferred due to excessive volume",
        ),
        move=Move.RETRY,
        wait=timedelta(hours=1),
        why="So much mail comes to this mailbox at the moment that it takes no more.",
        source=f"{GMAIL} (4.2.1); {FIELD_MANUAL}",
    ),
)

TRANSIENT = (
    Rule(
        name="line-used-up",
        codes=("4xx",),
        says=("max message per connection", "too many messages in this", "timeout exceeded", "too many errors", "idle"),
        move=Move.RETRY,
        wait=AT_ONCE,
        why="The server ends a line after so many letters, errors or minutes: it goes on over a new one.",
        source=FIELD_MANUAL,
    ),
    Rule(
        name="line-timed-out",
        codes=("4xx",),
        enhanced=("4.4.2",),
        move=Move.RETRY,
        wait=AT_ONCE,
        why="The server ends a line on which nothing has come for some time: it goes on over a new one.",
        source="RFC 3463, 3.5",
    ),
    Rule(
        name="greylisted",
        codes=("4xx",),
        says=("greylist", "graylist", "grey-list", "grey list", "postgrey"),
        move=Move.RETRY,
        why="The server makes strangers come a second time.",
        source="RFC 6647",
    ),
    Rule(
        name="mailbox-full-now",
        stages=OF_THE_MAIL,
        codes=("4xx",),
        enhanced=("*.2.2",),
        move=Move.RETRY,
        wait=timedelta(hours=4),
        why="The mailbox is full.",
        source="RFC 3463, 3.3",
    ),
    Rule(
        name="address-being-checked",
        stages=OF_THE_MAIL,
        codes=("4xx",),
        enhanced=("4.1.1", "4.1.2"),
        move=Move.RETRY,
        why="The server does not know yet whether there is such an address.",
        source=f"postfix.org/ADDRESS_VERIFICATION_README.html; {FIELD_MANUAL}",
    ),
    Rule(
        name="sender-unproven-now",
        codes=("4xx",),
        enhanced=tuple(f"4.7.{detail}" for detail in (23, 24, 25, 26, 27, 29, 30, 31, 32, 40)),
        move=Move.PAUSE,
        why="Nothing proves that the letters are yours (SPF, DKIM, DMARC): waiting does not help.",
        source=f"RFC 7372; {GMAIL}",
    ),
    Rule(
        name="too-fast",
        codes=("421", "454"),
        move=Move.SLOW_DOWN,
        why="The server asks for fewer letters at a time.",
        source=f"RFC 5321, 3.8; {SES_QUOTAS}",
    ),
    Rule(
        name="too-fast-by-code",
        codes=("4xx",),
        enhanced=("4.7.*", "4.4.5"),
        move=Move.SLOW_DOWN,
        why="The server has seen more letters from you than it likes.",
        source=f"RFC 3463, 3.8; {GMAIL}",
    ),
    Rule(
        name="too-fast-by-words",
        codes=("4xx",),
        says=("rate limit", "throttl", "too many", "too fast", "too quickly", "concurrent", "exceeded the rate"),
        move=Move.SLOW_DOWN,
        why="The server has seen more letters from you than it likes.",
        source=FIELD_MANUAL,
    ),
    Rule(
        name="sender-not-now",
        stages=(Stage.SENDER,),
        codes=("4xx",),
        move=Move.SLOW_DOWN,
        why="The server takes nothing from you at the moment.",
        source=RFC_5321_TRANSIENT,
    ),
    Rule(
        name="not-now",
        codes=("4xx",),
        move=Move.RETRY,
        why="The server cannot take the letter at the moment.",
        source=RFC_5321_TRANSIENT,
    ),
)
