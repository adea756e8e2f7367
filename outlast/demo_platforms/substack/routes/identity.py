"""Who asks, and who somebody is (formats: session and identity)."""

from backup.model import Json
from outlast.demo_platforms.exchange import Reply, json_reply
from outlast.demo_platforms.substack.people import person, primary_publication, profile, publication_user
from outlast.demo_platforms.substack.shape import shape
from outlast.demo_platforms.substack.visit import Route, Visit, not_found, single_error


def am_i_logged_in(visit: Visit) -> Reply:
    """Answer `{loggedIn}`."""
    return json_reply({"loggedIn": visit.signed_in})


def own_profile(visit: Visit) -> Reply:
    """Answer with the writer's account; while suspended no publication belongs to it."""
    world = visit.world
    users: list[Json] = [] if visit.suspended else [publication_user(world)]
    return json_reply(
        {
            **person(world.writer),
            "profile_disabled": visit.suspended,
            "publicationUsers": users,
            "primaryPublication": None if visit.suspended else primary_publication(world),
            "subscriptions": [],
        }
    )


def public_profile(visit: Visit) -> Reply:
    """Answer with a profile; a former handle is not found."""
    wanted = visit.parts["handle"]
    for world in visit.worlds:
        name = world.writer.handle
        if wanted in (name, f"{world.writer.number}-{name}"):
            there = Visit(
                request=visit.request,
                world=world,
                worlds=visit.worlds,
                signed_in=visit.signed_in,
                parts=visit.parts,
                own=world is visit.worlds[0],
            )
            return json_reply(profile(there))
    for member in visit.world.members:
        if wanted in (member.handle, f"{member.number}-{member.handle}"):
            return json_reply({**shape("profile"), **person(member), "primaryPublication": None})
    return not_found("User not found")


def search(visit: Visit) -> Reply:
    """Answer with the publications that fit; without Origin or Referer nobody gets in."""
    if not {"origin", "referer"} & set(visit.request.headers):
        return single_error("Forbidden", 403)
    wanted = visit.request.first("query").casefold()
    found: list[Json] = [
        {"id": world.title.number, "name": world.title.name, "subdomain": world.title.subdomain}
        for world in visit.worlds
        if wanted and wanted in f"{world.title.name} {world.title.subdomain}".casefold()
    ]
    return json_reply({"results": found, "more": False})


def settings(visit: Visit) -> Reply:
    """Answer with the account's own settings."""
    return json_reply({"user": {**person(visit.world.writer), "email": "maya@example.org"}})


ROUTES = (
    Route(where="both", path="/api/v1/am_i_logged_in", answer=am_i_logged_in),
    Route(where="global", path="/api/v1/user/profile/self", answer=own_profile, needs="session"),
    Route(where="global", path="/api/v1/user/profile", answer=lambda _: single_error("Forbidden", 403)),
    Route(where="global", path=r"/api/v1/user/(?P<handle>[^/]+)/public_profile(?:/self)?", answer=public_profile),
    Route(where="global", path="/api/v1/publication/search", answer=search),
    Route(where="global", path="/api/v1/publication", answer=lambda _: single_error("Forbidden", 403)),
    Route(where="global", path="/api/v1/settings", answer=settings, needs="session"),
)
