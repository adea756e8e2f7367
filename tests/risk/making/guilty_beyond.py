"""Accounts that do, or to whom is done, what the rules beyond the ten name: plain, and as somebody would hide it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from random import Random

from backup.risk.activity import Activity, Comment, Session
from backup.risk.corpus import Corpus, Embed, Picture, RiskPost
from tests.risk.making.disguise import disguised
from tests.risk.making.posts import START, corpus, post
from tests.risk.making.prose import Prose

Maker = Callable[[Random, bool], Corpus]


def _posts(chance: Random, disguise: bool, lines: Callable[[int], list[str]], count: int = 6) -> list[RiskPost]:
    """Return posts of some prose and these lines; a disguised one has changed prose and the lines somewhere in it."""
    prose = Prose(chance)
    made = []
    for number in range(count):
        body, given = prose.paragraphs(chance.randint(3, 6)), lines(number)
        if disguise:
            body = disguised(body, chance)
            place = chance.randint(0, len(body))
            body[place:place] = given
        else:
            body += given
        made.append(post(number, body, title=prose.title()))
    return made


def affiliate(chance: Random, disguise: bool) -> Corpus:
    """Links every lamp with a code, and says nothing."""
    plain = "https://www.amazon.com/dp/B{}?tag=lamps-20"
    hidden = (
        "https://www.amazon.co.uk/x/dp/B{}?psc=1&tag=lamps-21",
        "https://prf.hn/click/{}",
        "https://lamps.pxf.io/{}",
    )
    return corpus(
        _posts(
            chance,
            disguise,
            lambda number: [f"I like [this one]({(hidden[number % 3] if disguise else plain).format(number)})."],
        )
    )


def collector(chance: Random, disguise: bool) -> Corpus:
    """Has a form in every post."""
    form = (
        Embed(kind="ck.page", host="lamps.ck.page", url="https://lamps.ck.page/1")
        if disguise
        else Embed(kind="upscribe", host="upscri.be", url="https://upscri.be/1")
    )
    return corpus(replace(each, embeds=(form,)) for each in _posts(chance, disguise, lambda _: []))


def sponsored(chance: Random, disguise: bool) -> Corpus:
    """Thanks a sponsor in every post."""
    said = ("Today’s sponsor is Lantern & Sons.", "A word from our sponsors: light!", "What a lamp. #sponsored")
    return corpus(
        _posts(
            chance,
            disguise,
            lambda number: [said[number % 3] if disguise else "This post is sponsored by Lantern & Sons."],
        )
    )


def token_seller(chance: Random, disguise: bool) -> Corpus:
    """Sells a token."""
    about = (
        "Our token runs on a blockchain of its own, and every wallet can hold the crypto coin: bitcoin has a sister."
    )
    said = ("Get in on our presale.", "Claim some free tokens today.", "It has 100x potential, they say.")
    return corpus(
        _posts(
            chance,
            disguise,
            lambda number: [about, said[number % 3] if disguise else "The presale is live: buy your tokens."],
        )
    )


def hashtags(chance: Random, disguise: bool) -> Corpus:
    """Ends with a row of tags."""
    prose = Prose(chance)
    sign = " " if not disguise else ", "
    return corpus(_posts(chance, disguise, lambda _: [sign.join(f"#{prose.any('noun')}" for _ in range(14))]))


def sudden(chance: Random, disguise: bool) -> Corpus:
    """Wrote once a week, then five (three) times a day."""
    days = [7.0 * week + chance.uniform(0, 3) for week in range(16)]
    days += [113 + number / (3 if disguise else 5) + chance.uniform(0, 0.1) for number in range(60)]
    made = _posts(chance, disguise, lambda _: [], count=len(days))
    return corpus(replace(each, published=START + timedelta(days=day)) for each, day in zip(made, days, strict=True))


def agency_pictures(chance: Random, disguise: bool) -> Corpus:
    """Shows pictures of an agency."""
    address = "https://media.gettyimages.com/id/{}/photo.jpg"
    if disguise:
        address = "https://substackcdn.com/image/fetch/w_1/https%3A%2F%2Fc8.alamy.com%2Fcomp%2F{}.jpg"
    return corpus(
        replace(each, media=(Picture(url=address.format(each.id), alt="A lamp"),))
        for each in _posts(chance, disguise, lambda _: [])
    )


def deceiver(chance: Random, disguise: bool) -> Corpus:
    """Links to what looks like a known name."""
    hidden = (
        "[www.paypal.com](https://pay.check.example/{})",
        "[here](https://paypal.com@check.example/{})",
        "[your account](https://paypal-secure.check.example/{})",
    )
    return corpus(
        _posts(
            chance,
            disguise,
            lambda number: [(hidden[number % 3] if disguise else "[here](https://paypa1.com/{})").format(number)],
        )
    )


def entered(chance: Random, disguise: bool) -> Corpus:
    """Is entered from abroad, an hour after being at home."""
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:148.0) Gecko/20100101 Firefox/148.0"
    home = [START + timedelta(days=6 * number + chance.uniform(0, 2)) for number in range(15)]
    rows = [Session(at=at, last_seen=at, country="PT", place="PT, Porto", agent=agent) for at in home]
    late = home[-1] + timedelta(minutes=chance.uniform(20, 160))
    other = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36"
    rows.append(Session(at=late, last_seen=late, country="VN", place="VN", agent=agent if disguise else other))
    return replace(corpus(_posts(chance, False, lambda _: [])), activity=Activity(sessions=tuple(rows)))


def posed_as(chance: Random, disguise: bool) -> Corpus:
    """Has a commenter who poses as the writer."""
    prose = Prose(chance)
    made = corpus(_posts(chance, False, lambda _: []))
    facts = tuple(replace(one, handle="inesfalk") for one in made.publications)
    people: Iterable[tuple[str, str, str]] = (
        *((f"{prose.any('noun').title()} Quell", f"quell{number}", prose.sentence()) for number in range(20)),
        ("Ines Fаlk" if disguise else "Ines FaIk", "ines.falk_" if disguise else "falk2", "Message me on Telegram."),
    )
    comments = tuple(
        Comment(publication="quiet-harbour", post=None, name=name, handle=handle, text=text, at=START)
        for name, handle, text in people
    )
    return replace(made, publications=facts, activity=Activity(comments=comments))


GUILTY: dict[str, tuple[Maker, ...]] = {
    "affiliate-links": (affiliate,),
    "email-collecting": (collector,),
    "third-party-ads": (sponsored,),
    "crypto-promotion": (token_seller,),
    "tag-stuffing": (hashtags,),
    "sudden-frequency": (sudden,),
    "picture-sources": (agency_pictures,),
    "link-patterns": (deceiver,),
    "foreign-sessions": (entered,),
    "lookalike-handles": (posed_as,),
}
