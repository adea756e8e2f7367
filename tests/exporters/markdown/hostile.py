"""Words that look like markup, in every mark: what a writer may have written, and some things that nobody would."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from backup.document.inlines import ALL_MARKS, Inline, InlineCode, LineBreak, Link, Text

_SIGNS = (
    r"* _ ** __ ` `` # - + 1. 2) > = === --- ~ ~~~ | [ ] ( ) ![ ](x) [^1] [^1]: [x]: <b> </b> <!-- <p> & &amp; &#35; &copy;"
    r""" \ \* {{< {% $ $$ : ! " ' :// https://e.com/a_b www.x.y ^ 夜 。 （ é — “ ” 👩🏽 a b word 0"""
)
_BLANKS = [" ", "  ", "    ", "\t", "\n", "\u00a0", "\u200b", "\u202e", "# ", "- ", "+ ", "1. ", "> ", "[^1]: ", "\\\n"]
SIGNS = st.sampled_from([*_SIGNS.split(), *_BLANKS])
TEXTS = st.lists(SIGNS, min_size=1, max_size=6).map("".join) | st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=12
)
ADDRESSES = st.sampled_from(
    [
        "https://e.com/",
        "https://e.com/a_(b)*c?x=1&amp=2&copy;#f_g",
        "https://e.com/a b<c>`d`\\e|{{f}}",
        "/夜/x",
        "mailto:a@e.com",
    ]
)


def marked(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    inside = st.lists(children, min_size=1, max_size=3).map(tuple)
    marks = [mark for mark in ALL_MARKS if mark is not InlineCode]
    return st.builds(lambda mark, inner: mark(children=inner), st.sampled_from(marks), inside) | st.builds(
        lambda url, inner, title: Link(url=url, children=inner, title=title), ADDRESSES, inside, st.none() | TEXTS
    )


CODE = TEXTS.map(lambda text: InlineCode(children=(Text(text=text),)))
INLINES = st.lists(
    st.recursive(TEXTS.map(lambda text: Text(text=text)) | CODE | st.just(LineBreak()), marked, max_leaves=5),
    min_size=1,
    max_size=4,
).map(tuple)


def some(count: int) -> list[tuple[Inline, ...]]:
    """Return so many of them, the same each time."""
    found: list[tuple[Inline, ...]] = []

    @settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(INLINES)
    def collect(inlines: tuple[Inline, ...]) -> None:
        found.append(inlines)

    collect()
    return found
