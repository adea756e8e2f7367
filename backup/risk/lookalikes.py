"""Names that look alike: with letters of other scripts, digits for letters, or signs in between."""

import unicodedata
from typing import Final

# Letters that look like Latin ones in most typefaces, after Unicode's confusables (UTS 39); only the commonest.
_ALIKE: Final = str.maketrans(
    "аеорсухкмтнвіјѕԁɡһӏԛԝгпьαεορικυντχηγ015|ıɑℓ",  # that is what they are for
    "aeopcyxkmthbljsdghlqwrnbaeoplkuvtxnyolsllal",
)
_PAIRS: Final = (("rn", "m"), ("vv", "w"))


def skeleton(name: str) -> str:
    """Return what is left of a name when look-alikes are one; empty where it has no letters or digits.

    Names with the same skeleton can be taken for each other at a glance. `i`, `l` and `1` are one.
    """
    folded = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(letter for letter in folded if letter.isalnum() or letter == "|").translate(_ALIKE)
    for pair, one in _PAIRS:
        letters = letters.replace(pair, one)
    return letters.replace("i", "l")


def mixes_scripts(label: str) -> bool:
    """Tell whether Latin letters stand beside Cyrillic or Greek ones in one word, which no language does."""
    scripts = {_script(letter) for letter in label if letter.isalpha()}
    return "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK"})


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
