"""Drafts and paid posts that can be read where everybody can: by what stands in them and in no public post."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from backup.document.text import own_text
from backup.errors import DamageError
from exporters.selection import Entry, MediaFile, Selection
from outlast.moved.expected import kept_back, picture_addresses, secret_words
from outlast.moved.gaps import Gap, Kind
from outlast.moved.page import Page
from outlast.moved.words import runs, share_there, words_of

_LENGTH = 6
"""Words in a row that hardly two texts share by chance."""
_FEWEST, _MOST = 3, 12
"""So many of such rows are no chance and no quotation: a fifth of those of a text, within these bounds."""


@dataclass(slots=True)
class _Secret:
    entry: Entry
    words: Counter[str]
    rows: int = 0
    """Rows of words that no public post has."""
    seen: dict[str, None] = field(default_factory=dict)

    @property
    def enough(self) -> int:
        """Return how many of its rows in one place are a leak."""
        return min(self.rows, max(_FEWEST, min(_MOST, self.rows // 5)))


class Leaks:
    """Looks for what must not be readable in whatever is read."""

    def __init__(self, selection: Selection) -> None:
        """Take what is known of the publication.

        Raises:
            KeyProblem: something is sealed, and the key is away.
        """
        self._secrets: list[_Secret] = []
        self._by_run: dict[int, _Secret] = {}
        self._by_title: defaultdict[tuple[str, ...], list[_Secret]] = defaultdict(list)
        self._pictures: dict[str, tuple[_Secret, MediaFile]] = {}
        for entry in kept_back(selection):
            words = secret_words(selection, entry)
            secret = _Secret(entry, Counter(words))
            self._secrets.append(secret)
            self._by_title[tuple(words_of(entry.title))].append(secret)
            self._by_run |= dict.fromkeys(runs(words, _LENGTH), secret)
            self._pictures |= {file.digest: (secret, file) for file in _files(selection, entry)}
        if self._secrets:
            self._forget_what_is_public(selection)
        for secret in self._by_run.values():
            secret.rows += 1
        self._by_content: dict[str, _Secret] | None = None

    @property
    def entries(self) -> list[Entry]:
        """Return the posts that must not be readable."""
        return [secret.entry for secret in self._secrets]

    def look_at_page(self, page: Page) -> None:
        """Look at a page: its words, and, of a text too short for that, its title too."""
        words = words_of(page.whole)
        self._look(page.address, words)
        there: Counter[str] | None = None
        for title in {tuple(words_of(title)) for title in page.titles}:
            for secret in self._by_title.get(title, ()):
                there = there or Counter(words)
                short = secret.rows < _FEWEST
                if (short or secret.entry.draft) and share_there(secret.words, there) > (0.9 if short else 0.5):
                    secret.seen[page.address] = None

    def look_at_text(self, name: str, text: str) -> None:
        """Look at a text that is no page."""
        self._look(name, words_of(text))

    def look_at_file(self, name: str, data: bytes) -> None:
        """Look whether a file is a picture of such a post."""
        if self._by_content is None:
            self._by_content = dict(self._contents())
        secret = self._by_content.get(hashlib.sha256(data).hexdigest()) if self._by_content else None
        if secret is not None:
            secret.seen[name] = None

    def found(self) -> tuple[Gap, ...]:
        """Return what can be read though it should not, each post once."""
        return tuple(
            Gap(
                kind=Kind.LEAK,
                post=secret.entry.id,
                title=secret.entry.title,
                where=next(iter(secret.seen)),
                what=f"{_kind(secret)}, and can be read{_more(secret) or ' there'}",
            )
            for secret in self._secrets
            if secret.seen
        )

    def _look(self, name: str, words: list[str]) -> None:
        if not self._by_run:
            return
        hits: defaultdict[int, set[int]] = defaultdict(set)
        by_number = {id(secret): secret for secret in self._secrets}
        for run in runs(words, _LENGTH):
            secret = self._by_run.get(run)
            if secret is not None:
                hits[id(secret)].add(run)
        for number, found in hits.items():
            secret = by_number[number]
            if len(found) >= secret.enough:
                secret.seen[name] = None

    def _forget_what_is_public(self, selection: Selection) -> None:
        for entry in selection.entries:
            self._by_title.pop(tuple(words_of(entry.title)), None)
            for text in _public_texts(selection, entry) if self._by_run else ():
                for run in runs(words_of(text), _LENGTH):
                    self._by_run.pop(run, None)
            for file in _files(selection, entry) if self._pictures else ():
                self._pictures.pop(file.digest, None)

    def _contents(self) -> Iterator[tuple[str, _Secret]]:
        for secret, file in self._pictures.values():
            with suppress(DamageError):
                yield hashlib.sha256(file.read()).hexdigest(), secret


def _public_texts(selection: Selection, entry: Entry) -> Iterator[str]:
    yield " ".join(filter(None, (entry.title, entry.subtitle, entry.description)))
    yield own_text(selection.read(entry).document)


def _files(selection: Selection, entry: Entry) -> Iterator[MediaFile]:
    """Yield the files of a post's pictures, that on top of it too."""
    for url in (entry.cover, *picture_addresses(selection.read(entry).document)):
        file = selection.media(url)
        if file is not None:
            yield file


def _kind(secret: _Secret) -> str:
    return "a draft" if secret.entry.draft else "not for everybody"


def _more(secret: _Secret) -> str:
    return f" (there and at {len(secret.seen) - 1} more)" if len(secret.seen) > 1 else ""
