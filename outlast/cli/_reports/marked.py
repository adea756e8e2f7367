"""Marks the words that were looked for in a piece of text."""

import re
import unicodedata

import click


def marked(text: str, words: str) -> str:
    """Return `text` with every place where one of the words begins in bold; accents and case do not matter."""
    wanted = set(re.findall(r"\w+", _plain(words)))
    if not wanted:
        return text
    longest_first = sorted(wanted, key=len, reverse=True)
    # Chinese and Japanese words begin anywhere; in other scripts only where no letter stands before.
    starts = "|".join(re.escape(word) if not word.isascii() else rf"\b{re.escape(word)}" for word in longest_first)
    pieces, at = [], 0
    for match in re.finditer(starts, _plain(text)):
        pieces += [text[at : match.start()], click.style(text[match.start() : match.end()], bold=True)]
        at = match.end()
    return "".join([*pieces, text[at:]])


def _plain(text: str) -> str:
    """Return as many letters as `text` has, in small letters without accents, so that places stay the same."""
    return "".join(unicodedata.normalize("NFKD", sign)[:1].lower()[:1] or sign for sign in text)
