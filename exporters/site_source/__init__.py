"""What all targets share that are built from Markdown: `hugo`, `jekyll`, `eleventy`, and plain `markdown`.

told.py   what a post says of itself        comments.py  what readers wrote under it
site.py   where posts and files lie         terms.py     tags and sections, with addresses
theme.py  the templates that make a site of it
"""

from exporters.site_source.comments import as_json, comment_rows
from exporters.site_source.site import SiteSource
from exporters.site_source.terms import Terms
from exporters.site_source.theme import write_theme
from exporters.site_source.told import player, told

__all__ = ["SiteSource", "Terms", "as_json", "comment_rows", "player", "told", "write_theme"]
