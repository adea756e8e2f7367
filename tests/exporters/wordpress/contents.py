"""What WordPress's own programs are tried on: every block, what is hard about some, and the posts of all samples."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from backup.archive.archive import Archive
from backup.document.blocks import (
    AudienceBlock,
    Audio,
    Block,
    Button,
    Callout,
    CodeBlock,
    Divider,
    Embed,
    Figure,
    FileDownload,
    Gallery,
    Heading,
    List,
    Paragraph,
    Paywall,
    PullQuote,
    Quote,
    Raw,
    SocialPost,
    Verse,
    Video,
)
from backup.document.inlines import Image, Text
from backup.model import Publication
from backup.sources._base import find_source
from exporters.selection import Selection, choose
from exporters.writers.wordpress_blocks import WordPressWriter
from tests.document.every_node import BLOCKS, FULL, WORDS
from tests.exporters.made_up import SOUND, STORE, SUBSTACK, Made
from tests.exporters.one_article import article_of
from tests.exporters.test_samples import ALL_POSTS, SAMPLES
from tests.exporters.wordpress.wxr_read_back import written


def words(text: str) -> tuple[Text, ...]:
    """Return text as inlines."""
    return (Text(text=text),)


def paragraph(text: str, **more: str | bool) -> Paragraph:
    """Return a paragraph."""
    return Paragraph(children=words(text), **more)  # type: ignore[arg-type]


def picture(name: str = "a.png", **more: str | int | tuple[Text, ...]) -> Figure:
    """Return a picture of the archive."""
    image = Image(url=STORE + name, alt='al"t <&> [gallery]', width=48, height=32)
    return Figure(image=image, **more)  # type: ignore[arg-type]


HARD: tuple[Block, ...] = (
    paragraph("initial", drop_cap=True),
    paragraph("right", align="right", anchor="a1"),
    paragraph("https://youtu.be/xyz"),
    paragraph("[gallery ids=1] [[caption]] [1] ]"),
    paragraph("no\u00a0break, emoji \U0001f9ed\U0001f3fd, \u2028 and --> <!-- wp:html -->"),
    Paragraph(children=WORDS),
    Heading(level=4, children=words("heading [embed]"), align="center", anchor="h"),
    List(items=((paragraph("a"), List(items=((paragraph("b"),), (paragraph("c"),)), ordered=True, start=3)),)),
    List(items=((paragraph("d"), paragraph("e")),)),
    List(items=((paragraph("f"), Divider()),)),
    picture(caption=words("[caption]"), shown_width=20, layout="left"),
    picture(href="https://e.com/?a=1&b=[c]--d"),
    picture(layout="full", anchor="x"),
    Gallery(figures=(picture(), picture("b.png", caption=words("c"))), caption=words("g"), alt="for ears"),
    Embed(provider="youtube", url="https://www.youtube.com/watch?v=abc123DEF45", start="90", title='T -- <x> & "q"'),
    Embed(provider="spotify", url="https://open.spotify.com/track/x", caption=words("song")),
    SocialPost(provider="bluesky", url="https://bsky.app/profile/x/post/y"),
    SocialPost(provider="twitter", url="https://x.com/x/status/1", text="hello\nhttps://youtu.be/x\nbye"),
    Audio(id="1", url=SOUND, label="[audio]"),
    Video(id="1", url=SOUND),
    FileDownload(url=f"{SOUND}?a=1&b=2--3", name="[playlist]", details="3 KB", description="what"),
    Callout(blocks=(paragraph("x"), List(items=((paragraph("a"),),)))),
    AudienceBlock(audiences=("paid",), blocks=(picture(),)),
    CodeBlock(text="[gallery]\nhttps://youtu.be/x\n\n  if a < b && c > d: <!-- -->", language="c++"),
    Verse(children=words("a\n  b\nhttps://x.y/\n[gallery]")),
    PullQuote(blocks=(paragraph("x"), paragraph("y"))),
    PullQuote(blocks=(paragraph("x"), Divider())),
    Quote(blocks=(Paywall(), paragraph("x"))),
    Button(action="custom", text="go [x]", url="https://e.com/?a=1&b=2", caption=words("above")),
    Raw(html="<table><tr><td>[video]</td></tr></table><iframe src=x></iframe>", reason="r", text="x"),
)


def made_up_contents(publication: Made) -> dict[str, str]:
    """Return the content of each block alone, and of all of them together."""
    found = {f"{block.kind} {number}": _content(publication, block) for number, block in enumerate((*BLOCKS, *HARD))}
    found["every block"] = WordPressWriter(article_of(publication, document=FULL)).body()
    found["in a library"] = WordPressWriter(article_of(publication, picture()), attachment=lambda _: 12).body()
    return found


def sample_contents(folder: Path) -> dict[str, str]:
    """Return the content of each post of every sample, as it stands in the files."""
    found = {}
    for name in sorted(SAMPLES):
        with sample(name, folder / name) as selection:
            _, files = written(selection, folder / f"{name}-out")
        found |= {f"{name}: {item.wp['post_id']}": item.content for file in files for item in file.items}
    return found


@contextmanager
def sample(name: str, folder: Path) -> Iterator[Selection]:
    """Return all posts of a sample."""
    archive = Archive.create(folder, key=None)
    source = find_source(SAMPLES[name])
    publication = Publication(slug="sample", platform=source.identity().platform, name="Sample", url=None)
    archive.snapshot(source.fetch(), publication, source=source.kind, as_of=datetime(2026, 1, 1, tzinfo=UTC))
    yield choose(archive, publication, ALL_POSTS)
    archive.close()


def all_posts(publication: Made) -> Selection:
    """Return every post of the made-up Substack."""
    return choose(publication.archive, SUBSTACK, ALL_POSTS)


def _content(publication: Made, block: Block) -> str:
    return WordPressWriter(article_of(publication, block)).body()
