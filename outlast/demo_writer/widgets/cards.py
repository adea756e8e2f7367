"""Cards: other posts and publications, notes, chats, files, and what stays on Substack (polls, recipes, sponsors)."""

from datetime import datetime
from random import Random

from backup.model import Json
from outlast.demo_writer.chance import iso, uuid
from outlast.demo_writer.widgets._attrs import PUBLICATION, attrs, cdn, picture_address, signature

_OTHER = "https://slowferries.substack.com"


def own_post(chance: Random, *, number: int, title: str, slug: str, published: datetime) -> str:
    """Return the card of one of her own letters (digest), which is empty but for its attributes."""
    byline: dict[str, Json] = {"id": 40_118_226, "name": "Maya Lindqvist", "bio": "Writes at night.", "photo_url": ""}
    byline |= {"is_guest": False, "bestseller_tier": None}
    values: dict[str, Json] = {"nodeId": uuid(chance), "caption": "From earlier in the year", "cta": "Read full story"}
    values |= {"showBylines": True, "size": chance.choice(("sm", "md", "lg")), "isEditorNode": True, "title": title}
    values |= {"publishedBylines": [byline], "post_date": iso(published), "cover_image_alt": None}
    values |= {"cover_image": cdn(picture_address(chance, 1200, 800), signature(chance))}
    values |= {"canonical_url": f"{PUBLICATION}/p/{slug}", "section_name": None, "video_upload_id": None, "id": number}
    values |= {"type": "newsletter", "reaction_count": chance.randrange(9, 80), "comment_count": chance.randrange(30)}
    values |= {"publication_name": "Night Letters", "publication_logo_url": "", "belowTheFold": True}
    return f'<div class="digest-post-embed" {attrs(values)}></div>'


def other_post(chance: Random) -> str:
    """Return the card of somebody else's post."""
    title = chance.choice(("The ferry that waits", "Notes from the car deck", "Rope, mostly"))
    likes, comments = chance.randrange(4, 90), chance.randrange(1, 20)
    teaser = "It leaves when the last of us is on board, and everybody knows who that is …"
    bylines: Json = [{"id": 51_220_934, "name": "Corin Ashdown", "photo_url": ""}]
    values: dict[str, Json] = {"id": chance.randrange(10**8, 10**9), "url": f"{_OTHER}/p/the-ferry-that-waits"}
    values |= {"publication_id": 2_291_117, "publication_name": "Slow Ferries", "title": title, "bylines": bylines}
    values |= {"publication_logo_url": picture_address(chance, 680, 680, "png"), "truncated_body_text": teaser}
    values |= {"date": "2025-11-14T18:45:11.711Z", "like_count": likes, "comment_count": comments, "language": "en"}
    values |= {"utm_campaign": None, "belowTheFold": False, "type": "newsletter"}
    return (
        f'<div class="embedded-post-wrap" {attrs(values)} data-component-name="EmbeddedPostToDOM">'
        f'<a class="embedded-post" native="true" href="{_OTHER}/p/the-ferry-that-waits?'
        'utm_source=substack&amp;utm_campaign=post_embed&amp;utm_medium=web"><div class="embedded-post-header">'
        '<span class="embedded-post-publication-name">Slow Ferries</span></div>'
        '<div class="embedded-post-title-wrapper">'
        f'<div class="embedded-post-title">{title}</div>'
        f'</div><div class="embedded-post-body">{teaser}</div><div class="embedded-post-cta-wrapper">'
        '<span class="embedded-post-cta">Read more</span></div><div class="embedded-post-meta">'
        f"4 months ago · {likes} likes · {comments} comments · Corin Ashdown</div></a></div>"
    )


def publication(chance: Random) -> str:
    """Return the card of another publication."""
    colour = f"#{chance.randrange(16**6):06x}"
    values: dict[str, Json] = {
        "id": 2_291_117,
        "name": "Slow Ferries",
        "base_url": _OTHER,
        "author_name": "Corin Ashdown",
    }
    values |= {"logo_url": picture_address(chance, 256, 256, "png"), "hero_text": "Crossings, and waiting for them."}
    return (
        f'<div class="embedded-publication-wrap" '
        f"{attrs(values | {'show_subscribe': True, 'logo_bg_color': colour, 'language': 'en'})} "
        'data-component-name="EmbeddedPublicationToDOMWithSubscribe"><div class="embedded-publication show-subscribe">'
        f'<a class="embedded-publication-link-part" native="true" href="{_OTHER}?utm_source=substack&amp;'
        'utm_campaign=publication_embed&amp;utm_medium=web"><span class="embedded-publication-name">Slow Ferries</span>'
        '<div class="embedded-publication-hero-text">Crossings, and waiting for them.</div>'
        '<div class="embedded-publication-author-name">By Corin Ashdown</div></a><form class="embedded-publication-'
        f'subscribe" method="GET" action="{_OTHER}/subscribe?"><input type="hidden" name="source" '
        'value="publication-embed"><input type="email" class="email-input" name="email" '
        'placeholder="Type your email..."><input type="submit" class="button primary" value="Subscribe"></form>'
        "</div></div>"
    )


def note(chance: Random) -> str:
    """Return a quoted note, which is empty but for its attributes."""
    number = chance.randrange(10**7, 10**8)
    body = "Saw the light from the ferry tonight. Counted to nine. It was nine."
    paragraph: Json = {"type": "paragraph", "content": [{"type": "text", "text": body}]}
    inside: dict[str, Json] = {"id": number, "date": "2026-01-05T05:39:41.237Z", "edited_at": None, "body": body}
    inside |= {"body_json": {"type": "doc", "attrs": {"schemaVersion": "v1"}, "content": [paragraph]}, "restacks": 0}
    inside |= {"reaction_count": 11, "attachments": [], "name": "Corin Ashdown", "user_id": 51_220_934, "photo_url": ""}
    values: dict[str, Json] = {"url": "https://open.substack.com/home", "commentId": number, "comment": inside}
    return f'<div class="comment" {attrs(values)} data-component-name="CommentPlaceholder"></div>'


def chat_post(chance: Random) -> str:
    """Return a quoted post of the subscriber chat, which is empty but for its attributes."""
    number = uuid(chance)
    inside: Json = {"id": number, "publication_id": 3_104_822, "body": "What is the smallest sound you can hear now?"}
    values: dict[str, Json] = {"url": f"https://open.substack.com/chat/posts/{number}?utm_source=thread_embed"}
    values |= {"postId": number, "communityPost": inside, "author": {"id": 40_118_226, "name": "Maya Lindqvist"}}
    return f'<div class="community-post" {attrs(values)} data-component-name="CommunityPostPlaceholder"></div>'


def attached_file(chance: Random) -> str:
    """Return a file to download."""
    size, number = chance.randrange(20, 900), uuid(chance)
    link = f'href="{PUBLICATION}/api/v1/file/{number}.pdf"><span class="file-embed-button-text">Download</span></a>'
    return (
        '<div class="file-embed-wrapper" data-component-name="FileToDOM"><div class="file-embed-container-reader">'
        '<div class="file-embed-container-top"><image class="file-embed-thumbnail-default" '
        'src="https://substack.com/img/attachment_icon.svg"></image><div class="file-embed-details">'
        '<div class="file-embed-details-h1">A tide table for the wall</div>'
        f'<div class="file-embed-details-h2">{size}KB ∙ PDF file</div></div><a class="file-embed-button wide" {link}'
        f'</div><a class="file-embed-button narrow" {link}</div></div>'
    )


def poll(chance: Random) -> str:
    """Return a poll, of which the export has only the number."""
    number = chance.randrange(100_000, 999_999)
    return f'<div class="poll-embed" {attrs({"id": number})} data-component-name="PollToDOM"></div>'


def recipe(chance: Random) -> str:
    """Return a recipe, of which the export has only the number."""
    number = chance.randrange(10_000, 99_999)
    return f'<div class="recipe-embed" {attrs({"id": number})} data-component-name="RecipeToDOM"></div>'


def sponsor(chance: Random) -> str:
    """Return a sponsor's block, of which the export has only numbers."""
    values = attrs({"id": uuid(chance), "campaignPostId": uuid(chance), "pub": None})
    return f'<div class="sponsorship-campaign-embed" {values} data-component-name="SponsorshipCampaignToDOM"></div>'


ASIDES = (other_post, publication, note, chat_post, attached_file, poll, recipe, sponsor)
