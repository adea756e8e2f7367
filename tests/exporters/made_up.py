"""A made-up publication with everything that is hard to carry over. All people are invented.

`Made.archive` holds, of Substack: a plain post with pictures and a footnote, one full of template syntax and markup, two
of one slug, one in Japanese, one right to left, one of 300 letters, a page, an episode with sound, a paid one with a
paywall, one for free subscribers, a draft, one without a body, comments in threads; of Medium: stories and responses.
"""

import io
import struct
import wave
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.model import Body, BodyFormat, Complete, Json, Media, Post, PostKind, Publication, Record, Row

SUBSTACK = Publication(
    slug="night-letters", platform="substack", name="Night “Letters” & Co", url="https://nightletters.substack.com"
)
MEDIUM = Publication(slug="maya", platform="medium", name="Maya", url="https://medium.com/@maya")
STORE = "https://substack-post-media.s3.amazonaws.com/public/images/"
SOUND = "https://api.substack.com/feed/podcast/1/episode.mp3"
PAID_WORD, DRAFT_WORD, FREE_WORD = "quillpaidword", "quilldraftword", "quillfreeword"
"""Words that stand only in the paid post, the draft, and the post for free subscribers."""

LONG = "An unusually long title that goes on " * 8
EVIL = (
    "<p>Templates: {{&lt; foo &gt;}} {{% bar %}} {{ baz }} {% qux %} &lt;% erb %&gt; ${js} [[wiki]] ]]&gt; end.</p>"
    "<p>Markdown: *a* _b_ `c` # d &gt; e [f](g) ![h](i) | j | --- 1. k ~~l~~ [^1] &lt;tag&gt; &amp;amp; \\ backslash</p>"
    "<p># not a heading</p><p>1. not a list</p><p>- nor this</p><p>+ nor</p><p>&gt; nor a quote</p><p>---</p><p>===</p>"
    "<p>    four blanks</p><p>Control \x0b\x01 sign, zero\u200bwidth, \u202eoverride, emoji \U0001f9ed\U0001f3fd, ﷽.</p>"
    "<pre><code>if (a &lt; b &amp;&amp; c) { ``` }\n\n  {{&lt; in code &gt;}} {% raw %}</code></pre>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The archive, and the pictures in it."""

    archive: Archive
    pictures: dict[str, bytes]
    """By the file's name in its old address."""


def picture(number: int, kind: str = "PNG") -> bytes:
    """Return a small picture, another one for each number."""
    out = io.BytesIO()
    Image.new("RGB", (48, 32), (number * 37 % 256, number * 91 % 256, 120)).save(out, kind)
    return out.getvalue()


def sound() -> bytes:
    """Return a tenth of a second of silence."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 800)
    return out.getvalue()


def bad_png() -> bytes:
    """Return a PNG whose header is right and whose content is not."""
    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + b"rubbish"


def figure(name: str, caption: str = "") -> str:
    """Return a picture as Substack writes one (formats: section 2, captioned image)."""
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return (
        f'<div class="captioned-image-container"><figure><a class="image-link image2" href="{STORE}{name}">'
        f'<img src="{STORE}{name}" alt="alt of {name}" width="48" height="32"></a>{words}</figure></div>'
    )


def post(number: int, title: str, html: str, **more: object) -> Post:
    """Return a post of the made-up Substack, of the 1st to the 28th of January 2024."""
    slug = more.pop("slug", f"letter-{number}")
    fields: dict[str, object] = {
        "id": str(1000 + number),
        "kind": PostKind.POST,
        "type": "newsletter",
        "title": title,
        "slug": slug,
        "url": f"https://nightletters.substack.com/p/{slug}",
        "published_at": f"2024-01-{number:02d}T08:00:0{number % 10}.000Z",
        "updated_at": f"2024-02-{number:02d}T08:00:00.000Z",
        "tags": ("Essays", "Night & Day"),
        "authors": ("Maya Lindqvist",),
        "body": Body(data=html.encode("utf-8", "surrogatepass"), format=BodyFormat.SUBSTACK_HTML),
        **more,
    }
    return Post(**fields)  # type: ignore[arg-type]


def substack_posts() -> Iterator[Post]:
    """Yield the posts of the made-up Substack."""
    footnote = (
        '<p>A claim<a data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1" href="#footnote-1" '
        'class="footnote-anchor">1</a> here. See <a href="https://nightletters.substack.com/p/letter-2?utm_source=x&amp;r=1'
        '#part">the second</a>, <a href="https://open.substack.com/pub/nightletters/p/letter-6">the sixth</a>, '
        '<a href="https://nightletters.substack.com/p/not-there">a lost one</a> and '
        '<a href="https://example.org/x?utm_source=keep">elsewhere</a>.</p>'
        '<div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-1" href="#footnote-anchor-1" '
        'class="footnote-number">1</a><div class="footnote-content"><p>The footnote itself.</p></div></div>'
    )
    raw: dict[str, Json] = {"cover_image": f"{STORE}cover.png", "section_name": "Letters", "section_slug": "letters"}
    plain = "<h2>A part</h2><p>Plain <strong>bold</strong> and <em>slanted</em> words.</p>" + figure(
        "a.png", "Caption <em>a</em>"
    )
    yield post(1, 'He said: "Hi" & <b>left</b>', plain + footnote, raw=raw, subtitle="Sub: 'title'")
    yield post(2, "Second: {{ title }} {% raw %}", EVIL + figure("b.png") + figure("missing.png"))
    yield post(3, "Twin", "<p>First twin.</p>" + figure("a.png"), slug="twin")
    yield post(4, "Twin", "<p>Second twin.</p>", slug="Twin", url="https://nightletters.substack.com/p/Twin")
    yield post(
        5,
        "夜の手紙",
        "<p>灯台の話。</p>" + figure("c.avif"),
        slug="夜の手紙",
        url="https://nightletters.substack.com/p/%E5%A4%9C%E3%81%AE%E6%89%8B%E7%B4%99",
    )
    yield post(6, "رسالة الليل", "<p>مرحبا بالعالم.</p>", slug="letter-6")
    yield post(7, LONG, "<p>Short.</p>" + figure("bad.png"))
    yield post(8, "About", "<p>About this letter.</p>", type="page", slug="about")
    yield post(9, "Episode one", "<p>Listen.</p>", type="podcast", raw={"podcast_url": SOUND, "podcast_duration": 0.1})
    paid = f'<p>Open part.</p><div class="paywall-jump" data-component-name="PaywallToDOM"></div><p>{PAID_WORD}</p>'
    yield post(10, "For payers", paid + figure("paid.png"), audience="only_paid")
    yield post(11, "For subscribers", f"<p>{FREE_WORD}</p>", audience="only_free")
    yield post(
        12, "A draft", f"<p>{DRAFT_WORD}</p>" + figure("draft.png"), kind=PostKind.DRAFT, published_at=None, url=None
    )
    yield post(13, "No body", "", body=None)
    yield post(14, "", "<p>No title at all.</p>", slug="no-title-here", updated_at="not a date")
    widgets = (
        '<div id="youtube2-abc123DEF45" class="youtube-wrap" data-attrs="{&quot;videoId&quot;:&quot;abc123DEF45&quot;}" '
        'data-component-name="Youtube2ToDOM"><div class="youtube-inner"><iframe src="https://www.youtube-nocookie.com/embed/abc123DEF45"></iframe></div></div>'
        '<div class="poll-embed" data-attrs="{&quot;id&quot;:77}" data-component-name="PollToDOM"></div>'
        '<p class="button-wrapper" data-attrs="{&quot;url&quot;:&quot;https://nightletters.substack.com/subscribe?&quot;,&quot;text&quot;:&quot;Subscribe now&quot;}" data-component-name="ButtonCreateButton"><a class="button primary" href="https://nightletters.substack.com/subscribe?"><span>Subscribe now</span></a></p>'
        "<blockquote><p>Quoted.</p></blockquote><ul><li><p>one</p><ul><li><p>inner</p></li></ul></li><li><p>two</p></li></ul>"
        '<ol start="3"><li><p>three</p></li></ol><pre class="verse">line one\n   line two</pre><hr>'
    )
    yield post(15, "Widgets", widgets)


def medium_posts() -> Iterator[Post]:
    """Yield two stories and two responses, one of them under the first story."""
    for number, (identity, kind, answers) in enumerate(
        (
            ("aaaaaaaaaaa1", PostKind.POST, None),
            ("aaaaaaaaaaa2", PostKind.POST, None),
            ("aaaaaaaaaaa3", PostKind.RESPONSE, "aaaaaaaaaaa1"),
            ("aaaaaaaaaaa4", PostKind.RESPONSE, None),
        ),
        1,
    ):
        title = f"Story {number}: a tale" if kind is PostKind.POST else "Thank you for this"
        html = (
            f'<section data-field="body" class="e-content"><section><div class="section-content">'
            f'<div class="section-inner"><h3 class="graf graf--h3 graf--title">{title}</h3>'
            f'<p class="graf graf--p">Words of {number}. <a href="https://medium.com/@maya/story-1-aaaaaaaaaaa1?source=x">'
            "The first</a>.</p></div></div></section></section>"
        )
        yield Post(
            id=identity,
            kind=kind,
            type="story",
            title=title,
            slug=None,
            url=f"https://medium.com/@maya/story-{number}-{identity}",
            published_at=f"2023-05-0{number}T10:00:00.000Z",
            tags=("night-sky",) if kind is PostKind.POST else None,
            authors=("Maya",),
            body=Body(data=html.encode(), format=BodyFormat.MEDIUM_HTML),
            raw={"response_to": answers} if answers else {},
        )


def comments() -> Iterator[Row]:
    """Yield a thread of three under the first post, a deleted one with an answer, and one under the paid post."""
    said = (
        ("1", "1001", None, "Ada", "First!", False),
        ("2", "1001", "1", "Bo", "Answer to <first> & more", False),
        ("3", "1001", "2", "Ada", "Thanks\n\nTwo paragraphs.", False),
        ("4", "1001", None, None, None, True),
        ("5", "1001", "4", "Cy", "Answer to nobody", False),
        ("6", "1010", None, "Dee", "Under the paid one", False),
    )
    for identity, under, parent, name, body, deleted in said:
        data: dict[str, Json] = {
            "id": int(identity),
            "post": under,
            "parent": parent,
            "name": name,
            "body": body,
            "deleted": deleted,
            "date": f"2024-03-0{identity}T10:00:00.000Z",
        }
        table = "comments.private" if under == "1010" else "comments"
        yield Row(table=table, id=identity, group=f"post:{under}", data=data)


def made(folder: Path) -> Made:
    """Make the archive in `folder`."""
    archive = Archive.create(folder / "archive", key=Key.generate())
    kinds = {"a.png": 1, "b.png": 2, "cover.png": 3, "paid.png": 4, "draft.png": 5}
    pictures = {name: picture(number) for name, number in kinds.items()}
    pictures |= {"c.avif": picture(6, "AVIF"), "bad.png": bad_png()}
    media = [
        Media(
            url=STORE + name,
            content=content,
            media_type="image/avif" if name.endswith("avif") else "image/png",
            private=name in ("paid.png", "draft.png"),
        )
        for name, content in pictures.items()
    ]
    media.append(Media(url=SOUND, content=sound(), media_type="audio/x-wav"))
    records: list[Record] = [*substack_posts(), *comments(), *media, Complete(table="posts")]
    at = datetime(2024, 6, 1, tzinfo=UTC)
    archive.snapshot(records, SUBSTACK, source="substack_web", as_of=at)
    archive.snapshot([*medium_posts(), Complete(table="posts")], MEDIUM, source="medium_export", as_of=at)
    return Made(archive=archive, pictures=pictures)
