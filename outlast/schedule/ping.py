"""The dead man's switch: an address that is called after each backup, and that tells the writer when no call comes.

Contract: healthchecks.io/docs/http_api ("Success", "Failure"): a GET of the address, with `/fail` behind it when the
backup did not work. Other services take the same.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from outlast.schedule.job import WORKED, Ending
from outlast.schedule.tick import TickReport
from outlast.secrets import Secret

_PATIENCE = (10, 10)
"""Seconds for the connection, and for the answer."""
_WAITING = frozenset({Ending.LATER, Ending.LOCKED, Ending.STOPPED, Ending.PAUSED, Ending.CUT_OFF})


def worked(report: TickReport) -> bool | None:
    """Return whether the backups of a tick worked; `None` if there was none, or only such as wait for better times."""
    endings = [one.outcome.ending for one in report.ran if one.job.kind == "backup"]
    endings = [ending for ending in endings if ending not in _WAITING]
    return all(ending in WORKED for ending in endings) if endings else None


def ping(address: Secret, *, success: bool, send: Callable[[str], int] | None = None) -> str | None:
    """Call the address and return what went wrong, if anything; the sentence does not hold the address."""
    try:
        parts = urlsplit(address.reveal().strip())
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("https", "http") or not parts.hostname:
        return "What schedule.ping names is not a web address."
    path = parts.path.rstrip("/") + ("" if success else "/fail")
    status = (send or _send)(parts._replace(path=path).geturl())
    if status == 0:
        return "The address of schedule.ping could not be reached."
    return None if 200 <= status < 300 else f"The address of schedule.ping answered {status}."


def _send(url: str) -> int:
    """Return the status of the answer, or 0 where there was none."""
    import requests

    try:
        # No redirects: whoever has the address can call it, so it goes to no other host.
        with requests.get(url, timeout=_PATIENCE, allow_redirects=False, stream=True) as answer:
            return answer.status_code
    except (requests.RequestException, UnicodeError):
        return 0
