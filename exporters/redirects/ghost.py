"""Ghost: a file `redirects.json`, to be uploaded in its settings."""

import json
import re

from exporters.redirects._base import Form, Rules, sent
from exporters.redirects.move import NAMES, Moves

_MEANT = re.compile(r"([\\.+*?^$()\[\]{}|])")


class Ghost(Form):
    """Writes Ghost's `redirects.json`.

    Every `from` is a regular expression, which is compared with the path as it is sent. In `to`, `$1` is a group; a `$`
    that is none is `%24` in a move.
    """

    file = "redirects.json"
    steps = (
        "In Ghost's settings: Labs, then Redirects, and upload redirects.json. It replaces the rules that are there.",
        "Point your old domain at the Ghost site.",
    )

    def rules(self, moves: Moves) -> Rules:
        """See `Form.rules`."""
        rules = [
            {"from": f"^{_literal(sent(move.old))}/?$".replace("^//?$", "^/$"), "to": move.new, "permanent": True}
            for move in moves.with_pattern()
        ]
        if moves.pattern:
            pattern = moves.pattern
            for end in pattern.ends:
                tail = _literal(end.removesuffix("*")) + (".*" if end.endswith("*") else "/?")
                key = f"^{_literal(pattern.start)}({NAMES}){tail}$"
                rules.append({"from": key, "to": f"{pattern.new_start}$1{pattern.new_end}", "permanent": True})
        return Rules(text=json.dumps(rules, indent=1, ensure_ascii=True) + "\n")


def _literal(text: str) -> str:
    return _MEANT.sub(r"\\\1", text)


FORM = Ghost
