"""What a letter calls the publication and its platform: as the writer says, else as the archive knows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from backup.model import Publication
from outlast.settings.publication import NO_PLATFORM, CalledSo

_PLATFORMS = {"substack": "Substack", "medium": "Medium"}
"""As people call them; a list from elsewhere is the writer's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What readers will read."""

    name: str
    platform: str
    """Empty: the letter names none."""
    guessed: bool = False
    """Whether the name is only that of the folder in the archive, which a file or an address gave it."""

    @property
    def words(self) -> str:
        """Return both in a few words."""
        return f"“{self.name}”, {f'on {self.platform}' if self.platform else 'no platform named'}"


def called(publication: Publication, said: Mapping[str, CalledSo]) -> Called:
    """Return what a publication is called in a letter; `said` is what the settings say, by the folders' names."""
    own = said.get(publication.slug, CalledSo())
    name = own.name or publication.name.strip() or publication.slug
    platform = own.platform or _PLATFORMS.get(publication.platform, "")
    return Called(
        name=name,
        platform="" if platform.casefold() == NO_PLATFORM else platform,
        guessed=own.name is None and name == publication.slug,
    )


def how_to_call(slug: str) -> str:
    """Return what to type where a name is wrong."""
    return f'outlast config set publications.{slug}.name "…"'
