"""The score of SpamAssassin, when it is installed; its program asks nobody else (`-L`: local tests only)."""

import os
import re
import shutil
import subprocess

from mailer.preflight.score import Hit, Score

PATIENCE = 60.0
_WANTED = 1.0
_OF_THE_LINE = frozenset({"NO_RECEIVED", "NO_RELAYS"})
_TOTAL = re.compile(r"^Content analysis details:\s+\((-?[\d.]+) points, (-?[\d.]+) required\)", re.MULTILINE)
_HIT = re.compile(r"^\s*(-?\d+\.\d+)\s+([A-Z][A-Z0-9_]+)\s+(.*)$", re.MULTILINE)


def spam_assassin_score(letter: bytes, *, program: str | None = None) -> Score | None:
    """Return the score of `letter` (dots not doubled); `None` where SpamAssassin is not installed or does not work."""
    found = program or shutil.which("spamassassin")
    if found is None:
        return None
    try:
        # -t: report always; -x: make no file of preferences in the writer's home.
        done = subprocess.run(
            [found, "-L", "-t", "-x"],
            input=letter,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env=os.environ | {"LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return parse_report(done.stdout.decode("utf-8", "replace"))


def parse_report(text: str) -> Score | None:
    """Read what `spamassassin -t` writes behind the letter."""
    totals = list(_TOTAL.finditer(text))
    if not totals:
        return None
    total = totals[-1]  # the letter stands before the report, and could hold such a line itself
    hits = [Hit(name=hit[2], points=float(hit[1]), why=hit[3].strip()) for hit in _HIT.finditer(text, total.end())]
    try:
        points, limit = float(total[1]), float(total[2])
    except ValueError:
        return None
    return Score(
        program="SpamAssassin",
        points=points - sum(hit.points for hit in hits if hit.name in _OF_THE_LINE),
        limit=limit,
        wanted=_WANTED,
        hits=tuple(hit for hit in hits if hit.name not in _OF_THE_LINE),
    )
