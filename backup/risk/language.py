"""Which language a text is in: a guess by its script or its commonest words, good enough to choose phrases by."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

# The commonest short words of each language that the others have seldom; own choice.
_COMMON: Final = {
    "en": "the and of to is that it was for with as are this have not you they",
    "es": "el los las una del que por con para es como pero más muy su está",
    "fr": "le les des une est que pour dans pas qui sur avec vous nous mais ce au",
    "de": "der die das und ist nicht ein eine zu den mit sich auf für von dem ich",
    "pt": "o os as um uma não que para com em do da mais como mas seu você é",
    "it": "il gli che di non una per con sono della più ma anche come questo nel",
    "nl": "de het een van en niet is dat op te zijn met voor ik maar ook aan",
    "sv": "och att det som en är på för inte av med jag har till om ett",
    "pl": "nie się na jest że to do jak ale od przez dla po czy tak",
    "tr": "bir ve bu için ile çok da de daha gibi olarak ne kadar ama",
    "id": "yang dan di ini itu dengan untuk tidak dari dalam pada adalah saya",
}
_OWNERS: Final = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS: Final = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("uk", re.compile("[іїєґ]")),
    ("ru", re.compile("[\u0430-\u044f]")),
    ("el", re.compile("[\u03b1-\u03c9]")),
)
_LOOKED_AT = 600
_ENOUGH = 3


def language_of(words: Sequence[str]) -> str | None:
    """Return the code (ISO 639-1) of the language that folded `words` are likely in, `None` where they do not tell."""
    sample = words[:_LOOKED_AT]
    letters = "".join(sample)
    if not letters:
        return None
    for language, script in _SCRIPTS:
        if len(script.findall(letters)) * 10 > len(letters) * (1 if language in ("ja", "uk") else 3):
            return language
    counts = Counter(sample)
    scores = {language: sum(counts[word] for word in own) for language, own in _OWNERS.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] >= _ENOUGH else None
