"""The picture on top of a post: shown where the words do not show it anyway."""

from backup.document.walk import images
from exporters.article import Article


def cover_to_show(article: Article) -> str | None:
    """Return the cover's address over there, `None` where the body has the same picture, or there is none.

    Platforms take a picture of the text for the cover by themselves. The file is put in its place either way: it is
    what cards and lists show.
    """
    address = article.cover()
    if address is None:
        return None
    find = article.export.selection.media
    file = find(article.entry.cover)
    for image in images(article.document):
        shown = find(image.url) or find(image.shown_url)
        if shown is not None and file is not None and shown.digest == file.digest:
            return None
    return address
