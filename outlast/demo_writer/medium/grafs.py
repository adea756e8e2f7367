"""The paragraphs of a Medium story in the markup of its export (formats: posts)."""

import html
from random import Random

from outlast.demo_writer.chance import hex_id
from outlast.demo_writer.prose import inline, plain

_LINK = ' class="markup--anchor markup--{0}-anchor" rel="noopener" target="_blank"'


class Grafs:
    """A section of a story that is being written; each graf names the kind of the one before it."""

    def __init__(self, chance: Random) -> None:
        """Start an empty story; `chance` makes the names of the grafs."""
        self.chance = chance
        self._written: list[str] = []
        self._before = ""

    def add(self, kind: str, text: str, *extra: str, tag: str = "", attributes: str = "") -> None:
        """Add one graf; `kind` is its class (`p`, `h3`, `figure` …), `extra` are classes beside it."""
        name = f"{self.chance.randrange(16**4):04x}"
        place = f"graf-after--{self._before}" if self._before else "graf--leading"
        classes = " ".join(("graf", f"graf--{kind}", place, *extra))
        opened = tag or kind
        self._written.append(f'<{opened} name="{name}" id="{name}"{attributes} class="{classes}">{text}</{opened}>')
        self._before = kind

    def raw(self, markup: str) -> None:
        """Add markup that is no graf: the ends of lists and rows."""
        self._written.append(markup)

    def paragraph(self, text: str, kind: str = "p", *extra: str, tag: str = "") -> None:
        """Add a graf of words with light marks."""
        if plain(text).startswith("“"):
            extra = (*extra, "graf--startsWithDoubleQuote")
        self.add(kind, marked(text, kind), *extra, tag=tag)

    def picture(self, caption: str, *extra: str, featured: bool = False) -> None:
        """Add a picture with its caption."""
        name = f"{self.chance.choice('01')}*{hex_id(self.chance, 22)}.jpeg"
        width, height = self.chance.choice(((1926, 1104), (1400, 933), (2600, 1733)))
        mark = ' data-is-featured="true"' if featured else ""
        image = (
            f'<img class="graf-image" data-image-id="{name}" data-width="{width}" data-height="{height}"{mark} '
            f'src="https://cdn-images-1.medium.com/max/800/{name}">'
        )
        self.add(
            "figure",
            f'{image}<figcaption class="imageCaption">{html.escape(caption, quote=False)}</figcaption>',
            *extra,
        )

    def items(self, texts: tuple[str, ...], *, ordered: bool = False) -> None:
        """Add a list."""
        tag = "ol" if ordered else "ul"
        self.raw(f'<{tag} class="postList">')
        for text in texts:
            self.paragraph(text, "li")
        self.raw(f"</{tag}>")

    def html(self) -> str:
        """Return all that was written."""
        return "".join(self._written)


def marked(text: str, kind: str) -> str:
    """Return a text as Medium marks it up inside a graf of that kind."""
    strong, emphasis = (f' class="markup--{mark} markup--{kind}-{mark}"' for mark in ("strong", "em"))
    out = inline(text, strong=strong, emphasis=emphasis, link=_LINK.format(kind))
    # Medium repeats an address in data-href, right after href.
    parts = out.split('<a href="')
    return parts[0] + "".join(f'<a href="{_doubled(part)}' for part in parts[1:])


def _doubled(part: str) -> str:
    address, rest = part.split('"', 1)
    return f'{address}" data-href="{address}"{rest}'
