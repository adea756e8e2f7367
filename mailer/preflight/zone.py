"""What the preflight asks of the DNS: three questions, each answered with values or with the reason why not."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Absence(StrEnum):
    """Why a question got no values."""

    NO_NAME = "no such name"
    """NXDOMAIN (RFC 2308, 2.1)."""
    NO_ANSWER = "no answer"
    """The name is there, with other kinds of records only (RFC 2308, 2.2)."""
    REFUSED = "refused"
    """No name server wanted to, or was able to, answer."""
    TIMEOUT = "timeout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What the DNS says; either values, or why there are none."""

    values: tuple[str, ...] = ()
    absence: Absence | None = None

    @property
    def unknown(self) -> bool:
        """Tell whether the question is still open: nobody answered it, so nothing follows from it."""
        return self.absence in (Absence.REFUSED, Absence.TIMEOUT)


class Zone(Protocol):
    """The DNS. Names come without the final dot; what is no name at all has `NO_NAME`. Never raises."""

    def txt(self, name: str) -> Records:
        """Return the TXT records, each one's strings joined without a blank (RFC 7208, 3.3; RFC 6376, 3.6.2.2)."""

    def mx(self, name: str) -> Records:
        """Return the hosts that take mail for `name`, the preferred ones first; `.` alone is a null MX (RFC 7505)."""

    def addresses(self, name: str) -> Records:
        """Return the IPv4 and IPv6 addresses."""
