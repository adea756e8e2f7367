"""The drop-box: a small program for the writer's own web server that keeps any token that is posted to it.

Its code is in templates/drop_box; docs/decisions says why it knows nothing. What it answers to `GET /pull/…` is read by
`mailer.unsubscribe.pulling`.
"""

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from templates import environment

_FOLDER = "drop_box"


class DropBoxKind(StrEnum):
    """What a drop-box runs on."""

    PHP = "php"
    CGI = "cgi"
    WSGI = "wsgi"
    WORKER = "worker"

    @property
    def words(self) -> str:
        """Return what it needs, for people."""
        return _FILES[self].needs

    @property
    def file(self) -> str:
        """Return the name of its file."""
        return _FILES[self].name


@dataclass(frozen=True, slots=True)
class _File:
    template: str
    name: str
    needs: str
    executable: bool = False


_FILES = {
    DropBoxKind.PHP: _File("drop_box.php.txt", "drop_box.php", "web space with PHP, as most web hosts offer it"),
    DropBoxKind.CGI: _File("cgi.py.txt", "drop_box.cgi", "web space that runs Python scripts (CGI)", executable=True),
    DropBoxKind.WSGI: _File("wsgi.py.txt", "drop_box.py", "a host for Python programs (WSGI)"),
    DropBoxKind.WORKER: _File("worker.js.txt", "worker.js", "Cloudflare Workers with a KV namespace"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DropBoxFile:
    """The one file of a drop-box."""

    name: str
    content: bytes
    executable: bool


def languages() -> tuple[str, ...]:
    """Return the languages that the page of a drop-box can speak: `en`, `es` …"""
    return tuple(_words())


def drop_box_file(kind: DropBoxKind, *, word: str, speaks: Sequence[str]) -> DropBoxFile:
    """Return the file of a drop-box that hands out what it kept to whoever has `word`; only its digest is in the file.

    Its page is in the languages `speaks`, one below the other. The same word gives a file that goes on with what the
    one before has kept, whatever else of it is new.

    Raises:
        ValueError: it can speak none of them, or not one of them.
    """
    words = _words()
    if not speaks or not all(code in words for code in speaks):
        raise ValueError(f"languages should be some of {', '.join(words)}")
    file = _FILES[kind]
    text = (
        environment(_FOLDER)
        .get_template(file.template)
        .render(
            word_digest=_digest(word),
            # Nobody else can guess it, so nobody can ask the web server for what is kept.
            name=_digest(f"name of the file\0{word}")[:16],
            languages=[{"code": code, **words[code]} for code in speaks],
            cgi=False,
        )
    )
    return DropBoxFile(name=file.name, content=text.encode(), executable=file.executable)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("templates").joinpath(_FOLDER, "words.toml").read_text("utf-8"))
