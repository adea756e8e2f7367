"""The pictures that a body shows, by Medium's ids (formats: 3.7)."""

from backup.document import parse
from backup.document.walk import images
from backup.model import Body


def picture_ids(body: Body) -> tuple[str, ...]:
    """Return the ids (`1*name.png`) of a body's own pictures, each once, in reading order.

    The original is at `https://cdn-images-1.medium.com/ID` and at `https://miro.medium.com/v2/ID`.
    """
    return tuple(dict.fromkeys(image.id for image in images(parse(body)) if image.id))
