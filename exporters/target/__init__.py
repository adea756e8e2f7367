"""Where an export is written: a `Folder` that is there whole or not at all, or `Nowhere`, which only counts.

`Zipped` is a ZIP inside one of them.
"""

from exporters.target._base import Target
from exporters.target.folder import Folder
from exporters.target.nowhere import Nowhere
from exporters.target.zipped import Zipped

__all__ = ["Folder", "Nowhere", "Target", "Zipped"]
