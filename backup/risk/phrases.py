"""Phrases that call a person elsewhere, in seven languages: calls to act, “the rest is over there”, “first published”.

A phrase is looked for as kinds of words that stand close to each other, so that “read the rest”, “finish the whole
piece” and “see the full text” are one. The words are our own collection; no platform publishes such a list.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_LATIN_CALLS: Final = (
    # English
    r"(?:click|tap|press|hit|follow) (?:on )?(?:here|below|this|the (?:\w+ )?(?:link|button))",
    r"sign(?:ing)? up",
    r"enrol+",
    r"subscribe (?:to|now|here|today)",
    (
        r"(?:buy|order|shop|get|grab|claim|book|register|reserve|purchase|join|try|start|call|act|apply) "
        r"(?:\w+ )?(?:now|here|today|yours|us|online|instantly|your)"
    ),
    r"get (?:started|access|the app|a copy)",
    r"download",
    (
        r"(?:visit|see|browse|explore|check out|check|head (?:over )?to|go (?:over )?to|hop over to|drop by|look at) "
        r"(?:us|it out|us out|(?:our|my|the|this|their|his|her) (?:\w+ ){0,2}"
        r"(?:site|website|web site|page|homepage|shop|store|catalogue|catalog|portal|offers?|deals?|profile|channel|"
        r"link|blog))"
    ),
    r"have a look",
    r"take a look",
    r"(?:learn|read|find out|see|discover) more",
    r"do not miss|don[’']t miss",
    r"limited (?:time|offer|places|seats)",
    r"discount|coupon|voucher|promo code|special offer|free trial|money back|best price|percent off",
    r"link (?:is )?(?:below|in (?:my|the) (?:bio|profile))",
    # Spanish, Portuguese
    (
        r"(?:haz|haga|hagan|pulsa|pincha|clica|clique|toca|entra|aperte) "
        r"(?:\w+ )?(?:clic|click|aquí|aqui|abajo|abaixo|enlace|en|no)"
    ),
    (
        r"(?:compra|compre|reserva|reserve|regístrate|registrate|apúntate|suscríbete|inscríbete|descarga|baixe|assine) "
        r"(?:\w+ )?(?:ya|ahora|hoy|aquí|el|la|tu|tus|agora|hoje|aqui|o|a|seu|sua)"
    ),
    (
        r"(?:visita|visite|conoce|conheça|descubre|mira|acesse) "
        r"(?:nuestr[oa]s?|noss[oa]s?|mi|meu|minha|la|el|o|a) (?:\w+ )?"
        r"(?:web|sitio|site|página|tienda|loja|catálogo|blog|oferta)"
    ),
    r"oferta especial|descuento|desconto|código promocional|no te lo pierdas|não perca|más información|saiba mais",
    # French, German
    r"cliquez (?:ici|sur)|inscrivez-vous|abonnez-vous|achetez|téléchargez|profitez|en savoir plus|code promo",
    r"(?:visitez|découvrez) (?:notre|nos|mon|le|la) (?:site|boutique|page|blog|offres?)",
    r"klick(?:en sie|e|t)? (?:hier|auf)|melde dich|melden sie sich|jetzt (?:kaufen|bestellen|sichern|anmelden)|rabatt",
    r"(?:besuche|besuchen sie|schau) (?:unsere?n?|meine?n?) (?:seite|shop|webseite|blog)|mehr erfahren|gutschein",
)
_OTHER_CALLS: Final = (
    "こちらをクリック|クリックして|詳しくはこちら|詳細はこちら|今すぐ|お申し込み|ご購入|登録はこちら|チェックして|割引|"
    "公式サイト(?:へ|は|を)|サイトを(?:見て|ご覧)|ダウンロード|यहाँ क्लिक|क्लिक करें|अभी खरीदें|साइन अप|डाउनलोड"
)
CALL: Final = re.compile(rf"\b(?:{'|'.join(_LATIN_CALLS)})\b|{_OTHER_CALLS}")
"""Something that asks for an act: to click, to buy, to sign up. For text in lower case: ignoring case takes four times
as long over two million words."""


@dataclass(frozen=True, slots=True)
class Near:
    """Kinds of words that make a phrase when one of each stands within a few words, in any order."""

    kinds: tuple[frozenset[str], ...]
    within: int
    whole: re.Pattern[str]
    """Phrases of languages that put no space between words, and set phrases."""

    def first(self, text: str) -> str | None:
        """Return the first such phrase in a text, as it stands there."""
        if set_phrase := self.whole.search(text):
            return set_phrase[0]
        words = list(re.finditer(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", text))
        folded = [word[0].casefold() for word in words]
        for start, word in enumerate(folded):
            if not any(word in kind for kind in self.kinds):
                continue
            span = folded[start : start + self.within]
            places = [next((place for place, near in enumerate(span) if near in kind), None) for kind in self.kinds]
            if None not in places and len(set(places)) == len(places):
                last = max(place for place in places if place is not None)
                return text[words[start].start() : words[start + last].end()]
        return None


def _kind(words: str) -> frozenset[str]:
    return frozenset(words.split())


READ_ON: Final = Near(
    kinds=(
        _kind(
            "read reading continue continues continued keep carry go see find finish view access "
            "leer lee leyendo sigue seguir continúa continuar termina consulta encuentra ver ler leia "
            "lire lisez continuez suite retrouvez lesen liest finden findest seguire leggere leggi"
        ),
        _kind(
            "rest remainder remaining full whole complete entire unabridged more reading "
            "resto completo completa entero entera íntegro leyendo más mais íntegra lendo "
            "reste intégral intégralité complet complète lecture ganze ganzen vollständig vollständigen"
        ),
    ),
    within=6,
    whole=re.compile(
        r"続き(?:は|を|が)|全文(?:は|を)|つづきは|この先は|继续阅读|阅读全文|आगे पढ़ें|पूरा लेख|"
        r"\bweiterlesen\b|\blire la suite\b|\bread on\b",
        re.IGNORECASE,
    ),
)
"""“The rest is over there”: something to read, and the whole or the rest of something."""

FIRST_PUBLISHED: Final = Near(
    kinds=(
        _kind(
            "originally first initially previously formerly earlier "
            "originalmente primero anteriormente inicialmente primeiro ursprünglich zuerst initialement abord"
        ),
        _kind(
            "published appeared posted released printed ran issued featured "
            "publicado publicada publicó apareció aparecido publicou apareceu veröffentlicht erschienen erschien "
            "publié publiée paru parue pubblicato"
        ),
    ),
    within=5,
    whole=re.compile(r"初出|より転載|の転載|元記事|原文出处|转载自|मूल रूप से प्रकाशित"),
)
"""“Originally published at …”, “erschien zuerst bei …”."""


def calls(texts: Iterable[str]) -> list[str]:
    """Return the calls to act in some paragraphs, as they stand there."""
    return [call for text in texts for call in _calls(text)]


def _calls(text: str) -> Iterator[str]:
    folded = text.lower()
    written = text if len(folded) == len(text) else folded  # “İ” becomes two signs, and all places move
    for call in CALL.finditer(folded):
        yield written[call.start() : call.end()]
