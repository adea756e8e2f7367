"""Pages of `profile/`: the account, its connections, its publications, and what the writer says of themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backup.model import Json
from backup.sources.medium_export.items import Understood, item_tree, key, link_of, moment, text_of, user_of
from backup.sources.medium_export.markup import Item, attribute, squeeze, tree, words

_NOT_A_WORD = re.compile(r"[^a-z0-9|]+")
_MEMBERSHIP = re.compile(r"<h4\b[^<>]{0,99}>\s{0,99}Membership\s{0,99}</h4>([^<]{1,300})", re.IGNORECASE)
_ABOUT = re.compile(r"<section\b[^<>]{0,300}data-field\s{0,9}=[^<>]{0,300}>", re.IGNORECASE)
_USER_ID = re.compile(r"Medium user ID:\s{0,9}(?:</b>)?\s{0,9}([0-9a-f]{8,12})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose account it is."""

    user: str | None = None
    name: str | None = None
    id: str | None = None


def owner_of(text: str) -> Owner:
    """Return whose `profile.html` this is, as far as it says.

    Raises:
        TooDeep: the markup is nested beyond reason.
    """
    page = tree(text)
    user = user_of(attribute(page.css_first("a.u-url"), "href")).get("user")
    found = _USER_ID.search(text)
    return Owner(
        user=user if isinstance(user, str) else None,
        name=words(page.css_first("h3.p-name")) or None,
        id=found[1] if found else None,
    )


def read_account_line(item: Item) -> Understood | None:
    """Read `<b>Display name:</b> VALUE` under "Account info" or "Connected accounts"."""
    page = item_tree(item)
    label = words(page.css_first("b")).rstrip(":")
    text = text_of(page)
    if not label and not text:
        return None
    value = text[len(label) :].lstrip(": ") if label and text.startswith(label) else text
    data: dict[str, Json] = {"section": item.heading, "label": label, "value": value}
    data |= link_of(page, name="value")
    if label.endswith(" at"):
        data |= moment(value)
    return key(_slug(item.heading), _slug(label) or value), {name: found for name, found in data.items() if found}


def read_publication(item: Item) -> Understood | None:
    """Read a publication that the writer is an editor or a writer of; the heading says which."""
    page = item_tree(item)
    data = link_of(page, name="name")
    text = text_of(page)
    if not data and not text:
        return None
    data = data or {"name": text}
    role = item.heading.lower()
    return key("publication", role, data.get("url") or data["name"]), {"section": "Publications", "role": role} | data


def beside_account_lines(text: str) -> Iterator[Understood]:
    """Yield what `profile.html` says outside its lists: name, picture, membership.

    Raises:
        TooDeep: the markup is nested beyond reason.
    """
    page = tree(text)
    name = words(page.css_first("h3.p-name"))
    if name:
        yield "name", {"section": "Profile", "label": "Name", "value": name}
    picture = attribute(page.css_first("img.u-photo"), "src")
    if picture:
        yield "picture", {"section": "Profile", "label": "Picture", "url": picture}
    membership = _MEMBERSHIP.search(text)
    if membership:
        value = squeeze(membership[1])
        yield "membership", moment_within(value) | {"section": "Profile", "label": "Membership", "value": value}


def moment_within(value: str) -> dict[str, Json]:
    """Return the moment in "Became a Medium member at 2020-08-26 3:23 pm"; empty for "Not a Medium member"."""
    found = moment(value)
    return found if "time" in found else {}


def about_writer(text: str) -> Iterator[Understood]:
    """Yield the row of `about.html`, the writer's page about themselves.

    Raises:
        TooDeep: the markup is nested beyond reason.
    """
    section = tree(text).css_first('section[data-field="body"]')
    began = _ABOUT.search(text)
    if section is None or began is None:
        return
    ended = text.rfind("</section>")
    raw = text[began.end() : ended if ended > began.end() else len(text)]
    yield "about", {"section": "Profile", "label": "About", "value": words(section), "raw": raw}


def _slug(text: str) -> str:
    return _NOT_A_WORD.sub("-", text.lower()).strip("-")
