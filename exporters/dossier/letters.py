"""The letter: put together from sentences that each say one fact, and as long as the form lets it be.

Where it would be too long, whole sentences are left out, those first that matter least, and the same ones in all
three forms; nothing is cut off in the middle.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from exporters.dossier.facts import Facts
from exporters.dossier.forms import Form, forms_of
from exporters.dossier.words import Words

_TITLES: Final = 3
_ROOM: Final = 150
"""Characters left free where that can be: what is filled in may be longer than the mark of its place."""
_PERSONAL: Final = "medium"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How long what a letter quotes may be, in characters, and how many rules it names."""

    name: int = 80
    title: int = 50
    address: int = 120
    told: int = 240
    rules: int = 3


_NORMAL: Final = Sizes()
WHOLE: Final = Sizes(name=500, address=2000)
"""For what has a field of its own."""
_TIGHT: Final = Sizes(name=24, address=40, told=100, rules=1)
"""For names and addresses so long that even the shortest letter would not fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the letter, alike or different in the three forms."""

    paragraph: int
    rank: int
    """0 stays; of all others the highest goes first."""
    texts: Mapping[Form, str]


def letters_of(facts: Facts, words: Words, *, eu: bool) -> Mapping[Form, str]:
    """Return the letters of the three forms, none longer than the platform's form takes."""
    limit = forms_of(facts.standing.platform).limit
    letters = _fitting(list(_Letter(facts, words, _NORMAL, eu=eu).sentences()), limit - _ROOM)
    if max(map(len, letters.values())) > limit:
        letters = _fitting(list(_Letter(facts, words, _TIGHT, eu=eu).sentences()), limit)
    return letters


def _fitting(sentences: list[Sentence], limit: int) -> dict[Form, str]:
    letters = _joined(sentences)
    while max(map(len, letters.values())) > limit and (rank := max(one.rank for one in sentences)):
        sentences = [one for one in sentences if one.rank != rank]
        letters = _joined(sentences)
    return letters


def _joined(sentences: list[Sentence]) -> dict[Form, str]:
    paragraphs = sorted({one.paragraph for one in sentences})
    return {
        form: "\n\n".join(
            " ".join(one.texts[form] for one in sentences if one.paragraph == paragraph) for paragraph in paragraphs
        )
        for form in Form
    }


def short(text: str, size: int) -> str:
    """Return text of at most so many characters, in one line; what was longer ends in `…`."""
    line = " ".join(text.split())
    return line if len(line) <= size else f"{line[: size - 1].rstrip()}…"


class _Letter:
    """Says the facts."""

    def __init__(self, facts: Facts, words: Words, sizes: Sizes, *, eu: bool) -> None:
        self._facts, self._words, self._sizes, self._eu = facts, words, sizes, eu
        who = facts.standing
        self._platform = forms_of(who.platform).platform
        self._publication = words.quote(short(who.publication.value, self._sizes.name))
        self._writer = short(who.writer.value, self._sizes.name) if who.writer else words.fill("writer")

    def sentences(self) -> Iterator[Sentence]:
        """Yield all there is to say, in order."""
        say = self._words.say
        yield self._same(0, 0, say("letter", "greeting", platform=self._platform))
        yield self._each(1, "ask")
        yield from self._seen()
        yield from self._who()
        yield from self._before()
        yield from self._checked()
        yield self._each(6, "request")
        if self._eu:
            yield self._same(7, 0, say("letter", "eu", country=self._words.fill("country")))
        if kept := len(self._facts.shared):
            yield self._same(8, 5, self._words.counted("letter", "evidence", kept))
        yield self._same(8, 3, say("letter", "thanks"))
        signed = say("letter", "signed", writer=self._writer)
        yield self._same(9, 0, f"{signed}\n{self._words.fill('contact')}")

    def _same(self, paragraph: int, rank: int, text: str) -> Sentence:
        return Sentence(paragraph=paragraph, rank=rank, texts=dict.fromkeys(Form, text))

    def _each(self, paragraph: int, name: str) -> Sentence:
        texts = {
            form: self._words.say(
                "letter",
                f"{name}_{form}",
                publication=name_for(form, self._facts, self._words, self._sizes, quoted=True),
                address=address_for(form, self._facts, self._words, self._sizes),
            )
            for form in Form
        }
        return Sentence(paragraph=paragraph, rank=0, texts=texts)

    def _seen(self) -> Iterator[Sentence]:
        words, happened = self._words, self._facts.happened
        sign = happened.first_sign if happened else None
        if happened is None:
            yield self._same(1, 0, words.fill("happened"))
        elif sign is None:
            yield self._same(1, 0, words.say("letter", "seen_noted", moment=words.moment(happened.opened)))
        else:
            seen = sign.value
            values = {"moment": words.moment(seen.at), "address": short(seen.address, self._sizes.address)}
            if seen.status is None:
                yield self._same(1, 0, words.say("letter", "seen_probe_silent", **values))
            else:
                yield self._same(1, 0, words.say("letter", "seen_probe", **values, status=str(seen.status)))
            if seen.title:
                yield self._same(
                    1, 9, words.say("letter", "seen_title", title=words.quote(short(seen.title, self._sizes.name)))
                )
        said = happened.told if happened else ""
        told = words.quote(short(said, self._sizes.told)) if said else words.fill("told", platform=self._platform)
        yield self._same(1, 0, words.say("letter", "told", told=told))

    def _who(self) -> Iterator[Sentence]:
        words, who = self._words, self._facts.standing
        own = who.writer is not None and who.writer.value == who.publication.value
        name = "who_only" if own else "who"
        yield self._same(3, 0, words.say("letter", name, writer=self._writer, publication=self._publication))
        if who.first_post:
            yield self._same(3, 4, words.say("letter", "first_post", date=words.date(who.first_post.value)))
        if who.posts:
            yield self._same(3, 1, words.counted("letter", "posts", who.posts.value))
        if who.subscribers:
            yield self._same(3, 2, words.counted("letter", "subscribers", who.subscribers.value))

    def _before(self) -> Iterator[Sentence]:
        words, before = self._words, self._facts.before
        if self._facts.happened is None:
            return  # days before what: nothing is known to have happened
        days, posts = words.number(before.days), [one.value for one in before.posts]
        if not posts:
            yield self._same(4, 6, words.say("letter", "before_none", days=days))
        else:
            yield self._same(4, 6, words.counted("letter", "before", len(posts), days=days))
            titles = [words.quote(short(post.title, self._sizes.title)) for post in posts[-_TITLES:]]
            yield self._same(4, 10, words.say("letter", "titles", titles=words.listed(titles)))
            if not before.unread:
                links = words.number(sum(len(post.links) for post in posts))
                pictures = words.number(sum(len(post.pictures) for post in posts))
                yield self._same(4, 8, words.say("letter", "matter", links=links, pictures=pictures))
        if before.changes:
            yield self._same(4, 7, words.counted("letter", "changed", len(before.changes)))

    def _checked(self) -> Iterator[Sentence]:
        words, checked = self._words, self._facts.checked
        if not checked.reasons:
            return
        posts = words.number(checked.posts)
        yield self._same(5, 0, words.counted("letter", "checked", len(checked.reasons), posts=posts))
        if checked.unchecked:
            yield self._same(5, 0, words.say("letter", "unchecked", count=words.number(checked.unchecked)))
        if not checked.found:
            yield self._same(5, 0, words.say("letter", "found_none"))
            return
        names = [
            words.label("rules", one.rule, words.quote(short(one.title, self._sizes.title))) for one in checked.found
        ]
        if len(names) > self._sizes.rules:
            names[self._sizes.rules :] = [
                words.say("letter", "more", count=words.number(len(names) - self._sizes.rules))
            ]
        rules = words.listed(names)
        yield self._same(5, 0, words.say("letter", "found_some", rules=rules, mended=words.fill("mended")))


def address_for(form: Form, facts: Facts, words: Words, sizes: Sizes = WHOLE) -> str:
    """Return the address of what a form is about, or the mark to fill it in."""
    who = facts.standing
    personal = who.platform == _PERSONAL or who.handle is not None
    if form is Form.PUBLICATION:
        return short(who.url.value, sizes.address) if who.url and not personal else words.fill("publication_address")
    if who.url and (personal or form is Form.ACCOUNT):
        return short(who.url.value, sizes.address)
    return words.fill("profile")


def name_for(form: Form, facts: Facts, words: Words, sizes: Sizes = WHOLE, *, quoted: bool = False) -> str:
    """Return the name of what a form is about; what Medium exports is a person, whose publications it does not name."""
    who = facts.standing
    if form is Form.PUBLICATION and who.platform == _PERSONAL:
        return words.fill("publication")
    name = short(who.publication.value, sizes.name)
    return words.quote(name) if quoted else name
