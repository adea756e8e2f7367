"""The writer, the readers and the publication as Substack's JSON has them (formats: identity)."""

from backup.model import Json
from outlast.demo_platforms.substack.nouns import Member
from outlast.demo_platforms.substack.shape import cdn, shape, time
from outlast.demo_platforms.substack.visit import Visit
from outlast.demo_platforms.substack.world import World

_SMALL = "w_96,c_limit,f_auto,q_auto:good,fl_progressive:steep"


def person(member: Member) -> dict[str, Json]:
    """Return the keys that stand for somebody everywhere."""
    return {
        "id": member.number,
        "name": member.name,
        "handle": member.handle,
        "previous_name": None,
        "photo_url": cdn(member.photo, _SMALL),
        "bio": member.bio,
        "profile_set_up_at": "2024-01-20T20:01:40.000Z",
        "reader_installed_at": "2024-01-21T08:17:41.941Z",
    }


def small_publication(world: World) -> dict[str, Json]:
    """Return the publication as profiles and bylines have it."""
    title, writer = world.title, world.writer
    inside = shape("publication_user")["publication"]
    keys = inside if isinstance(inside, dict) else {}
    return {
        **keys,
        "id": title.number,
        "name": title.name,
        "subdomain": title.subdomain,
        "custom_domain": title.custom_domain,
        "hero_text": title.about,
        "logo_url": cdn(title.logo),
        "author_id": writer.number,
        "primary_user_id": writer.number,
        "created_at": time(title.founded),
        "email_from_name": title.name,
        "copyright": writer.name,
        "author": person(writer),
    }


def primary_publication(world: World) -> dict[str, Json]:
    """Return the publication as notes have it."""
    title, writer = world.title, world.writer
    return shape(
        "primary_publication",
        id=title.number,
        subdomain=title.subdomain,
        custom_domain=title.custom_domain,
        name=title.name,
        logo_url=cdn(title.logo),
        author_id=writer.number,
        user_id=writer.number,
    )


def publication_user(world: World) -> dict[str, Json]:
    """Return the writer's place in the publication."""
    return shape(
        "publication_user",
        id=world.title.number + 262_000,
        user_id=world.writer.number,
        publication_id=world.title.number,
        publication=small_publication(world),
    )


def byline(world: World) -> dict[str, Json]:
    """Return the writer as posts name her."""
    return {**shape("byline"), **person(world.writer), "publicationUsers": [publication_user(world)]}


def profile(visit: Visit) -> dict[str, Json]:
    """Return the writer's profile; while suspended it is disabled and has no publication (formats: suspended)."""
    world, gone = visit.world, visit.suspended
    count = len(world.present())
    return {
        **shape("profile"),
        **person(world.writer),
        "previous_name": None,
        "profile_disabled": gone or visit.has("profile-disabled"),
        "publicationUsers": [] if gone else [publication_user(world)],
        "primaryPublication": None if gone else primary_publication(world),
        "slug": f"{world.writer.number}-{world.writer.handle}",
        "previousSlug": world.former_handles[-1] if world.former_handles else None,
        "subscriberCount": "0" if gone else str(count),
        "subscriberCountNumber": 0 if gone else count,
        "subscriberCountString": "0 subscribers" if gone else f"{count:,} subscribers",
        "subdomainUrl": world.title.base,
    }


def publication(visit: Visit) -> dict[str, Json]:
    """Return the publication with all of its keys."""
    world = visit.world
    title, writer, out = world.title, world.writer, world.published()
    sections: list[Json] = [
        {"id": each.number, "publication_id": title.number, "name": each.name, "slug": each.slug}
        for each in title.sections
    ]
    threads = world.threads
    return shape(
        "publication",
        id=title.number,
        name=title.name,
        subdomain=title.subdomain,
        custom_domain=title.custom_domain,
        hero_text=title.about,
        logo_url=cdn(title.logo),
        cover_photo_url=cdn(title.logo),
        author_id=writer.number,
        primary_user_id=writer.number,
        author_name=writer.name,
        author_handle=writer.handle,
        author_photo_url=cdn(writer.photo),
        author_bio=writer.bio,
        primary_profile_name=writer.name,
        primary_profile_photo_url=cdn(writer.photo),
        copyright=writer.name,
        email_from_name=title.name,
        created_at=time(title.founded),
        first_post_date=time(out[-1].published) if out else None,
        last_chat_post_at=time(threads[0].date) if threads else None,
        flagged_as_spam=visit.suspended or visit.has("flagged-as-spam"),
        has_podcast=any(post.type == "podcast" for post in out),
        podcast_enabled=True,
        podcast_title=title.name,
        sections=sections,
        base_url=title.base,
        hostname=title.host,
        is_on_substack=title.custom_domain is None,
        contributors=[
            {
                "name": writer.name,
                "handle": writer.handle,
                "role": "admin",
                "owner": True,
                "user_id": writer.number,
                "photo_url": cdn(writer.photo),
                "bio": writer.bio,
            }
        ],
    )
