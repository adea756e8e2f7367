"""What a run notes of a post for the next one, in the table `fetched`."""

from collections.abc import Mapping
from dataclasses import dataclass

from backup.model import Json, PostKind
from backup.sources.medium_web.bodies import BodyFrom


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What is known of a post from earlier runs. Claps and counts are not in it: they are no change of the post."""

    mark: str = ""
    """When it was last published, as the site's data says; empty where the site was never asked."""
    feed: str = ""
    """The same as the feed says, with the tags."""
    body: BodyFrom | None = None
    """Where the best body of ours came from."""
    kind: PostKind | None = None
    """What the site itself called it."""

    @property
    def data(self) -> dict[str, Json]:
        """Return what to keep beside the mark."""
        kept = {"feed": self.feed, "body": self.body, "kind": self.kind}
        return {name: str(value) for name, value in kept.items() if value}


def noted_in(data: Mapping[str, Json]) -> Noted:
    """Return what a note says; what cannot be understood is nothing."""
    body, kind = data.get("body"), data.get("kind")
    return Noted(
        mark=_text(data.get("mark")),
        feed=_text(data.get("feed")),
        body=BodyFrom(body) if isinstance(body, str) and body in set(BodyFrom) else None,
        kind=PostKind(kind) if isinstance(kind, str) and kind in set(PostKind) else None,
    )


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""
