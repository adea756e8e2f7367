"""A letter that keeps every rule, and ways to spoil it."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP

from mailer.preflight.check import Check, State
from mailer.preflight.lint import lint
from mailer.preflight.rules._base import Expected

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
STOP = "https://box.writer.example/u/Zm9yIGEgdGVzdCBvbmx5ISEh"
TEXT = f"""Dear Grace,

Night Letters goes on, at a new address: https://letters.writer.example/

You get this because you subscribed on the old site.
Ada Writer, 1 Quiet Lane, Bristol BS1 1AA

No more letters: {STOP}
"""
HTML = f"""<!doctype html><html><head><title>Night Letters</title><style>p {{ margin: 0 }}</style></head><body>
<p>Dear Grace,</p><p>Night Letters goes on, at a new address: <a href="https://letters.writer.example/">letters.writer.example</a></p>
<p>You get this because you subscribed on the old site.<br>Ada Writer<br>1 Quiet Lane<br>Bristol BS1 1AA</p>
<p><a href="{STOP}">No more letters</a></p></body></html>
"""
HEADERS = {
    "From": "Ada Writer <ada@writer.example>",
    "To": "Grace <grace@mail.example>",
    "Subject": "Night Letters has moved",
    "Date": "Wed, 04 Mar 2026 09:29:00 +0000",
    "Message-ID": "<5f3a@writer.example>",
    "List-Unsubscribe": f"<{STOP}>, <mailto:stop+ma2q@writer.example>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Id": "Night Letters <nightletters.writer.example>",
    "Feedback-ID": "12:moved:nightletters:outlast",
}
EXPECTED = Expected(now=NOW, postal_address="Ada Writer\n1 Quiet Lane\nBristol BS1 1AA")


def letter(headers: dict[str, str | None] | None = None, *, text: str = TEXT, html: str | None = HTML) -> bytes:
    """Return it as it goes over the line; `None` takes a header out."""
    message = EmailMessage(policy=SMTP)
    for name, value in (HEADERS | (headers or {})).items():
        if value is not None:
            message[name] = value
    message.set_content(text, cte="quoted-printable")
    if html is not None:
        message.add_alternative(html, subtype="html", cte="quoted-printable")
    return message.as_bytes().replace(b"\r\n.", b"\r\n..")


def found(content: bytes, expected: Expected = EXPECTED) -> dict[str, Check]:
    """Return what goes against the rules, the first of each."""
    checks = [check for check in lint(content, expected) if check.state is not State.OK]
    return {check.name: check for check in reversed(checks)}
