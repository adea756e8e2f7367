"""Yes and no as platforms, people and spreadsheets write them: Excel translates TRUE and FALSE when it saves a CSV."""

import unicodedata

# The names of Excel's functions TRUE and FALSE in its languages, and what people there put into a column themselves.
_PAIRS = (
    ("true", "false"), ("yes", "no"), ("1", "0"), ("t", "f"), ("y", "n"), ("on", "off"),
    ("1.0", "0.0"), ("1,0", "0,0"), ("-1", "0"),  # a spreadsheet's number format; Access writes -1
    ("x", "-"), ("✓", "✗"), ("✔", "✘"), ("☑", "☐"), ("✅", "❌"),
    ("wahr", "falsch"), ("ja", "nein"),
    ("vrai", "faux"), ("oui", "non"),
    ("verdadero", "falso"), ("sí", "no"), ("si", "no"),
    ("verdadeiro", "falso"), ("sim", "não"), ("sim", "nao"),
    ("vero", "falso"), ("sì", "no"),
    ("vertader", "fals"), ("adevărat", "fals"), ("da", "nu"),
    ("waar", "onwaar"), ("ja", "nee"),
    ("sant", "falskt"), ("sand", "falsk"), ("sann", "usann"), ("ja", "nej"), ("ja", "nei"),
    ("tosi", "epätosi"), ("kyllä", "ei"), ("tõene", "väär"), ("jah", "ei"),
    ("satt", "ósatt"), ("já", "nei"),
    ("prawda", "fałsz"), ("tak", "nie"), ("pravda", "nepravda"), ("ano", "ne"), ("áno", "nie"),
    ("igaz", "hamis"), ("igen", "nem"),
    ("istina", "neistina"), ("istinito", "lažno"), ("tačno", "netačno"), ("točno", "netočno"), ("da", "ne"),
    ("resnično", "neresnično"), ("patiess", "aplams"), ("jā", "nē"), ("tiesa", "netiesa"), ("taip", "ne"),
    ("doğru", "yanlış"), ("evet", "hayır"),
    ("истина", "ложь"), ("да", "нет"), ("істина", "хибність"), ("так", "ні"), ("истина", "лъжа"), ("да", "не"),
    ("αληθές", "ψευδές"), ("αληθης", "ψευδης"), ("ναι", "όχι"),
    ("真", "偽"), ("真", "假"), ("是", "否"), ("はい", "いいえ"), ("예", "아니요"), ("참", "거짓"),
    ("đúng", "sai"), ("benar", "salah"), ("ya", "tidak"), ("จริง", "เท็จ"), ("सही", "गलत"),
    ("نعم", "لا"), ("صواب", "خطأ"), ("כן", "לא"), ("אמת", "שקר"),
)  # fmt: skip


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip("\"' \t\r\n\ufeff\xa0\u200b\u200e\u200f")


_WORDS = {_plain(word): meaning for pair in _PAIRS for word, meaning in zip(pair, (True, False), strict=True)}


def read_boolean(text: str) -> bool | None:
    """Return what a cell says, in any of the languages; `None` where it is empty or says neither.

    Case and blanks around the word do not matter.
    """
    known = _WORDS.get(text)  # nearly always written just so
    return _WORDS.get(_plain(text)) if known is None else known
