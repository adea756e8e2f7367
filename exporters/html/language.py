"""In which language and direction words are written, as far as their letters and commonest words tell.

Browsers hyphenate, and screen readers pronounce, by it. Where it is not clear nothing is said.
"""

import re
from collections import Counter
from typing import Final

_SCRIPTS: Final = (
    ("ja", re.compile(r"[\u3041-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
    ("ar", re.compile(r"[\u0620-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("th", re.compile(r"[\u0e01-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_TELLING: Final = (
    ("ar", "ur", re.compile(r"[ٹڈڑں]")),
    ("ar", "fa", re.compile(r"[پچژگ]")),
    ("ru", "uk", re.compile(r"[іїєґ]")),
    ("ru", "be", re.compile(r"ў")),
)
"""Languages that share a script with the first one, and letters that only they have."""
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u2c00-\uffdc]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_COMMON: Final = {
    "en": "the and of to is that it was for with you this are not have",
    "de": "der die und das ist nicht ich ein zu den mit sich auf eine auch",
    "fr": "le la les et des est une que dans pour pas qui sur du je",
    "es": "el la los de que y en una por con las del se lo es",
    "pt": "o os que e de não uma em para com do da no na é",
    "it": "il di che è non una per con del della sono gli nel ho più",
    "nl": "de het een van en is dat niet ik te op zijn voor met die",
    "sv": "och att det som en på är av för med inte jag den till har",
    "da": "og det at en er til på som af ikke jeg den med har for",
    "pl": "i w nie na się że to z do jest jak ale co po o",
    "tr": "ve bir bu da de için ne çok ile ben gibi daha ama var",
}
_LANGUAGES: Final[dict[str, tuple[str, ...]]] = {
    word: tuple(language for language, words in _COMMON.items() if word in words.split())
    for word in " ".join(_COMMON.values()).split()
}
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})
_SURE = 8
"""Common words that there must be at least."""
ENOUGH = 1000
"""Letters; a post does not change its language after them."""


def language_of(text: str) -> str | None:
    """Return the code of the language (`de`), or `None` where it is not clear."""
    beginning = text[:ENOUGH]
    others = 0 if beginning.isascii() else len(_OTHER_SCRIPT.findall(beginning))
    if others:
        letters = len(_LETTER.findall(beginning))
        for language, script in _SCRIPTS:
            # Japanese is written in Chinese characters too: a few of its own letters tell.
            if len(script.findall(beginning)) > letters * (0.1 if language == "ja" else 0.5):
                return next((of for base, of, own in _TELLING if base == language and own.search(beginning)), language)
    found: Counter[str] = Counter()
    for word in _WORD.findall(beginning.lower()):
        for language in _LANGUAGES.get(word, ()):
            found[language] += 1
    (first, most), (_, second) = (*found.most_common(2), ("", 0), ("", 0))[:2]
    return first if most >= _SURE and most > second * 1.2 else None


def direction_of(language: str | None) -> str:
    """Return `rtl` or `ltr` where the language tells, else `auto`: the browser then looks at the letters."""
    if language is None:
        return "auto"
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
