"""Apache: lines for `.htaccess`, or for the server's own configuration."""

import re
from urllib.parse import unquote

from exporters.redirects._base import Form, Rules
from exporters.redirects.move import NAMES, Move, Moves, Pattern

_MEANT = re.compile(r"([\\.+*?^$()\[\]{}|])")


class Apache(Form):
    """Writes `RedirectMatch` lines (mod_alias), each for one path and no other.

    Not `Redirect`: that takes all paths below one along. The path is compared decoded, and the target is encoded once
    more by Apache, so both stand here as people read them; where the target is on another host, too.
    """

    file = ".htaccess"
    steps = (
        "Add the lines at the top of .htaccess in the folder that the old domain shows (above WordPress's own block).",
        "Open an old address in a private window and see where it leads.",
    )

    def rules(self, moves: Moves) -> Rules:
        """See `Form.rules`."""
        lines = [_line(move) for move in moves.with_pattern()]
        if moves.pattern:
            lines += _pattern(moves.pattern)
        return Rules(text="".join(f"{line}\n" for line in lines))


def _line(move: Move) -> str:
    slash = "" if move.old == "/" else "/?"
    return f"RedirectMatch 301 {_quoted(f'^{_literal(move.old)}{slash}$')} {_quoted(_target(move.new))}"


def _pattern(pattern: Pattern) -> list[str]:
    lines = []
    for end in pattern.ends:
        tail = _literal(end.removesuffix("*")) + (".*" if end.endswith("*") else "/?")
        key = f"^{_literal(pattern.start)}({NAMES}){tail}$"
        target = f"{_target(pattern.new_start)}$1{_target(pattern.new_end)}"
        lines.append(f"RedirectMatch 301 {_quoted(key)} {_quoted(target)}")
    return lines


def _literal(text: str) -> str:
    return _MEANT.sub(r"\\\1", text)


def _target(new: str) -> str:
    """Return a target decoded, with what would be a group (`$1`) or a variable (`%{…}`) made harmless."""
    return unquote(new).replace("\\", "\\\\").replace("$", "\\$")


def _quoted(text: str) -> str:
    """Return a word of Apache's configuration, where a backslash stands before `"` and before another one."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


FORM = Apache
