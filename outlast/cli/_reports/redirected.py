"""What the rules for old addresses do, what they leave out, and what to do with them."""

from pathlib import Path

from exporters.redirects._base import Form, Rules
from exporters.redirects.move import Moves
from exporters.redirects.moving import is_platforms
from outlast.cli.output import Output

_MOST = 5
"""Paths that are named; the rest is counted."""


def tell_redirects(
    output: Output, form: Form, moves: Moves, rules: Rules, *, hosts: list[str], where: Path | None
) -> None:
    """Tell a person (beside the rules, which may be on stdout) or a program what was written."""
    for move in moves.one_by_one():
        output.line("move", old=move.old, new=move.new, post=move.post or None)
    if where is not None:
        output.ok(f"The rules were written to {where}.")
    count = len(moves.moves)
    if not moves.one_by_one():
        output.note("Every path stays as it is, so no rule is needed.")
    else:
        comments = len(moves.comments) + len(moves.patterned)
        also = f", and {comments:,} pages of comments lead to their posts" if comments else ""
        output.note(f"{count:,} old paths lead to their new place{also}.")
    if moves.kept:
        output.note(f"{len(moves.kept):,} paths stay as they are and need no rule.")
    if moves.nowhere:
        output.note(f"There is no page over there for {_named(list(moves.nowhere))}.")
    if rules.left_out:
        output.warn(f"{len(rules.left_out):,} moves were left out. {rules.why}")
        output.note(f"  Left out: {_named([move.old for move in rules.left_out])}")
    _tell_hosts(output, moves, hosts)
    if moves.one_by_one():
        output.note("What to do next:")
        for number, step in enumerate(form.steps, 1):
            output.note(f"  {number}. {step}")
    output.summary(
        moves=count,
        comments=len(moves.comments) + len(moves.patterned),
        kept=len(moves.kept),
        nowhere=list(moves.nowhere),
        left_out=[move.old for move in rules.left_out],
        host=moves.host,
        where=where,
        file=form.file,
        steps=list(form.steps),
    )


def _tell_hosts(output: Output, moves: Moves, hosts: list[str]) -> None:
    fixed = [host for host in hosts if is_platforms(host)]
    if moves.host is None:
        output.warn(
            f"{' and '.join(fixed) or 'The old platform'} cannot redirect: only a domain of your own can. "
            "These rules help if you had one (--domain letters.example); else tell your readers the new address."
        )
    elif fixed:
        output.note(f"Links to {' and '.join(fixed)} cannot be redirected; those to {moves.host} can.")


def _named(paths: list[str]) -> str:
    more = f" and {len(paths) - _MOST:,} more" if len(paths) > _MOST else ""
    return ", ".join(paths[:_MOST]) + more
