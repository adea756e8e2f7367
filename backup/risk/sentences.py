"""A text cut into its sentences, well enough to look at each of them."""

import re
from collections.abc import Iterator

_END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？।])|\n+")


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, without blanks around them; none is empty."""
    for sentence in _END.split(text):
        if kept := sentence.strip():
            yield kept
