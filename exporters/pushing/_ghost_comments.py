"""Comments for a Ghost: each is a member's, threads are two deep, and what answers an answer names it besides."""

import csv
import html
import io
from collections.abc import Callable, Mapping
from typing import Any

from backup.platform_text import moment
from exporters.pushing.answer import Refused, part
from exporters.pushing.client import Client
from exporters.pushing.commenters import NOWHERE, address_of
from exporters.pushing.site import There
from exporters.selection import Comment

OFF = (
    "Comments are switched off on the site. Switch them on (Settings → Membership → Access → Commenting), then run the"
    " same command again: it adds them."
)
MEMBERS_ONLY = (
    "Only paying members may comment on the site. Let all members comment until they are sent (Settings → Membership →"
    " Access → Commenting), then run the same command again: it adds them."
)
LABEL = "imported-commenter"
_API = "/ghost/api/admin"
_AT_ONCE = 400
"""Members in one file; from 501 on Ghost reads it in the background and mails the outcome."""
All = Callable[[str, str], list[dict[str, Any]]]


class GhostComments:
    """The comments of one site."""

    def __init__(self, client: Client, everything: All) -> None:
        """Take what asks the site, and what lists all of a kind."""
        self._client, self._all = client, everything
        self._members: dict[str, str] = {}
        self._roots: dict[str, str] = {}

    def make_ready(self, comments: list[Comment]) -> str | None:
        """Make members of those who wrote comments; return why there can be none, if so.

        They come by a file: for each one that is made by itself Ghost mails its owner that somebody signed up.
        """
        settings = {one["key"]: one["value"] for one in part(self._client.get(f"{_API}/settings/").data, "settings")}
        if settings.get("comments_enabled") != "all":
            return MEMBERS_ONLY if settings.get("comments_enabled") == "paid" else OFF
        wanted = {address_of(one): one.author for one in comments}
        self._members = self._known()
        missing = [(address, name) for address, name in wanted.items() if address not in self._members]
        for start in range(0, len(missing), _AT_ONCE):
            content = _as_file(missing[start : start + _AT_ONCE])
            body = {"membersfile": ("commenters.csv", content, "text/csv")}
            # Sent twice it does nothing the second time: members are known by their address.
            self._client.send("POST", f"{_API}/members/upload/", lambda body=body: {"files": body})  # type: ignore[misc]
        if missing:
            self._members = self._known()
        return None

    def there(self, there: There, comments: list[Comment]) -> dict[str, str]:
        """Return which comments are under a post already: known by who wrote them, when, and the words."""
        found: dict[tuple[str, str, str], str] = {}
        for one in self._all("comments", f"&filter=post_id:{there.id}"):
            self._roots[str(one["id"])] = str(one.get("parent_id") or one["id"])
            who = str((one.get("member") or {}).get("email") or "")
            found[who, _second(one.get("created_at")), _words(str(one.get("html") or ""))] = str(one["id"])
        keys = {one.id: (address_of(one), _second(_time(one)), _words(_html(one))) for one in comments}
        undated = {(who, words): identity for (who, _, words), identity in found.items()}
        known = {one: found.get(key) if key[1] else undated.get((key[0], key[2])) for one, key in keys.items()}
        return {one: identity for one, identity in known.items() if identity is not None}

    def send(self, there: There, comment: Comment, parent: Comment | None, sent: Mapping[str, str]) -> str:
        """Send a comment and return its id there.

        Raises:
            Refused: the site does not take it.
        """
        member = self._members.get(address_of(comment))
        if member is None:
            raise Refused(422, None, "it made no member of who wrote it")
        fields: dict[str, Any] = {"post_id": there.id, "member_id": member, "html": _html(comment)}
        if (time := _time(comment)) is not None:
            fields["created_at"] = time
        if parent is not None:
            above = sent[parent.id]
            fields["parent_id"] = root = self._roots.get(above, above)
            if root != above:
                fields["in_reply_to_id"] = above

        def look() -> str | None:
            return self.there(there, [comment]).get(comment.id)

        answer = self._client.send("POST", f"{_API}/comments/", lambda: {"json": {"comments": [fields]}}, look)
        made = answer.data if isinstance(answer.data, str) else str(part(answer.data, "comments", 0, "id"))
        self._roots[made] = str(fields.get("parent_id") or made)
        return made

    def _known(self) -> dict[str, str]:
        found = self._all("members", f"&filter=label:{LABEL}")
        return {str(one["email"]): str(one["id"]) for one in found if str(one.get("email")).endswith(f"@{NOWHERE}")}


def _as_file(people: list[tuple[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("email", "name", "subscribed_to_emails", "labels"))
    writer.writerows((address, name, "false", LABEL) for address, name in people)
    return out.getvalue().encode("utf-8", "replace")


def _html(comment: Comment) -> str:
    parts = (part.strip() for part in comment.text.split("\n\n"))
    return "".join(f"<p>{html.escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in parts if part)


def _words(text: str) -> str:
    """Return what is the same before and after Ghost has cleaned the markup."""
    plain = text.replace("<p>", " ").replace("</p>", " ").replace("<br>", " ")
    return " ".join(html.unescape(plain).split())


def _time(comment: Comment) -> str | None:
    return comment.at.strftime("%Y-%m-%dT%H:%M:%S.000Z") if comment.at else None


def _second(text: object) -> str:
    found = moment(text) if isinstance(text, str) else None
    return found.strftime("%Y-%m-%dT%H:%M:%S") if found else ""
