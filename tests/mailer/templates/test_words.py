"""The words of the letters: the same questions in each language, short subjects, no shouting, no tricks."""

import re
import string
import tomllib
from importlib import resources

import pytest
from jinja2 import Environment, nodes

from mailer.letter.library import LetterTemplate, languages_of, load_template, templates_there_are
from mailer.letter.words import languages, load_words
from tests.mailer.templates.shipped import ALL, LANGUAGES, TEMPLATES, compiled

EVERYWHERE = [pytest.param(template, language, id=f"{template}-{language}") for template, language in ALL]
PLACE = resources.files("templates") / "mail"
# What filters take for a trick, and what turns a line around: signs without width, U+202F and those for directions
# (rspamd's MIME_BAD_UNICODE: github.com/rspamd/rspamd/pull/5030).
TRICKS = re.compile("[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202f\u2060-\u2069\ufeff]")
CHOICE = re.compile(r"{% if publication\.platform %}(.*?){% else %}(.*?){% endif %}")
PRESSING = {
    "ar": ("عاجل", "فورًا", "مجان", "اضغطوا", "فرصة", "حصري"),
    "de": ("dringend", "sofort", "gratis", "kostenlos", "jetzt handeln", "exklusiv", "hier klicken", "spende"),
    "en": ("urgent", "immediately", "free", "act now", "exclusive", "click here", "donate", "support me", "hurry"),
    "es": ("urgente", "inmediat", "gratis", "exclusiv", "haz clic", "dona", "apóyame", "oferta"),
    "fr": ("urgent", "immédiat", "gratuit", "exclusi", "cliquez", "soutenez", "offre"),
    "hi": ("तुरंत", "फ़ौरन", "मुफ़्त", "क्लिक करें", "दान"),
    "ja": ("至急", "緊急", "無料", "今すぐ", "限定", "クリック", "寄付"),
    "pt": ("urgente", "imediat", "grátis", "gratuit", "exclusiv", "clique", "apoie", "oferta"),
}


def source(template: str, language: str) -> str:
    return (PLACE / "letters" / template / f"{language}.md").read_text(encoding="utf-8")


def placeholders(template: LetterTemplate) -> set[str]:
    """Return what a letter names; how somebody is spoken to is the language's own affair."""
    tree = Environment().parse(f"{template.subject}\n{template.preheader}\n{template.body}")  # noqa: S701  only read
    found = {f"{node.node.name}.{node.attr}" for node in tree.find_all(nodes.Getattr)}  # type: ignore[attr-defined]
    groups = {name.partition(".")[0] for name in found}
    found |= {node.name for node in tree.find_all(nodes.Name)} - groups
    return {name.replace("first_name", "name") for name in found} - {"sender.name"}


def test_there_are_five_templates_in_eight_languages() -> None:
    assert tuple(templates_there_are()) == TEMPLATES
    assert tuple(languages()) == LANGUAGES
    assert {template: tuple(languages_of(template)) for template in TEMPLATES} == dict.fromkeys(TEMPLATES, LANGUAGES)


def test_each_template_says_what_it_is_for() -> None:
    assert all(20 <= len(about) <= 70 for about in templates_there_are().values())


@pytest.mark.parametrize(("template", "language"), EVERYWHERE)
def test_a_letter_asks_and_names_the_same_in_every_language(template: str, language: str) -> None:
    english, found = load_template(template, "en"), load_template(template, language)
    assert [(ask.name, ask.required) for ask in found.asks] == [(ask.name, ask.required) for ask in english.asks]
    assert placeholders(found) == placeholders(english)


@pytest.mark.parametrize(("template", "language"), EVERYWHERE)
def test_a_letter_uses_whatever_it_asks_for(template: str, language: str) -> None:
    found = load_template(template, language)
    assert {ask.name for ask in found.asks} <= placeholders(found)
    assert all(ask.question[-1] in "?？.。।؟" and ask.example for ask in found.asks)


@pytest.mark.parametrize("branch", [1, 2], ids=["platform-known", "platform-not-known"])
@pytest.mark.parametrize(("template", "language"), EVERYWHERE)
def test_subject_and_preheader_are_short(template: str, language: str, branch: int) -> None:
    letter = compiled(template, language).letter
    filled = {"{{ publication.name }}": "Night Letters", "{{ publication.platform }}": "Substack"}
    subject, preheader = letter.subject, CHOICE.sub(lambda found: found[branch], letter.preheader)
    for name, value in {**filled, **{f"{{{{ {name} }}}}": value for name, value in letter.values.items()}}.items():
        subject, preheader = subject.replace(name, value), preheader.replace(name, value)
    assert "{" not in subject + preheader
    assert 10 <= len(subject) <= 60
    assert len(preheader) <= 110
    assert bool(preheader) == (template != "plain")


@pytest.mark.parametrize(("template", "language"), EVERYWHERE)
def test_a_letter_does_not_shout_press_or_trick(template: str, language: str) -> None:
    text = source(template, language)
    assert not re.search("[!！¡]", text)
    assert not re.search(r"\b[A-ZÀ-Ý]{3,}\b", text)
    assert not [word for word in PRESSING[language] if re.search(rf"\b{word}", text, re.IGNORECASE)]
    assert not TRICKS.search(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_foot_says_the_same_in_every_language(language: str) -> None:
    def blanks(sentence: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(sentence)} - {None}

    english, found = load_words("en").footer, load_words(language).footer
    assert list(found) == list(english)
    assert {name: blanks(text) for name, text in found.items()} == {
        name: blanks(text) for name, text in english.items()
    }
    assert not TRICKS.search("".join(found.values()))
    assert not re.search("[!！¡]", "".join(found.values()))


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("ar", "1 يناير 2026", "31 ديسمبر 2026"),
        ("de", "1. Januar 2026", "31. Dezember 2026"),
        ("en", "1 January 2026", "31 December 2026"),
        ("es", "1 de enero de 2026", "31 de diciembre de 2026"),
        ("fr", "01/01/2026", "31/12/2026"),
        ("hi", "1 जनवरी 2026", "31 दिसंबर 2026"),
        ("ja", "2026年1月1日", "2026年12月31日"),
        ("pt", "1 de janeiro de 2026", "31 de dezembro de 2026"),
    ],
)
def test_days_are_written_as_the_language_writes_them(language: str, first: str, last: str) -> None:
    words = load_words(language)
    assert (words.day("2026-01-01"), words.day("2026-12-31")) == (first, last)
    assert len(words.months) == 12 == len(set(words.months))


@pytest.mark.parametrize("file", [f"letters/{template}/fr.md" for template in TEMPLATES] + ["words/fr.toml"])
def test_french_signs_keep_to_their_words(file: str) -> None:
    text = (PLACE / file).read_text(encoding="utf-8")
    text = re.sub(r"^#.*$", "", text, flags=re.MULTILINE)
    assert not re.search(r" [:;?»]|« |(?<!\u00a0)[:;?]\s|«[^\u00a0]|[^\u00a0]»", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_language_are_in_its_own_script(language: str) -> None:
    scripts = {"ar": "\u0600-\u06ff", "hi": "\u0900-\u097f", "ja": "\u3040-\u30ff\u4e00-\u9fff"}
    own = re.compile(f"[{scripts.get(language, 'A-Za-zÀ-ÿ')}]{{2}}")
    table = tomllib.loads((PLACE / "words" / f"{language}.toml").read_text(encoding="utf-8"))
    assert all(own.search(text) for text in (table["name"], *table["footer"].values()))
