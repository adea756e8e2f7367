"""Substack's widgets in the markup of its export (formats: HTML of bodies), one function a kind.

`ASIDES` are those that can stand anywhere between two paragraphs; the letters deal them out in turn, so that all of
them are met. Pictures, subscribe forms, cards of her own posts and the paywall have their own places in a body.
"""

from collections.abc import Callable
from itertools import chain, zip_longest
from random import Random

from outlast.demo_writer.widgets import buttons, cards, elsewhere, pictures, players, text
from outlast.demo_writer.widgets._attrs import PUBLICATION

__all__ = ["ASIDES", "PUBLICATION", "buttons", "cards", "elsewhere", "pictures", "players", "text"]

# One of each group in turn, like cards, so that no letter gets six players in a row.
_DEALT = zip_longest(*(group.ASIDES for group in (text, buttons, cards, players, elsewhere, pictures)))
ASIDES: tuple[Callable[[Random], str], ...] = tuple(widget for widget in chain.from_iterable(_DEALT) if widget)
