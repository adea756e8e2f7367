"""Pictures in lexical, and how large they are."""

import io
from dataclasses import dataclass

import pytest
from PIL import Image as Pillow

from backup.document.blocks import Figure, Gallery
from backup.document.inlines import Image, Text
from exporters.selection import MediaFile
from exporters.writers._lexical_pictures import BESIDE
from exporters.writers._picture_size import picture_size
from tests.exporters.ghost.reading import lexical_of
from tests.exporters.made_up import STORE, Made, bad_png, picture


def figure(name: str = "a.png", **fields: object) -> Figure:
    return Figure(image=Image(url=STORE + name), **fields)  # type: ignore[arg-type]


def test_a_picture_keeps_its_width_caption_and_link(publication: Made) -> None:
    image = Image(url=f"{STORE}a.png", alt='"alt"', title="t", width=400, height=300)
    block = Figure(
        image=image,
        caption=(Text(text="a & b"),),
        href="https://e.com/",
        layout="full",
        shown_width=100,
        anchor="unused",
    )

    *_, node = lexical_of(publication, block).nodes

    assert node == {
        "type": "image",
        "version": 1,
        "src": node["src"],
        "width": 100,
        "height": 75,
        "title": "t",
        "alt": '"alt"',
        "caption": "a &amp; b",
        "cardWidth": "full",
        "href": "https://e.com/",
    }
    assert node["src"].startswith("__GHOST_URL__/content/images/archive/a-")


def test_a_picture_beside_the_text_is_named(publication: Made) -> None:
    written = lexical_of(publication, figure(layout="left"))

    assert written.nodes[0]["cardWidth"] == "regular"
    assert written.reasons == [BESIDE]


def test_a_gallery_is_in_cards_of_nine_with_sizes_read_from_the_files(publication: Made) -> None:
    block = Gallery(figures=tuple(figure("a.png") for _ in range(10)), caption=(Text(text="all"),), alt="ten of them")

    first, second = lexical_of(publication, block).nodes

    assert [image["row"] for image in first["images"]] == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert [image["row"] for image in second["images"]] == [0]
    assert (first["images"][0]["width"], first["images"][0]["height"]) == (48, 32)
    assert first["images"][0]["fileName"].startswith("a-")
    assert first["images"][0]["alt"] == "ten of them"
    assert (first["caption"], second["caption"]) == ("", "all")


@pytest.mark.parametrize(
    "block",
    [
        Gallery(figures=(figure(caption=(Text(text="own"),)),)),
        Gallery(figures=(figure("missing.png"),)),
    ],
)
def test_a_gallery_with_words_of_its_own_or_without_sizes_is_html(publication: Made, block: Gallery) -> None:
    assert lexical_of(publication, block).kinds == ["html"]


@dataclass(frozen=True, slots=True)
class Held(MediaFile):
    """A file whose content is given."""

    content: bytes = b""

    def read(self) -> bytes:
        return self.content


def size_of(content: bytes) -> tuple[int, int] | None:
    return picture_size(
        Held(url="u", media_type="", size=0, digest="d", body="b", reader=None, content=content)  # type: ignore[arg-type]
    )


def webp(**options: object) -> bytes:
    out = io.BytesIO()
    mode = "RGBA" if options.pop("clear", False) else "RGB"
    Pillow.new(mode, (48, 32), (9, 9, 9, 9)[: len(mode)]).save(out, "WEBP", **options)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        picture(1, "PNG"),
        picture(1, "JPEG"),
        picture(1, "GIF"),
        webp(),
        webp(lossless=True),
        webp(clear=True),
        b"\xff\xd8\xff\xe1\x00\x04ab" + picture(1, "JPEG")[2:],
    ],
)
def test_sizes_are_read_from_the_start_of_files(content: bytes) -> None:
    assert size_of(content) == (48, 32)


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg/>", b"\xff\xd8", b"\xff\xd8\xff\xc0\x00", b"\x89PNG\r\n\x1a\n", picture(1, "AVIF"), webp()[:20]],
)
def test_a_file_that_does_not_tell_has_no_size(content: bytes) -> None:
    assert size_of(content) is None


def test_a_damaged_picture_tells_what_its_start_tells() -> None:
    assert size_of(bad_png()) == (8, 8)
