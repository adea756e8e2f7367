"""A post of an import, and the page that it will be."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A post as the importer will show it."""

    address: str
    """A path, with a slash at the end."""
    title: str
    body: str
    """HTML."""
    day: str
    """As the file says it; empty where it does not."""
    public: bool
    """Everybody will be able to read it."""

    def as_page(self) -> str:
        """Return it as a page."""
        day = f'<meta property="article:published_time" content="{escape(self.day)}">' if self.day else ""
        return f"{day}<main><h1>{escape(self.title)}</h1>{self.body}</main>"
