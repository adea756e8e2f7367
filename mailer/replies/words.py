"""A server's words without addresses, so that they can be kept; and without all that is no word, to be looked at."""

import re

_BRACKETS = re.compile(r"<[^<>]*>")
_LOCAL = r"""(?:"(?:[^"\\]|\\.)*"|[^\s<>()\[\]:;,"'@](?:[^\s<>()\[\]:;,"'@]|'(?=[^\s'@]))*)"""
_HOST = r"""(?:\[[^\]\s]*\]|[^\s<>()\[\]:;,"'@]*[^\s<>()\[\]:;,"'@.])"""
_ADDRESS = re.compile(f"{_LOCAL}@{_HOST}")
_LINKS = re.compile(r"https?://\S+", re.IGNORECASE)
_HOSTS = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def without_addresses(text: str, *known: str) -> str:
    """Return `text` with each address blotted out, and all that stands in angle brackets as one does.

    Of the addresses that are `known` to be meant, what stands before the @ is blotted out too where it stands alone:
    “No such user jane.doe here”.
    """
    text = _ADDRESS.sub("…", _BRACKETS.sub("<…>", text))
    for address in known:
        local = re.escape(address.rpartition("@")[0])
        if local:
            text = re.sub(rf"(?<![\w.]){local}(?![\w.]*\w)", "…", text, flags=re.IGNORECASE)
    return text


def as_looked_at(text: str) -> str:
    """Return `text` for phrases to be looked for: without links, hosts and addresses, in which “spam” says nothing."""
    text = _HOSTS.sub("…", _LINKS.sub("…", without_addresses(text)))
    return " ".join(text.replace("’", "'").lower().split())
