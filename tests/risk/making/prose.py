"""Invented prose in three languages: as much as is asked for, on no subject, and hardly ever twice the same five words."""

import re
from collections.abc import Mapping
from random import Random
from typing import Final

_ENGLISH: Final = {
    "noun": (
        "harbour kettle lantern ledger orchard ferry staircase violin chimney market quarry window garden notebook "
        "lighthouse bakery tunnel bridge meadow parcel clock ladder cellar canal workshop attic museum tram pigeon "
        "umbrella postcard teapot river hedge bicycle balcony station kitchen map beacon drawer stove gate mill"
    ),
    "adjective": (
        "quiet narrow crooked patient borrowed early salted dusty stubborn bright hollow gentle foreign wooden cheap "
        "famous ordinary damp heavy yellow forgotten clever late lonely northern polite rusty shallow tender uneven"
    ),
    "verb": (
        "carried repaired followed described measured painted forgot counted crossed watched borrowed opened sold "
        "folded answered visited guarded drew praised missed lifted sorted tasted warmed doubted kept chased framed"
    ),
    "who": (
        "my neighbour|the baker|an old sailor|her cousin|nobody|the clerk|our teacher|a stranger|his daughter|the twins|"
        "a nurse|the gardener|every child|my aunt|the ferryman|a plumber|two students|the widow|our landlord|a poet"
    ),
    "when": (
        "on Tuesday|before breakfast|after the rain|in the third winter|at noon|last spring|near midnight|for a week|"
        "during the strike|without warning|one Sunday|by candlelight|in August|again|since the flood|twice a year"
    ),
    "link": "because|although|while|until|so|whenever|unless|and|but|as if|before|where",
    "preposition": "behind beside under above across inside toward around beyond against near through",
}
_SPANISH: Final = {
    "noun": (
        "puerto farol cuaderno jardín tranvía reloj sótano taller museo puente horno mercado molino balcón sendero "
        "mapa barco tejado violín armario patio cajón túnel paraguas río huerto silencio sombrero"
    ),
    "adjective": (
        "tranquilo estrecho torcido paciente prestado salado amable hueco extranjero barato famoso húmedo pesado "
        "amarillo olvidado tardío lejano oxidado tierno antiguo"
    ),
    "verb": (
        "llevó reparó siguió describió midió pintó olvidó contó cruzó miró abrió vendió dobló contestó guardó dibujó "
        "perdió levantó probó calentó"
    ),
    "who": (
        "mi vecina|el panadero|un marinero|su prima|nadie|la maestra|un extraño|mi abuela|el jardinero|cada niño|"
        "la enfermera|dos estudiantes|la viuda|un poeta"
    ),
    "when": (
        "el martes|antes del desayuno|después de la lluvia|al mediodía|la primavera pasada|durante la huelga|sin aviso|"
        "un domingo|en agosto|otra vez|desde la riada"
    ),
    "link": "porque|aunque|mientras|hasta que|y|pero|como si|cuando|donde",
    "preposition": "detrás del|junto al|bajo el|sobre el|dentro del|hacia el|cerca del|contra el",
}
_JAPANESE: Final = {
    "noun": "港 灯台 庭 時計 橋 市場 台所 手紙 自転車 列車 地図 窓 階段 川 博物館 傘 煙突 工房 帳簿 果樹園 運河 屋根裏",
    "adjective": "静かな 狭い 古い 辛抱強い 明るい 重い 黄色い 忘れられた 遠い 錆びた 浅い 優しい 有名な 湿った",
    "verb": "運んだ 直した 眺めた 測った 描いた 忘れた 数えた 渡った 開けた 売った 畳んだ 訪ねた 守った 褒めた 探した",
    "who": "隣人 パン屋 船乗り 従姉 店員 先生 旅人 祖母 庭師 子供たち 看護師 学生 詩人 大家",
    "when": "火曜日 朝食の前 雨のあと 正午 去年の春 真夜中 ある日曜日 八月 洪水のあと 冬",
    "link": "けれども だから それでも そして ところが しかも",
    "preposition": "の向こうで のそばで の下で の上で の中で の近くで",
}
_WORDS: Final[Mapping[str, Mapping[str, list[str]]]] = {
    language: {kind: words.split("|" if "|" in words else None) for kind, words in kinds.items()}
    for language, kinds in (("en", _ENGLISH), ("es", _SPANISH), ("ja", _JAPANESE))
}

_SHAPES: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "{when} {who} {verb} the {adjective} {noun}, {link} the {noun} {preposition} the {noun} was {adjective}.",
        "{who} {verb} a {adjective} {noun} {preposition} every {noun} that {who} had {verb}.",
        "No {noun} is {adjective} {link} {who} {verb} it {when}.",
        "What {who} {verb} {when} was less {adjective} than the {noun} {preposition} our {noun}.",
        "{who} {verb} the {noun}, {verb} the {noun} and, {link} {who} {verb} {noun} after {noun}, {verb} nothing else.",
        "There is a {adjective} {noun} {preposition} the {adjective} {noun}; {who} {verb} both {when}.",
        "{link} {who} {verb} that {noun}, {who} {verb} another, {adjective} and {adjective}.",
        "A {noun} {preposition} a {noun}: so {who} {verb} it {when}, {link} it looked {adjective}.",
    ),
    "es": (
        "{when} {who} {verb} el {noun} {adjective}, {link} {preposition} {noun} era {adjective}.",
        "{who} {verb} un {noun} {adjective} {preposition} {noun} que {who} {verb} {when}.",
        "Ningún {noun} es {adjective} {link} {who} {verb} otro {when}.",
        "{link} {who} {verb} aquel {noun}, {who} {verb} un {noun} más {adjective}.",
        "{who} {verb} tanto {noun} y tanto {noun} {preposition} {noun} {adjective} {when}.",
    ),
    "ja": (
        "{when}、{who}は{adjective}{noun}{preposition}{noun}を{verb}。",
        "{link}{who}が{verb}{noun}は、{adjective}{noun}より{adjective}ものだった。",
        "{noun}{preposition}{who}と{who}が{adjective}{noun}を{verb}。",
        "{link}、{adjective}{noun}を{verb}{who}は{when}に{noun}を{verb}。",
    ),
}


class Prose:
    """A source of sentences that is its own for each seed."""

    def __init__(self, chance: Random, language: str = "en") -> None:
        """Write in `en`, `es` or `ja`."""
        self.chance = chance
        self.language = language
        self._words, self._shapes = _WORDS[language], _SHAPES[language]

    def any(self, kind: str) -> str:
        """Return a word (or two) of a kind: noun, adjective, verb, who, when …"""
        return self.chance.choice(self._words[kind])

    def sentence(self) -> str:
        """Return a sentence."""
        shape = self.chance.choice(self._shapes)
        said = re.sub(r"\{(\w+)\}", lambda match: self.any(match[1]), shape)
        return said[0].upper() + said[1:]

    def paragraph(self, sentences: int = 4) -> str:
        """Return a paragraph of so many sentences."""
        return ("" if self.language == "ja" else " ").join(self.sentence() for _ in range(sentences))

    def paragraphs(self, count: int, sentences: int = 4) -> list[str]:
        """Return so many paragraphs."""
        return [self.paragraph(sentences) for _ in range(count)]

    def title(self) -> str:
        """Return a title."""
        if self.language == "ja":
            return f"{self.any('adjective')}{self.any('noun')}と{self.any('noun')}"
        return f"The {self.any('adjective')} {self.any('noun')} and the {self.any('noun')}".capitalize()


def vocabulary(language: str) -> list[str]:
    """Return single words of a language, to put in the place of others."""
    return [word for kind in ("noun", "adjective", "verb") for word in _WORDS[language][kind]]
