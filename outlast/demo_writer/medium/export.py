"""The account's export at a point in time, file by file (formats: account export ZIP)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from outlast.demo_writer.medium.account import earnings, profile, surroundings
from outlast.demo_writer.medium.activity import activity
from outlast.demo_writer.medium.stories import Story, stories, story_page
from outlast.demo_writer.substack.posts import Planned


class Account:
    """Her Medium account with its whole past and future; an export is a look at it."""

    def __init__(self, letters: Sequence[Planned]) -> None:
        """Take the posts of her publication: some of them stand on Medium too."""
        self.stories = stories(letters)

    def present(self, when: datetime) -> list[Story]:
        """Return what an export of that time has of her own writing."""
        return [story for story in self.stories if story.since <= when]

    def entries(self, when: datetime) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the export of that time."""
        present = self.present(when)
        yield from profile(when)
        yield from activity(when)
        yield from surroundings(when)
        for story in present:
            yield story.file, story_page(story, when)
        earned = [story for story in present if story.kind == "story"][:9]
        rows = ((f"https://medium.com/p/{story.number}", story.title) for story in earned)
        sums = (f"{40.75 - 4.2 * place:.2f}" for place in range(len(earned)))
        yield (
            "partner-program/posts-0001.html",
            earnings((*row, amount) for row, amount in zip(rows, sums, strict=True)),
        )
