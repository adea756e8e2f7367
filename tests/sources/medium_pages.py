"""The pages of a Medium export in their raw shape (formats: sections 1.2 to 1.5), with invented people on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape

_STYLE = "<style>\n" + "".join(
    f"  .{name} {{\n    font-family: Georgia, serif;\n    margin: {size}px;\n  }}\n"
    for size, name in enumerate(["h-card", "h-entry", "p-name", "p-summary", "e-content", "graf", "graf--p", "p-tag"])
) + "</style>"  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An invented writer."""

    user: str = "robin.example"
    name: str = "Robin O’Example"
    id: str = "0a1b2c3d4e5f"
    email: str = "robin@example.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A post as it is to be written. `published=None` makes it a draft."""

    id: str
    title: str
    body: str
    """The grafs."""
    subtitle: str | None = None
    published: datetime | None = None
    tags: tuple[str, ...] = ()
    canonical: str | None = None
    """For an imported story, where it came from."""


def moment(when: datetime) -> str:
    """Return a moment as the side folders have it: the month padded, the day and the hour not."""
    hour = when.hour % 12 or 12
    return f"{when.year}-{when.month:02}-{when.day} {hour}:{when.minute:02} {'am' if when.hour < 12 else 'pm'}"


def long_day(day: date) -> str:
    """Return a day for people: `April 4, 2026`."""
    return f"{day:%B} {day.day}, {day.year}"


def cut(title: str) -> str:
    """Return a title as Medium shortens it."""
    return title if len(title) <= 100 else title[:100] + "…"


def dashed(title: str) -> str:
    """Return a title as it stands in a file name."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in title)


def html(body: str, *, title: str | None) -> str:
    """Return a whole page."""
    named = f"<title>{escape(title, quote=False)}</title>" if title is not None else ""
    return (
        '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
        f"{named}{_STYLE}</head><body>{body}</body></html>"
    )


def listing(title: str, items: Iterable[str], *, tag: str = "ul", note: str = "", titled: bool = True) -> str:
    """Return a page of list items; each of `items` is a whole `<li>`."""
    shown = escape(title, quote=False)
    return html(
        f"<section><h3>{shown}</h3>{note}<{tag}>{''.join(items)}</{tag}></section>", title=title if titled else None
    )


def post_name(piece: Piece) -> str:
    """Return the file name of a post."""
    before = f"{piece.published.astimezone(UTC):%Y-%m-%d}" if piece.published else "draft"
    return f"posts/{before}_{dashed(cut(piece.title) or 'post')}-{piece.id}.html"


def post(piece: Piece, account: Account, exported: date) -> str:
    """Return the page of a post."""
    title = escape(cut(piece.title), quote=False)
    summary = (
        f'<section data-field="subtitle" class="p-summary">\n{escape(piece.subtitle, quote=False)}\n</section>\n'
        if piece.subtitle is not None
        else ""
    )
    return html(
        f'<article class="h-entry">\n<header>\n<h1 class="p-name">{title}</h1>\n</header>\n{summary}'
        '<section data-field="body" class="e-content">\n'
        '<section name="c8ab" class="section section--body section--first section--last">'
        '<div class="section-divider"><hr class="section-divider"></div><div class="section-content">'
        f'<div class="section-inner sectionLayout--insetColumn">{piece.body}</div></div></section>\n</section>\n'
        f"<footer>{_facts(piece, account)}{_exported(exported)}</footer></article>",
        title=cut(piece.title),
    )


def _facts(piece: Piece, account: Account) -> str:
    link = f"https://medium.com/p/{piece.id}"
    if not piece.published:
        return f'<p><a href="{link}">View original.</a></p>'
    tags = ", ".join(f'<a href="https://medium.com/tag/{tag.lower()}" class="p-tag">{tag}</a>' for tag in piece.tags)
    slug = "-".join(filter(None, dashed(cut(piece.title)).lower().split("-")))
    canonical = piece.canonical or f"https://medium.com/@{account.user}/{slug + '-' if slug else ''}{piece.id}"
    stamp = piece.published.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return (
        (f'<p class="p-tags">Tagged in {tags}</p>' if tags else "")
        + f'<p>By <a href="https://medium.com/@{account.user}" class="p-author h-card">{account.name}</a> on '
        f'<a href="{link}"><time class="dt-published" datetime="{stamp}">{long_day(piece.published)}</time></a>.</p>'
        f'<p><a href="{canonical}" class="p-canonical">Canonical link</a></p>'
    )


def _exported(day: date) -> str:
    return f'<p>Exported from <a href="https://medium.com">Medium</a> on {long_day(day)}.</p>'


def graf(text: str, *, name: str = "1a2b", tag: str = "p", classes: str = "") -> str:
    """Return a paragraph, heading or quote of a body."""
    return f'<{tag} name="{name}" id="{name}" class="graf graf--{tag} {classes}">{text}</{tag}>'


def picture(name: str) -> str:
    """Return an image of a body."""
    return (
        f'<figure name="{name}" id="{name}" class="graf graf--figure graf-after--p"><img class="graf-image" '
        f'data-image-id="1*{name}.png" data-width="1926" data-height="1104" '
        f'src="https://cdn-images-1.medium.com/max/800/1*{name}.png"></figure>'
    )


def reading(
    title: str, entries: Iterable[tuple[str, str]], *, account: Account, list_id: str, made: datetime, day: date
) -> str:
    """Return a page of `lists/`, whose `<ul>` is opened twice and never closed."""
    rows = "".join(
        f'<li data-field="post"><a href="https://medium.com/p/{post_id}">{escape(words, quote=False)}</a> </li>'
        for post_id, words in entries
    )
    stamp = made.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return html(
        f'<article class="h-entry"><header><h1 class="p-name">{title}</h1></header><section data-field="name">'
        f'<h2 class="p-summary">{title}</h2></section><section data-field="lists"><ul>{rows}<ul></section><footer>'
        f'<p>By <a href="https://medium.com/@{account.user}" class="p-author h-card">{account.user}</a> on '
        f'<time class="dt-published" datetime="{stamp}">{long_day(made)}</time>.</p>'
        f'<p><a href="https://medium.com/@{account.user}/list/{list_id}">Link to list</a></p>{_exported(day)}'
        "</footer></article>",
        title=None,
    )


def about(text: str, day: date) -> str:
    """Return the writer's page about themselves, which tells the day of the export."""
    return html(
        f'<section data-field="body" class="h-card">\n<p>{text}</p>\n</section>\n<footer>{_exported(day)}</footer>',
        title=None,
    )


def profile(account: Account, made: datetime, membership: str) -> str:
    """Return `profile.html`."""
    return html(
        f'<section class="h-card"><h3 class="p-name">{account.name}</h3>'
        '<img class="u-photo" src="https://cdn-images-1.medium.com/proxy/1*abcdef.jpeg" style="float: right;">'
        f'<h4>Account info</h4><ul><li><b>Profile:</b> <a class="u-url" href="https://medium.com/@{account.user}">'
        f"@{account.user}</a></li><li><b>Display name:</b> {account.name}</li><li><b>Email address:</b> "
        f"{account.email}</li><li><b>Medium user ID:</b> {account.id}</li><li><b>Created at:</b> {moment(made)}</li>"
        '</ul><h4>Connected accounts</h4><ul><li><b>X:</b> <a href="https://twitter.com/robin_example">@robin_example'
        f"</a></li><li><b>Google email:</b> {account.email}</li></ul><h4>Membership</h4>{membership}</section>",
        title=account.name,
    )
