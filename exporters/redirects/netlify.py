"""Netlify: a file `_redirects` in the folder that is published."""

from exporters.redirects._base import Form, Rules, sent
from exporters.redirects.move import Move, Moves, Pattern

_BARRED = ":*"
"""They begin a placeholder or stand for anything; no browser sends them in a post's name."""


class Netlify(Form):
    """Writes Netlify's `_redirects`; the first rule that fits counts."""

    file = "_redirects"
    steps = (
        "Put the file, called _redirects, into the folder that Netlify publishes (from Hugo: into static/).",
        "Publish the site, and point your old domain at it.",
    )

    def rules(self, moves: Moves) -> Rules:
        """See `Form.rules`."""
        lines = [line for move in moves.with_pattern() for line in _rules(move)]
        if moves.pattern:
            lines += pattern_rules(moves.pattern)
        return Rules(text="".join(f"{line}\n" for line in lines))


def rule(move: Move) -> str:
    """Return a move in the dialect that Netlify and Cloudflare share: no `301!`, nothing but ASCII, no blanks."""
    return f"{sent(move.old, barred=_BARRED)} {move.new} 301"


def pattern_rules(pattern: Pattern) -> list[str]:
    """Return a pattern in that dialect."""
    return [pattern_rule(pattern, end) for end in pattern.ends]


def pattern_rule(pattern: Pattern, end: str) -> str:
    """Return the rule of a pattern for one end."""
    return f"{pattern.start}:name{end} {pattern.new_start}:name{pattern.new_end} 301"


def _rules(move: Move) -> list[str]:
    """Return the rule of a move; one with other letters twice, as sent and as read: Netlify keeps either as it is."""
    plain = f"{move.old} {move.new} 301"
    both = not move.old.isascii() and not any(sign.isspace() or sign in f"{_BARRED}#%" for sign in move.old)
    return [rule(move), plain] if both else [rule(move)]


FORM = Netlify
