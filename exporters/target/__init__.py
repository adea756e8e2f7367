"""Where an export is written: a `Folder` that is there whole or not at all, or `Nowhere`, which only counts."""

from exporters.target._base import Target
from exporters.target.folder import Folder
from exporters.target.nowhere import Nowhere

__all__ = ["Folder", "Nowhere", "Target"]
