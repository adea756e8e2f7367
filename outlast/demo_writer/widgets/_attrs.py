"""The `data-attrs` of a widget and the addresses of its pictures."""

import html
import json
from collections.abc import Mapping
from random import Random
from urllib.parse import quote

from backup.model import Json
from outlast.demo_writer.chance import uuid

PUBLICATION = "https://nightletters.substack.com"
_CDN = "https://substackcdn.com/image/fetch"
_SIGNATURE = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789"


def attrs(values: Mapping[str, Json]) -> str:
    """Return `data-attrs="…"`: JSON, escaped."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return f'data-attrs="{html.escape(text, quote=False).replace(chr(34), "&quot;")}"'


def raw_attrs(values: Mapping[str, Json]) -> str:
    """Return `data-attrs="…"` with the ampersands left alone, as Substack writes those of its buttons."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return f'data-attrs="{text.replace(chr(34), "&quot;")}"'


def picture_address(chance: Random, width: int = 1456, height: int = 1048, ext: str = "jpeg") -> str:
    """Return the address of an original picture."""
    return f"https://substack-post-media.s3.amazonaws.com/public/images/{uuid(chance)}_{width}x{height}.{ext}"


def signature(chance: Random) -> str:
    """Return the four characters that stand in the CDN's addresses since 2025."""
    return "".join(chance.choices(_SIGNATURE, k=4))


def cdn(origin: str, sign: str, transforms: str = "") -> str:
    """Return the CDN's address of a picture."""
    steps = (
        f"{transforms},q_auto:good,fl_progressive:steep" if transforms else "f_auto,q_auto:good,fl_progressive:steep"
    )
    return f"{_CDN}/$s_!{sign}!,{steps}/{quote(origin, safe='')}"
