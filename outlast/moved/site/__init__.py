"""What is looked at: `FolderSite`, `ImportSite` and `LiveSite` are alike to whoever compares.

_base.py     the contract              imported.py           a post of an import
tree.py      pages of HTML in a folder  ghost_import.py       Ghost's JSON
imports.py   posts for an importer      wordpress_import.py   WordPress's XML
live.py      a site on the web
"""

from outlast.moved.site._base import Seen, Site

__all__ = ["Seen", "Site"]
