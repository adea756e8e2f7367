"""A sound Substack and a sound Medium as tables of replies: what the troubles of the scenarios are made in."""

import json
from collections.abc import Iterable

from backup.watch.target import KnownPost
from tests.fakes.scripted import Reply

PUB = "nightletters.substack.com"
PUB_ID = 4980083
ROOT = "substack.com"
CONTROL = "on.substack.com"
MEDIUM = "medium.com"
USER_ID = "38a37babca77"
HANDLE = "maya-lindqvist"
NEUTRAL = "cp.cloudflare.com/generate_204"
TITLES = [f"Letter number {number} from the night train" for number in range(30)]
STORIES = [(f"{number:012x}", f"Story number {number} about tides") for number in range(15)]
LETTERS = [
    KnownPost(id=str(1000 + number), slug=f"letter-{number}", title=title, url=f"https://{PUB}/p/letter-{number}")
    for number, title in enumerate(TITLES)
]
TALES = [
    KnownPost(id=identity, slug=None, title=title, url=f"https://{MEDIUM}/@{HANDLE}/story-{identity}")
    for identity, title in STORIES
]
_FILLER = "<p>" + "Words of a sound page, as many as a reader would see. " * 20 + "</p>"


def page(title: str, body: str, *, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def preloads(publication: int, **more: object) -> str:
    data = json.dumps({"pub": {"id": publication, "name": "Night Letters", **more}})
    return f"<script>window._preloads = JSON.parse({json.dumps(data)})</script>"


def rss(titles: Iterable[str], name: str = "Night Letters") -> str:
    items = "".join(f"<item><title>{title}</title></item>" for title in titles)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title>{items}</channel></rss>'


def letter(post: KnownPost, host: str = PUB) -> Reply:
    return Reply(body=page(post.title, f"<article><h1>{post.title}</h1>{_FILLER}</article>", head=preloads(PUB_ID)))


def by_id(post: KnownPost, **more: object) -> Reply:
    writer = {"handle": "maya", "publicationUsers": [{"role": "admin", "publication_id": PUB_ID}]}
    publication = {"id": PUB_ID, "subdomain": "nightletters", "custom_domain": None, "flagged_as_spam": False, **more}
    return Reply(
        body=json.dumps({"post": {"id": int(post.id), "publishedBylines": [writer]}, "publication": publication})
    )


def substack() -> dict[str, Reply]:
    """Night Letters, in good health."""
    shown = "".join(f"<h2>{title}</h2>" for title in reversed(TITLES[-12:]))
    roles = [{"role": "admin", "publication_id": PUB_ID, "publication": {"id": PUB_ID, "subdomain": "nightletters"}}]
    replies = {
        f"{PUB}/": Reply(body=page("Night Letters | Maya | Substack", shown + _FILLER, head=preloads(PUB_ID))),
        f"{PUB}/p/": Reply(status=404, body=page("Not found", "<h1>Page not found</h1>")),
        f"{PUB}/api/": Reply(status=404, body='{"error":"Not found"}'),
        f"{PUB}/feed": Reply(body=rss(reversed(TITLES[-20:]))),
        f"{PUB}/api/v1/archive?": Reply(body=json.dumps([{"title": title} for title in TITLES[-12:]])),
        f"{PUB}/api/v1/publication_launch_checklist": Reply(body='{"subscriberCount":5878}'),
        f"{ROOT}/api/v1/user/maya/public_profile": Reply(
            body=json.dumps({"handle": "maya", "profile_disabled": False, "publicationUsers": roles})
        ),
        f"{ROOT}/api/v1/user/profile/self": Reply(body=json.dumps({"handle": "maya", "publicationUsers": roles})),
        f"{CONTROL}/": Reply(body=page("On Substack", _FILLER, head=preloads(1))),
        "read.substack.com/": Reply(body=page("Read", _FILLER, head=preloads(2))),
        f"{ROOT}/": Reply(body=page("Substack", _FILLER, head="<link href='https://substackcdn.com/x'>")),
        NEUTRAL: Reply(status=204),
    }
    for post in LETTERS:
        replies[f"{PUB}/p/{post.slug}"] = letter(post)
        replies[f"{ROOT}/api/v1/posts/by-id/{post.id}"] = by_id(post)
    return replies


def state(**more: object) -> str:
    data = {"ROOT_QUERY": {"__typename": "Query", "viewer": None}, **more}
    return f"<script>window.__APOLLO_STATE__ = {json.dumps(data)};</script>"


def user(*, handle: str = HANDLE, identity: str = USER_ID, suspended: bool = False) -> dict[str, object]:
    return {f"User:{identity}": {"id": identity, "username": handle, "isSuspended": suspended}}


def story(post: KnownPost, *, suspended: bool = False, handle: str = HANDLE) -> Reply:
    root = {"viewer": None, f'postResult({{"id":"{post.id}"}})': {"__ref": f"Post:{post.id}"}}
    told = {"id": post.id, "isSuspended": suspended, "creator": {"__ref": f"User:{USER_ID}"}}
    data = state(ROOT_QUERY=root, **{f"Post:{post.id}": told}, **user(handle=handle))
    return Reply(body=page(f"{post.title} | Medium", f"<article><h1>{post.title}</h1>{_FILLER}</article>{data}"))


def account(*, handle: str = HANDLE, identity: str = USER_ID, viewer: object = None, notice: str = "") -> Reply:
    root = {"viewer": viewer, f'userResult({{"username":"{handle}"}})': {"__ref": f"User:{identity}"}}
    shown = "".join(f"<h2>{title}</h2>" for _, title in STORIES[-10:])
    data = state(ROOT_QUERY=root, **user(handle=handle, identity=identity))
    return Reply(body=page("Maya Lindqvist – Medium", notice + shown + _FILLER + data))


def medium() -> dict[str, Reply]:
    """Maya's account on Medium, in good health."""
    other = account(handle="MediumStaff", identity="000000000001")
    replies = {
        f"{MEDIUM}/": Reply(body=page("Medium", _FILLER + state())),
        f"{MEDIUM}/@{HANDLE}": account(),
        f"{MEDIUM}/feed/@{HANDLE}": Reply(body=rss((title for _, title in STORIES[-10:]), "Stories by Maya")),
        f"{MEDIUM}/@MediumStaff": other,
        f"{MEDIUM}/p/": gone_page("404", "PAGE NOT FOUND. Out of nothing, something.", status=404),
        f"{MEDIUM}/@{HANDLE}/": gone_page("404", "PAGE NOT FOUND. Out of nothing, something.", status=404),
        NEUTRAL: Reply(status=204),
    }
    for post in TALES:
        replies[f"{MEDIUM}/@{HANDLE}/story-{post.id}"] = story(post)
        replies[f"{MEDIUM}/p/{post.id}"] = story(post)
    return replies


def gone_page(title: str, sentence: str, *, status: int = 410) -> Reply:
    """An error page as Medium's client makes it."""
    words = f"<div>Error</div><div>{status}</div><div>{sentence} </div><a href='https://medium.com/'>Take me home</a>"
    script = '<script>window.__PRELOADED_STATE__ = {"navigation":{}};</script>'
    return Reply(status=status, body=page(f"{title} — Medium", words + script))
