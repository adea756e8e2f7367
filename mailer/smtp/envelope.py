"""MAIL FROM and RCPT TO, with what is offered: SIZE (RFC 1870), 8BITMIME (RFC 6152), SMTPUTF8 (RFC 6531)."""

import re
from dataclasses import dataclass

from mailer.model import Answer, Mail, Stage
from mailer.smtp.reply import Reply

_LONGEST = 320
"""64 for the local part, 255 for the server's name, and the sign between (RFC 5321, 4.5.3.1)."""
_PLAIN = re.compile(r"[^\x00-\x20\x7f-\xa0<>]*")
_QUOTED = re.compile(r'"(?:[^\x00-\x1f\x7f-\x9f<>"\\]|\\[ -~])*"@[^\x00-\x20\x7f-\xa0<>]+')
_USUAL = re.compile(r"[!#-;=?-~]{1,200}@[!#-;=?-~]{1,100}")
_LONE_DOT = re.compile(rb"\n\.\r?\n")
"""Also behind a bare line feed, where some servers see an end too (CVE-2023-51764). A pattern leaps from line to
line, which takes less time than `in`."""
DATA = b"DATA\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """What a server offers after EHLO, as far as it matters here."""

    pipelining: bool = False
    """It reads commands that come before it has answered (RFC 2920)."""
    size: bool = False
    eight_bit: bool = False
    wide: bool = False
    """SMTPUTF8."""
    start_tls: bool = False
    mechanisms: frozenset[str] = frozenset()
    """How one can sign in (RFC 4954)."""


def offers_of(reply: Reply) -> Offers:
    """Return what a reply to EHLO offers; the first line is the greeting."""
    words: dict[str, set[str]] = {}
    for line in reply.lines[1:]:
        # “AUTH=LOGIN” is how some wrote it before RFC 4954.
        name, *rest = line.decode("ascii", "replace").upper().replace("AUTH=", "AUTH ").split() or [""]
        words.setdefault(name, set()).update(rest)
    return Offers(
        pipelining="PIPELINING" in words,
        size="SIZE" in words,
        eight_bit="8BITMIME" in words,
        wide="SMTPUTF8" in words,
        start_tls="STARTTLS" in words,
        mechanisms=frozenset(words.get("AUTH", ())),
    )


def mail_from(mail: Mail, offers: Offers) -> bytes:
    """Return the command that names the sender."""
    size = f" SIZE={len(mail.content)}" if offers.size else ""
    body = " BODY=8BITMIME" if mail.eight_bit and offers.eight_bit else ""
    return f"MAIL FROM:<{mail.sender}>{size}{body}{' SMTPUTF8' if _wide(mail) else ''}\r\n".encode()


def rcpt_to(mail: Mail) -> bytes:
    """Return the command that names the recipient."""
    return f"RCPT TO:<{mail.recipient}>\r\n".encode()


def unfit(mail: Mail, offers: Offers) -> Answer | None:
    """Return why a mail cannot be handed to this server at all, in the words a server would use; `None`: it can be.

    What is not said to a server must be decided on all the same, so the answer has a code as if it had been.
    """
    if _usual(mail):
        return None
    if not _writable(mail.sender):
        return Answer(stage=Stage.SENDER, code=553, text="The sender’s address cannot be written in SMTP.")
    if not mail.recipient or not _writable(mail.recipient):
        return Answer(stage=Stage.RECIPIENT, code=553, text="The address cannot be written in SMTP.")
    if not _ends_at_its_end(mail.content):
        return Answer(stage=Stage.DATA, code=554, enhanced="5.6.0", text="The message is not of the form of a mail.")
    if not offers.wide and _wide(mail):
        stage = Stage.RECIPIENT if mail.sender.isascii() else Stage.SENDER
        text = "The server takes only ASCII in addresses and headers (no SMTPUTF8)."
        return Answer(stage=stage, code=553, enhanced="5.6.7", text=text)
    if mail.eight_bit and not offers.eight_bit:
        text = "The server takes only ASCII in messages (no 8BITMIME)."
        return Answer(stage=Stage.DATA, code=554, enhanced="5.6.3", text=text)
    return None


def _usual(mail: Mail) -> bool:
    """Tell whether it is a mail as nearly all are, which any server can be given: ten checks cost more than this."""
    return not (
        mail.wide
        or mail.eight_bit
        or _USUAL.fullmatch(mail.recipient) is None
        or _USUAL.fullmatch(mail.sender) is None
        or not _ends_at_its_end(mail.content)
    )


def _ends_at_its_end(content: bytes) -> bool:
    """Tell whether no line of it is a lone dot: it would end the content, and what follows be taken for commands."""
    return (
        content.endswith(b"\r\n") and _LONE_DOT.search(content) is None and not content.startswith((b".\r\n", b".\n"))
    )


def _wide(mail: Mail) -> bool:
    return mail.wide or not (mail.recipient.isascii() and mail.sender.isascii())


def _writable(address: str) -> bool:
    whole = _QUOTED if address.startswith('"') else _PLAIN
    return len(address) <= _LONGEST and whole.fullmatch(address) is not None
