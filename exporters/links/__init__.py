"""Links between the writer's own posts, on whatever address they stand, and where they lead over there."""

from exporters.links.own import Own, OwnLinks

__all__ = ["Own", "OwnLinks"]
