"""Her stories, responses and drafts as pages of `posts/` (formats: posts)."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from outlast.demo_writer.chance import day, hex_id, iso, moment, seeded
from outlast.demo_writer.medium.catalogue import CROSS_POSTED, DRAFTS, RESPONSE_DAYS, RESPONSES, STORIES
from outlast.demo_writer.medium.extras import EXTRAS
from outlast.demo_writer.medium.grafs import Grafs
from outlast.demo_writer.medium.page import HANDLE, NAME, exported, long_date, page
from outlast.demo_writer.prose import Essay, compose, plain
from outlast.demo_writer.substack.bodies import essay_of
from outlast.demo_writer.substack.posts import Planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Something she wrote at Medium."""

    number: str
    kind: str
    """story, response or draft."""
    title: str
    subtitle: str
    since: datetime
    """When it was published; when it was begun, if it never was."""
    essay: Essay | None
    place: int = 0

    @property
    def file(self) -> str:
        """Return its name in the export: whatever is not a letter or digit of ascii turns into a dash."""
        name = re.sub(r"[^A-Za-z0-9]", "-", self.title or "post")
        before = "draft" if self.kind == "draft" else f"{self.since:%Y-%m-%d}"
        return f"posts/{before}_{name}-{self.number}.html"


def stories(letters: Sequence[Planned]) -> tuple[Story, ...]:
    """Return everything she wrote at Medium, oldest first; some of it is letters from Substack."""
    return tuple(sorted((*_own(), *_cross_posted(letters), *_responses(), *_drafts()), key=lambda story: story.since))


def _own() -> Iterator[Story]:
    for place, (date, theme, title, subtitle) in enumerate(STORIES):
        chance = seeded("story", title)
        since = moment(chance, day(date), day(date) + timedelta(hours=20))
        essay = compose(chance, theme, chance.randrange(420, 800))
        number = hex_id(chance)
        yield Story(number=number, kind="story", title=title, subtitle=subtitle, since=since, essay=essay, place=place)


def _cross_posted(letters: Sequence[Planned]) -> Iterator[Story]:
    for place, letter in enumerate((post for post in letters if post.slug in CROSS_POSTED), start=len(STORIES)):
        if letter.published is None:
            continue
        chance = seeded("cross-posted", letter.slug)
        yield Story(
            number=hex_id(chance),
            kind="story",
            title=letter.title,
            subtitle=letter.subtitle,
            since=letter.published + timedelta(days=chance.randrange(2, 9), minutes=chance.randrange(600)),
            essay=essay_of(letter),
            place=place,
        )


def _responses() -> Iterator[Story]:
    for date, text in zip(RESPONSE_DAYS, RESPONSES, strict=True):
        chance = seeded("response", date)
        since = moment(chance, day(date), day(date) + timedelta(hours=23))
        # A response has no title of its own: Medium takes its first sentence, and of that at most 100 characters.
        title = re.split(r"(?<=[.!?:]) ", plain(text))[0]
        title = title if len(title) <= 100 else f"{title[:100]}…"
        yield Story(number=hex_id(chance), kind="response", title=title, subtitle=text, since=since, essay=None)


def _drafts() -> Iterator[Story]:
    for date, theme, title in DRAFTS:
        chance = seeded("medium draft", date)
        essay = compose(chance, theme, 180) if theme else None
        yield Story(number=hex_id(chance), kind="draft", title=title, subtitle="", since=day(date), essay=essay)


def story_page(story: Story, when: datetime) -> bytes:
    """Return the page of a story in the export of that day."""
    chance = seeded("grafs", story.number)
    title = html.escape(story.title, quote=False)
    lead = plain(story.essay.paragraphs[0])[:140] if story.essay else plain(story.subtitle)
    summary = html.escape(story.subtitle if story.kind == "story" else lead, quote=False)
    section = f"{chance.randrange(16**4):04x}"
    body = (
        f'<article class="h-entry">\n<header>\n<h1 class="p-name">{title}</h1>\n</header>\n'
        f'<section data-field="subtitle" class="p-summary">\n{summary}\n</section>\n'
        '<section data-field="body" class="e-content">\n'
        f'<section name="{section}" class="section section--body section--first"><div class="section-divider">'
        '<hr class="section-divider"></div><div class="section-content"><div class="section-inner '
        f'sectionLayout--insetColumn">{_grafs(Grafs(chance), story)}</div></div></section>\n</section>\n'
        f"<footer>{_footer(story)}{exported(when)}</footer></article>"
    )
    return page(story.title, body)


def _grafs(grafs: Grafs, story: Story) -> str:
    if story.kind == "response":
        grafs.paragraph(story.subtitle)
        return grafs.html()
    if story.title:
        grafs.add("h3", html.escape(story.title, quote=False), "graf--title")
    if story.subtitle:
        grafs.add("h4", html.escape(story.subtitle, quote=False), "graf--subtitle")
    if story.essay is None:
        grafs.add("p", "<br>", "graf--empty")
        return grafs.html()
    for at, text in enumerate(story.essay.paragraphs):
        if at == 1 and story.kind == "story":
            grafs.picture(story.essay.captions[0], featured=True)
        if at in (3, 5) and story.kind == "story":
            EXTRAS[(2 * story.place + (at == 5)) % len(EXTRAS)](grafs)
        if at == 6:
            grafs.paragraph(story.essay.headings[0], "h3" if story.place % 2 else "h4")
        grafs.paragraph(text)
    return grafs.html()


def _footer(story: Story) -> str:
    link = f"https://medium.com/p/{story.number}"
    if story.kind == "draft":
        return f'<p><a href="{link}">View original.</a></p>'
    slug = re.sub(r"[^a-z0-9]+", "-", story.title.lower().replace("’", "")).strip("-")
    return (
        f'<p>By <a href="https://medium.com/@{HANDLE}" class="p-author h-card">{NAME}</a> on <a href="{link}">'
        f'<time class="dt-published" datetime="{iso(story.since)}">{long_date(story.since)}</time></a>.</p>'
        f'<p><a href="https://medium.com/@{HANDLE}/{slug}-{story.number}" class="p-canonical">Canonical link</a></p>'
    )
