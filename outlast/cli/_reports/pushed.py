"""What a push says at its end: what was sent, what was there, what was lost, what to do next."""

from dataclasses import asdict

from outlast.cli._reports.exported import tell_losses
from outlast.cli.output import Output
from outlast.exporting import left_out_words
from outlast.pushing import SentTo

_COUNTS = ("sent", "updated", "there", "refused", "comments", "comments_there", "media")


def tell_push(output: Output, done: SentTo, *, target: str, publication: str) -> None:
    """Tell a person or a program what a push did."""
    pushed = done.pushed
    for loss in pushed.losses:
        output.line("loss", **asdict(loss))
    would = "would be " if done.dry_run else ""
    nothing = not (pushed.sent or pushed.updated or pushed.comments or pushed.refused)
    output.ok(
        f"Nothing is left to send to {done.site}."
        if nothing
        else f"{_count(pushed.sent, 'post')}, {_count(pushed.comments, 'comment')} and"
        f" {_count(pushed.media, 'picture or file', 'pictures and files')} {would or 'were '}sent to {done.site}."
    )
    if pushed.updated:
        output.text(f"  {_count(pushed.updated, 'post')} {would or 'were '}written over.")
    if pushed.there or pushed.comments_there:
        output.text(
            f"  There already, and left as they are: {_count(pushed.there, 'post')},"
            f" {_count(pushed.comments_there, 'comment')}."
        )
    if pushed.refused:
        output.bad(f"{_count(pushed.refused, 'post')} the site did not take; the list of losses says why.")
    left = left_out_words(pushed.left_out)
    if left != "nothing":
        output.text(f"  Left out: {left}.")
    if pushed.losses or not nothing:
        tell_losses(output, pushed.losses, done.losses)
    if pushed.steps and not nothing and not done.dry_run:
        output.text("\nWhat to do next:")
        for number, step in enumerate(pushed.steps, 1):
            output.prose(f"  {number}. {step}", hanging=5)
    output.summary(
        target=target,
        publication=publication,
        site=done.site,
        dry_run=done.dry_run,
        **{name: getattr(pushed, name) for name in _COUNTS},
        losses=len(pushed.losses),
        left_out=asdict(pushed.left_out),
        losses_file=done.losses,
        steps=list(pushed.steps),
    )


def _count(count: int, word: str, words: str = "") -> str:
    return f"{count:,} {word if count == 1 else words or f'{word}s'}"
