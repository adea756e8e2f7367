"""What she did at Medium: claps, highlights, bookmarks, lists, sessions, addresses (formats: folders)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from outlast.demo_writer.chance import day, hex_id, iso, moment, seeded
from outlast.demo_writer.medium.others import Other, writings
from outlast.demo_writer.medium.page import HANDLE, NAME, USER, exported, listing, long_date, page, stamp
from outlast.demo_writer.prose import compose, plain
from outlast.demo_writer.words import THEMES

_START = day("2023-01-09")
_END = day("2026-09-03")
_EVENING = day("2026-08-14 20:10")
"""An evening on which she clapped for 46 stories within twelve minutes: the sort of burst that filters look for."""
_PAGE = 100
_AGENTS = (
    "Mozilla/5.0 (X11; Linux x86_64; rv:148.0) Gecko/20100101 Firefox/148.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
    "donkey/3.2.2377",
)


def activity(when: datetime) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of everything with a time, as it was then, in the order of the export's folders."""
    others = writings()
    yield "ips.html", _ips(when)
    yield "highlights/highlights-0001.html", _highlights(when)
    yield from _paged("sessions/sessions", "sessions", _sessions(when))
    yield from _lists(others, when)
    yield "bookmarks/bookmarks-0001.html", _bookmarks(others, when)
    yield from _paged("claps/claps", "claps", _claps(others, when))


def _paged(path: str, what: str, items: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for number, start in enumerate(range(0, len(items), _PAGE), start=1):
        yield f"{path}-{number:04}.html", listing(f"{NAME}’s {what}, page {number}", items[start : start + _PAGE])


def _claps(others: Sequence[Other], when: datetime) -> list[str]:
    chance = seeded("claps")
    times = [moment(chance, _START, _END) for _ in range(286)]
    times += [_EVENING + timedelta(seconds=chance.randrange(720)) for _ in range(46)]
    rows = zip(sorted(times), others, (chance.choice((1, 1, 2, 3, 5, 10, 50)) for _ in times), strict=False)
    return [
        f'<li class="h-entry">+{claps} &mdash; <a class="h-cite u-like-of" href="{other.link}">{other.title}</a> '
        f'(<time class="dt-published">{stamp(time)}</time>)</li>'
        for time, other, claps in rows
        if time <= when
    ]


def _highlights(when: datetime) -> bytes:
    chance = seeded("highlights")
    read = [text for theme in THEMES for text in compose(chance, theme, 430).paragraphs]
    items = []
    for time, text in zip(sorted(moment(chance, _START, _END) for _ in range(38)), read, strict=False):
        if time > when:
            continue
        words = plain(text).split()
        words = words if len(words) <= 28 else [*words[:27], f"{words[27]}…"]
        start, name = chance.randrange(max(1, len(words) - 8)), f"{chance.randrange(16**4):04x}"
        before, chosen, after = (
            " ".join(part) for part in (words[:start], words[start : start + 6], words[start + 6 :])
        )
        items.append(
            f'<li class="h-entry"><time class="dt-published">{stamp(time)}</time> - <p name="{name}" id="{name}" '
            f'class="graf graf--p">{before} <span class="markup--highlight"  name="selection">{chosen}</span> '
            f"{after}</p></li>"
        )
    return listing(f"{NAME}’s highlights, page 1", items)


def _bookmarks(others: Sequence[Other], when: datetime) -> bytes:
    chance = seeded("bookmarks")
    rows = zip(sorted((moment(chance, _START, _END) for _ in range(44)), reverse=True), others[300:], strict=False)
    items = (
        f'<li><a class="h-cite" href="{other.link}">{other.title}</a> '
        f'(<time class="dt-published">{stamp(time)}</time>)</li>'
        for time, other in rows
        if time <= when
    )
    return listing(f"{NAME}’s bookmarks, page 1", items)


def _sessions(when: datetime) -> list[str]:
    chance = seeded("sessions")
    items = []
    for start in sorted(moment(chance, _START, _END) for _ in range(42)):
        if start <= when:
            seen = stamp(min(start + timedelta(minutes=chance.randrange(2, 40_000)), when))
            place = chance.choice(("Last seen location: SE, Skane<br>", "Last seen location: GB<br>", ""))
            agent = f"User agent: {chance.choice(_AGENTS)}"
            items.append(f"<li>Created at: {stamp(start)}<br>Last seen at: {seen}<br>{place}{agent}</li>")
    return items


def _ips(when: datetime) -> bytes:
    chance = seeded("ips", when)
    month = timedelta(days=30)
    items = []
    for time in sorted((moment(chance, when - month, when) for _ in range(30)), reverse=True):
        # Addresses that documents may use: RFC 5737 and RFC 3849.
        address = chance.choice(
            (f"192.0.2.{chance.randrange(1, 9)}", f"198.51.100.{chance.randrange(1, 9)}", "2001:db8::7")
        )
        items.append(f"<li>IP: {address}<br>Seen at: {stamp(time)}<br></li>")
    note = "<p>Note: Medium automatically deletes stored IP addresses after 30 days.</p>"
    return listing(f"{NAME}’s IP address history", items, before=note)


def _lists(others: Sequence[Other], when: datetime) -> Iterator[tuple[str, bytes]]:
    made = (
        ("Lamps", hex_id(seeded("Lamps")), day("2024-02-03 21:15"), others[340:347]),
        ("To read on trains", hex_id(seeded("To read")), day("2025-06-30 07:02"), others[347:353]),
        ("Reading list", f"predefined:{USER}:READING_LIST", day("2023-01-09 10:00"), others[353:358]),
    )
    for name, number, since, chosen in made:
        items = "".join(
            f'<li data-field="post"><a href="https://medium.com/p/{other.number}">{other.title}</a> </li>'
            for other in chosen
        )
        body = (
            f'<article class="h-entry"><header><h1 class="p-name">{name}</h1></header><section data-field="name">'
            f'<h2 class="p-summary">{name}</h2></section><section data-field="lists"><ul>{items}<ul></section><footer>'
            f'<p>By <a href="https://medium.com/@{HANDLE}" class="p-author h-card">{HANDLE}</a> on '
            f'<time class="dt-published" datetime="{iso(since)}">{long_date(since)}</time>.</p>'
            f'<p><a href="https://medium.com/@{HANDLE}/list/{number}">Link to list</a></p>{exported(when)}</footer>'
            "</article>"
        )
        yield f"lists/{name.replace(' ', '-')}-{number}.html", page(name, body)
