"""Any other mail server (SMTP): your web host's, your own.

Nothing is known of its limits, so Outlast goes by what it answers: fewer letters a second after “slow down”, and a
pause when it refuses.
"""

from typing import ClassVar

from mailer.providers._base import Provider
from mailer.smtp.server import SignIn


class AnyServer(Provider):
    """A mail server of which nothing is known beforehand."""

    title = "Any mail server (SMTP)"
    sign_ins: ClassVar = (SignIn.PASSWORD, SignIn.XOAUTH2)
    suits = "as many as its owner allows; ask"
    demands: ClassVar = (
        (
            "Ask whoever runs it how many letters it takes an hour and a day (web hosts: often a few hundred an hour), "
            "and say so: outlast config set mail.rate 5 (a minute), outlast config set mail.daily 1000."
        ),
        "Your domain needs SPF and DKIM records that name this server, and a DMARC record; outlast mail check looks.",
    )


PROVIDER = AnyServer
