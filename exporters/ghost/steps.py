"""What a writer does in Ghost with the files of an export, in order."""

import textwrap

from exporters._base import Report

PICTURES, POSTS, ROUTES, READ_ME = "ghost-pictures.zip", "ghost-import.json", "routes.yaml", "READ-ME-FIRST.txt"
_IMPORT = "Settings → Advanced → Import/Export → Universal import"
_PICTURES = (
    f"In Ghost Admin open {_IMPORT}, upload {PICTURES}, and wait for Ghost's e-mail. Pictures come first: posts that"
    " come before them stand without."
)
_POSTS = (
    f"In {_IMPORT}, upload {POSTS}, once: a second time makes every post twice. Ghost says at once that it has begun,"
    " also where nothing comes of it; wait for its e-mail, or for the posts."
)
_ROUTES = (
    f"Open Settings → Advanced → Labs → Beta features, and upload {ROUTES} under Routes: then posts stand at /p/name/,"
    " where they stood on Substack, and the links between them lead there."
)
_LOOK = (
    "Look whether all came: posts and pages together must be {total:,} more than before. Ghost has put them under a tag"
    " #Import with day and time. Open some of them: one with pictures, one for paying members.{responses}"
)
_RESPONSES = (
    " {count:,} of the pages are what you wrote under other people's stories; they have the tag #medium-response."
)
_AUTHORS = (
    "Ghost lists the authors as locked staff, with addresses that cannot exist. Give their posts to yourself, or put"
    " their true address there and let them ask for a new password."
)
_SUBSCRIBERS = (
    "Subscribers come last: they have a list of their own, and those who pay have another. The order matters; see"
    " docs/how-to/move-to-ghost.md"
)


def steps_of(report: Report) -> tuple[str, ...]:
    """Return the steps, a sentence or two each."""
    total = report.posts + report.drafts + report.responses
    responses = _RESPONSES.format(count=report.responses) if report.responses else ""
    look = _LOOK.format(total=total, responses=responses)
    return (*([_PICTURES] if report.media else []), _POSTS, _ROUTES, look, _AUTHORS, _SUBSCRIBERS)


def read_me(title: str, steps: tuple[str, ...]) -> str:
    """Return the steps as a text file that lies beside the others."""
    out = [f"{title}, for Ghost (5 or 6)", ""]
    for number, step in enumerate(steps, 1):
        out += [textwrap.fill(f"{number}. {step}", 90, subsequent_indent="   "), ""]
    return "\n".join(out)
