"""Gmail with a personal address: 500 letters in any 24 hours."""

from typing import ClassVar

from mailer.providers._base import Provider, Server
from mailer.smtp.server import Security, SignIn


class Gmail(Provider):
    """A personal account. Google rewrites the envelope to the account’s own address, so bounces have no token."""

    title = "Gmail"
    servers: ClassVar = (
        Server(host="smtp.gmail.com", port=465, security=Security.TLS),
        Server(host="smtp.gmail.com", port=587, security=Security.STARTTLS),
    )
    user_is_sender = True
    user_words = "Your Gmail address"
    secret_words = "The app password that Google made for Outlast (16 letters)"  # noqa: S105  # a question
    sign_ins: ClassVar = (SignIn.PASSWORD, SignIn.XOAUTH2)
    rate = 1 / 3
    """[?] Nothing is published; this spreads 500 over half an hour."""
    daily = 500
    connections = 1
    keeps_return_path = False
    inbox = Server(host="imap.gmail.com", port=993, security=Security.TLS)
    plus = True
    sent_folder = "[Gmail]/Sent Mail"
    suits = "up to about 1,000"
    demands: ClassVar = (
        "Switch on 2-Step Verification, then make an app password: https://myaccount.google.com/apppasswords",
        "It hands on 500 letters in any 24 hours; whoever asks for more may send nothing for up to a day.",
        "Letters can come from your Gmail address only, not from a domain of your own.",
    )
    sources: ClassVar = (
        "https://support.google.com/a/answer/166852",
        "https://developer.nylas.com/docs/cookbook/email/gmail-smtp-settings.md",
    )
    seen = "2026-11"


PROVIDER = Gmail
