"""The words of the made-up writer, one theme a module."""

from outlast.demo_writer.words import letters, lighthouses, maps, night_bakery, night_trains, radio, tides
from outlast.demo_writer.words._theme import CAST, Theme, texts

__all__ = ["CAST", "THEMES", "Theme", "texts"]

THEMES: dict[str, Theme] = {
    "trains": night_trains.THEME,
    "letters": letters.THEME,
    "radio": radio.THEME,
    "tides": tides.THEME,
    "lighthouses": lighthouses.THEME,
    "bakery": night_bakery.THEME,
    "maps": maps.THEME,
}
