"""The polite session: every request that Outlast sends to the web goes through here, and all that comes back is capped.

session.py     what callers use            route.py      where requests go: the internet, or a server on loopback
exchange.py    one request with retries    connect.py    connections that refuse inner addresses
pace.py        at most so many a second    patience.py   …and answers that never end
retry.py       when to try again           reading.py    bodies, decoded and capped
redirects.py   where an answer may lead    cookies.py    which host gets which cookie
failures.py    the libraries' errors, and which of ours each one is
answer.py, validators.py, challenge.py, magic.py, download.py: what came back, and what it is
"""

from backup.http.answer import Answer, Download
from backup.http.challenge import is_challenge, is_turned_away
from backup.http.cookies import Cookie
from backup.http.reading import Limits
from backup.http.route import Internet, Loopback, Route
from backup.http.session import PoliteSession
from backup.http.validators import Validators

__all__ = [
    "Answer",
    "Cookie",
    "Download",
    "Internet",
    "Limits",
    "Loopback",
    "PoliteSession",
    "Route",
    "Validators",
    "is_challenge",
    "is_turned_away",
]
