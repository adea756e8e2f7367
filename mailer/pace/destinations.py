"""At which big provider an address lies, by its domain: Gmail, Microsoft, Yahoo and Apple count what one sender sends.

Domains that are led to one of them by their MX records count as the rest: looking each one up would tell the network
whom a writer writes to.
"""

import re
from functools import lru_cache

from mailer.model import Destination

_DOMAINS = {
    Destination.GMAIL: "gmail.com googlemail.com",
    Destination.MICROSOFT: "msn.com windowslive.com passport.com",
    # Yahoo and AOL are one company, which also has the mailboxes of AT&T and of some others:
    # https://senders.yahooinc.com/faqs/ and https://www.att.com/support/article/email-support/KM1010523/
    Destination.YAHOO: (
        "ymail.com rocketmail.com myyahoo.com aim.com netscape.net compuserve.com cs.com verizon.net "
        "att.net sbcglobal.net bellsouth.net ameritech.net flash.net nvbell.net pacbell.net prodigy.net snet.net "
        "swbell.net wans.net frontier.com frontiernet.net rogers.com sky.com"
    ),
    Destination.APPLE: "icloud.com me.com mac.com privaterelay.appleid.com",
}
_EXACTLY = {domain: destination for destination, domains in _DOMAINS.items() for domain in domains.split()}
_IN_EVERY_COUNTRY = {
    "outlook": Destination.MICROSOFT,
    "hotmail": Destination.MICROSOFT,
    "live": Destination.MICROSOFT,
    "yahoo": Destination.YAHOO,
    "aol": Destination.YAHOO,
}
_COUNTRY = re.compile(r"com|(?:com?\.)?[a-z]{2}", re.ASCII)
"""What follows the name: `com`, `de`, `co.uk`, `com.br`."""


def destination_of(address: str) -> Destination:
    """Return where mail to an address goes. Never raises: what has no domain is of the rest."""
    return _of_domain(address[address.rfind("@") + 1 :])


@lru_cache(maxsize=4096)
def _of_domain(domain: str) -> Destination:
    domain = domain.strip().rstrip(".").lower()
    if domain in _EXACTLY:
        return _EXACTLY[domain]
    name, _, rest = domain.partition(".")
    if name in _IN_EVERY_COUNTRY and _COUNTRY.fullmatch(rest):
        return _IN_EVERY_COUNTRY[name]
    return Destination.REST
