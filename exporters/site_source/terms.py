"""Tags and sections, each with a name of its own in addresses."""

from collections.abc import Iterable

from exporters.article import Article
from exporters.selection.slugs import Slugs, ascii_slug


class Terms:
    """Collects the terms of posts that everybody may see: a tag that only a draft has would tell of it."""

    def __init__(self) -> None:
        """Start with none."""
        self._found: dict[str, dict[str, str]] = {"tags": {}, "sections": {}}
        self._slugs = {"tags": Slugs(), "sections": Slugs()}

    def add(self, article: Article) -> None:
        """Take those of a post."""
        if article.entry.draft or article.entry.page or article.response:
            return
        self._take("tags", article.tags)
        if article.entry.section:
            self._take("sections", (article.entry.section,))

    def of(self, kind: str) -> dict[str, str]:
        """Return the `tags` or `sections` in their order, with their names in addresses."""
        return dict(sorted(self._found[kind].items(), key=lambda pair: (pair[0].casefold(), pair[0])))

    def _take(self, kind: str, names: Iterable[str]) -> None:
        found = self._found[kind]
        for name in names:
            if name not in found:
                found[name] = self._slugs[kind].unique(ascii_slug(name) or f"{kind[:-1]}-{len(found) + 1}")
