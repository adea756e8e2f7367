"""When to try again, and how soon: urllib3's `Retry`, with a capped `Retry-After` and a sleep that is passed in."""

import re
import time
from collections.abc import Callable, Mapping
from email.utils import mktime_tz, parsedate_tz
from typing import Any, Self

from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import Retry

LONGEST_WAIT = 120
"""Seconds that a run waits when it is asked to; urllib3's own default is six hours."""
UNSAID_WAIT = 60.0
"""Seconds a host is left alone after a 429 without `Retry-After` (what Substack's clients use)."""
TRIES_AGAIN = 3
PASSING = frozenset({429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
"""Statuses worth another try; 520 to 524 are Cloudflare's for an origin that does not answer."""


class PatientRetry(Retry):
    """What is left of the tries of one request."""

    def __init__(
        self, *args: Any, sleep: Callable[[float], None], jitter: Callable[[], float], **settings: Any
    ) -> None:
        """Take urllib3's settings, and how to sleep and to draw numbers from 0 to 1."""
        super().__init__(*args, **settings)
        self._sleep_for, self._jitter = sleep, jitter

    @classmethod
    def of(
        cls, *, again: bool, method: str, sleep: Callable[[float], None], jitter: Callable[[], float]
    ) -> "PatientRetry":
        """Return the tries for one request; `again` must be asked for where sending twice could do something twice."""
        return cls(
            total=TRIES_AGAIN if again else 0,
            redirect=0,  # redirects are followed by hand: see backup.http.redirects
            allowed_methods=frozenset({method}),
            status_forcelist=PASSING,
            backoff_factor=1,
            backoff_max=30,
            retry_after_max=LONGEST_WAIT,
            raise_on_status=False,
            sleep=sleep,
            jitter=jitter,
        )

    def new(self, **changes: Any) -> Self:
        """Return a copy with changes; urllib3 makes one for each try, and knows nothing of our two settings."""
        return super().new(**({"sleep": self._sleep_for, "jitter": self._jitter} | changes))

    def get_backoff_time(self) -> float:
        """Return the seconds before the next try: about 1, 2, 4 …, half of it by chance."""
        # urllib3 goes on at once after a first failure, and draws from the random module.
        tries = len(self.history)
        longest = min(self.backoff_max, self.backoff_factor * 2 ** max(0, tries - 1))
        return float(longest * (0.5 + 0.5 * self._jitter())) if tries else 0.0

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """Return the seconds that an answer asks to wait, uncapped, or `None` if it does not say."""
        return retry_after({name.lower(): value for name, value in response.headers.items()})

    def _sleep_backoff(self) -> None:
        self._sleep_for(self.get_backoff_time())

    def sleep_for_retry(self, response: BaseHTTPResponse) -> bool:
        """Wait as an answer asks, at most `retry_after_max` seconds; tell whether it asked."""
        wait = self.get_retry_after(response)
        if wait:
            self._sleep_for(min(wait, self.retry_after_max))
        return bool(wait)


def retry_after(headers: Mapping[str, str], now: Callable[[], float] = time.time) -> float | None:
    """Return what `Retry-After` says in seconds (RFC 9110, 10.2.3), or `None` where it is missing or no such thing."""
    text = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d*)?", text, re.ASCII):
        return float(text)
    try:
        date = parsedate_tz(text)
        if date is None:
            return None
        # Against the server's own clock where it shows it: this computer's may be wrong by hours.
        sent = parsedate_tz(headers.get("date", ""))
        return max(0.0, mktime_tz(date) - (mktime_tz(sent) if sent else now()))
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
