"""Requests to Amazon’s interface for SES (v2): signed, in the region of the mail server, page after page."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import requests

from mailer.errors import ProviderProblem
from mailer.providers._asking import Asking
from mailer.providers._rows import rows_of
from mailer.providers._signature_v4 import Scope, signed_headers
from mailer.providers.pulled import Access

_REGION = re.compile(r"email-smtp(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com", re.ASCII)
_MOST_PAGES = 10_000


def asking_amazon(session: requests.Session, access: Access, title: str, clock: Callable[[], datetime]) -> Asking:
    """Return what asks SES. The secret is `KEY-ID:SECRET-KEY`.

    Raises:
        ProviderProblem: the mail server is none of Amazon’s.
    """
    region = _REGION.fullmatch(access.server)
    if region is None:
        raise ProviderProblem(
            "The mail server in your settings is none of Amazon’s, so the region is not known.",
            next="Set it, like email-smtp.eu-central-1.amazonaws.com:465, with: outlast config set mail.server",
        )

    def sign(request: requests.PreparedRequest) -> dict[str, str]:
        key_id, _, secret = access.secret().partition(":")
        scope = Scope(key_id=key_id.strip(), region=region[1], service="ses")
        body = request.body if isinstance(request.body, bytes) else b""
        return signed_headers(scope, secret.strip(), str(request.method), str(request.url), body, clock())

    return Asking(session, f"https://email.{region[1]}.amazonaws.com", title, sign)


def pages(ask: Callable[[dict[str, str]], dict[str, Any]], name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a list, page after page; `ask` takes what leads to the next one."""
    more: dict[str, str] = {}
    for _ in range(_MOST_PAGES):
        answer = ask(more)
        yield from rows_of(answer, name)
        token = answer.get("NextToken")
        if not isinstance(token, str) or not token or token == more.get("NextToken"):
            return
        more = {"NextToken": token}
