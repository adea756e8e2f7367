"""Reads from the archive what a log refers to: the words of an answer, and what the publication is called."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.errors import DamageError, KeyProblem
from backup.watch.incident import Evidence

_PLATFORMS = {"medium": "Medium", "substack": "Substack"}


def said(archive: Archive, kept: Evidence) -> str | None:
    """Return the words of what is kept: a text, or the plain part of a mail; `None` where there is none to read."""
    try:
        content = Incidents(archive).read(kept)
    except (KeyProblem, DamageError):
        return None
    if kept.name.endswith(".eml"):
        return _words_of_mail(content)
    return content.decode("utf-8", "replace") if kept.name.endswith((".txt", ".md")) else None


def platform_of(archive: Archive, slug: str) -> tuple[str, str]:
    """Return what a publication is called, and the name of its platform; as far as something was saved of it."""
    found = next((one for one in archive.publications() if one.slug == slug), None)
    if found is None:
        return slug, "its platform"
    return found.name or slug, _PLATFORMS.get(found.platform, found.platform)


def _words_of_mail(content: bytes) -> str | None:
    try:
        mail = message_from_bytes(content, policy=policy.default)
        part = mail.get_body(preferencelist=("plain",)) if isinstance(mail, EmailMessage) and mail.keys() else None
        words = part.get_content() if part is not None else None
    except (LookupError, ValueError, TypeError, AttributeError):
        # What the parser of the standard library raises for a mail that is broken, or in no known character set.
        return None
    return words.strip() if isinstance(words, str) and words.strip() else None
