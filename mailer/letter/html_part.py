"""A letter's blocks as HTML: each element has its style in it, because many mail programs drop style sheets."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from importlib import resources
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from mailer.letter.words import Words

_OPTIONS = OptionsDict(
    {
        "maxNesting": 40,
        "html": False,
        "linkify": False,
        "typographer": False,
        "quotes": "“”‘’",
        "xhtmlOut": True,
        "breaks": False,
        "langPrefix": "",
        "highlight": None,
    }
)


class _Writer(RendererHTML):
    """Writes tokens; code without the name of its language."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        super().__init__()
        self._styles = styles

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:  # noqa: ARG002  its
        """Write code as it stands."""
        code = escape(tokens[idx].content, quote=False)
        return f'<pre style="{self._styles["pre"]}"><code style="{self._styles["code"]}">{code}</code></pre>\n'

    code_block = fence


def html_of(tokens: Sequence[Token], words: Words) -> str:
    """Return the blocks as HTML, for a language written in the direction of `words`."""
    styles = {tag: style.format(start=words.start, end=words.end) for tag, style in _styles().items()}
    for token in (*tokens, *(child for block in tokens for child in block.children or ())):
        if token.nesting >= 0 and token.tag in styles:
            token.attrSet("style", styles[token.tag])
    return _Writer(styles).render(tokens, _OPTIONS, {})


@cache
def _styles() -> dict[str, str]:
    text = (resources.files("templates") / "mail" / "styles.toml").read_text(encoding="utf-8")
    return {tag: str(style) for tag, style in tomllib.loads(text).items()}
