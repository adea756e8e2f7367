"""The score of an rspamd that runs on this computer (rspamd.com/doc/developers/protocol.html)."""

import http.client
import ipaddress
import json
from typing import Any

from mailer.preflight.score import Hit, Score

PORTS = (11333, 11334)
"""Of its scanner and its controller; both take `/checkv2`. The program `rspamc` would talk to the second one."""
PATIENCE = 20.0
_WANTED = 3.0
_OF_THE_LINE = frozenset({"HFILTER_HOSTNAME_UNKNOWN", "RDNS_NONE", "R_SPF_NA", "R_DKIM_NA", "AUTH_NA"})
"""What it holds against a letter that came over no line yet: nothing of that is about the letter."""
_LARGEST = 4_000_000


def rspamd_score(letter: bytes, *, host: str = "127.0.0.1", ports: tuple[int, ...] = PORTS) -> Score | None:
    """Return the score of `letter` (dots not doubled); `None` where no rspamd answers.

    Raises:
        ValueError: `host` is not this computer.
    """
    if not ipaddress.ip_address(host).is_loopback:
        raise ValueError("letters are shown to filters on this computer only")
    for port in ports:
        answer = _ask(letter, host, port)
        if answer is not None and (score := _score(answer)) is not None:
            return score
    return None


def _ask(letter: bytes, host: str, port: int) -> Any:
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    try:
        connection.request("POST", "/checkv2", letter, {"Content-Type": "message/rfc822"})
        answer = connection.getresponse()
        return json.loads(answer.read(_LARGEST)) if answer.status == http.HTTPStatus.OK else None
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()


def _score(answer: Any) -> Score | None:
    if not isinstance(answer, dict) or not isinstance(answer.get("score"), int | float):
        return None
    symbols = answer.get("symbols")
    hits = [_hit(name, told) for name, told in symbols.items()] if isinstance(symbols, dict) else []
    limit = answer.get("required_score")
    thresholds = answer.get("thresholds")
    if isinstance(thresholds, dict) and isinstance(thresholds.get("add header"), int | float):
        limit = thresholds["add header"]
    return Score(
        program="rspamd",
        points=float(answer["score"]) - sum(hit.points for hit in hits if hit.name in _OF_THE_LINE),
        limit=float(limit) if isinstance(limit, int | float) else 15.0,
        wanted=_WANTED,
        hits=tuple(hit for hit in hits if hit.name not in _OF_THE_LINE),
    )


def _hit(name: str, told: Any) -> Hit:
    points, why = (told.get("score"), told.get("description")) if isinstance(told, dict) else (0.0, "")
    return Hit(name=name, points=float(points) if isinstance(points, int | float) else 0.0, why=str(why or ""))
