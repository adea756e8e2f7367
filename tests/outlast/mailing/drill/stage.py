"""A fire drill on a stage: a real mail server on loopback, and a mailbox into which it delivers, well or badly."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from typing import Any

from mailer.addressing import Addressing
from mailer.campaign import Sender
from mailer.letter.compiled import compile_letter
from mailer.letter.letter import Letter, PublicationFacts
from mailer.mailbox.position import Found
from mailer.preflight.check import Check, State
from mailer.smtp.server import Security, SmtpServer
from mailer.smtp.transport import SmtpTransport
from outlast.mailing.drill.drilling import World, drill
from outlast.mailing.drill.script import Script
from outlast.mailing.drill.seams import RealMailServer
from outlast.mailing.drill.step import Outcome, Step
from outlast.mailing.drill.waiting import Time
from outlast.mailing.drill.writing import Writer, drill_campaign
from tests.outlast.alerts.mail_server import running

BEGAN = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
SENDER = Sender(name="Ada Writer", address="ada@writer.example", postal_address="1 Quiet Lane\nBristol")
OWN = ("ada@writer.example", "ada@gmail.example")
SEALED = "List-Unsubscribe:List-Unsubscribe-Post:Feedback-ID"
GOOD = "mx.writer.example; spf=pass smtp.mailfrom=writer.example; dkim=pass header.d=writer.example; dmarc=pass"


@dataclass(slots=True)
class StageClock:
    """Time that passes only where somebody sleeps."""

    at: datetime = BEGAN
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)


@dataclass(slots=True)
class StageMailbox:
    """What comes in, `late` seconds after it was sent. See `Inbox`."""

    clock: StageClock
    authentication: str = GOOD
    sealed: str = SEALED
    """Of the headers that matter those under the signature; empty: there is none."""
    junk: bool = False
    late: float = 0
    loses: tuple[str, ...] = ()
    """What never arrives: `copy`, `request`, `bounce`."""
    come: list[tuple[datetime, bytes]] = field(default_factory=list)
    given: int = 0
    began: int = 0
    closed: bool = False

    def deliver(self, content: bytes) -> None:
        self.come.append((self.clock.at + timedelta(seconds=self.late), content))

    def begin(self) -> None:
        self.began += 1
        self.given = len(self.come)

    def find(self, message_id: str) -> Found | None:
        for at, content in self.come:
            if at <= self.clock.at and message_from_bytes(content)["Message-ID"] == f"<{message_id}>":
                return Found(folder="Spam" if self.junk else "INBOX", junk=self.junk, content=content)
        return None

    def new(self) -> Iterator[bytes]:
        ready = [content for at, content in self.come[self.given :] if at <= self.clock.at]
        self.given += len(ready)
        yield from ready

    def close(self) -> None:
        self.closed = True


@dataclass(slots=True)
class StageServer:
    """What the mail server does with what it takes."""

    mailbox: StageMailbox
    refuses: dict[str, str] = field(default_factory=dict)
    """Recipients, with the answer they get."""
    took: list[tuple[str, str]] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        to = envelope.rcpt_tos[0]
        self.took.append((envelope.mail_from, to))
        box, content = self.mailbox, envelope.original_content
        name = to.partition("@")[0]
        if name.startswith("ghost"):
            if "bounce" not in box.loses:
                box.deliver(_bounce(envelope.mail_from, to, content))
        elif name.startswith("stop"):
            if "request" not in box.loses:
                box.deliver(f"Delivered-To: {to}\r\n".encode() + content)
        elif to == OWN[0] and "copy" not in box.loses:
            head = f"Authentication-Results: {box.authentication}\r\n" if box.authentication else ""
            if box.sealed:
                head += f"DKIM-Signature: v=1; a=rsa-sha256; d=writer.example; s=s1; h=From:To:\r\n\t{box.sealed}; bh=x; b=y\r\n"
            box.deliver(head.encode() + content)
        return "250 OK"


def _bounce(to: str, ghost: str, original: bytes) -> bytes:
    name = message_from_bytes(original)["Message-ID"]
    return (
        f"Delivered-To: {to}\r\nReturn-Path: <>\r\nFrom: MAILER-DAEMON@writer.example\r\nTo: {to}\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n'
        "--x\r\nContent-Type: text/plain\r\n\r\nNobody is called so here.\r\n"
        "--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.writer.example\r\n\r\n"
        f"Final-Recipient: rfc822; {ghost}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no\r\n\r\n"
        f"--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {name}\r\n\r\n--x--\r\n"
    ).encode()


class Tried:
    """A drop-box that works, or says why not."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.times = 0

    def try_out(self) -> None:
        self.times += 1
        if self.error is not None:
            raise self.error


def script(
    *,
    plus: bool = True,
    sender: Sender = SENDER,
    own: tuple[str, ...] = OWN,
    ghost: str = "ghost@writer.example",
    unsubscribe: str = "stop@writer.example",
    **changes: Any,
) -> Script:
    """Return a drill with two copies, a request and a bounce."""
    campaign = drill_campaign("night-letters", sender, language="en", at=BEGAN)
    letter = Letter(
        subject=campaign.subject,
        body=campaign.body,
        template=campaign.template,
        values=campaign.values,
        sender=sender,
        publication=PublicationFacts(name="Night Letters", platform="Substack"),
    )
    addressing = Addressing(
        campaign,
        lambda parts: b"".join(parts).hex()[:64].ljust(64, "0"),
        bounces=f"bounces@{sender.address.partition('@')[2]}",
        bounces_plus=plus,
        unsubscribe=unsubscribe,
        unsubscribe_plus=plus,
    )
    writer = Writer(compile_letter(letter, date=BEGAN), addressing, sender, BEGAN)
    parts: dict[str, Any] = {
        "plan": (Check(name="Recipients", state=State.OK, what="12 subscribers would get it."),),
        "lint": (Check(name="Size", state=State.OK, what="Small enough."),),
        "copies": tuple(writer.copy(to) for to in own),
        "read": frozenset({own[0]}),
        "request": writer.request(unsubscribe),
        "bounce": writer.copy(ghost),
    }
    return Script(**(parts | changes))


def run(
    play: Script, server: StageServer, *, drop_box: Any = None, inbox: Any = "its own", smtp: int | None = None
) -> dict[str, Step]:
    """Run the drill, and return its steps by name."""
    world_inbox = server.mailbox if inbox == "its own" else inbox
    with running(handler=server):
        transport = SmtpTransport(SmtpServer(host="127.0.0.1", port=smtp or server.port, security=Security.NONE))
        clock = server.mailbox.clock
        world = World(
            server=RealMailServer(transport),
            inbox=world_inbox,
            drop_box=drop_box,
            time=Time(now=clock.now, sleep=clock.sleep),
        )
        return {step.name: step for step in drill(play, world)}


def outcomes(steps: dict[str, Step]) -> dict[str, Outcome]:
    """Return how each went."""
    return {name: step.outcome for name, step in steps.items()}
