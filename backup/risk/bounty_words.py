"""The words of deals about engagement: claps for claps, and money or tokens for claps. Our own list, by language."""

import re
from collections.abc import Iterator
from typing import Final

from backup.risk.sentences import sentences
from backup.risk.words import words_of

_ACT: Final = (
    # English, español, français, Deutsch, português, italiano, हिन्दी, and a few words each of others.
    r"clap(?:s|ped|ping)?|follow(?:s|ing)?|highlight(?:s|ing)?|comment(?:s|ing)?|respond|responses?"
    r"|upvot\S+|subscri\S+|restacks?|engagement"
    r"|aplaus\S+|aplaud\S+|s[ií]g(?:ue|o|a|u)\S*|segui(?:r|do|mos)\S*|coment\S+|suscri\S+|lecturas?"
    r"|applaud\S+|applaudissements?|abonn\S+|suis|suivez|commentaires?|commentez"
    r"|klatsch\S*|applaus|folg\S+|abonnier\S+|kommentier\S*|kommentare?"
    r"|palmas|aplauso\S*|sig[ao]\S*|seguidores|inscrev\S+|leituras?"
    r"|applausi|seguo|segu[ei]\S*|commenti|iscri\S+"
    r"|ताली\S*|तालियाँ|तालियां|क्लैप\S*|फॉलो\S*|कमेंट\S*|लाइक\S*"
    r"|ikuti|komentar|tepuk|alkış\S*|takip\S*|yorum\S*|хлоп\S+|подпис\S+|лайк\S*|коммент\S+"
)
_MUTUAL: Final = (
    r"back|in return|in exchange|swap\S*|exchang\S+|reciproc\S+|mutual\S*|each other\S*|one another\S*"
    r"|return the favou?r"
    r"|a cambio|de vuelta|intercambi\S+|mutu\S+|rec[ií]proc\S+|te devuelvo|os devuelvo"
    r"|en retour|échang\S+|mutuel\S*|réciproque\S*|en échange"
    r"|zurück\S*|gegenseitig\S*|im gegenzug|tausch\S*|im tausch"
    r"|em troca|troc\S+|mútu\S+|in cambio|scambi\S+|ricambi\S+"
    r"|बदले|वापस|आपस में|balik|saling|folback|karşılıklı|geri|взаимн\S+|в ответ"
)
_REWARD: Final = (
    r"reward\S*|bount(?:y|ies)|airdrop\S*|tokens?|prizes?|giveaway\S*|earn|paid|pay(?:s|ing|ment)?|cash|usdt?"
    r"|whitelist\S*|raffle\S*|gift cards?|recompensas?|premios?|sorteo\S*|gan(?:a|as|ar)|pagamos|pago"
    r"|récompens\S+|gagn\S+|concours|pay(?:ons|er|é)|cadeaux?|belohn\S+|verdien\S+|gewinn\S+|prämie\S*|bezahl\S+"
    r"|prêmios?|sorteio\S*|ganh\S+|pagamos|premi\S*|guadagn\S+|इनाम\S*|पुरस्कार\S*|कमा\S+|पैसे|hadiah|ödül\S*|награ\S+|приз\S*"
)
_NEAR: Final = r" (?:\S+ ){0,6}?"
_START, _END = r"(?<![^\s'])(?:", r")(?!\S)"
_MUTUAL_DEAL, _REWARD_DEAL = (
    re.compile(f"{_START}{_ACT}{_END}{_NEAR}{_START}{other}{_END}|{_START}{other}{_END}{_NEAR}{_START}{_ACT}{_END}")
    for other in (_MUTUAL, _REWARD)
)
_SAME_FOR_SAME = re.compile(
    rf"(?<![^\s'])({_ACT}|subs?|likes?|views?|reads?) (?:4|for|por|pour|contre|gegen|für|per|के बदले|за|başına) "
    r"(?:an? |un[ae]? |einen? )?\1(?!\S)"
    r"|(?<!\S)(?:f4f|c4c|l4l|s4s|sub4sub|follow4follow|clap4clap|sdv)(?!\S)"
    r"|takibe takip|взаимная подписка|互 [粉赞关拍]|相 互 フ ォ ロ ー|フ ォ ロ バ|متابعة متبادلة"
    r"|(?<!\S)(?:engagement|clap|reading|comment|claps) (?:pod|ring|circle|train|ladder|exchange|group|bounty)s?(?!\S)"
)
_ANYBODY = re.compile(
    r"(?<!\S)(?:you|your|we|us|i|i'll|me|my|everyone|anyone|who|te|tu|tú|yo|nos|quien|os|ustedes|je|j'|vous|nous|toi|moi"
    r"|ich|du|dir|ihr|euch|wir|wer|eu|você|vocês|quem|io|ti|chi|मैं|आप|हम|मुझे|आपको|saya|kamu|ben|sen|я|ты|вы|мы)(?!\S)"
)
_OTHERS = re.compile(
    r"(?<!\S)(?:you|your|we|us|everyone|anyone|te|tu|nos|quien|os|ustedes|vous|nous|toi|du|dir|ihr|euch|uns|wir|wer|você"
    r"|vocês|quem|ti|voi|आप|हम|आपको|kamu|sen|siz|ты|вы|мы)(?!\S)"
)
_ENGAGEMENT = re.compile(
    r"clap|follow|highlight|aplau|applau|klatsch|folg|abonn|palmas|seguid|síg|sig[ao]\b|segui|ताली|तालि|क्लैप|फॉलो|ikuti"
    r"|alkış|takip|хлоп|подпис|upvot|restack|comment|coment|komment|कमेंट"
)
_AGAINST = re.compile(
    r"(?<!\S)(?:never|not|don't|doesn't|won't|stop|avoid\S*|against|refus\S*|forbid\S*|forbidden|banned|ban|scam\S*"
    r"|why|without|instead|nunca|jamás|contra|evit\S+|prohib\S+|jamais|pas|interdit\S*|nie|niemals|nicht|kein\S*|verboten"
    r"|não|proibid\S+|mai|vietat\S+|नहीं|मत|jangan|asla|не|никогда)(?!\S)"
)


def deals_in(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each sentence that offers a deal about engagement, and whether it pays for it.

    Sentences that speak against such deals are left out, as far as their words show it.
    """
    if not _speaks_of_engagement(text):
        return
    for sentence in filter(_speaks_of_engagement, sentences(text)):
        words = " ".join(words_of(sentence.replace("$", " usd ")))
        if len(words) > _LONGEST or _AGAINST.search(words):
            continue
        if _SAME_FOR_SAME.search(words) or _is_deal(words, _MUTUAL_DEAL, _ANYBODY):
            yield sentence, False
        elif _is_deal(words, _REWARD_DEAL, _OTHERS):
            yield sentence, True


def _speaks_of_engagement(text: str) -> bool:
    folded = text.casefold()
    return any(needle in folded for needle in _NEEDLES)


def _is_deal(words: str, deal: re.Pattern[str], people: re.Pattern[str]) -> bool:
    return bool(_ENGAGEMENT.search(words) and people.search(words) and deal.search(words))


_LONGEST = 600
_NEEDLES = (
    "clap", "follow", "highlight", "f4f", "c4c", "sub4sub", "aplau", "applau", "klatsch", "folg", "abonn",
    "palmas", "seguid", "síg", "siga", "sigo", "segui", "ताली", "तालि", "क्लैप", "फॉलो", "ikuti", "folback",
    "alkış", "takip", "хлоп", "подпис", "upvote", "restack", "互", "フォロ", "متابعة", "sdv", "engagement",
    "reading ring", "comment", "coment", "komment", "कमेंट",
)  # fmt: skip
"""One of these is in every sentence with a deal; looking for them first makes 2,000 posts cheap."""
