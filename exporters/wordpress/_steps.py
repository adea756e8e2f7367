"""What the writer does in WordPress, in order."""

from exporters._base import Report
from exporters.writers.wordpress_post import PERMALINKS, RESPONSES

UPLOADS = "wp-content/uploads/outlast"
"""The folder of the pictures, on this computer and over there."""
_UPLOAD = (
    "Upload the folder wp-content to where your WordPress has its own wp-content, by SFTP or your host's file manager,"
    f" and let the two be merged: the pictures then lie in {UPLOADS}."
)
_PERMALINKS = (
    f'In WordPress, under "Settings > Permalinks", choose "Custom Structure" and enter {PERMALINKS} so that posts keep'
    " the path that they had."
)
_INSTALL = 'Under "Tools > Import", at "WordPress", click "Install Now", then "Run Importer".'
_AUTHORS = "At each author, choose your own user, or let a new one be made."
_FETCH = (
    'Tick "Download and import file attachments": your site then takes the pictures on top of posts into its library.'
)
_NO_FETCH = 'Leave "Download and import file attachments" unticked: there is nothing to fetch.'
_AGAIN = (
    "If it stops in between, or pictures were missing, do the same again: what is there already is not imported twice."
    " If a file is too large to upload, your host sets that limit and can raise it."
)
_ROOTED = (
    "Pictures and links between posts only work where WordPress is at the top of its domain, and no post has a picture"
    " on top. To mend both, export again with --base-url and your site's address."
)
_HIDDEN = (
    "Nobody but you can read drafts and private posts over there (all that was for subscribers only is private)."
    " Their pictures do lie in the uploads folder, where whoever knows the address of one can open it."
)


def steps(report: Report, *, files: int, fetches: bool, rooted: bool, hidden: bool) -> tuple[str, ...]:
    """Return what to do.

    `fetches`: the importer fetches pictures; `rooted`: addresses start with a slash; `hidden`: not all is public.
    """
    choose = "Choose wordpress.xml."
    if files > 1:
        choose = f"Choose wordpress-1.xml, and when it is done the next one, up to wordpress-{files}.xml."
    said = (
        _UPLOAD if report.media else "",
        _PERMALINKS,
        _INSTALL,
        choose,
        f"{_AUTHORS} {_FETCH if fetches else _NO_FETCH}",
        _AGAIN,
        _ROOTED if rooted else "",
        _HIDDEN if hidden else "",
        f'Your responses are private posts in the category "{RESPONSES}".' if report.responses else "",
    )
    return tuple(filter(None, said))
