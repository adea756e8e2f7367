"""Pictures that a target refuses become such as it takes, or a reason."""

import io

import pytest
from PIL import Image

from exporters.pictures import transcoded
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
