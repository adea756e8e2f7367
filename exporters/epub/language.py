"""Which language a text is in, and which way it runs: no platform tells, and a reader that speaks or hyphenates asks.

By the script where that says it, by the commonest small words where the script is Latin, and otherwise not at all: a
wrong language is read aloud as nonsense.
"""

import re
from bisect import bisect_right
from collections import Counter
from typing import Final

UNKNOWN = "und"
"""BCP 47, section 4.1: undetermined."""
_MOST = 2500
"""Letters that are looked at."""
_SCRIPTS: Final = {
    "latin": ("AZ", "az", "\u00c0\u024f"),
    "el": ("\u0370\u03ff",),
    "und-Cyrl": ("\u0400\u04ff",),
    "hy": ("\u0530\u058f",),
    "he": ("\u0590\u05ff",),
    "ar": ("\u0600\u06ff", "\u0750\u077f", "\ufb50\ufdff", "\ufe70\ufeff"),
    "und-Deva": ("\u0900\u097f",),
    "ta": ("\u0b80\u0bff",),
    "th": ("\u0e00\u0e7f",),
    "ka": ("\u10a0\u10ff",),
    "ja": ("\u3040\u30ff",),
    "zh": ("\u4e00\u9fff",),
    "ko": ("\uac00\ud7af",),
}
"""The first and last letters of a script's blocks, by its language where it is written in one only."""
_BLOCKS: Final = sorted((block[0], block[1], name) for name, blocks in _SCRIPTS.items() for block in blocks)
_STARTS: Final = [first for first, _, _ in _BLOCKS]
_PERSIAN, _URDU = re.compile("[پچژگک]"), re.compile("[ٹڈڑےں]")
_UKRAINIAN, _RUSSIAN = re.compile("[іїєґ]"), re.compile("[ыэъё]")
_WORDS: Final = {
    "en": "the and of to is that was with for it this not",
    "de": "der die und das ist nicht ein eine mit auf dem ich",
    "fr": "le les et des est une que dans pas pour qui sur",
    "es": "el los y las que una por con no para del es",
    "pt": "o os e que uma não com para do da em os",
    "it": "il gli e che di una non per con della sono è",
    "nl": "de het een en van is niet dat op met voor ik",
    "sv": "och att det som en på är av för inte med jag",
    "da": "og at det som en på er af for ikke med jeg",
    "pl": "i w nie na się że jest do to z jak po",
    "tr": "ve bir bu için da de ile çok ne gibi daha ben",
    "fi": "ja on ei se että oli hän mutta kun niin ovat minä",
}
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _language, _list in _WORDS.items():
    for _word in dict.fromkeys(_list.split()):
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _language)
_FEWEST = 5
"""Small words that must be there to say anything."""
_RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})


def language_of(text: str) -> str:
    """Return the language of a text as in BCP 47; `und` where it cannot be told."""
    start = text[:_MOST]
    found: Counter[str] = Counter()
    for sign, times in Counter(start).items():
        found[_script_of(sign)] += times
    del found[UNKNOWN]
    script, count = max(found.items(), key=lambda one: one[1], default=(UNKNOWN, 0))
    if script == "zh" and found["ja"] * 20 > count:
        return "ja"
    if script == "ar":
        return "ur" if _URDU.search(start) else "fa" if _PERSIAN.search(start) else "ar"
    if script == "und-Cyrl":
        return "uk" if _UKRAINIAN.search(start) else "ru" if _RUSSIAN.search(start) else script
    return _by_words(start) if script == "latin" else script


def runs_right_to_left(language: str) -> bool:
    """Tell whether a language is written from right to left."""
    return language in _RIGHT_TO_LEFT


def _script_of(sign: str) -> str:
    place = bisect_right(_STARTS, sign) - 1
    return _BLOCKS[place][2] if place >= 0 and sign <= _BLOCKS[place][1] else UNKNOWN


def _by_words(text: str) -> str:
    words = Counter(text.lower().split())
    found: Counter[str] = Counter()
    for word, languages in _LANGUAGES_OF.items():
        if word in words:
            for language in languages:
                found[language] += words[word]
    (best, count), (_, second) = (found + Counter({"": 1, UNKNOWN: 1})).most_common(2)
    return best if count >= _FEWEST and count > 1.3 * second else UNKNOWN
