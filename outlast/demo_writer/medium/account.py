"""Her account at Medium: profile, memberships, whom and what she follows (formats: profile and folders)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from outlast.demo_writer.medium.others import PUBLICATIONS, TOPICS, writers
from outlast.demo_writer.medium.page import HANDLE, NAME, USER, exported, listing, page

_FOLDERS = (
    *(("blocks", "Blocked users"), ("bookmarks", "Bookmarked Posts"), ("claps", "Posts you’ve clapped for")),
    *(("highlights", "Posts you’ve highlighted"), ("interests", "Topics you’re interested in"), ("ips", "IP history")),
    *(("lists", "Lists you’ve created"), ("posts", "Posts you’ve written"), ("profile", "Profile information")),
    *(("pubs-following", "Publications you follow"), ("sessions", "Your active and inactive sessions")),
    *(("topics-following", "Topics you follow"), ("users-following", "Users you follow")),
)
_FOLLOWED_BEFORE, _FOLLOWED_LATER = 104, 131
_CHANGE = "2026-06-01"


def profile(when: datetime) -> Iterator[tuple[str, bytes]]:
    """Yield the pages that come first: who she is."""
    link = f'<a class="u-url" href="https://medium.com/@{HANDLE}">@{HANDLE}</a>'
    body = (
        f'<section class="h-card"><h3 class="p-name">{NAME}</h3><img class="u-photo" '
        'src="https://cdn-images-1.medium.com/proxy/1*a1b2c3d4e5f6a7b8c9d0e1.jpeg" '
        'style="max-width: 200px; max-height: 600px; float: right;"><h4>Account info</h4><ul>'
        f"<li><b>Profile:</b> {link}</li><li><b>Display name:</b> {NAME}</li>"
        f"<li><b>Email address:</b> maya@example.org</li><li><b>Medium user ID:</b> {USER}</li>"
        "<li><b>Created at:</b> 2023-01-9 10:00 am</li></ul><h4>Connected accounts</h4><ul></ul><h4>Membership</h4>"
        "Became a Medium member at 2024-03-4 4:08 pm</section>"
    )
    yield "profile/profile.html", page(NAME, body)
    about = "<p>I write at night, about those who are awake.</p>"
    yield (
        "profile/about.html",
        page("About", f'<section data-field="body" class="h-card">{about}</section><footer>{exported(when)}</footer>'),
    )
    yield "README.html", page(NAME, _readme())


def surroundings(when: datetime) -> Iterator[tuple[str, bytes]]:
    """Yield the pages without any times: payments, and whom and what she follows."""
    followed = _FOLLOWED_LATER if f"{when:%Y-%m-%d}" > _CHANGE else _FOLLOWED_BEFORE
    yield "blocks/blocked-users-0001.html", listing(f"{NAME} blocked users, page 1", ("<li>No blocks</li>",))
    yield "profile/memberships.html", listing("Memberships", (_MEMBERSHIP,))
    yield "profile/charges.html", listing("Charges", ("<li>Created at: 2024-03-4 4:08 pm<br>Amount: $5<br></li>",))
    yield (
        "topics-following/topics-following-0001.html",
        listing(f"{NAME} followed topics, page 1", _links((name, f"topic/{slug}") for name, slug in TOPICS)),
    )
    users = [
        f'<li class="h-entry"><a class="h-cite u-like-of" href="https://medium.com/@{user}">@{user}</a></li>'
        for user in writers(followed)
    ]
    for number, start in enumerate(range(0, len(users), 100), start=1):
        title = f"{NAME} followed users, page {number}"
        yield f"users-following/users-following-{number:04}.html", listing(title, users[start : start + 100])
    interests = {
        "writers": [(f"@{user}", f"@{user}") for user in writers(6)],
        "publications": PUBLICATIONS[:2],
        "topics": [(name, f"topic/{slug}") for name, slug in TOPICS],
        "tags": [(name, f"tag/{slug}") for name, slug in TOPICS],
    }
    for what, pairs in interests.items():
        yield f"interests/{what}.html", listing(f"{NAME}’s interests: {what}", _links(pairs), ordered=True)
    yield (
        "pubs-following/pubs-following-0001.html",
        listing(f"{NAME} followed publications, page 1", _links(PUBLICATIONS)),
    )
    body = f"<h4>Editor</h4><ul></ul><h4>Writer</h4><ul>{''.join(_links(PUBLICATIONS[:1]))}</ul>"
    heading = f"Publications where {NAME} is an editor or writer"
    yield "profile/publications.html", page(heading, f"<section><h3>{heading}</h3>{body}</section>")


_MEMBERSHIP = (
    "<li>Membership ID: 3c20f7a1b9d4<br>Started at: 2024-03-4 4:08 pm<br>Amount: $5<br>Type:Medium membership<br></li>"
)


def earnings(numbers: Iterable[tuple[str, str, str]]) -> bytes:
    """Return what stories have earned, from links, titles and sums, highest first."""
    items = (f'<li class="h-entry"><a href="{link}">{title}</a> - ${amount}</li>' for link, title, amount in numbers)
    return listing(f"{NAME}’s Partner Program posts, page 1", items)


def _links(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [f'<li><a href="https://medium.com/{path}">{name.replace("&", "&amp;")}</a></li>' for name, path in pairs]


def _readme() -> str:
    folders = "".join(f"<div><h4>/{name}</h4><ul><li>{what}</li></ul></div>" for name, what in _FOLDERS)
    return (
        f'<section class="h-card"><h1>Archive for {NAME}</h1><div><h3>Folder Structure</h3><p>Each folder has one or '
        f"more pages.</p>{folders}</div></section>"
    )
