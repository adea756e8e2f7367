"""What is looked at: `FolderSite`, `ExportSite` and `LiveSite` are alike to whoever compares.

_base.py    the contract           tree.py      pages of HTML in a folder
exports.py  posts for an importer  live.py      a site on the web
"""

from outlast.moved.site._base import Seen, Site

__all__ = ["Seen", "Site"]
