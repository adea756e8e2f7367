"""A made-up Medium: feeds, profile and post pages, GraphQL, pictures, and the pages of its bad days (formats: 3, 4)."""

from outlast.demo_platforms.medium.platform import MediumPlatform
from outlast.demo_platforms.medium.world import MediumWorld, Piece

__all__ = ["MediumPlatform", "MediumWorld", "Piece"]
