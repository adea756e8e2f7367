"""Pictures: today's form, two older ones, the relic of an e-mail, stock photographs and galleries."""

import html
from random import Random
from urllib.parse import quote

from backup.model import Json
from outlast.demo_writer.widgets._attrs import attrs, cdn, picture_address, signature

_WIDTHS = (424, 848, 1272, 1456)
_EXPAND = (
    '<div class="image-link-expand"><div class="pencraft pc-display-flex pc-gap-8 pc-reset">'
    '<div class="pencraft pc-reset icon-container restack-image"><svg></svg></div>'
    '<div class="pencraft pc-reset icon-container view-image"><svg></svg></div></div></div>'
)
_OLD_BUCKET = "https://bucketeer-e05bbc84-baa3-437e-9518-adb32be77984.s3.amazonaws.com/public/images"


def picture(chance: Random, caption: str, *, top: bool = False, link: str | None = None) -> str:
    """Return a picture with a caption (Image2ToDOM); with `link` it leads there instead of to its full size."""
    width, height = chance.choice(((1456, 1048), (1456, 816), (1200, 800), (1080, 1350)))
    origin, sign = picture_address(chance, width, height), signature(chance)
    alt = html.escape(caption)
    values: dict[str, Json] = {"src": origin, "srcNoWatermark": None, "fullscreen": None, "imageSize": None}
    values |= {"height": height, "width": width, "resizeWidth": None, "bytes": chance.randrange(80_000, 900_000)}
    values |= {"alt": caption, "title": None, "type": "image/jpeg", "href": link, "belowTheFold": not top}
    values |= {"topImage": top, "internalRedirect": None, "isProcessing": False, "align": None, "offset": False}
    sets = {kind: ", ".join(f"{cdn(origin, sign, f'w_{w},c_limit,{kind}')} {w}w" for w in _WIDTHS) for kind in _FORMS}
    opened = "image-link image2" if link else "image-link image2 is-viewable-img"
    loading = 'fetchpriority="high"' if top else 'loading="lazy"'
    return (
        f'<div class="captioned-image-container"><figure><a class="{opened}" target="_blank" '
        f'href="{link or cdn(origin, sign)}" data-component-name="Image2ToDOM"><div class="image2-inset"><picture>'
        f'<source type="image/webp" srcset="{sets["f_webp"]}" sizes="100vw"><img src="{origin}" width="{width}" '
        f'height="{height}" {attrs(values)} class="sizing-normal" alt="{alt}" srcset="{sets["f_auto"]}" sizes="100vw" '
        f"{loading}></picture>{'<div></div>' if link else _EXPAND}</div></a>"
        f'<figcaption class="image-caption">{html.escape(caption, quote=False)}</figcaption></figure></div>'
    )


_FORMS = ("f_webp", "f_auto")


def old_picture(chance: Random) -> str:
    """Return a picture as an early editor left it, in the old bucket and without a file ending (ImageToDOM)."""
    origin = f"{_OLD_BUCKET}/{picture_address(chance, 240, 298).rsplit('/', 1)[1].removesuffix('.jpeg')}"
    steps = "w_1100,c_limit,f_auto,q_auto:good,fl_progressive:steep"
    address = f"https://substackcdn.com/image/fetch/{steps}/{quote(origin, safe='')}"
    return f'<p>From the old notebook: <img style="" src="{address}" data-component-name="ImageToDOM"></p>'


def mailed_picture(chance: Random) -> str:
    """Return a picture in the table that was made for a mail (Image2ToDOMStatic)."""
    origin, sign = picture_address(chance), signature(chance)
    values: dict[str, Json] = {"src": origin, "height": 1048, "width": 1456, "alt": "The quay, empty", "href": None}
    return (
        '<div class="captioned-image-container-static"><figure><table class="image-wrapper" width="100%" border="0" '
        'cellspacing="0" cellpadding="0" data-component-name="Image2ToDOMStatic"><tbody><tr><td></td>'
        f'<td class="content" align="left" width="1456"><a class="image-link" target="_blank" '
        f'href="{cdn(origin, sign)}"><img class="wide-image" {attrs(values)} '
        f'src="{cdn(origin, sign, "w_1456,c_limit,f_auto")}" '
        'alt="The quay, empty" width="550"></a></td><td></td></tr></tbody></table></figure></div>'
    )


def stock_picture(chance: Random) -> str:
    """Return a stock photograph (image3)."""
    number = chance.randrange(10**12, 10**13)
    values: dict[str, Json] = {"src": f"https://images.unsplash.com/photo-{number}-0d8fee5425e3", "alt": None}
    values |= {"title": "Photo by an invented photographer", "href": None, "width": 1080, "height": 720}
    return f'<div class="image3" {attrs(values | {"size": "normal", "align": None})}></div>'


def gallery(chance: Random) -> str:
    """Return a gallery of three, which is empty but for its attributes."""
    images: list[Json] = [{"type": "image/jpeg", "src": picture_address(chance, 1500, 1000)} for _ in range(3)]
    static: Json = {"type": "image/png", "src": picture_address(chance, 1456, 964, "png")}
    inside: Json = {
        "images": images,
        "caption": "Three evenings in a row, from the same window",
        "alt": "The harbour at dusk, three times",
        "staticGalleryImage": static,
    }
    return f'<div class="image-gallery-embed" {attrs({"gallery": inside, "isEditorNode": True})}></div>'


ASIDES = (old_picture, mailed_picture, stock_picture, gallery)
