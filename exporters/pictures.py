"""Pictures of kinds that a target refuses (AVIF …) made into JPEG or PNG, where Pillow is installed to do it.

Pillow reads AVIF by itself. HEIC it reads only with a codec under the GPL, so those stay a loss.

Ghost answers 404 for them after an import (tried with the real one), and EPUB readers need not know them (EPUB 3.3,
core media types).
"""

import io
import struct
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_LARGEST = 100_000_000
"""Pixels; more is a bomb or a map, and would need gigabytes."""
_NEEDS_PILLOW = (
    "The target does not take pictures of this kind; to make another of it, install Outlast with its part for pictures:"
    " pip install outlast[pictures]"
)
ONLY_THE_FIRST = (
    "The target does not take moving pictures of this kind; the first picture of it is there, and stands still."
)
_CANNOT = "The target does not take pictures of this kind, and this one could not be made into another."

_CLEAR = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})
_BAD_FILE = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, RuntimeError, struct.error)
"""What Pillow raises for files that are not what they say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcoded:
    """A picture of another kind, or why there is none."""

    content: bytes | None
    extension: str = ""
    why_not: str = ""
    """Why there is none, or not all of it."""


def transcoded(content: bytes) -> Transcoded:
    """Return a picture as JPEG, or as PNG where parts of it can be seen through; the first one of a moving picture.

    It is turned as its data says, and its colours are made those that every program shows, since neither is told by
    what is written: nothing of where and when it was taken goes along.
    """
    try:
        from PIL import Image
    except ImportError:
        return Transcoded(content=None, why_not=_NEEDS_PILLOW)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of sizes; the limit below is ours
            with Image.open(io.BytesIO(content)) as picture:
                if picture.width * picture.height > _LARGEST:
                    return Transcoded(content=None, why_not=_CANNOT)
                moving = getattr(picture, "n_frames", 1) > 1
                plain = _plain(picture)
                out = io.BytesIO()
                if plain.mode == "RGBA":
                    plain.save(out, "PNG")
                else:
                    plain.save(out, "JPEG", quality=90)
    except (*_BAD_FILE, Image.DecompressionBombError):
        return Transcoded(content=None, why_not=_CANNOT)
    extension = "png" if plain.mode == "RGBA" else "jpg"
    return Transcoded(content=out.getvalue(), extension=extension, why_not=ONLY_THE_FIRST if moving else "")


def _plain(picture: "Image.Image") -> "Image.Image":
    """Return a picture upright, in eight bits of red, green and blue, with what can be seen through if there is any."""
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(picture)
    if upright.mode.startswith("I") or upright.mode == "F":
        upright = _eight_bits(upright)
    if upright.mode in _CLEAR or "transparency" in upright.info:
        clear = _in_common_colours(upright, "RGBA")
        if clear.getchannel("A").getextrema() != (255, 255):
            return clear
        return clear.convert("RGB")  # a channel for it that says nothing makes a photo ten times as large
    return _in_common_colours(upright, "RGB")


def _eight_bits(picture: "Image.Image") -> "Image.Image":
    """Return a grey picture of more bits in eight: Pillow itself makes all that is not nearly black white."""
    white = 1.0 if picture.mode == "F" else 65535.0
    return picture.convert("F").point(lambda value: value * (255.0 / white) + 0.0).convert("L")


def _in_common_colours(picture: "Image.Image", mode: str) -> "Image.Image":
    """Return a picture in sRGB, by the profile that it brings."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            made = None  # a broken profile, or one of other colours than the picture's
        if made is not None:
            return made
    return picture.convert(mode)
