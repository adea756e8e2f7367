"""The bodies of her posts, as `posts/<id>.<slug>.html` holds them: one line of HTML without head or title."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from outlast.demo_writer.chance import seeded
from outlast.demo_writer.prose import Essay, compose, inline
from outlast.demo_writer.substack.posts import Planned
from outlast.demo_writer.widgets import ASIDES, PUBLICATION, cards
from outlast.demo_writer.widgets.buttons import PAYWALL, subscribe_form
from outlast.demo_writer.widgets.pictures import picture
from outlast.demo_writer.widgets.text import footnote, old_footnote
from outlast.demo_writer.words import texts

_ABOUT = texts("""
I am Maya Lindqvist. I write to you at night, from trains, harbours and a kitchen table, about the people who are awake
with me.

A letter goes out by mail on some Sundays. Shorter notes stand only here. Those who pay get a few more, and my thanks,
which are real and are sent by post.

None of it is urgent. If you miss one, it will wait.
""")
_THREAD = "Mine is the fishing forecast. Tell us yours: the station, the hour, and what the window looks out on."
_EDITOR = "This is where you can write. Headings, pictures and buttons are in the bar above. Press Publish when ready."
_SHOW_NOTES = "Recorded in one go, at the usual table. The train at minute nine is a real one; I left it in."
_CLAIM = (
    "At the quay the table is right to the minute. At the bar, high water comes *{}* minutes after it, because the sea "
    "has to get round the point first."
)
_LATER = "*Added on 21 June:* the harbour office has printed a new table, and has thanked the eleven of you who wrote."


def essay_of(post: Planned) -> Essay:
    """Return what she wrote, without anything that is Substack's."""
    chance = seeded("essay", post.slug)
    return compose(chance, post.theme, int(chance.triangular(430, 1380, 560)))


def body(post: Planned, revision: int, earlier: Planned | None) -> str:
    """Return a post's body after so many changes; `earlier` is the letter that its card shows."""
    chance = seeded("body", post.slug)
    if post.kind == "draft":
        return _draft(post)
    if post.kind == "page":
        return "".join(f"<p>{text}</p>" for text in _ABOUT) + subscribe_form(chance)
    if post.kind == "thread":
        return f"<p>{_THREAD}</p>"
    if post.kind == "podcast":
        notes = compose(chance, post.theme, 90).paragraphs
        return "".join(f"<p>{inline(text)}</p>" for text in (*notes, _SHOW_NOTES))
    essay = essay_of(post)
    paragraphs = list(essay.paragraphs)
    if post.revised:
        paragraphs.insert(3, _CLAIM.format("thirty-five" if revision else "fifty"))
    if revision > 1:
        paragraphs.append(_LATER)
    return _letter(chance, post, essay, [f"<p>{inline(text)}</p>" for text in paragraphs], earlier)


def _draft(post: Planned) -> str:
    if post.theme:
        return "".join(f"<p>{inline(text)}</p>" for text in compose(seeded(post.slug), post.theme, 220).paragraphs[:-1])
    return f"<p>{_EDITOR}</p>" if "editor" in post.slug else "<p></p>"


def _letter(chance: Random, post: Planned, essay: Essay, parts: list[str], earlier: Planned | None) -> str:
    """Return the paragraphs with everything that belongs between them, from the last place to the first."""
    notes: list[str] = []
    if post.place % 3 == 0:
        make = old_footnote if post.place % 2 else footnote
        for number, at in enumerate((1, 4), start=1):
            anchor, note = make(chance, number)
            parts[at] = parts[at].removesuffix("</p>") + f"{anchor}</p>"
            notes.append(note)
    inserted = [
        (0, picture(chance, essay.captions[0], top=True)),
        (2, f'<div class="pullquote"><p>{inline(essay.sayings[0])}</p></div>'),
        (3, subscribe_form(chance)),
        *_asides(chance, post.turn, len(parts)),
    ]
    if len(parts) > 9:
        third = len(parts) // 3
        inserted += [(third, f"<h2>{essay.headings[0]}</h2>"), (2 * third, f"<h3>{essay.headings[1]}</h3>")]
    if post.place % 4 == 1:
        inserted.append((5, picture(chance, essay.captions[1], link="https://example.org/harbour")))
    if post.kind == "paid":
        inserted.append((len(parts) // 2, PAYWALL))
    if earlier is not None and isinstance(earlier.published, datetime):
        inserted.append((len(parts), _reminder(chance, post, earlier, earlier.published)))
    for at, markup in sorted(inserted, reverse=True):
        parts.insert(at, markup)
    return "".join([*parts, f"<p>{essay.signature.replace(chr(10), '<br>')}</p>", *notes])


def _asides(chance: Random, turn: int, length: int) -> Sequence[tuple[int, str]]:
    """Return the next two widgets of the pack with their places; over the year the pack is dealt twice."""
    first, second = ASIDES[turn * 2 % len(ASIDES)], ASIDES[(turn * 2 + 1) % len(ASIDES)]
    return [(length // 2 + 1, first(chance)), (length - 1, second(chance))]


def _reminder(chance: Random, post: Planned, earlier: Planned, published: datetime) -> str:
    if post.place % 2:
        link = f'<a href="{PUBLICATION}/p/{earlier.slug}">{earlier.title}</a>'
        return f"<p>If you are new here, begin with {link}.</p>"
    return cards.own_post(chance, number=earlier.number, title=earlier.title, slug=earlier.slug, published=published)
