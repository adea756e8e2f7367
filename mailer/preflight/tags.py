"""Lists of `tag=value;` as DKIM keys and DMARC records are written (RFC 6376, 3.2)."""

import re

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def read_tags(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the tags in their order, names in lower case, and what breaks the grammar.

    Of a tag that is there twice the first one counts here; RFC 6376 makes the whole list invalid, so it is a slip too.
    """
    tags: dict[str, str] = {}
    slips: list[str] = []
    for part in text.split(";"):
        if not part.strip():
            continue
        name, equals, value = part.partition("=")
        name = name.strip().lower()
        if not equals or not _NAME.fullmatch(name):
            slips.append(f"“{part.strip()[:40]}” is no tag with a value")
        elif name in tags:
            slips.append(f"“{name}=” stands there twice")
        else:
            tags[name] = value.strip()
    return tags, tuple(slips)
