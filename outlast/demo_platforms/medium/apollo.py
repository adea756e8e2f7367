"""A story as the page's `window.__APOLLO_STATE__` has it, and as GraphQL answers (formats: 3.3, 3.4)."""

from backup.model import Json
from outlast.demo_platforms.medium.paragraphs import Markup, Paragraph
from outlast.demo_platforms.medium.world import MediumWorld, Piece

Data = dict[str, Json]


def user_of(world: MediumWorld, handle: str, *, suspended: bool) -> Data:
    """Return the writer."""
    stats: Data = {"__typename": "SocialStats", "followerCount": world.followers, "followingCount": 131}
    user: Data = {"__typename": "User", "id": world.user, "name": world.name, "username": handle}
    user |= {"isSuspended": suspended, "customDomainState": None, "hasSubdomain": False, "bio": world.bio}
    return user | {"imageId": world.picture, "socialStats": stats, "membership": None}


def post_of(world: MediumWorld, piece: Piece, handle: str, *, suspended: bool = False) -> Data:
    """Return all of a post but its content, with references to other parts of the state."""
    _, _, number = world.publication
    answered: Json = {"__typename": "Post", "id": piece.response_to} if piece.response_to else None
    post: Data = {"__typename": "Post", "id": piece.id, "isPublished": True, "allowResponses": True}
    post |= {"isLimitedState": False, "collection": {"__ref": f"Collection:{number}"} if piece.in_publication else None}
    post |= {"creator": {"__ref": f"User:{world.user}"}, "inResponseToPostResult": answered}
    post |= {"inResponseToEntityType": "POST" if piece.response_to else None, "inResponseToCatalogResult": None}
    post |= {"isLocked": piece.locked, "isMarkedPaywallOnly": False, "mediumUrl": world.address(piece, handle)}
    post |= {"visibility": "LOCKED" if piece.locked else "PUBLIC", "latestPublishedVersion": piece.version}
    post |= {"postResponses": {"__typename": "PostResponses", "count": piece.responses}, "clapCount": piece.claps}
    post |= {"title": piece.title, "isSeries": False, "uniqueSlug": piece.slug}
    post |= {"tags": [{"__ref": f"Tag:{each}"} for each, _ in piece.tags]}
    post |= {"previewContent": {"__typename": "PreviewContent", "subtitle": piece.subtitle}}
    post |= {"firstPublishedAt": piece.published, "latestPublishedAt": piece.updated, "pinnedAt": 0, "canonicalUrl": ""}
    post |= {"readingTime": piece.words / 265, "isSuspended": suspended, "license": "ALL_RIGHTS_RESERVED"}
    return post | {"isNewsletter": False, "detectedLanguage": "en", "wordCount": piece.words}


def content_of(piece: Piece, *, all_of_it: bool) -> tuple[Data, list[Data]]:
    """Return the content of a post without its paragraphs, and those, what they refer to put in."""
    sections: list[Json] = [
        {"__typename": "Section", "name": f"{start:04x}", "startIndex": start, "textLayout": None, "imageLayout": None}
        for start in piece.sections or (0,)
    ]
    shown = piece.shown(all_of_it=all_of_it)
    paragraphs = [_paragraph(f"{piece.version}_{number}", each) for number, each in enumerate(shown)]
    body: Data = {"__typename": "RichText", "sections": sections}
    content: Data = {"__typename": "PostContent", "isLockedPreviewOnly": len(shown) < len(piece.paragraphs)}
    return content | {"validatedShareKey": "", "bodyModel": body}, paragraphs


def _paragraph(number: str, paragraph: Paragraph) -> Data:
    frame = {name: value for name, value in paragraph.media.items() if name != "source"}
    media: Json = {"__typename": "MediaResource", **frame} if frame else None
    out: Data = {"__typename": "Paragraph", "id": number, "name": paragraph.name, "type": paragraph.type}
    out |= {"href": paragraph.href, "layout": paragraph.layout, "text": paragraph.text}
    out |= {"metadata": {"__typename": "ImageMetadata", **paragraph.image} if paragraph.image else None}
    out |= {"hasDropCap": True if paragraph.drop_cap else None, "dropCapImage": None}
    out |= {"markups": [_markup(mark) for mark in paragraph.markups]}
    out |= {"codeBlockMetadata": {"__typename": "CodeBlockMetadata", **paragraph.code} if paragraph.code else None}
    out |= {"iframe": {"__typename": "Iframe", "mediaResource": media} if media else None}
    return out | {"mixtapeMetadata": {"__typename": "MixtapeMetadata", **paragraph.card} if paragraph.card else None}


def _markup(mark: Markup) -> Data:
    anchor = None if mark.type != "A" else "USER" if mark.user else "LINK"
    out: Data = {"__typename": "Markup", "type": mark.type, "start": mark.start, "end": mark.end}
    return out | {"href": mark.href, "anchorType": anchor, "userId": mark.user, "linkMetadata": None}


def state_of(
    world: MediumWorld, piece: Piece | None, handle: str, *, all_of_it: bool, viewer: bool, suspended: bool
) -> Data:
    """Return the whole state of a page: of a post, or of the profile where there is none."""
    root: Data = {"__typename": "Query", "viewer": {"__ref": f"User:{world.user}"} if viewer else None}
    state: Data = {"ROOT_QUERY": root, f"User:{world.user}": user_of(world, handle, suspended=suspended)}
    if piece is None:
        return state
    root[f'postResult({{"id":"{piece.id}"}})'] = {"__ref": f"Post:{piece.id}"}
    slug, name, number = world.publication
    if piece.in_publication:
        state[f"Collection:{number}"] = {"__typename": "Collection", "id": number, "name": name, "slug": slug}
    for tag, shown in piece.tags:
        state[f"Tag:{tag}"] = {"__typename": "Tag", "id": tag, "displayTitle": shown, "normalizedTagSlug": tag}
    content, paragraphs = content_of(piece, all_of_it=all_of_it)
    references: list[Json] = []
    for paragraph in paragraphs:
        _refer(state, paragraph)
        state[f"Paragraph:{paragraph['id']}"] = paragraph
        references.append({"__ref": f"Paragraph:{paragraph['id']}"})
    body = content["bodyModel"]
    if isinstance(body, dict):
        body["paragraphs"] = references
    post = post_of(world, piece, handle, suspended=suspended)
    state[f"Post:{piece.id}"] = {**post, 'content({"postMeteringOptions":{"referrer":""}})': content}
    return state


def _refer(state: Data, paragraph: Data) -> None:
    """Put a picture's and an embed's data at the top of the state, as Apollo does, and a reference in their place."""
    metadata, frame = paragraph["metadata"], paragraph["iframe"]
    if isinstance(metadata, dict):
        state[f"ImageMetadata:{metadata['id']}"] = metadata
        paragraph["metadata"] = {"__ref": f"ImageMetadata:{metadata['id']}"}
    resource = frame.get("mediaResource") if isinstance(frame, dict) else None
    if isinstance(frame, dict) and isinstance(resource, dict):
        state[f"MediaResource:{resource['id']}"] = resource
        frame["mediaResource"] = {"__ref": f"MediaResource:{resource['id']}"}
