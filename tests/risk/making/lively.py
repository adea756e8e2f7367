"""Writers who do a lot and nothing wrong, made by chance from a seed: what they do may look like more than it is."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

from backup.risk.activity import Activity, ActKind, Comment, FollowChange, Session
from backup.risk.corpus import Corpus
from tests.risk.making.acts import START, acts, by_chance, corpus, evenings, response, story
from tests.risk.making.phrases import PRAISE, small_talk

Maker = Callable[[Random], Corpus]


def sunday_reader(chance: Random) -> Corpus:
    """Reads forty stories on a Sunday, three to eight minutes each, and claps for every one."""
    sunday, times = START + timedelta(days=6, hours=2), []
    for _ in range(40):
        sunday += timedelta(minutes=chance.uniform(3, 8))
        times.append(sunday)
    return corpus(activity=Activity(claps=acts(ActKind.CLAP, times, chance, counts=(1, 5, 50))))


def generous_reader(chance: Random) -> Corpus:
    """Reads every evening for two years and gives fifty claps to all of it."""
    return corpus(activity=Activity(claps=acts(ActKind.CLAP, evenings(700, 5, chance), chance, counts=(50,))), days=700)


def reader_with_open_tabs(chance: Random) -> Corpus:
    """Reads in thirty tabs and claps at the end, all within five minutes, once a month."""
    times = [
        time for month in range(6) for time in by_chance(START + timedelta(days=30 * month, hours=12), 10, 30, chance)
    ]
    return corpus(activity=Activity(claps=acts(ActKind.CLAP, times, chance, counts=(1, 10, 50))), days=200)


def generous_reader_with_open_tabs(chance: Random) -> Corpus:
    """The same, and gives all fifty to each, one every four seconds."""
    times = [
        time for month in range(9) for time in by_chance(START + timedelta(days=30 * month, hours=12), 4, 40, chance)
    ]
    return corpus(activity=Activity(claps=acts(ActKind.CLAP, times, chance, counts=(50,))), days=270)


def weekly_live_chatter(chance: Random) -> Corpus:
    """Comments on a show each week, for two hours."""
    times = [time for week in range(6) for time in by_chance(START + timedelta(days=7 * week), 30, 200, chance)]
    return corpus(*(response(number, small_talk(chance), at) for number, at in enumerate(times)))


def team(chance: Random) -> Corpus:
    """Five people in three parts of the world use one account, all week."""
    times = sorted(by_chance(START, 1300, 500, chance))
    return corpus(activity=Activity(claps=acts(ActKind.CLAP, times, chance, counts=(1, 3))))


def answers_with_part_two(chance: Random) -> Corpus:
    """Answers thirty-five comments in two hours with “Part two is here”."""
    texts = [f"Thank you! Part two is here: https://medium.com/@tidebook/part-two-{number % 2}" for number in range(35)]
    times = by_chance(START, 200, 35, chance)
    return corpus(*(response(number, text, at) for number, (text, at) in enumerate(zip(texts, times, strict=True))))


def live_chatter(chance: Random) -> Corpus:
    """Comments on a live event for two hours, about forty seconds apart."""
    times = by_chance(START, 40, 160, chance)
    return corpus(*(response(number, small_talk(chance), at) for number, at in enumerate(times)))


def happy_commenter(chance: Random) -> Corpus:
    """Five comments an evening for three months, a third of them no more than praise, most with a clap."""
    posts, times = [], []
    for number, at in enumerate(evenings(90, 5, chance)):
        posts.append(response(number, chance.choice(PRAISE) if chance.random() < 0.33 else small_talk(chance), at))
        if chance.random() < 0.7:
            times.append(at + timedelta(minutes=chance.uniform(-3, 1)))
    return corpus(*posts, activity=Activity(claps=acts(ActKind.CLAP, times, chance, counts=(1, 3, 50))), days=90)


def signs_with_link(chance: Random) -> Corpus:
    """Answers questions under her stories and links the same manual now and then."""
    posts = [
        response(
            number, small_talk(chance) + (" It is in https://docs.example.org/manual" if number % 9 == 0 else ""), at
        )
        for number, at in enumerate(evenings(60, 4, chance))
    ]
    return corpus(*posts)


def editor(chance: Random) -> Corpus:
    """Highlights a long draft, a passage every half minute or so, and bookmarks what she will edit next."""
    marks = list(by_chance(START, 35, 110, chance))
    put_by = by_chance(START + timedelta(hours=3), 6, 25, chance)
    return corpus(
        activity=Activity(
            highlights=acts(ActKind.HIGHLIGHT, marks, chance), bookmarks=acts(ActKind.BOOKMARK, put_by, chance)
        )
    )


def morning_paper(chance: Random) -> Corpus:
    """Claps for one story each morning at about half past seven, for a year."""
    times = [START + timedelta(days=day, minutes=30 + chance.uniform(-6, 6)) for day in range(365)]
    return corpus(activity=Activity(claps=acts(ActKind.CLAP, times, chance)), days=365)


def friends(chance: Random) -> Corpus:
    """Reads eight friends on most Sundays, claps fifty times, and is read by them."""
    people = [f"friend{number}" for number in range(8)]
    claps, comments = [], []
    for week in range(12):
        for number, one in enumerate(people):
            at = START + timedelta(days=7 * week + 6, minutes=25 * number + chance.uniform(0, 20))
            if chance.random() < 0.6:
                claps += acts(ActKind.CLAP, [at], chance, counts=(5, 50), by=one)
            if chance.random() < 0.4:
                comments.append(
                    Comment(publication="tidebook", post=None, name=one, handle=one, text=small_talk(chance), at=at)
                )
    return corpus(activity=Activity(claps=tuple(claps), comments=tuple(comments)), days=90)


def critic(chance: Random) -> Corpus:
    """Writes about follow-for-follow, engagement pods and paid claps, against them."""
    lines = [
        "Every week somebody writes to me: follow for follow, clap for clap.",
        "I never answer, and I do not follow anybody back because they ask.",
        "Engagement groups are forbidden by the rules, and they are dull.",
        "What do you gain if fifty people clap who have not read a line?",
        "Last year a firm offered writers money for comments, and some took it.",
    ]
    around = [" ".join(small_talk(chance) for _ in range(4)) for _ in range(8)]
    return corpus(story(1, [*around[:4], *lines, *around[4:]], START))


def thank_you_list(chance: Random) -> Corpus:
    """An editor’s list of the forty writers of the year, with mentions."""
    names = tuple(f"@writer{number}" for number in range(40))
    lines = [f"{name}: {small_talk(chance)} {small_talk(chance)} {small_talk(chance)}" for name in names]
    return corpus(story(1, lines, START, mentions=names))


def traveller(chance: Random) -> Corpus:
    """Cannot sleep on a flight of twenty hours, changes devices, follows sixty people of a conference."""
    times = by_chance(START, 1500, 40, chance)
    agents = ("donkey/3.2.2377", "Mozilla/5.0 (iPhone) Mobile/15E148", "Mozilla/5.0 (X11) Firefox/148.0")
    sessions = tuple(
        Session(at=START + timedelta(minutes=chance.uniform(0, 900)), agent=chance.choice(agents)) for _ in range(14)
    )
    change = FollowChange(
        since=START, until=START + timedelta(days=30), added=tuple(f"https://medium.com/@c{n}" for n in range(60))
    )
    return corpus(
        activity=Activity(claps=acts(ActKind.CLAP, times, chance), sessions=sessions, follow_changes=(change,))
    )


MAKERS: tuple[Maker, ...] = (
    sunday_reader, generous_reader, reader_with_open_tabs, live_chatter, happy_commenter, signs_with_link, editor,
    generous_reader_with_open_tabs, weekly_live_chatter, team, answers_with_part_two, morning_paper, friends, critic, thank_you_list, traveller,
)  # fmt: skip


def lively(cases: int = 8) -> Iterator[tuple[str, Corpus]]:
    """Yield several writers of each kind with their names, the same each time."""
    for maker in MAKERS:
        for number in range(cases):
            yield f"{maker.__name__} {number}", maker(Random(f"{maker.__name__} {number}"))
