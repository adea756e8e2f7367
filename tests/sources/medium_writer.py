"""Writes synthetic Medium exports of any size in the exact raw shape, in the layouts of 2017 and of 2026.

`write_zip(Plan(posts=3041, claps=15467, claps_pages=218), path)` makes one like the largest real export seen.
"""

import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from html import escape
from pathlib import Path

from tests.sources import medium_pages as pages
from tests.sources.medium_pages import Account, Piece, graf, listing, moment

_WORDS = ["river", "paper", "window", "letter", "quiet", "morning", "kitchen", "garden", "winter", "bread", "music"]
_WORDS += [
    "stone",
    "light",
    "city",
    "train",
    "small",
    "answer",
    "question",
    "long",
    "road",
    "friend",
    "table",
    "reason",
]
_FIRST = datetime(2016, 1, 3, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much of everything the export is to hold. Pages hold 100 rows."""

    layout: int = 2026
    """2017: no lists, tags in the footers, no title on some pages. 2026: `ips.html` and `charges.html` in one page."""
    posts: int = 8
    """Stories, responses and drafts together."""
    responses: int = 2
    drafts: int = 2
    paragraphs: int = 8
    claps: int = 5
    claps_pages: int | None = None
    """More pages than the claps fill: Medium drops claps of posts that are gone from their pages."""
    bookmarks: int = 3
    highlights: int = 2
    follows: int = 4
    """Each of users, publications and topics."""
    interests: int = 2
    blocks: int = 0
    sessions: int = 2
    ips: int = 2
    lists: int = 2
    """The reading list included."""
    entries: int = 3
    """Of each list but the last, which is empty."""
    memberships: int = 1
    charges: int = 2
    earnings: int = 0
    friends: int = 0
    exported: date = date(2026, 4, 4)
    seed: int = 1
    account: Account = field(default_factory=Account)


def files(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the names and pages of the export, in the order in which Medium packs them."""
    rng = random.Random(plan.seed)
    account, name = plan.account, plan.account.name
    yield "profile/profile.html", pages.profile(account, _FIRST, "Not a Medium member")
    if plan.layout > 2020:
        yield "profile/about.html", pages.about("I write about bread and rivers.", plan.exported)
    yield "README.html", _readme(name)
    yield from _addresses(plan)
    yield from _paged("highlights/highlights", f"{name}’s quotes", plan.highlights, _highlight)
    yield from _paged("blocks/blocked-users", f"{name} blocked users", plan.blocks, _user, none="<li>No blocks</li>")
    yield from _money(plan)
    yield from _paged("sessions/sessions", f"{name}’s sessions", plan.sessions, _session)
    follows = (("topics", _topic), ("users", _user), ("pubs", _publication))
    for kind, row in follows:
        what = {"pubs": "publications"}.get(kind, kind)
        yield from _paged(f"{kind}-following/{kind}-following", f"{name} followed {what}", plan.follows, row)
    if plan.layout > 2020:
        yield from _paged("twitter/suggested-friends", f"{name}’s suggested Twitter friends", plan.friends, _friend)
    for kind, row in (("writers", _writer), ("publications", _publication), ("topics", _topic), ("tags", _tag)):
        title = f"{kind.capitalize()} {name} has shown interest in"
        yield f"interests/{kind}.html", listing(title, map(row, range(plan.interests)), tag="ol")
    yield "profile/publications.html", _publications(name)
    if plan.layout > 2020:
        yield from _lists(plan)
    yield from _paged("bookmarks/bookmarks", f"{name}’s bookmarks", plan.bookmarks, _bookmark)
    yield from _paged("claps/claps", f"{name}’s claps", plan.claps, _clap, spread=plan.claps_pages)
    for piece in pieces(plan, rng):
        yield pages.post_name(piece), pages.post(piece, account, plan.exported)
    if plan.earnings:
        yield from _paged("partner-program/posts", "Partner Program posts", plan.earnings, _earning)


def pieces(plan: Plan, rng: random.Random) -> Iterator[Piece]:
    """Yield the stories, then the responses, then the drafts."""
    stories = plan.posts - plan.responses - plan.drafts
    pool = [" ".join(rng.choices(_WORDS, k=60)).capitalize() + "." for _ in range(40)]
    for number in range(plan.posts):
        post_id = f"{0x5F0000000000 + number * 7919:012x}"
        when = _FIRST + timedelta(hours=19 * number, milliseconds=number)
        words = rng.choices(pool, k=max(plan.paragraphs, 1))
        if stories <= number < stories + plan.responses:
            title = f"Thank you for this, number {number}."
            body = graf(f"<strong>{title}</strong> {words[0]}", classes="graf--leading graf--trailing")
            yield Piece(id=post_id, title=title, body=body, published=when)
            continue
        title = f"Story {number}: {' '.join(rng.choices(_WORDS, k=6))} & more"
        head = graf(escape(title, quote=False), tag="h3", classes="graf--leading graf--title")
        rest = "".join(graf(text, name=f"{at:04x}", classes="graf-after--p") for at, text in enumerate(words))
        draft = number >= stories + plan.responses
        yield Piece(
            id=post_id,
            title=title,
            body=head + pages.picture(f"p{number}") + rest,
            subtitle=words[0][:139] + "…",
            published=None if draft else when,
            tags=("Bread", "Rivers") if plan.layout < 2019 and not draft else (),
        )


def write_zip(plan: Plan, path: Path, *, prefix: str = "") -> Path:
    """Write the export as one ZIP, stamped noon of its day, and return its path."""
    stamp = datetime.combine(plan.exported, time(12)).timetuple()[:6]
    with zipfile.ZipFile(path, "w") as archive:
        for name, page in files(plan):
            info = zipfile.ZipInfo(prefix + name, stamp)
            info.create_system = 3
            archive.writestr(info, page, zipfile.ZIP_DEFLATED, 1)
    return path


def write_folder(plan: Plan, folder: Path) -> Path:
    """Write the export as a folder, with `_` for `:` in names as Windows has it, and return its path."""
    for name, page in files(plan):
        target = folder / name.replace(":", "_")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page.encode())
    return folder


def _paged(
    stem: str,
    title: str,
    count: int,
    row: Callable[[int], str],
    *,
    none: str = "",
    spread: int | None = None,
    note: str = "",
) -> Iterator[tuple[str, str]]:
    number_of_pages = spread or max(-(-count // 100), 1)
    on_each = -(-count // number_of_pages) or 1
    for page in range(number_of_pages):
        rows = [row(at) for at in range(page * on_each, min((page + 1) * on_each, count))]
        yield f"{stem}-{page + 1:04}.html", listing(f"{title}, page {page + 1}", rows or [none], note=note)


def _when(at: int) -> str:
    return f'<time class="dt-published">{moment(_FIRST + timedelta(minutes=37 * at))}</time>'


def _post(at: int) -> str:
    return f"https://medium.com/p/a-piece-{at}-{0xB00000000000 + at:012x}"


def _clap(at: int) -> str:
    link = f'<a class="h-cite u-like-of" href="{_post(at)}">A piece &amp; a half, {at}</a>'
    return f'<li class="h-entry">+{at % 51} &mdash; {link} ({_when(at)})</li>'


def _bookmark(at: int) -> str:
    return f'<li><a class="h-cite" href="{_post(at)}">A piece {at}</a> ({_when(at)})</li>'


def _highlight(at: int) -> str:
    text = f'…and so <span class="markup--highlight"  name="selection">it was {at}</span>, they say'
    return f'<li class="h-entry">{_when(at)} - <p name="77d5" id="77d5" class="graf graf--p">{text}</p></li>'


def _user(at: int) -> str:
    return f'<li class="h-entry"><a class="h-cite u-like-of" href="https://medium.com/@reader{at}">@reader{at}</a></li>'


def _friend(at: int) -> str:
    return f'<li><a class="u-url" href="https://medium.com/@friend{at}">@friend{at}</a></li>'


def _writer(at: int) -> str:
    return f'<li><a href="https://medium.com/@writer{at}">Writer {at}</a></li>'


def _publication(at: int) -> str:
    return f'<li><a href="https://magazine{at}.example.org">Magazine {at}</a></li>'


def _topic(at: int) -> str:
    return f'<li><a href="https://medium.com/topic/topic-{at}">Topic {at}</a></li>'


def _tag(at: int) -> str:
    return f'<li><a href="https://medium.com/tag/tag-{at}">Tag {at}</a></li>'


def _session(at: int) -> str:
    began = _FIRST + timedelta(days=at)
    place = f"<br>Last seen location: XX, Region {at}" if at % 2 else ""
    return (
        f"<li>Created at: {moment(began)}<br>Last seen at: {moment(began + timedelta(hours=5))}{place}"
        f"<br>User agent: Mozilla/5.0 (X11; Linux x86_64; rv:{at}) Gecko/20100101</li>"
    )


def _earning(at: int) -> str:
    return f'<li class="h-entry"><a href="{_post(at)}">A piece {at}</a> - &#36;{1000 - at}.25</li>'


def _addresses(plan: Plan) -> Iterator[tuple[str, str]]:
    title = f"{plan.account.name}’s IP history"
    note = "<p>Note: Medium automatically deletes stored IP addresses after 30 days.</p>"

    def row(at: int, label: str = "Created at", end: str = "") -> str:
        address = f"192.0.2.{at % 250}" if at % 3 else f"2001:db8::{at:x}"
        return f"<li>IP: {address}<br>{label}: {moment(_FIRST + timedelta(hours=at))}{end}</li>"

    if plan.layout > 2024:
        rows = [row(at, "Seen at", "<br>") for at in range(plan.ips)]
        yield "ips.html", listing(title, rows, note=note)
    elif plan.ips:
        yield from _paged("ips/ips", title, plan.ips, row, note=note)


def _money(plan: Plan) -> Iterator[tuple[str, str]]:
    space = " " if plan.layout < 2020 else ""
    memberships = [
        f"<li>Membership ID: {at:012x}<br>Started at: {moment(_FIRST + timedelta(days=365 * at))}<br>Amount: $5<br>"
        f"Type:{space}Medium membership<br></li>"
        for at in range(plan.memberships)
    ]
    rows = memberships or ["<li>No memberships</li>"]
    yield "profile/memberships.html", listing("Memberships", rows, titled=plan.layout > 2020)
    name = "profile/charges.html" if plan.layout > 2024 else "profile/charges-0001.html"
    charges = [
        f"<li>Created at: {moment(_FIRST + timedelta(days=30 * at))}<br>Amount: $5<br></li>"
        for at in range(plan.charges)
    ]
    if charges:
        yield name, listing("Charges", charges)


def _publications(name: str) -> str:
    body = f"<h4>Editor</h4><ul></ul><h4>Writer</h4><ul>{_publication(1)}{_publication(2)}</ul>"
    title = f"Publications where {name} is an editor or writer"
    return pages.html(f"<section><h3>{title}</h3>{body}</section>", title=title)


def _lists(plan: Plan) -> Iterator[tuple[str, str]]:
    for number in range(plan.lists):
        reading = number == 0
        title = "Reading list" if reading else f"List {number}"
        list_id = f"predefined:{plan.account.id}:READING_LIST" if reading else f"{0xC00000000000 + number:012x}"
        entries = [(f"{0xB00000000000 + at:012x}", f"A piece {at}") for at in range(plan.entries)]
        last = number == plan.lists - 1
        yield (
            f"lists/{pages.dashed(title)}-{list_id}.html",
            pages.reading(
                title,
                [] if last else entries,
                account=plan.account,
                list_id=list_id,
                made=_FIRST + timedelta(days=number),
                day=plan.exported,
            ),
        )


def _readme(name: str) -> str:
    parts = "".join(f"<div><h4>/{folder}</h4><ul><li>{folder}</li></ul></div>" for folder in ("claps", "posts"))
    return pages.html(
        f'<section class="h-card"><h1>Archive for {name}</h1><div><h3>Folder Structure</h3>{parts}</div></section>',
        title=name,
    )
