"""A mail on its way through a real server: aiosmtpd, on loopback."""

import socket

from mailer.letter import proof
from mailer.model import Mail, Recipient
from tests.mailer.letter.night_letters import FOR_ANA, compiled
from tests.outlast.alerts.mail_server import running


def hand_over(port: int, mails: list[Mail]) -> None:
    """Write the content as it is: nothing but what `Mail` promises, and the lone dot."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line, line.makefile("rb") as answers:
        assert answers.readline().startswith(b"220")
        line.sendall(b"HELO x\r\n")
        assert answers.readline().startswith(b"250")
        for mail in mails:
            line.sendall(f"MAIL FROM:<{mail.sender}>\r\nRCPT TO:<{mail.recipient}>\r\nDATA\r\n".encode())
            assert [answers.readline()[:3] for _ in range(3)] == [b"250", b"250", b"354"]
            line.sendall(mail.content + b".\r\n")
            assert answers.readline().startswith(b"250")


def test_what_arrives_is_what_was_made_whatever_dots_begin_its_lines() -> None:
    made = compiled(
        ". {{ subscriber.name }}\n\n`.`\n\n{{ subscriber.name }}{{ subscriber.name }}.\n\n```\n.\n..code\n```\n",
        subject=". {{ subscriber.name }}",
    )
    names = [".", "..", ". dot", "." * 90, "a" * 74 + "...", "é" * 25 + ".", "\u05d0.", "From me"]
    mails = [
        made.mail(at, Recipient(address=f"a{at}@example.com", name=name), FOR_ANA) for at, name in enumerate(names)
    ]
    with running() as server:
        hand_over(server.port, mails)
    assert server.mails == [proof.undotted(mail.content) for mail in mails]
    for name, mail in zip(names, mails, strict=True):
        read = proof.said(mail)
        assert read.subject == f". {name}"
        assert read.text.startswith(f". {name}\n\n.\n\n{name}{name}.\n\n    .\n    ..code\n")
