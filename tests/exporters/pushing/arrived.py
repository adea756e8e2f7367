"""What is asked of every site after a push: are the pictures there, are the words."""

import re
from collections.abc import Iterable

import requests

_SHOWN = re.compile(r"""(?:src|href)=["'](http://127\.0\.0\.1:\d+/[^"']+)["']""")
_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|wav|mp3|pdf)(?:\?|\Z)")


def files_in(bodies: Iterable[str]) -> set[str]:
    """Return the addresses of the site's own files in some bodies."""
    return {url for body in bodies for url in _SHOWN.findall(body) if _FILE.search(url)}


def not_answering(urls: Iterable[str]) -> list[tuple[str, int]]:
    """Return the addresses that do not answer with a file, and what they say."""
    answers = [(url, requests.get(url, timeout=30)) for url in sorted(urls)]
    return [(url, answer.status_code) for url, answer in answers if answer.status_code != 200 or not answer.content]
