"""When two bodies are the same: Medium stamps the day of the export on every post, which is no change of the post.

“Exported from <a href="https://medium.com">Medium</a> on April 4, 2026.” (formats: medium.md, section 1.5)
"""

import re

from backup.model import BodyFormat

_STAMP = re.compile(rb"(?<=Exported from )(?:<a\b[^<>]*>Medium</a>|Medium) on [^<>]{3,40}?(?=\.?\s*</)")


def undated(data: bytes, body_format: BodyFormat | None = BodyFormat.MEDIUM_HTML) -> bytes:
    """Return the bytes that decide whether a body has changed: all of it, but for the day of the export."""
    return _STAMP.sub(b"", data) if body_format is BodyFormat.MEDIUM_HTML else data
