"""What an export says at its end: what was written, what was lost, what to do next."""

from dataclasses import asdict
from pathlib import Path

from exporters._base import Report
from exporters.losses import Loss, counted
from outlast.cli.output import Output
from outlast.exporting import Exported, left_out_words

_MOST = 12
"""Kinds of losses that are told; the list has them all."""


def tell_export(output: Output, done: Exported, *, target: str, publication: str) -> None:
    """Tell a person or a program what an export did."""
    report = done.report
    for loss in report.losses:
        output.line("loss", **asdict(loss))
    would = done.where is None
    output.ok(f"{_things(report)} {'would be' if would else 'were'} written{'' if would else f' to {done.where}'}.")
    left = left_out_words(report.left_out)
    if left != "nothing":
        output.text(f"  Left out: {left}.")
    tell_losses(output, report.losses, done.losses)
    if report.steps and not would:
        output.text("\nWhat to do next:")
        for number, step in enumerate(report.steps, 1):
            output.prose(f"  {number}. {step}", hanging=5)
    output.summary(
        target=target,
        publication=publication,
        dry_run=would,
        **{name: getattr(report, name) for name in ("posts", "drafts", "responses", "comments", "media", "files")},
        bytes=report.size,
        losses=len(report.losses),
        left_out=asdict(report.left_out),
        where=done.where,
        losses_file=done.losses,
        steps=list(report.steps),
    )


def tell_losses(output: Output, losses: tuple[Loss, ...], path: Path | None) -> None:
    """Tell what was lost, by kind, and where each of them is listed."""
    if not losses:
        output.text("  Everything was carried over.")
        return
    things = "1 thing" if len(losses) == 1 else f"{len(losses):,} things"
    output.attention(f"{things} could not be carried over as {'it is' if len(losses) == 1 else 'they are'}:")
    by_kind = counted(losses).most_common()
    for (block, reason), count in by_kind[:_MOST]:
        output.prose(f"    {count:,} × {block}: {reason}", hanging=8)
    if len(by_kind) > _MOST:
        output.text(f"    … and {len(by_kind) - _MOST} more kinds")
    if path is not None:
        output.text(f"  Each of them is listed in {path}")


def _things(report: Report) -> str:
    parts = [
        (report.posts, "post"),
        (report.drafts, "draft"),
        (report.responses, "response"),
        (report.comments, "comment"),
        (report.media, "picture or file"),
    ]
    said = [f"{count:,} {word if count == 1 else _plural(word)}" for count, word in parts if count]
    return ", ".join(said) or "Nothing"


def _plural(word: str) -> str:
    return "pictures and files" if word.startswith("picture") else f"{word}s"
