"""Pictures of kinds that a target refuses (AVIF …) made into JPEG or PNG, where Pillow is installed to do it.

Pillow reads AVIF by itself. HEIC it reads only with a codec under the GPL, so those stay a loss.

Ghost answers 404 for them after an import (tried with the real one), and EPUB readers need not know them (EPUB 3.3,
core media types).
"""

import io
import warnings
from dataclasses import dataclass

_LARGEST = 100_000_000
"""Pixels; more is a bomb or a map, and would need gigabytes."""
_NEEDS_PILLOW = (
    "The target does not take pictures of this kind; to make another of it, install Outlast with its part for pictures:"
    " pip install outlast[pictures]"
)
_CANNOT = "The target does not take pictures of this kind, and this one could not be made into another."


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcoded:
    """A picture of another kind, or why there is none."""

    content: bytes | None
    extension: str = ""
    why_not: str = ""


def transcoded(content: bytes) -> Transcoded:
    """Return a picture as JPEG, or as PNG where parts of it can be seen through; the first one of a moving picture."""
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
                clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
                out = io.BytesIO()
                if clear:
                    picture.convert("RGBA").save(out, "PNG")
                else:
                    picture.convert("RGB").save(out, "JPEG", quality=90)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return Transcoded(content=None, why_not=_CANNOT)
    return Transcoded(content=out.getvalue(), extension="png" if clear else "jpg")
