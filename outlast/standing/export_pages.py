"""Where each platform gives out its export, for people. Formats: substack.md 1; medium.md 1 and 2."""

from dataclasses import dataclass

_MEDIUM_EXPORT = "https://medium.com/me/export"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPage:
    """How a writer gets the files that Outlast reads."""

    posts: str | None
    """Where the export of the posts is; `None` where only a list is known."""
    subscribers: str
    """Where the subscriber list is, if it is not in the same export."""
    steps: tuple[str, ...]
    """What to press, and what comes of it."""


def export_page(platform: str, url: str | None) -> ExportPage:
    """Return how to get the export of a publication with this address."""
    if platform == "substack":
        page = f"{(url or 'https://YOURS.substack.com').rstrip('/')}/publish/settings"
        return ExportPage(
            posts=page,
            subscribers=page,
            steps=(
                f"Open {page} (sign in), and find “Import/Export”.",
                "Press “New export”, wait a moment, then “Download”: a ZIP with your posts, drafts and subscribers.",
            ),
        )
    if platform == "medium":
        return ExportPage(
            posts=_MEDIUM_EXPORT,
            subscribers="Stats > Audience on Medium",
            steps=(
                f"Open {_MEDIUM_EXPORT} (sign in) and press “Export”.",
                "Medium mails you a link to a ZIP with your stories and drafts. Your subscribers are not in it:",
                "“Stats”, then “Audience”, has their list as a CSV to download.",
            ),
        )
    return ExportPage(
        posts=None,
        subscribers="the service that has your list",
        steps=("Download your subscriber list there, as a CSV or a text file.",),
    )
