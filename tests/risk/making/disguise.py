"""Disguises a text as people do who reuse it: every fifth word another one, and the sentences in another order.

A word gets a synonym where we know one, else any other word stands in for it: harder to see through than what a person
or a program would write, who keep the sense.
"""

import re
from random import Random
from typing import Final

from tests.risk.making.prose import vocabulary

CHANGED: Final = 0.2
_SYNONYMS: Final = {
    word: [other for other in line.split() if other != word]
    for line in (
        "visit see explore",
        "click tap press",
        "buy order get purchase",
        "here now below",
        "read view finish see",
        "rest remainder whole entire",
        "full complete whole unabridged",
        "continue keep go",
        "story piece article post",
        "originally first initially previously",
        "published posted released printed",
        "appeared ran featured printed",
        "best finest top greatest",
        "cheap affordable inexpensive low-cost",
        "quick fast rapid speedy",
        "great excellent superb fine",
        "help assist support aid",
        "discover explore see find",
        "website site homepage page",
        "shop store catalogue boutique",
        "offer deal discount bargain",
        "need want require",
        "expert specialist professional",
        "team crew staff",
        "leer ver terminar",
        "completo entero íntegro",
        "visita mira descubre",
    )
    for word in line.split()
}
_TOKEN = re.compile(r"\]\([^)]*\)|[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|(?<=。)(?=\S)")
_UNITS_JAPANESE = re.compile(r"\]\([^)]*\)|[\u3400-\u9fff]{1,3}[\u3041-\u3096]{0,2}|[\u30a0-\u30ff]+")


def disguise(text: str, chance: Random, language: str = "en") -> str:
    """Return a paragraph (with links as `[words](address)`) with every fifth word changed and its sentences moved."""
    sentences = _SENTENCE.split(text)
    if not text.startswith((">", "#", "- ")):
        chance.shuffle(sentences)
    joined = ("" if language == "ja" else " ").join(sentences)
    others = vocabulary(language)

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word.startswith("](") or chance.random() >= CHANGED:
            return word
        new = chance.choice(_SYNONYMS.get(word.casefold()) or others)
        return new.capitalize() if word[0].isupper() else new

    return (_UNITS_JAPANESE if language == "ja" else _TOKEN).sub(other, joined)


def disguised(paragraphs: list[str], chance: Random, language: str = "en") -> list[str]:
    """Disguise each paragraph."""
    return [disguise(paragraph, chance, language) for paragraph in paragraphs]
