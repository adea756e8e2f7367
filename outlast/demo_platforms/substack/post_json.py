"""Posts as Substack's JSON has them: whole, as a preview, and as the editor sees them (formats: post keys, drafts)."""

from backup.model import Json
from outlast.demo_platforms.substack.nouns import Comment, Post
from outlast.demo_platforms.substack.people import byline, publication
from outlast.demo_platforms.substack.shape import cdn, shallow, shape, time
from outlast.demo_platforms.substack.truth import upload_address
from outlast.demo_platforms.substack.visit import Visit
from outlast.demo_platforms.substack.world import World

NEW_FIELDS: dict[str, Json] = {"reading_level": 7, "ai_summary": {"text": None, "state": "off"}}
"""What `fields-new` adds: keys that nobody has seen yet."""
_MAY_BE_MISSING = ("postTags", "wordcount", "publishedBylines", "section_id", "cover_image", "truncated_body_text")
"""What `fields-missing` leaves out."""


def counted(world: World, post: Post) -> tuple[Comment, ...]:
    """Return a post's comments."""
    return world.comments.get(post.number, ())


def tags_json(world: World, post: Post) -> list[Json]:
    """Return a post's tags."""
    number = world.title.number
    return [
        {"id": tag.uuid, "publication_id": number, "name": tag.name, "slug": tag.slug, "hidden": False}
        for tag in post.tags
    ]


def preview(visit: Visit, post: Post) -> dict[str, Json]:
    """Return a post as lists have it: all keys but its body."""
    made = whole(visit, post)
    made.pop("body_html", None)
    return made


def whole(visit: Visit, post: Post) -> dict[str, Json]:
    """Return a post with its body: all of it for the writer, above the paywall for others."""
    world = visit.world
    body, said = world.body(post), counted(world, post)
    behind = post.audience == "only_paid" and (not visit.owner or visit.has("paywall-preview"))
    made = shallow(
        "post",
        {
            "id": post.number,
            "uuid": post.uuid,
            "publication_id": world.title.number,
            "title": post.title,
            "subtitle": post.subtitle,
            "slug": post.slug,
            "type": post.type,
            "audience": post.audience,
            "post_date": time(post.published),
            "updated_at": time(post.updated),
            "is_published": post.published is not None,
            "canonical_url": f"{world.title.base}/p/{post.slug}",
            "cover_image": cdn(post.cover),
            "description": post.subtitle,
            "body_html": (None if visit.has("paywall-null") else body.preview) if behind else body.html,
            "truncated_body_text": body.beginning,
            "wordcount": body.words,
            "postTags": tags_json(world, post),
            "section_id": post.section.number if post.section else None,
            "publishedBylines": [byline(world)],
            "reactions": {"❤": post.likes},
            "reaction_count": post.likes,
            "comment_count": len(said),
            "child_comment_count": sum(bool(one.path) for one in said),
            "podcast_url": upload_address(post.audio) if post.audio else "",
            "podcast_duration": post.seconds or None,
            "podcast_upload_id": post.audio,
            "podcastUpload": _upload(post),
            "podcastFields": shape("post")["podcastFields"],
            "audio_items": [],
        },
    )
    if post.section is not None:
        made |= {"section_name": post.section.name, "section_slug": post.section.slug}
    if behind:
        made["hidden"] = True
    return _quirky(visit, made)


def _upload(post: Post) -> Json:
    if post.audio is None:
        return None
    name = f"{post.slug}.mp3"
    return {"id": post.audio, "duration": post.seconds, "type": "audio", "name": name, "state": "transcoded"}


def _quirky(visit: Visit, made: dict[str, Json]) -> dict[str, Json]:
    if visit.has("fields-new"):
        made |= NEW_FIELDS
    if visit.has("fields-missing"):
        made = {key: value for key, value in made.items() if key not in _MAY_BE_MISSING}
    return made


def draft_json(visit: Visit, post: Post) -> dict[str, Json]:
    """Return a post as the editor sees it; `draft_body` is JSON in a string."""
    return {**draft_preview(visit, post), "draft_body": visit.world.body(post).editor()}


def draft_preview(visit: Visit, post: Post) -> dict[str, Json]:
    """Return a post as lists of drafts have it."""
    world, out = visit.world, post.published is not None
    bylines: list[Json] = [{"id": world.writer.number, "is_guest": False}]
    return {
        "id": post.number,
        "uuid": post.uuid,
        "publication_id": world.title.number,
        "type": post.type,
        "slug": post.slug if out else None,
        "draft_title": post.title,
        "draft_subtitle": post.subtitle,
        "title": post.title if out else None,
        "subtitle": post.subtitle if out else None,
        "draft_bylines": bylines,
        "body": world.body(post).editor() if out else None,
        "audience": post.audience,
        "is_published": out,
        "post_date": time(post.published),
        "draft_created_at": time(post.created),
        "draft_updated_at": time(post.updated),
        "email_sent_at": time(post.mailed),
        "should_send_email": post.mailed is not None,
        "section_id": post.section.number if post.section else None,
        "draft_section_id": post.section.number if post.section else None,
        "cover_image": cdn(post.cover),
        "word_count": world.body(post).words,
        "postTags": tags_json(world, post),
        "postSchedules": [] if post.scheduled is None else [release(post)],
    }


def release(post: Post) -> Json:
    """Return when a scheduled post comes out (formats: scheduled_release)."""
    return {"trigger_at": time(post.scheduled), "post_audience": post.audience, "email_audience": post.audience}


def managed(visit: Visit, post: Post) -> dict[str, Json]:
    """Return a post as its writer's list of posts has it, with figures."""
    made = preview(visit, post)
    sent = len(visit.world.present()) if post.mailed else 0
    opens = sent * 42 // 100
    made["draft_updated_at"] = time(post.updated)
    made["draft_title"] = post.title
    made["stats"] = {
        "sent": sent,
        "delivered": sent,
        "opens": opens * 2,
        "opened": opens,
        "open_rate": 0.42 if sent else 0,
        "clicks": opens // 9,
        "views": opens * 3 + post.likes,
        "signups": post.likes // 9,
    }
    return made


def by_id(visit: Visit, post: Post) -> dict[str, Json]:
    """Return what `posts/by-id` answers (formats: public reads)."""
    return {
        "post": whole(visit, post),
        "publication": publication(visit),
        "publicationSettings": shape("publication_settings"),
    }
