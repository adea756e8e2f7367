"""The settings that begin with `publications.`: what a publication of the archive is called in what readers see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from outlast.settings.kinds import TEXT
from outlast.settings.setting import Setting

NO_PLATFORM = "none"
"""What is said where letters are to name no platform."""
_FAMILY = "publications"

PUBLICATION_SETTINGS = (
    Setting(
        name="publications.NAME.name",
        kind=TEXT,
        help="What the publication in this folder of the archive is called in letters, exports and sites.",
        default_words="as the platform calls it, else the folder's name",
    ),
    Setting(
        name="publications.NAME.platform",
        kind=TEXT,
        help=f"How letters call the platform it is on, like Substack; `{NO_PLATFORM}` lets them name none.",
        default_words="as the archive knows it",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledSo:
    """What the writer calls a publication; what is not set is `None`."""

    name: str | None = None
    platform: str | None = None


def called_so(values: Mapping[str, Any]) -> dict[str, CalledSo]:
    """Return what is set, by the publications' folders, from the values of all settings by dotted name."""
    slugs = {name.split(".", 1)[1].rpartition(".")[0] for name in values if name.startswith(f"{_FAMILY}.")}
    return {
        slug: CalledSo(
            name=values.get(f"{_FAMILY}.{slug}.name"),
            platform=values.get(f"{_FAMILY}.{slug}.platform"),
        )
        for slug in sorted(slugs)
    }
