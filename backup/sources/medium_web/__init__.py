"""A writer's live account on Medium: `medium_web` on the command line."""

from backup.sources.medium_web.pictures import picture_ids
from backup.sources.medium_web.source import MediumWeb

__all__ = ["SOURCE", "MediumWeb", "picture_ids"]

SOURCE = MediumWeb
