"""Google Workspace, with your own domain: 2,000 letters in any 24 hours."""

from typing import ClassVar

from mailer.providers._base import Provider, Server
from mailer.providers.dns import ProviderDns
from mailer.smtp.server import Security, SignIn


class Workspace(Provider):
    """A paid account. Google rewrites the envelope to the account’s own address, so bounces have no token."""

    title = "Google Workspace"
    servers: ClassVar = (
        Server(host="smtp.gmail.com", port=465, security=Security.TLS),
        Server(host="smtp.gmail.com", port=587, security=Security.STARTTLS),
    )
    user_is_sender = True
    user_words = "Your Workspace address"
    secret_words = "The app password that Google made for Outlast (16 letters)"  # noqa: S105  # a question
    sign_ins: ClassVar = (SignIn.PASSWORD, SignIn.XOAUTH2)
    rate = 1.0
    """[?] Nothing is published."""
    daily = 2_000
    connections = 2
    keeps_return_path = False
    inbox = Server(host="imap.gmail.com", port=993, security=Security.TLS)
    plus = True
    sent_folder = "[Gmail]/Sent Mail"
    suits = "up to about 5,000"
    demands: ClassVar = (
        "Switch on 2-Step Verification, then make an app password: https://myaccount.google.com/apppasswords",
        "In the Admin console switch on DKIM for your domain; SPF must hold include:_spf.google.com.",
        (
            "A trial account hands on 500 letters a day, and so does a new one until 100 dollars and 60 days after; "
            "then say so: outlast config set mail.daily 500"
        ),
    )
    dns = ProviderDns(
        include="_spf.google.com",
        selectors=("google",),
        source="support.google.com/a/answer/33786 and /180504",
    )
    sources: ClassVar = (
        "https://support.google.com/a/answer/166852",
        (
            "https://knowledge.workspace.google.com/kb/how-to-confirm-gmail-sending-limits-after-upgrading-from-a-"
            "free-trial-account-to-a-paid-subscription-000006733"
        ),
    )
    seen = "2026-11"


PROVIDER = Workspace
