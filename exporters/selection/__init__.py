"""What is exported: `choose` takes the posts that were asked for out of the archive as a `Selection`.

criteria.py   which posts are asked for        entry.py      a post as every target needs it
chosen.py     from the archive to a selection  slugs.py      its name in an address
comments.py   what readers wrote under it      media.py      its pictures and other files
former.py     what it was called earlier
"""

from exporters.selection.chosen import LeftOut, Reading, Selection, choose
from exporters.selection.comments import Comment
from exporters.selection.criteria import Audience, Criteria
from exporters.selection.entry import Entry
from exporters.selection.media import MediaFile

__all__ = ["Audience", "Comment", "Criteria", "Entry", "LeftOut", "MediaFile", "Reading", "Selection", "choose"]
