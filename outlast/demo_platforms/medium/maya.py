"""The made-up writer's account at Medium as a site: what her exports hold, as of a moment."""

from datetime import datetime, timedelta

from outlast.demo_platforms.medium.from_export import paragraphs_of
from outlast.demo_platforms.medium.paragraphs import Paragraph
from outlast.demo_platforms.medium.world import MediumWorld, Piece
from outlast.demo_writer.chance import day, hex_id, seeded
from outlast.demo_writer.medium.others import PUBLICATIONS, TOPICS, writings
from outlast.demo_writer.medium.page import HANDLE, NAME, USER
from outlast.demo_writer.medium.stories import Story, stories, story_page
from outlast.demo_writer.substack.posts import posts

_NOW = day("2026-09-03 20:44")


def maya(when: datetime = _NOW) -> MediumWorld:
    """Return her account as it stands then; drafts are in no part of the site that we ask."""
    name, slug = PUBLICATIONS[0]
    world = MediumWorld(
        handle=HANDLE,
        name=NAME,
        user=USER,
        bio="I write at night, about those who are awake.",
        picture="1*a1b2c3d4e5f6a7b8c9d0e1.jpeg",
        followers=212,
        publication=(slug, name, hex_id(seeded("publication", slug))),
    )
    others = [other.number for other in writings()]
    for place, story in enumerate(stories(posts())):
        if story.kind != "draft" and story.since <= when:
            world.put(_piece(story, place, others[place]))
    for piece in world.pieces.values():
        for paragraph in piece.paragraphs:
            _tell(world, paragraph)
    return world


def _piece(story: Story, place: int, other: str) -> Piece:
    chance = seeded("at the site", story.number)
    paragraphs, sections = paragraphs_of(story_page(story, story.since).decode())
    published = int(story.since.timestamp() * 1000)
    is_story = story.kind == "story"
    return Piece(
        id=story.number,
        title=story.title,
        subtitle=story.subtitle if is_story else "",
        paragraphs=paragraphs,
        sections=sections,
        published=published,
        updated=published + chance.randrange(0, int(timedelta(days=2).total_seconds() * 1000)),
        version=hex_id(chance),
        tags=tuple((slug, name) for name, slug in chance.sample(TOPICS, 2)) if is_story else (),
        locked=is_story and place % 5 == 4,
        response_to=None if is_story else other,
        in_publication=is_story and place % 6 == 1,
        claps=chance.randrange(300),
        responses=chance.randrange(6) if is_story else 0,
    )


def _tell(world: MediumWorld, paragraph: Paragraph) -> None:
    """Note what Medium tells of an embed that the page does not resolve (formats: 3.3)."""
    media, source = paragraph.media, paragraph.media.get("source")
    number = media.get("id")
    if not isinstance(source, str) or not isinstance(number, str):
        return
    value = {"mediaResourceId": number, "mediaResourceType": "MediaResourceExternalLink", "href": source}
    world.media[number] = {**value, "title": "", "iframeSrc": media.get("iframeSrc", ""), "type": "MediaResource"}
    if source.startswith("https://gist.github.com/"):
        gist = source.removesuffix(".js")
        world.media[number] |= {
            "href": gist,
            "gist": {"gistId": gist.rpartition("/")[2], "githubUsername": "example", "gistScriptUrl": source},
        }
