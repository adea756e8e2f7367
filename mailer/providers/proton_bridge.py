"""Proton Mail through its Bridge program here: for a small list only.

The Bridge encrypts everything on its way to Proton and listens on this computer alone, with a certificate that it made
itself and no other program can check. It takes the password of its own without encryption there (AllowInsecureAuth in
internal/services/imapsmtpserver/smtp.go of ProtonMail/proton-bridge; only the fact is used).
"""

from typing import ClassVar

from mailer.providers._base import Provider, Server
from mailer.providers.dns import ProviderDns
from mailer.smtp.server import Security


class ProtonBridge(Provider):
    """A mailbox that is reached through a program on this computer."""

    title = "Proton Mail (Bridge)"
    servers: ClassVar = (Server(host="127.0.0.1", port=1025, security=Security.NONE),)
    user_is_sender = True
    user_words = "Your Proton address, as the Bridge shows it"
    secret_words = "The password that the Bridge shows (not your Proton password)"  # noqa: S105  # a question
    rate = 50 / 3_600
    daily = 150
    daily_of = "a free account; those of paid ones are not published and grow with their reputation"
    connections = 1
    keeps_return_path = False
    """[?] It sends from the account’s address."""
    inbox = Server(host="127.0.0.1", port=1143, security=Security.NONE)
    plus = True
    sent_folder = "Sent"
    suits = "up to about 300"
    demands: ClassVar = (
        "The Bridge needs a paid plan, and has to run while letters go out. Ports and password stand in its window.",
        (
            "Proton is not made for letters to many and says so: whoever sends many, or is called spam, is stopped for "
            "days. Keep another provider ready."
        ),
    )
    dns = ProviderDns(
        include="_spf.protonmail.ch",
        selectors=("protonmail", "protonmail2", "protonmail3"),
        source="proton.me/support/anti-spoofing-custom-domain",
    )
    sources: ClassVar = (
        "https://proton.me/support/email-sending-limits",
        "https://proton.me/support/macos-certificate-warning",
        "https://github.com/ProtonMail/proton-bridge/blob/master/internal/services/imapsmtpserver/smtp.go",
    )
    seen = "2026-11"


PROVIDER = ProtonBridge
