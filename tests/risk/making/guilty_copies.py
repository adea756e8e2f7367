"""Accounts that do what three rules on texts name: duplicates, templates filled in, texts taken from others."""

import re
from collections.abc import Callable
from random import Random
from typing import Final

from backup.risk.corpus import Corpus
from tests.risk.making.disguise import disguised
from tests.risk.making.posts import WRITER, corpus, post
from tests.risk.making.prose import Prose

Maker = Callable[[Random, bool], Corpus]


def _copies(
    chance: Random, disguise: bool, places: tuple[tuple[str, str], ...], language: str = "en", others: int = 6
) -> Corpus:
    """Make a corpus in which one text is once in each of these (publication, platform), with other posts between."""
    prose = Prose(chance, language)
    original = prose.paragraphs(chance.choice((4, 6, 9)))
    posts = []
    for number, (publication, platform) in enumerate(places):
        body = disguised(original, chance, language) if disguise and number else original
        posts.append(post(10 * number, body, title=prose.title(), publication=publication, platform=platform))
    posts += [
        post(100 + number, prose.paragraphs(6), title=prose.title(), publication=places[0][0])
        for number in range(others)
    ]
    return corpus(posts)


def posted_twice(chance: Random, disguise: bool) -> Corpus:
    """One text twice in one account."""
    return _copies(chance, disguise, (("quiet-harbour", "medium"),) * 2)


def posted_five_times(chance: Random, disguise: bool) -> Corpus:
    """One text five times in one account."""
    return _copies(chance, disguise, (("quiet-harbour", "medium"),) * 5)


def over_accounts(chance: Random, disguise: bool) -> Corpus:
    """One text in three accounts on one platform."""
    return _copies(chance, disguise, tuple((name, "medium") for name in ("quiet-harbour", "loud-harbour", "third")))


def over_platforms(chance: Random, disguise: bool) -> Corpus:
    """One text on two platforms, with nothing that says where it was first."""
    return _copies(chance, disguise, (("quiet-harbour", "medium"), ("letters", "substack")))


def dos_veces(chance: Random, disguise: bool) -> Corpus:
    """One Spanish text three times."""
    return _copies(chance, disguise, (("quiet-harbour", "medium"),) * 3, "es")


def nido(chance: Random, disguise: bool) -> Corpus:
    """One Japanese text three times."""
    return _copies(chance, disguise, (("quiet-harbour", "medium"),) * 3, "ja")


_TOWNS: Final = re.split(
    " ", "Leeds York Hull Bath Truro Derby Ripon Wells Ely Perth Oban Frome Penrith Settle Ludlow Rye"
)


def _template(chance: Random, language: str, paragraphs: int) -> list[str]:
    """Return prose in which some words are places to fill in."""
    prose = Prose(chance, language)
    town = "の{town}で、" if language == "ja" else " in {town}"
    made = []
    for _ in range(paragraphs):
        sentences = [prose.sentence() for _ in range(4)]
        for place in (0, 2):
            sentences[place] = (
                sentences[place].rstrip(".。") + town + ("" if language == "ja" else ", {thing} included.")
            )
        made.append(("" if language == "ja" else " ").join(sentences))
    return made


def _filled(
    chance: Random, disguise: bool, count: int, language: str = "en", publications: tuple[str, ...] = ("quiet-harbour",)
) -> Corpus:
    prose = Prose(chance, language)
    template = _template(chance, language, 5)
    posts = []
    for number in range(count):
        town = _TOWNS[number % len(_TOWNS)]
        body = [paragraph.format(town=town, thing=prose.any("noun")) for paragraph in template]
        body.insert(chance.randrange(len(body)), prose.paragraph(2))
        body = disguised(body, chance, language) if disguise else body
        publication = publications[number % len(publications)]
        posts.append(post(number, body, title=f"The best repairs of {town}", publication=publication))
    posts += [post(100 + number, prose.paragraphs(6), title=prose.title()) for number in range(4)]
    return corpus(posts)


def towns(chance: Random, disguise: bool) -> Corpus:
    """Twelve posts of one template, a town each."""
    return _filled(chance, disguise, 12)


def few_towns(chance: Random, disguise: bool) -> Corpus:
    """Five posts of one template."""
    return _filled(chance, disguise, 5)


def towns_over_accounts(chance: Random, disguise: bool) -> Corpus:
    """Nine posts of one template in three accounts."""
    return _filled(chance, disguise, 9, publications=("quiet-harbour", "loud-harbour", "third"))


def ciudades(chance: Random, disguise: bool) -> Corpus:
    """Eight posts of one template in Spanish."""
    return _filled(chance, disguise, 8, "es")


def machi(chance: Random, disguise: bool) -> Corpus:
    """Eight posts of one template in Japanese."""
    return _filled(chance, disguise, 8, "ja")


_OTHERS: Final = ("Marta Quell", "Tom Averin", "Sofia Brandt", "Paul Ostrow", "Lena Marsh")


def _taken(chance: Random, disguise: bool, body: Callable[[int, Prose], list[str]], language: str = "en") -> Corpus:
    prose = Prose(chance, language)
    posts = []
    for number in range(7):
        paragraphs = body(number, prose)
        paragraphs = disguised(paragraphs, chance, language) if disguise else paragraphs
        posts.append(post(number, paragraphs, title=prose.title(), authors=(WRITER,)))
    posts += [post(50 + number, prose.paragraphs(5), title=prose.title()) for number in range(3)]
    return corpus(posts)


def from_feeds(chance: Random, disguise: bool) -> Corpus:
    """Posts of others with their byline and the last line that feeds add."""
    return _taken(
        chance,
        disguise,
        lambda number, prose: [
            f"By {_OTHERS[number % 5]}",
            *prose.paragraphs(5),
            (
                f"The post {prose.title()} appeared first on [The Daily {prose.any('noun').title()}]"
                f"(https://daily{number}.example/{number})."
            ),
        ],
    )


def from_agencies(chance: Random, disguise: bool) -> Corpus:
    """Reports with dateline, photo credit and copyright line."""
    return _taken(
        chance,
        disguise,
        lambda number, prose: [
            f"LONDON (Reuters) — {prose.paragraph(3)}",
            f"Photo: {_OTHERS[number % 5]}/AFP",
            *prose.paragraphs(4),
            f"© 2025 {prose.any('noun').title()} Press. All rights reserved.",
        ],
    )


def reposted(chance: Random, disguise: bool) -> Corpus:
    """Others' posts with a note of origin and their byline, and no canonical link."""
    return _taken(
        chance,
        disguise,
        lambda number, prose: [
            f"Written by {_OTHERS[number % 5]}",
            *prose.paragraphs(5),
            f"Originally published at [their place](https://place{number}.example/a).",
        ],
    )


def quotes_only(chance: Random, disguise: bool) -> Corpus:
    """Posts that are long quotes with a few words around, and no source."""
    return _taken(
        chance,
        disguise,
        lambda number, prose: [prose.sentence(), *(f"> {text}" for text in prose.paragraphs(4)), prose.sentence()],
    )


def tomado(chance: Random, disguise: bool) -> Corpus:
    """Spanish posts of others."""
    return _taken(
        chance,
        disguise,
        lambda number, prose: [
            f"Por {_OTHERS[number % 5]}",
            *prose.paragraphs(5),
            f"Publicado originalmente en [otro lugar](https://lugar{number}.example/a). Todos los derechos reservados.",
        ],
        "es",
    )


MAKERS: dict[str, tuple[Maker, ...]] = {
    "duplicate-content": (posted_twice, posted_five_times, over_accounts, over_platforms, dos_veces, nido),
    "template-reuse": (towns, few_towns, towns_over_accounts, ciudades, machi),
    "scraped-content": (from_feeds, from_agencies, reposted, quotes_only, tomado),
}
