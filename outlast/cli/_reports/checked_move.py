"""What a comparison of a move found: what is wrong first, whatever is whole only on request."""

from dataclasses import asdict

from outlast.cli.output import Output
from outlast.moved.gaps import Checked, Gap, Kind, Outcome

_NAMES = {
    Kind.LEAK: "readable",
    Kind.MISSING: "not there",
    Kind.WORDS: "words",
    Kind.TITLE: "title",
    Kind.PICTURE: "picture",
    Kind.LINK: "link",
    Kind.DATE: "date",
}


def tell_move(
    output: Output, outcome: Outcome, *, target: str, publication: str, everything: bool, sealed: bool
) -> None:
    """Tell a person or a program what is there and what is not."""
    for gap in outcome.gaps:
        output.line("gap", **asdict(gap))
    for post in outcome.posts:
        output.line(
            "post", **{name: value for name, value in asdict(post).items() if name != "gaps"}, whole=not post.gaps
        )
    _tell_leaks(output, outcome.leaks)
    rows = [row for post in outcome.posts for row in _rows(post, everything=everything)]
    if rows:
        output.table(("Post", "What", "Found", "Where"), rows)
        output.text()
    _tell_sum(output, outcome)
    if sealed:
        output.warn("Drafts and paid posts were not looked for there: the archive's key was not found.")
    output.summary(
        target=target,
        publication=publication,
        posts=len(outcome.posts),
        whole=outcome.whole,
        gaps={kind.value: sum(gap.kind is kind for gap in outcome.gaps) for kind in Kind},
        kept_back=outcome.kept_back,
        undated=outcome.undated,
        passed_over=outcome.passed_over,
        pages=outcome.pages,
        sealed=sealed,
    )


def _tell_leaks(output: Output, leaks: tuple[Gap, ...]) -> None:
    if not leaks:
        return
    output.bad(f"{len(leaks):,} of your posts can be read there by everybody, and should not be:")
    output.table(("Post", "What", "Where"), [(gap.title, gap.what, gap.where or "") for gap in leaks])
    output.text("  → Take them down first. If it is meant to be so: --drafts, --audience all")
    output.text()


def _rows(post: Checked, *, everything: bool) -> list[tuple[str, str, str, str]]:
    rows = [(post.title, _NAMES[gap.kind], gap.what, gap.where or "") for gap in post.gaps]
    if not rows and everything:
        found = f"all there, {post.share:.0%} of its words" + (f", {post.pictures} pictures" if post.pictures else "")
        rows = [(post.title, "whole", found, post.where or "")]
    return rows


def _tell_sum(output: Output, outcome: Outcome) -> None:
    count = len(outcome.posts)
    if outcome.whole == count:
        output.ok(
            f"All {count:,} posts are there: title, words, pictures, links and date." if count else "No post was due."
        )
    else:
        output.attention(f"{outcome.whole:,} of {count:,} posts are whole; {count - outcome.whole:,} have gaps.")
    if outcome.kept_back and not outcome.leaks:
        output.text(f"  None of your {outcome.kept_back:,} drafts and paid posts was found there.")
    if outcome.undated:
        output.text(f"  {outcome.undated:,} pages show no date that could be compared.")
    if outcome.passed_over:
        output.text(f"  {outcome.passed_over:,} posts were not part of the sample.")
