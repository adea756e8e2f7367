"""Accounts that do nothing wrong and look a little as if: what the rules on texts must not call guilty."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Final

from backup.risk.corpus import Corpus
from tests.risk.making.posts import corpus, post
from tests.risk.making.prose import Prose

Maker = Callable[[Random], Corpus]

_FOOTER: Final = (
    (
        "Thank you for being here. If you liked this letter, you can [subscribe to the newsletter](https://falk.example/join) "
        "or [buy me a coffee](https://coffee.example/falk)."
    ),
    (
        "I write every morning before the trains start, and I answer every letter that I get. See you tomorrow, and mind "
        "the step. — Ines"
    ),
)


def daily_blogger(chance: Random) -> Corpus:
    """Sixty short posts that all end in one sign-off with links."""
    prose = Prose(chance)
    return corpus(
        post(number, [*prose.paragraphs(chance.choice((2, 3, 4))), *_FOOTER], title=prose.title())
        for number in range(60)
    )


def recipes(chance: Random) -> Corpus:
    """Twenty-five recipes in one order of headings, with an introduction and fixed lines."""
    prose = Prose(chance)
    posts = []
    for number in range(25):
        amounts = [f"- {chance.randint(1, 9) * 50} g {prose.any('adjective')} {prose.any('noun')}" for _ in range(8)]
        body = [
            *prose.paragraphs(2),
            "## What you need",
            *amounts,
            "## How it is done",
            "Heat the oven to 180 degrees and let everything come to the warmth of the room.",
            *prose.paragraphs(3),
            "Let it stand for ten minutes before you cut it.",
            "## How long it keeps",
            "In a closed tin it keeps for three days, if nobody finds it.",
        ]
        posts.append(post(number, body, title=f"A {prose.any('noun')} cake with {prose.any('noun')}"))
    return corpus(posts)


def link_roundup(chance: Random) -> Corpus:
    """Thirty letters of twelve links each to as many sites, with a line or two about each."""
    prose = Prose(chance)
    posts = []
    for number in range(30):
        items = [
            f"- [{prose.title()}](https://{prose.any('noun')}-{place}.example/{number}): {prose.sentence()} Read more there."
            for place in range(12)
        ]
        body = [prose.paragraph(2), *items, "That is all for this week. Have a good Sunday."]
        posts.append(post(number, body, title=f"Links of week {number}", publication="links", platform="substack"))
    return corpus(posts)


def reviewer(chance: Random) -> Corpus:
    """Twenty long reviews that each link the same bookshop once or twice."""
    prose = Prose(chance)
    return corpus(
        post(
            number,
            [
                *prose.paragraphs(7),
                f"You can [order it here](https://bookshop.example/{number}), or ask your library; both will do.",
            ],
            title=f"A book about a {prose.any('noun')}",
        )
        for number in range(20)
    )


def cross_poster(chance: Random) -> Corpus:
    """Fifteen texts on two platforms; the later one names the first with a canonical link and in a line."""
    prose = Prose(chance)
    posts = []
    for number in range(15):
        body, title = prose.paragraphs(6), prose.title()
        first = post(number, body, title=title, publication="letters", platform="substack")
        later = post(
            number + 100,
            [*body, f"Originally published at [letters.substack.com]({first.url})."],
            title=title,
            canonical=first.url,
        )
        posts += [first, later]
    return corpus(posts)


def importer_of_own_blog(chance: Random) -> Corpus:
    """Twenty posts from the writer's own blog, brought over with a canonical link; the blog is not in the archive."""
    prose = Prose(chance)
    return corpus(
        post(
            number,
            [
                *prose.paragraphs(6),
                f"Originally published at [ines-falk.example](https://ines-falk.example/{number}) on March 3, 2024.",
            ],
            title=prose.title(),
            canonical=f"https://ines-falk.example/{number}",
        )
        for number in range(20)
    )


def translator(chance: Random) -> Corpus:
    """Ten texts, each in English and in Spanish, that link each other."""
    english, spanish = Prose(chance), Prose(chance, "es")
    posts = []
    for number in range(10):
        one = post(number, english.paragraphs(6), title=english.title())
        body = [f"This text is also here [in English]({one.url}).", *spanish.paragraphs(6)]
        posts += [one, post(number + 100, body, title=spanish.title())]
    return corpus(posts)


def live_blogger(chance: Random) -> Corpus:
    """Twelve parts of a series with one introduction and a list of all parts, and short notes with the time."""
    prose = Prose(chance)
    introduction = prose.paragraph(3)
    parts = [f"- Part {part}: {prose.title()}" for part in range(12)]
    posts = []
    for number in range(12):
        notes = [f"{9 + place}:{chance.randint(10, 59)} {prose.paragraph(2)}" for place in range(12)]
        posts.append(
            post(number, [introduction, *notes, "All parts of this series:", *parts], title=f"Live, part {number}")
        )
    return corpus(posts)


def quoting_essayist(chance: Random) -> Corpus:
    """Fifteen essays with long quotes, each with its source in a line or a link."""
    prose = Prose(chance)
    posts = []
    for number in range(15):
        body = [prose.paragraph(3)]
        for place in range(3):
            source = f"https://library.example/{number}/{place}"
            if place % 2:
                body += [f"> {prose.paragraph(5)}", "— Marta Quell, The Narrow Ferry, page 12"]
            else:
                body += [f"As [Tom Averin wrote]({source}) in his second letter:", f"> {prose.paragraph(5)}"]
            body.append(prose.paragraph(2))
        posts.append(post(number, body, title=prose.title()))
    return corpus(posts)


def announcer(chance: Random) -> Corpus:
    """Thirty essays, with four short notes between them that tell of a new book or a talk elsewhere."""
    prose = Prose(chance)
    posts = [post(number, prose.paragraphs(7), title=prose.title()) for number in range(30)]
    for number in range(4):
        read = f"[you can read the full story here](https://paper.example/{number})"
        body = [prose.paragraph(2), f"The paper printed a piece of mine: {read}."]
        posts += [post(200 + number, body, title=prose.title())]
    return corpus(posts)


def magazine(chance: Random) -> Corpus:
    """A magazine of three authors, whose bylines stand in the first line."""
    prose = Prose(chance)
    names = ("Ines Falk", "Marta Quell", "Tom Averin")
    made = corpus(
        post(
            number, [f"By {names[number % 3]}", *prose.paragraphs(6)], title=prose.title(), authors=(names[number % 3],)
        )
        for number in range(18)
    )
    facts = tuple(replace(one, authors=tuple(name.casefold() for name in names)) for one in made.publications)
    return replace(made, publications=facts)


def weather_diarist(chance: Random) -> Corpus:
    """Forty short notes in Japanese with one opening and one ending."""
    prose = Prose(chance, "ja")
    return corpus(
        post(
            number,
            [
                "おはようございます。今日の窓辺の記録です。",
                *prose.paragraphs(5),
                "それではまた明日、この窓辺でお会いしましょう。",
            ],
            title=prose.title(),
        )
        for number in range(40)
    )


def new_editions(chance: Random) -> Corpus:
    """Ten essays, and a book of them: one long post that holds all ten."""
    prose = Prose(chance)
    essays = [prose.paragraphs(5) for _ in range(10)]
    posts = [post(number, essay, title=prose.title()) for number, essay in enumerate(essays)]
    book = [paragraph for essay in essays for paragraph in essay]
    return corpus([*posts, post(99, ["All ten essays of this year in one place.", *book], title="The year in one")])


MAKERS: tuple[Maker, ...] = (
    daily_blogger, recipes, link_roundup, reviewer, cross_poster, importer_of_own_blog, translator, live_blogger,
    quoting_essayist, announcer, magazine, weather_diarist, new_editions,
)  # fmt: skip
