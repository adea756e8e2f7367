"""The letters as they arrive: who writes and how to stop in both parts, nothing fetched from afar, well-formed HTML."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import msgspec
import pytest

from mailer.letter.compiled import compile_letter
from mailer.letter.words import load_words
from mailer.model import Recipient
from tests.mailer.templates.shipped import (
    ALL,
    DATE,
    EVIL,
    EVIL_NAME,
    FREE,
    LANGUAGES,
    NAMELESS,
    PAID,
    PERSONAL,
    POSTAL_ADDRESS,
    SENDER,
    compiled,
    parsed,
    read,
)

EVERYWHERE = [pytest.param(template, language, id=f"{template}-{language}") for template, language in ALL]
RECIPIENTS = [pytest.param(PAID, id="paid"), pytest.param(FREE, id="free"), pytest.param(NAMELESS, id="nameless")]
RECIPIENTS.append(pytest.param(EVIL, id="evil"))
WITH_PAID_WORDS = [pytest.param(*at, id="-".join(at)) for at in ALL if at[0] != "plain"]
LARGEST = 40 * 1024
WITHOUT_END = {"meta", "br", "hr", "img", "link", "input"}
GREETINGS = {
    "ar": ("مرحبًا Ana García،", "مرحبًا،"),
    "de": ("Guten Tag Ana García,", "Guten Tag,"),
    "en": ("Hello Ana,", "Hello,"),
    "es": ("Hola, Ana:", "Hola:"),
    "fr": ("Bonjour Ana,", "Bonjour,"),
    "hi": ("नमस्ते Ana García जी,", "नमस्ते,"),
    "ja": ("Ana García 様", "ご購読者 様"),
    "pt": ("Olá, Ana,", "Olá,"),
}


def flat(text: str) -> str:
    """Return a text in one line; what holds words together is kept."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


class Page(HTMLParser):
    """What an HTML part holds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.wrong: list[str] = []
        self.lines: list[str] = [""]
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.wrong += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if len({name for name, _ in attrs}) != len(attrs):
            self.wrong.append(f"{tag} has something twice")
        if tag not in WITHOUT_END:
            self._open.append(tag)
        if tag in ("p", "div", "td", "li", "br"):
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in WITHOUT_END and (not self._open or self._open.pop() != tag):
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in ("style", "title"):
            self.lines[-1] += data

    @property
    def words(self) -> list[str]:
        """What is to be read, line by line."""
        return [flat(line) for line in self.lines if line.strip()]


@pytest.mark.parametrize("recipient", RECIPIENTS)
@pytest.mark.parametrize(("template", "language"), EVERYWHERE)
def test_both_parts_say_who_writes_from_where_and_how_to_stop(
    template: str, language: str, recipient: Recipient
) -> None:
    mail = read(compiled(template, language), recipient)
    foot = load_words(language).footer
    seen = " ".join(Page(mail.html).words)
    for part in (seen, flat(mail.text)):
        assert all(line in part for line in POSTAL_ADDRESS)
        assert SENDER.name in part
        assert foot["stop"] in part
        assert foot["stop_means"] in part
        assert "Substack" in part
    assert PERSONAL.unsubscribe_url in mail.text
    assert PERSONAL.unsubscribe_mailto in mail.text
    links = [attributes["href"] for tag, attributes in Page(mail.html).tags if tag == "a"]
    assert links[-2:] == [PERSONAL.unsubscribe_url, f"mailto:{PERSONAL.unsubscribe_mailto}"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("missing", ["unsubscribe_url", "unsubscribe_mailto"])
def test_where_there_is_one_way_to_stop_only_that_one_is_offered(missing: str, language: str) -> None:
    personal = msgspec.structs.replace(PERSONAL, **{missing: ""})
    mail = parsed(compiled("back", language).mail(1, FREE, personal))
    way = personal.unsubscribe_url or f"mailto:{personal.unsubscribe_mailto}"
    links = [attributes["href"] for tag, attributes in Page(mail.html).tags if tag == "a"]
    assert links == ["https://nightletters.example.org", way]
    assert way in mail.text
    assert "·" not in mail.html
    foot = load_words(language).footer
    assert foot["stop_link" if missing == "unsubscribe_mailto" else "stop_mail"] in Page(mail.html).words


@pytest.mark.parametrize("recipient", RECIPIENTS)
@pytest.mark.parametrize(("template", "language"), EVERYWHERE)
def test_a_letter_is_small_and_fetches_nothing(template: str, language: str, recipient: Recipient) -> None:
    mail = read(compiled(template, language), recipient)
    assert mail.size <= LARGEST
    tags = Page(mail.html).tags
    assert not {"img", "script", "link", "iframe", "object", "form", "svg", "video"} & {tag for tag, _ in tags}
    assert not [attributes for _, attributes in tags if {"src", "background", "srcset"} & attributes.keys()]
    assert not [attributes for _, attributes in tags if any(name.startswith("on") for name in attributes)]
    assert not re.search(r"url\s*\(|@import|@font-face|expression\(", mail.html)
    assert not re.search(r"display:\s*(flex|grid)|position:|float:", mail.html)
    links = [str(attributes["href"]) for tag, attributes in tags if tag == "a"]
    assert {urlsplit(link).scheme for link in links} <= {"http", "https", "mailto"}
    assert not re.search("ana@|ann@", " ".join(links).replace(SENDER.address, ""))


@pytest.mark.parametrize("recipient", RECIPIENTS)
@pytest.mark.parametrize(("template", "language"), EVERYWHERE)
def test_the_html_is_well_formed(template: str, language: str, recipient: Recipient) -> None:
    assert Page(read(compiled(template, language), recipient).html).wrong == []


def test_what_is_not_well_formed_is_noticed() -> None:
    assert Page("<p><b>a</p></b>").wrong
    assert Page("<table><tr><td>a</tr></table>").wrong
    assert Page("<p>a<br>b</p>").wrong == []


@pytest.mark.parametrize(("template", "language"), EVERYWHERE)
def test_the_plain_words_say_all_that_the_html_says(template: str, language: str) -> None:
    mail = read(compiled(template, language), PAID)

    def bare(words: str) -> str:
        return re.sub(r"[\s*]", "", words)

    links = {load_words(language).footer[name] for name in ("stop_link", "stop_mail")}
    lines = [line for line in Page(mail.html).words if not any(link in line for link in links)]
    assert len(lines) > 8
    preheader = lines.pop(0) if template != "plain" else ""
    assert preheader not in lines
    assert [line for line in lines if bare(line) not in bare(mail.text)] == []


@pytest.mark.parametrize(("template", "language"), EVERYWHERE)
def test_the_greeting_has_the_name_or_goes_without(template: str, language: str) -> None:
    named, nameless = GREETINGS[language]
    for recipient, greeting in ((FREE, named), (NAMELESS, nameless)):
        mail = read(compiled(template, language), recipient)
        assert mail.text.startswith(f"{greeting}\n\n")
        assert greeting in Page(mail.html).words


@pytest.mark.parametrize(("template", "language"), WITH_PAID_WORDS)
def test_only_who_pays_is_told_what_becomes_of_the_money(template: str, language: str) -> None:
    letter = compiled(template, language)
    words = "".join(letter.letter.values["paid_words"].split())
    for recipient, told in ((PAID, True), (NAMELESS, True), (FREE, False)):
        mail = read(letter, recipient)
        assert (words in "".join(mail.text.split())) is told
        assert (words in "".join(mail.html.split())) is told


@pytest.mark.parametrize(("template", "language"), EVERYWHERE)
def test_a_letter_stands_without_what_need_not_be_answered(template: str, language: str) -> None:
    letter = compiled(template, language, answered=False)
    for recipient in (PAID, FREE):
        mail = read(letter, recipient)
        assert not re.search(r"\n{3,}|\S {2,}\S|[{}]", mail.text)
        assert "<p></p>" not in re.sub(r' style="[^"]*"', "", mail.html)
        assert len(mail.text.splitlines()) < len(read(compiled(template, language), PAID).text.splitlines()) or (
            template == "plain"
        )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("template", "asked"), [("suspended", "new_address"), ("still-here", "fallback_address")])
@pytest.mark.parametrize("address", ["https://letters.example.org/?a=_b_*c*", "letters.example.org"])
def test_an_address_stands_on_a_line_of_its_own_as_it_was_given(
    template: str, asked: str, address: str, language: str
) -> None:
    letter = compiled(template, language).letter
    letter = msgspec.structs.replace(letter, values={**letter.values, asked: address})
    mail = read(compile_letter(letter, date=DATE), PAID)
    assert f"\n\n{address}\n\n" in mail.text
    page = Page(mail.html)
    assert address in page.words
    assert (address in [attributes.get("href") for tag, attributes in page.tags]) is address.startswith("https:")


@pytest.mark.parametrize(("template", "language"), EVERYWHERE)
def test_a_name_that_is_made_to_do_harm_is_words_and_nothing_else(template: str, language: str) -> None:
    mail = read(compiled(template, language), EVIL)
    page = Page(mail.html)
    whole = language in ("ar", "de", "hi", "ja")
    name = EVIL_NAME if whole else EVIL_NAME.split(" ")[0]
    assert any(name in line for line in page.words)
    assert name in mail.text
    assert not {"b", "strong"} & {tag for tag, _ in Page(read(compiled("moved", language), EVIL).html).tags} - {
        "strong"
    }
    assert "http://evil.example" not in [attributes.get("href") for tag, attributes in page.tags if tag == "a"]
    assert "49" not in mail.text.split("\n")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_begin_where_the_language_begins_them(language: str) -> None:
    html = read(compiled("moved", language), PAID).html
    tags = Page(html).tags
    (side, direction, other) = ("right", "rtl", "left") if language == "ar" else ("left", "ltr", "right")
    assert tags[0] == ("html", {**tags[0][1], "lang": language, "dir": direction})
    assert [attributes["align"] for tag, attributes in tags if tag == "td"] == ["center", side, side]
    (numbered,) = [str(attributes["style"]) for tag, attributes in tags if tag == "ol"]
    assert f"padding-{side}:" in numbered
    assert f"-{other}" not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)


@pytest.mark.parametrize(("template", "language"), EVERYWHERE)
def test_a_letter_is_put_together_from_pieces_and_says_the_same_as_one_rendered_alone(
    template: str, language: str
) -> None:
    letter = compiled(template, language)
    assert letter.rendered_afresh_because == ""
    for recipient in (PAID, FREE, NAMELESS, EVIL):
        made, alone = read(letter, recipient), parsed(letter.fresh(1, recipient, PERSONAL))
        assert (made.subject, made.text, made.html) == (alone.subject, alone.text, alone.html)
