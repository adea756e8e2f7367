"""nginx: a map of old paths to new addresses, to be included in the configuration."""

import re
from collections import Counter

from exporters.redirects._base import Form, Rules
from exporters.redirects.move import NAMES, Move, Moves, Pattern

_SMALLEST_SIZE, _SMALLEST_BUCKET = 2048, 256
_OVERHEAD = 32
"""Bytes of a bucket beside the key."""
_HEAD = """\
# Old paths and where they are now. In http { ... }:
#     include /etc/nginx/redirects.conf;
# and in server { ... } of the old domain:
#     if ($outlast_moved) { return 301 $outlast_moved$is_args$args; }
"""


class Nginx(Form):
    """Writes two maps: one that takes the slash off the end of a path, one from there to the new address.

    `$uri` is decoded, so keys are as people read them. Keys are compared without case, so two that differ in nothing
    else are written as patterns; a `$` in a value would be a variable, so it is `%24` there.
    """

    file = "redirects.conf"
    steps = (
        "Copy the file to /etc/nginx/redirects.conf, and put the two lines of its head into your configuration.",
        "Look whether all is well: nginx -t    Then let it be read: nginx -s reload",
    )

    def rules(self, moves: Moves) -> Rules:
        """See `Form.rules`."""
        wanted = moves.with_pattern()
        same = Counter(_lowered(move.old) for move in wanted)
        lines = [_line(move, alone=same[_lowered(move.old)] == 1) for move in wanted]
        if moves.pattern:
            lines += _pattern(moves.pattern)
        longest = max((len(move.old.encode()) for move in wanted), default=0)
        sizes = (
            f"map_hash_max_size {_power(2 * len(wanted), _SMALLEST_SIZE)};\n"
            f"map_hash_bucket_size {_power(longest + _OVERHEAD, _SMALLEST_BUCKET)};\n"
        )
        bare = 'map $uri $outlast_path {\n    default $uri;\n    "~^(?<outlast_bare>/.+)/$" $outlast_bare;\n}\n'
        body = "".join(f"    {line}\n" for line in lines)
        return Rules(text=f'{_HEAD}{sizes}{bare}map $outlast_path $outlast_moved {{\n    default "";\n{body}}}\n')


def _line(move: Move, *, alone: bool) -> str:
    key = _quoted(move.old) if alone else _quoted(f"~^{re.escape(move.old)}$")
    return f"{key} {_quoted(move.new)};"


def _pattern(pattern: Pattern) -> list[str]:
    lines = []
    for number, end in enumerate(pattern.ends, 1):
        name = f"outlast_name{number}"
        tail = re.escape(end.removesuffix("*")) + (".*" if end.endswith("*") else "")
        key = _quoted(f"~^{re.escape(pattern.start)}(?<{name}>{NAMES}){tail}$")
        lines.append(f'{key} "{_escaped(pattern.new_start)}${{{name}}}{_escaped(pattern.new_end)}";')
    return lines


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _lowered(path: str) -> bytes:
    """Return a path as nginx compares it: only ASCII letters lose their case."""
    return path.encode().lower()


def _power(wanted: int, least: int) -> int:
    while least < wanted:
        least *= 2
    return least


FORM = Nginx
