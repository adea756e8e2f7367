"""Accounts that do what two rules on links name: posts to bring people elsewhere, and clipped stories."""

from collections.abc import Callable, Sequence
from random import Random

from backup.risk.corpus import Corpus
from tests.risk.making.disguise import disguised
from tests.risk.making.posts import corpus, post
from tests.risk.making.prose import Prose

Maker = Callable[[Random, bool], Corpus]

_PUSHES = (
    "If you want the best {thing} in town, [visit our website]({url}) today and see for yourself.",
    "[Click here]({url}) to get your free {thing} before the offer ends.",
    "Do not wait any longer: [buy yours now]({url}) and save twenty percent with our coupon.",
    "Thousands of happy customers cannot be wrong. [Sign up here]({url}).",
    "Have a look at [our shop]({url}), where every {thing} comes with a discount.",
    "Find out more about this {thing} on [our page]({url}) and order online.",
    "Get in touch through [our site]({url}) and claim your voucher.",
    "Limited time only! Download the catalogue [from this link]({url}).",
    "Our experts are ready to help you, so [book now]({url}) and get started.",
    "Check out [the full range]({url}) and grab a {thing} that lasts.",
)
_EMPUJA = (
    "Visita [nuestra tienda]({url}) hoy mismo y llévate un {thing} con descuento.",
    "Haz clic [aquí]({url}) y compra ya tu {thing}.",
    "[Regístrate ahora]({url}): es una oferta especial y termina pronto.",
    "Conoce [nuestro catálogo]({url}); más información en la página.",
)
_ENDS = (
    "Continue reading [on my blog]({url}).",
    "Read the rest of this story [here]({url}).",
    "The full article is on our website: [go on reading]({url}).",
    "To read the whole piece, [head over to the site]({url}).",
    "[Keep reading →]({url})",
    "Want to know how it ends? [Read the complete story on my page]({url}).",
    "[Read more]({url})",
)
_FINES = (
    "[Sigue leyendo]({url}) en mi blog.",
    "Puedes leer el artículo completo [aquí]({url}).",
    "[Leer el resto de la historia]({url})",
)
_OWARI = ("[続きはこちら]({url})", "全文は[ブログ]({url})で読めます。", "[続きを読む]({url})")


def _site(chance: Random) -> str:
    return f"https://{chance.choice(['bright', 'north', 'happy', 'silver'])}-{chance.choice(['lamps', 'mills', 'beds'])}.example"


def _pushing(chance: Random, site: str, number: int, language: str, lines: Sequence[str], count: int) -> list[str]:
    prose = Prose(chance, language)
    chosen = chance.sample(lines, count)
    said = [line.format(url=f"{site}/{number}-{place}", thing=prose.any("noun")) for place, line in enumerate(chosen)]
    return [prose.paragraph(2), " ".join(said[: count // 2 + 1]), prose.paragraph(2), " ".join(said[count // 2 + 1 :])]


def _account(
    chance: Random,
    disguise: bool,
    *,
    bad: int,
    good: int,
    body: Callable[[int], list[str]],
    language: str = "en",
    publication: str = "quiet-harbour",
) -> Corpus:
    prose = Prose(chance, language)
    posts = []
    for number in range(bad + good):
        if number < bad:
            paragraphs = [paragraph for paragraph in body(number) if paragraph]
            paragraphs = disguised(paragraphs, chance, language) if disguise else paragraphs
        else:
            paragraphs = prose.paragraphs(7)
        posts.append(post(number, paragraphs, title=prose.title(), publication=publication))
    return corpus(posts)


def one_shop(chance: Random, disguise: bool) -> Corpus:
    """Eight short posts for one shop and nothing else."""
    site = _site(chance)
    return _account(
        chance, disguise, bad=8, good=0, body=lambda number: _pushing(chance, site, number, "en", _PUSHES, 4)
    )


def shop_among_essays(chance: Random, disguise: bool) -> Corpus:
    """Six posts for one shop among six essays."""
    site = _site(chance)
    return _account(
        chance, disguise, bad=6, good=6, body=lambda number: _pushing(chance, site, number, "en", _PUSHES, 3)
    )


def sites_in_turn(chance: Random, disguise: bool) -> Corpus:
    """Nine posts, each for another customer's site."""
    return _account(
        chance,
        disguise,
        bad=9,
        good=2,
        body=lambda number: _pushing(chance, f"https://customer{number}.example", number, "en", _PUSHES, 4),
    )


def tienda(chance: Random, disguise: bool) -> Corpus:
    """Seven short posts in Spanish for one shop."""
    site = _site(chance)
    return _account(
        chance,
        disguise,
        bad=7,
        good=1,
        language="es",
        body=lambda number: _pushing(chance, site, number, "es", _EMPUJA, 3),
    )


def _clipped(chance: Random, site: str, number: int, language: str, ends: Sequence[str]) -> list[str]:
    prose = Prose(chance, language)
    beginning = prose.paragraphs(chance.choice((1, 2, 3)), 3)
    if chance.random() < 0.5:
        beginning[-1] = beginning[-1].rstrip(".。") + "…"
    return [*beginning, chance.choice(ends).format(url=f"{site}/{number}")]


def clips(chance: Random, disguise: bool) -> Corpus:
    """Six beginnings whose rest is on the writer's own site, among four whole essays."""
    return _account(
        chance,
        disguise,
        bad=6,
        good=4,
        body=lambda number: _clipped(chance, "https://ines-falk.example", number, "en", _ENDS),
    )


def clips_for_several_sites(chance: Random, disguise: bool) -> Corpus:
    """Eight beginnings for four sites, with a sign-off after the way out."""
    return _account(
        chance,
        disguise,
        bad=8,
        good=0,
        body=lambda number: [
            *_clipped(chance, f"https://paper{number % 4}.example", number, "en", _ENDS),
            "Thank you for your time, and a good week to all of you.",
        ],
    )


def recortes(chance: Random, disguise: bool) -> Corpus:
    """Five beginnings in Spanish."""
    return _account(
        chance,
        disguise,
        bad=5,
        good=2,
        language="es",
        body=lambda number: _clipped(chance, "https://ines-falk.example", number, "es", _FINES),
    )


def tsuzuki(chance: Random, disguise: bool) -> Corpus:
    """Five beginnings in Japanese."""
    return _account(
        chance,
        disguise,
        bad=5,
        good=2,
        language="ja",
        body=lambda number: _clipped(chance, "https://ines-falk.example", number, "ja", _OWARI),
    )


MAKERS: dict[str, tuple[Maker, ...]] = {
    "traffic-posts": (one_shop, shop_among_essays, sites_in_turn, tienda),
    "clipped-stories": (clips, clips_for_several_sites, recortes, tsuzuki),
}
