"""Sign in to a mail server (RFC 4954): PLAIN (RFC 4616), LOGIN, CRAM-MD5 (RFC 2195), XOAUTH2 (Google's, Microsoft's).

smtplib's own signing in writes secrets as ASCII only; a password with an “ä” makes it raise an error that shows it.
"""

import base64
import hmac
from collections.abc import Callable

from mailer.errors import MailServerAway, MailServerRefused
from mailer.replies.words import without_addresses
from mailer.smtp.line import Line
from mailer.smtp.reply import Reply
from mailer.smtp.server import SignIn, SmtpServer

_MOST_QUESTIONS = 5
_NOT_THIS_WAY = (500, 502, 504)
"""The mechanism, not the password, is what the server does not like (RFC 4954, 4)."""
Respond = Callable[[int, bytes], bytes]
"""What to say to the server's question, given its number from 0."""


def sign_in(line: Line, server: SmtpServer, secret: str, offered: frozenset[str], patience: float) -> None:
    """Sign in, in the first of the ways that the server offers and takes.

    Raises:
        MailServerRefused: it does not accept name and secret, or offers no way that is known.
        MailServerAway: it does not want to decide now.
        LineEnded: the line broke.
    """
    ways = _ways(server, secret)
    reply = None
    for mechanism in ways:
        if mechanism in offered:
            reply = _exchange(line, mechanism, *ways[mechanism], patience)
            if reply.code not in _NOT_THIS_WAY:
                break
    if reply is None:
        raise MailServerRefused(
            f"{server.host} offers no way to sign in that is known here (it was looked for: {', '.join(ways)}).",
            next="Check server and port, and whether `mail.sign_in` should be password or xoauth2: outlast mail setup",
        )
    if reply.code == 235:
        return
    said = _said(reply, server.user, secret)
    if reply.code < 500:
        raise MailServerAway(f"{server.host} lets nobody sign in at the moment: {said}")
    what = "the token" if server.sign_in is SignIn.XOAUTH2 else "name and password"
    raise MailServerRefused(f"{server.host} did not accept {what}: {said}")


def _ways(server: SmtpServer, secret: str) -> dict[str, tuple[bytes | None, Respond]]:
    """Return for each mechanism what to say at once, if anything, and what to the server's questions."""
    name, word = server.user.encode(), secret.encode()
    if server.sign_in is SignIn.XOAUTH2:
        token = b"user=%b\1auth=Bearer %b\1\1" % (name, word)
        # A wrong token is asked about, with the error as the question; the 535 comes after an empty answer.
        return {"XOAUTH2": (token, lambda _number, _question: b"")}
    plain = b"\0%b\0%b" % (name, word)
    return {
        "PLAIN": (plain, lambda _number, _question: plain),
        "LOGIN": (None, lambda number, _question: word if number else name),
        "CRAM-MD5": (None, lambda _number, question: b"%b %b" % (name, _proof(word, question))),
    }


def _proof(word: bytes, question: bytes) -> bytes:
    return hmac.new(word, question, "md5").hexdigest().encode()


def _exchange(line: Line, mechanism: str, first: bytes | None, respond: Respond, patience: float) -> Reply:
    at_once = b"" if first is None else b" " + (base64.b64encode(first) or b"=")
    line.write(b"AUTH " + mechanism.encode() + at_once + b"\r\n", patience)
    reply = line.reply(patience)
    for number in range(_MOST_QUESTIONS):
        if reply.code != 334:
            break
        line.write(base64.b64encode(respond(number, _question(reply))) + b"\r\n", patience)
        reply = line.reply(patience)
    return reply


def _question(reply: Reply) -> bytes:
    try:
        return base64.b64decode(reply.lines[0])
    except ValueError:
        return b""


def _said(reply: Reply, user: str, secret: str) -> str:
    """Return the server's words, without the secret in any form in which the server has seen it, and the name."""
    text = reply.words
    for word in (secret, user):
        seen = (word.encode(), b"\0%b\0%b" % (user.encode(), word.encode()))
        for form in (word, *(base64.b64encode(each).decode() for each in seen)):
            text = text.replace(form, "…") if form else text
    return without_addresses(text)
