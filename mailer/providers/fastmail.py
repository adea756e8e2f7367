"""Fastmail, with your own domain or theirs: some thousand letters a day."""

from typing import ClassVar

from mailer.providers._base import Provider, Server
from mailer.providers.dns import ProviderDns
from mailer.smtp.server import Security


class Fastmail(Provider):
    """A mailbox with its own domain, if the writer has one. [?] Its pages name limits “by plan”, without figures."""

    title = "Fastmail"
    servers: ClassVar = (
        Server(host="smtp.fastmail.com", port=465, security=Security.TLS),
        Server(host="smtp.fastmail.com", port=587, security=Security.STARTTLS),
    )
    user_is_sender = True
    user_words = "Your Fastmail address (the account’s, even if letters come from your own domain)"
    secret_words = "The app password that Fastmail made for Outlast"  # noqa: S105  # a question
    rate = 1.0
    """[?] Nothing is published."""
    daily = 2_000
    """[?] Less than any paid plan is said to allow."""
    connections = 2
    inbox = Server(host="imap.fastmail.com", port=993, security=Security.TLS)
    plus = True
    sent_folder = "Sent"
    suits = "up to about 5,000"
    demands: ClassVar = (
        "Make an app password: Settings, Privacy & Security, Manage app passwords. Your own password is not taken.",
        "For letters from your own domain, add it in Settings, Domains; Fastmail shows the SPF and DKIM records.",
        "It is made for people’s mail. Before you write to thousands, ask its support how many a day your plan takes.",
    )
    dns = ProviderDns(
        include="spf.messagingengine.com",
        selectors=("fm1", "fm2", "fm3"),
        source="fastmail.help/hc/en-us/articles/360060591153",
    )
    sources: ClassVar = (
        "https://www.fastmail.com/help/account/limits.html",
        "https://xenocept.com/docs/email-setup/fastmail.html",
    )
    seen = "2026-11"


PROVIDER = Fastmail
