"""Pictures that a target refuses become such as it takes, or a reason."""

import io

import pytest
from PIL import Image, ImageCms

from exporters.pictures import ONLY_THE_FIRST, transcoded
from tests.exporters.made_up import bad_png, picture


def test_avif_becomes_jpeg_of_the_same_size() -> None:
    made = transcoded(picture(1, "AVIF"))

    assert made.content is not None
    with Image.open(io.BytesIO(made.content)) as opened:
        assert (opened.format, opened.size, made.extension) == ("JPEG", (48, 32), "jpg")


def test_what_can_be_seen_through_stays_so() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (1, 2, 3, 0)).save(out, "AVIF")

    made = transcoded(out.getvalue())

    assert made.content is not None
    with Image.open(io.BytesIO(made.content)) as opened:
        assert (opened.format, made.extension) == ("PNG", "png")
        assert opened.convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("content", [b"", b"rubbish", bad_png(), picture(1, "AVIF")[:200]])
def test_what_is_no_picture_is_a_reason_and_no_failure(content: bytes) -> None:
    made = transcoded(content)

    assert made.content is None
    assert made.why_not


def made_of(image: Image.Image, kind: str, **how: object) -> Image.Image:
    """Return what becomes of a picture, opened."""
    out = io.BytesIO()
    image.save(out, kind, **how)  # type: ignore[arg-type]
    made = transcoded(out.getvalue())
    assert made.content is not None
    opened = Image.open(io.BytesIO(made.content))
    opened.load()
    return opened


def two_halves(mode: str = "RGB") -> Image.Image:
    """Return a picture that is black at the left and white at the right."""
    image = Image.new("L", (40, 20), 0)
    image.paste(255, (20, 0, 40, 20))
    return image.convert(mode)


@pytest.mark.parametrize("kind", ["AVIF", "WEBP", "TIFF"])
def test_a_picture_that_lies_on_its_side_is_turned_and_says_nothing_of_where_it_was_taken(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned to the right
    exif.get_ifd(0x8825)[1] = "N"

    made = made_of(two_halves(), kind, exif=exif)

    assert made.size == (20, 40)
    assert [made.convert("L").getpixel((10, y)) for y in (5, 35)] == pytest.approx([0, 255], abs=6)
    assert "exif" not in made.info
    assert dict(made.getexif()) == {}


def test_sixteen_bits_of_grey_keep_their_greys() -> None:
    grey = Image.new("I;16", (40, 20))
    grey.putdata([row * 3000 + column * 10 for row in range(20) for column in range(40)])

    made = made_of(grey, "TIFF").convert("L")

    assert [made.getpixel((20, y)) for y in (2, 10, 18)] == pytest.approx([24, 117, 211], abs=6)


def test_colours_of_print_become_colours_of_screens() -> None:
    made = made_of(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "TIFF")

    assert (made.mode, made.getpixel((4, 4))) == ("RGB", pytest.approx((254, 0, 0), abs=6))


def test_colours_are_made_those_that_every_program_shows() -> None:
    # A profile whose red is green and the other way round: the names of two entries of its table are exchanged.
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    odd = usual.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")

    made = made_of(Image.new("RGB", (8, 8), (255, 0, 0)), "WEBP", icc_profile=odd, lossless=True)

    assert "icc_profile" not in made.info
    assert made.getpixel((4, 4)) == pytest.approx((0, 255, 0), abs=8)


def test_a_broken_profile_is_left_out() -> None:
    made = made_of(Image.new("RGB", (8, 8), (9, 99, 199)), "WEBP", icc_profile=b"rubbish", lossless=True)

    assert made.getpixel((4, 4)) == pytest.approx((9, 99, 199), abs=6)


def test_a_photo_with_a_channel_that_hides_nothing_becomes_no_png() -> None:
    assert made_of(Image.new("RGBA", (8, 8), (1, 2, 3, 255)), "AVIF").format == "JPEG"


def test_of_a_moving_picture_the_first_is_kept_and_that_is_told() -> None:
    out = io.BytesIO()
    first, second = Image.new("RGB", (8, 8), "red"), Image.new("RGB", (8, 8), "blue")
    first.save(out, "WEBP", save_all=True, append_images=[second], duration=100)

    made = transcoded(out.getvalue())

    assert made.why_not == ONLY_THE_FIRST
    assert made.content is not None
    with Image.open(io.BytesIO(made.content)) as opened:
        assert opened.getpixel((4, 4)) == pytest.approx((254, 0, 0), abs=8)


def test_a_picture_that_would_need_gigabytes_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exporters.pictures._LARGEST", 48 * 32 - 1)

    assert transcoded(picture(1, "AVIF")).content is None
