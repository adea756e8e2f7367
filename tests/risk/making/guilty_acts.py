"""Writers who break one of the rules about interactions, made by chance from a seed: plain, and disguised.

Disguised: times are off by up to a fifth of the interval, a fifth of the words is another, addresses end in other
queries, and there is something innocent beside it.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

from backup.risk.activity import Activity, ActKind, FollowChange, Session
from backup.risk.corpus import Corpus
from backup.risk.post import RiskPost
from tests.risk.making.acts import START, acts, by_chance, corpus, evenings, every, response, story
from tests.risk.making.phrases import DEALS, PRAISE, PROMOTIONS, changed, small_talk

Maker = Callable[[Random, bool], Corpus]
_MINUTE = 60


def _jitter(disguised: bool) -> float:
    return 0.2 if disguised else 0.0


def _usual(chance: Random, disguised: bool) -> Iterator[RiskPost]:
    """Yield responses that are meant: those who disguise themselves write some too."""
    for number in range(chance.randrange(4, 9) if disguised else 0):
        at = START - timedelta(days=number + 1, minutes=chance.randrange(600))
        yield response(900 + number, small_talk(chance), at)


def clap_flood(chance: Random, disguised: bool) -> Corpus:
    """Three days with 220 to 400 posts clapped for."""
    times = [
        time
        for day in range(3)
        for time in every(START + timedelta(days=day), 140, chance.randrange(220, 400), chance, _jitter(disguised))
    ]
    return corpus(activity=Activity(claps=acts(ActKind.CLAP, times, chance, counts=(1, 2, 5))))


def clap_bursts(chance: Random, disguised: bool) -> Corpus:
    """Eight claps a minute, for a quarter of an hour, on four days."""
    times = [
        time
        for day in range(4)
        for time in every(
            START + timedelta(days=2 * day, hours=chance.random() * 9), 7.5, 120, chance, _jitter(disguised)
        )
    ]
    usual = evenings(40, 4, chance) if disguised else ()
    return corpus(activity=Activity(claps=acts(ActKind.CLAP, [*times, *usual], chance)))


def highlight_flood(chance: Random, disguised: bool) -> Corpus:
    """Two hundred and more highlights an hour apart from reading."""
    times = every(START, 24, chance.randrange(210, 400), chance, _jitter(disguised))
    return corpus(activity=Activity(highlights=acts(ActKind.HIGHLIGHT, times, chance)))


def response_flood(chance: Random, disguised: bool) -> Corpus:
    """More than 200 responses in a day."""
    times = every(START, 200, chance.randrange(205, 300), chance, _jitter(disguised))
    return corpus(*(response(number, small_talk(chance), at) for number, at in enumerate(times)))


def follow_flood(chance: Random, disguised: bool) -> Corpus:
    """On average 260 to 500 follows a day between two exports."""
    days = chance.randrange(3, 8)
    added = tuple(f"https://medium.com/@w{number}" for number in range(days * chance.randrange(260, 500)))
    change = FollowChange(since=START, until=START + timedelta(days=days), added=added)
    return corpus(activity=Activity(follow_changes=(change,)))


def same_promotion(chance: Random, disguised: bool) -> Corpus:
    """Sends readers to the same place under a dozen stories or more."""
    phrase, link = chance.choice(PROMOTIONS), f"https://{chance.choice(('grow', 'fast', 'rich'))}-writer.example/join"
    texts = [phrase.format(link=link) for _ in range(chance.randrange(12, 24))]
    if disguised:
        texts = [f"{small_talk(chance)} {changed(text, chance)}" for text in texts]
    times = by_chance(START, 5000, len(texts), chance)
    return corpus(
        *(response(number, text, at) for number, (text, at) in enumerate(zip(texts, times, strict=True))),
        *_usual(chance, disguised),
    )


def mentions(chance: Random, disguised: bool) -> Corpus:
    """Calls thirty people by name in posts of a few lines."""
    posts = []
    for number in range(6):
        names = tuple(f"@reader{chance.randrange(10**6)}" for _ in range(chance.randrange(22, 40)))
        text = "Please read this one. " * (2 if not disguised else chance.randrange(4, 9))
        posts.append(story(number, [text + " ".join(names)], START + timedelta(days=3 * number), mentions=names))
    return corpus(*posts)


def deal(chance: Random, disguised: bool) -> Corpus:
    """A post, or some responses, that offer claps for claps, or money for them."""
    lines = list(chance.choice(DEALS))
    chance.shuffle(lines)
    if disguised:
        lines = [changed(line, chance) for line in lines]
        lines.insert(chance.randrange(len(lines)), small_talk(chance))
    if chance.random() < 0.5:
        return corpus(story(1, lines, START), *_usual(chance, disguised))
    return corpus(
        *(response(number, line, START + timedelta(hours=5 * number)) for number, line in enumerate(lines)),
        *_usual(chance, disguised),
    )


def clap_circle(chance: Random, disguised: bool) -> Corpus:
    """Fifty claps for the same ten people every other evening, where addresses tell whose the stories are."""
    people = [f"pal{chance.randrange(10**6)}" for _ in range(chance.randrange(8, 13))]
    found = []
    for night in range(9):
        start = START + timedelta(days=2 * night, hours=11 + chance.uniform(-1, 1))
        present = [one for one in people if not disguised or chance.random() > 0.12]
        for one, time in zip(present, every(start, 95, len(present), chance, 0.5), strict=True):
            found += acts(ActKind.CLAP, [time], chance, counts=(45, 48, 50) if disguised else (50,), by=one)
    if disguised:
        for one in range(12):
            found += acts(ActKind.CLAP, [START + timedelta(days=one, hours=2)], chance, by=f"stranger{one}")
    return corpus(activity=Activity(claps=tuple(sorted(found, key=lambda act: act.at or START))))


def full_claps_at_once(chance: Random, disguised: bool) -> Corpus:
    """Fifty claps each for five posts or more a minute, several times."""
    times = [
        time
        for day in range(5)
        for time in every(START + timedelta(days=day, hours=chance.random() * 8), 11, 14, chance, _jitter(disguised))
    ]
    full = acts(ActKind.CLAP, times, chance, counts=(42, 47, 50, 50) if disguised else (50,))
    usual = acts(ActKind.CLAP, evenings(40, 3, chance), chance, counts=(1, 1, 3)) if disguised else ()
    return corpus(activity=Activity(claps=tuple(sorted((*full, *usual), key=lambda act: act.at or START))))


def full_claps_by_the_clock(chance: Random, disguised: bool) -> Corpus:
    """Fifty claps every four to nine minutes for some hours."""
    times = every(START, _MINUTE * chance.uniform(4, 9), chance.randrange(36, 60), chance, _jitter(disguised))
    claps = acts(ActKind.CLAP, times, chance, counts=(44, 50, 50) if disguised else (50,))
    return corpus(activity=Activity(claps=claps))


def reading_ring(chance: Random, disguised: bool) -> Corpus:
    """A clap and a line of praise at one story after the other, on four days."""
    responses, times = [], []
    for day in range(4):
        start = START + timedelta(days=day, hours=chance.uniform(0, 9))
        for at in every(start, 150, chance.randrange(11, 20), chance, 0.4):
            text = chance.choice(PRAISE)
            responses.append(response(len(responses), changed(text, chance) if disguised else text, at))
            times.append(at + timedelta(seconds=chance.uniform(-90, 60)))
    return corpus(
        *responses,
        *_usual(chance, disguised),
        activity=Activity(claps=acts(ActKind.CLAP, times, chance, counts=(1, 50))),
    )


def clockwork(chance: Random, disguised: bool) -> Corpus:
    """Claps, highlights or responses at one interval for hours."""
    times = list(every(START, _MINUTE * chance.uniform(3, 20), chance.randrange(45, 120), chance, _jitter(disguised)))
    kind = chance.choice((ActKind.CLAP, ActKind.HIGHLIGHT, ActKind.RESPONSE))
    if kind is ActKind.RESPONSE:
        return corpus(*(response(number, small_talk(chance), at) for number, at in enumerate(times)))
    found = acts(kind, times, chance)
    other = acts(ActKind.BOOKMARK, evenings(30, 1, chance), chance) if disguised else ()
    return corpus(
        activity=Activity(claps=found, bookmarks=other)
        if kind is ActKind.CLAP
        else Activity(highlights=found, bookmarks=other)
    )


def clockwork_with_gaps(chance: Random, disguised: bool) -> Corpus:
    """The same for longer, and a third of the stories are gone, so their claps are not in the export."""
    times = every(START, _MINUTE * chance.uniform(4, 15), 160, chance, _jitter(disguised))
    kept = [time for time in times if chance.random() > 0.33]
    return corpus(activity=Activity(claps=acts(ActKind.CLAP, kept, chance, counts=(1, 2))))


def sleepless(chance: Random, disguised: bool) -> Corpus:
    """Acts by chance, and yet for four days and nights without a pause."""
    pace = chance.uniform(700, 1500)
    times = list(by_chance(START, pace, round(4 * 86_400 / pace), chance))
    if disguised:
        times = [time + timedelta(seconds=chance.uniform(-0.2, 0.2) * pace) for time in times]
    half = len(times) // 2
    chance.shuffle(times)
    return corpus(
        activity=Activity(
            claps=acts(ActKind.CLAP, times[:half], chance), bookmarks=acts(ActKind.BOOKMARK, times[half:], chance)
        )
    )


def many_a_minute(chance: Random, disguised: bool) -> Corpus:
    """A dozen claps and more each minute, for ten minutes."""
    times = every(START, 4, 150, chance, _jitter(disguised))
    return corpus(activity=Activity(claps=acts(ActKind.CLAP, times, chance)))


def program_sessions(chance: Random, disguised: bool) -> Corpus:
    """Signed in by programs, again and again."""
    agents = ("python-requests/2.32.3", "Mozilla/5.0 (X11) HeadlessChrome/126.0 Safari/537.36", "curl/8.9.1")
    agent = chance.choice(agents)
    usual = "Mozilla/5.0 (X11; Linux x86_64; rv:148.0) Gecko/20100101 Firefox/148.0"
    times = list(every(START, 3600, 12, chance, _jitter(disguised)))
    sessions = [
        Session(at=at, agent=agent if not disguised or at is times[0] else chance.choice((agent, usual)))
        for at in times
    ]
    return corpus(activity=Activity(sessions=tuple(sessions)))


MAKERS: dict[str, tuple[Maker, ...]] = {
    "bulk-interactions": (clap_flood, clap_bursts, highlight_flood, response_flood, follow_flood),
    "repeated-promotion": (same_promotion, same_promotion, same_promotion, mentions),
    "brigades-and-bounties": (deal, deal, deal, clap_circle),
    "deceptive-engagement": (full_claps_at_once, full_claps_by_the_clock, reading_ring),
    "automation": (clockwork, clockwork_with_gaps, sleepless, many_a_minute, program_sessions),
}


def guilty(rule: str, *, disguised: bool, cases: int = 60) -> Iterator[tuple[str, Corpus]]:
    """Yield the labelled writers of a rule with their names, the same each time."""
    makers = MAKERS[rule]
    for number in range(cases):
        maker = makers[number % len(makers)]
        chance = Random(f"{rule} {number}")
        yield f"{maker.__name__} {number}", maker(chance, disguised)
