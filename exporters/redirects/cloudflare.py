"""Cloudflare Pages: a file `_redirects` in the folder that is published, with at most 2,000 rules for one page each."""

from exporters.redirects._base import Form, Rules
from exporters.redirects.move import Moves, Pattern
from exporters.redirects.netlify import pattern_rule, pattern_rules, rule

MOST = 2000
"""Rules without a placeholder; the rest of the file is passed over in silence (as are more than 100 with one)."""
LONGEST = 1000
"""Signs of a line."""
_WHY = f"Cloudflare Pages takes {MOST:,} rules of {LONGEST:,} signs each; the form cloudflare-bulk takes more."


class CloudflarePages(Form):
    """Writes the `_redirects` of Cloudflare Pages. Rules with a placeholder come last: all behind one count as such."""

    file = "_redirects"
    steps = (
        "Put the file, called _redirects, into the folder that Cloudflare Pages publishes.",
        "Publish the site, and point your old domain at it.",
    )

    def rules(self, moves: Moves) -> Rules:
        """See `Form.rules`.

        Where there are too many, one rule stands for all posts that only moved; if none can, the oldest are left out.
        """
        wanted = moves.with_pattern()
        lines = pattern_rules(moves.pattern) if moves.pattern else []
        if len(wanted) > MOST and moves.pattern and _leads_out(moves.pattern):
            pattern = moves.pattern
            others = tuple(move for move in wanted if not pattern.has(move))
            lines += [pattern_rule(pattern, "")] if len(others) < len(wanted) else []
            wanted = others
        short = [move for move in wanted if len(rule(move)) <= LONGEST]
        over = short[: max(0, len(short) - MOST)]
        left_out = (*over, *(move for move in wanted if len(rule(move)) > LONGEST))
        text = "".join(f"{line}\n" for line in (*map(rule, short[len(over) :]), *lines))
        return Rules(text=text, left_out=left_out, why=_WHY if left_out else "")


def _leads_out(pattern: Pattern) -> bool:
    """Tell whether what the pattern leads to is not like the pattern again: readers would go in a ring."""
    return not pattern.new_start.startswith(pattern.start)


FORM = CloudflarePages
