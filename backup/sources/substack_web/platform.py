"""What the site says about the publication itself: settings, sections, tags, numbers. Each answer is kept whole."""

from collections.abc import Iterator

from backup.errors import UnexpectedAnswer
from backup.http import Validators
from backup.model import Json, Record, Remark, Row
from backup.sources._web import WebSource
from backup.sources.substack_web.fields import Fields, envelope
from backup.sources.substack_web.site import Denied, Site, Values

_OWNER = (
    "publication_settings", "publication/users", "publication/sections", "publication/post-tag", "publication_pages",
    "publication_launch_checklist", "publish-dashboard/summary", "publish-dashboard/summary-v2",
)  # fmt: skip
_TABLE = "platform"
_SECRETS = ("podcast_rss_token", "stripe_publishable_key", "token", "csrf")
_PAGE = 25
_MOST_PAGES = 400


def fetch_public(source: WebSource, site: Site) -> Iterator[Record]:
    """Yield what anybody can see: the publication, and its feeds as they are."""
    if site.publication.all:
        yield Row(table=_TABLE, id="publication", data={"answer": without_secrets(site.publication.all)})
    number = site.publication.identity("id")
    feeds = {"feed": "/feed"}
    if number and site.publication.flag("has_podcast"):
        feeds["podcast-feed"] = f"https://api.substack.com/feed/podcast/{number}.rss"
    for name, address in feeds.items():
        known = Validators.from_text(source.known.mark(f"feed:{name}") or "")
        try:
            answer = site.page(address, unless=None if source.options.full else known)
        except (UnexpectedAnswer, Denied):
            continue
        if answer is not None and b"<rss" in answer.body[:2000]:
            yield Row(table=_TABLE, id=name, data={"xml": answer.text()})
            if marks := Validators.from_answer(answer).text():
                yield source.note(f"feed:{name}", marks)


def fetch_owners(site: Site) -> Iterator[Record]:
    """Yield what only the owner sees: settings, sections, tags, statistics. One that fails does not stop the others."""
    missing: list[str] = []
    for path in _OWNER:
        values = {"range": 30} if path.endswith("-v2") else None
        try:
            answer = site.find(path, values)
        except UnexpectedAnswer:
            # A page of the dashboard may have moved: no reason to call the whole backup partial each day.
            missing.append(path)
            continue
        if answer is not None:
            yield Row(table=_TABLE, id=path, data={"answer": without_secrets(answer)})
    if len(missing) == len(_OWNER):
        raise UnexpectedAnswer("Nothing of the dashboard could be read.")
    if missing:
        yield Remark(text=f"Of the dashboard this could not be read this time: {', '.join(missing)}.")
    yield from _statistics(site)


def _statistics(site: Site) -> Iterator[Record]:
    """Yield how each post did, as the dashboard's list has it."""
    offset = 0
    seen: set[str] = set()
    for _ in range(_MOST_PAGES):
        values: Values = {"offset": offset, "limit": _PAGE, "order_by": "post_date", "order_direction": "desc"}
        page, around = envelope(site.find("post_management/published", values), ("posts",), "list of statistics")
        news = 0
        for item in map(Fields, page):
            identity, stats = item.identity("id"), item.all.get("stats")
            if identity is None or identity in seen:
                continue
            seen.add(identity)
            news += 1
            if isinstance(stats, dict):
                yield Row(table=_TABLE, id=f"stats:{identity}", data=stats)
        offset += len(page)
        total = around.get("total")
        if not news or (isinstance(total, int) and offset >= total):
            return


def without_secrets(value: Json) -> Json:
    """Return an answer without what would let somebody in: tokens have no place in a backup."""
    if isinstance(value, dict):
        return {name: without_secrets(inner) for name, inner in value.items() if name not in _SECRETS}
    return [without_secrets(item) for item in value] if isinstance(value, list) else value
