"""What a book says of itself: its name, its files, their order (EPUB 3.3, section 5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from exporters.epub.contents import NAV, NCX
from exporters.epub.front import COVER
from exporters.epub.language import runs_right_to_left
from exporters.writers._html_text import plain_html, text_html

FOLDER = "EPUB"
PACKAGE = f"{FOLDER}/content.opf"
CONTAINER = "META-INF/container.xml"
_TYPES = {
    "xhtml": "application/xhtml+xml",
    "ncx": "application/x-dtbncx+xml",
    "css": "text/css",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
}
FIRST, MEDIA_TYPE = "mimetype", "application/epub+zip"
"""The file that comes first, as it is, and what is in it: by it a book is told from other ZIPs (EPUB 3.3, 4.3)."""
_PROPERTIES = {NAV: "nav", COVER: "cover-image"}
_PICTURES = ("png", "jpg", "gif", "webp")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known of a book."""

    identifier: str
    title: str
    authors: tuple[str, ...]
    language: str
    description: str
    modified: datetime
    published: datetime | None
    source: str | None
    """The address of the publication."""


def is_packed(path: str) -> bool:
    """Tell whether a file becomes smaller by packing, and may be packed."""
    return path != FIRST and path.rpartition(".")[2] not in (*_PICTURES, "mp3", "m4a")


def container() -> str:
    """Return the file that says where the package is."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n<rootfiles>\n'
        f'<rootfile full-path="{PACKAGE}" media-type="application/oebps-package+xml"/>\n</rootfiles>\n</container>\n'
    )


def package(about: About, paths: Iterable[str], order: Sequence[str]) -> str:
    """Return the package: `paths` are all files of the folder, `order` the pages as they are read."""
    files = list(paths)
    names = {path: f"f{number}" for number, path in enumerate(files, 1)}
    manifest = "\n".join(_item(path, names[path]) for path in files)
    spine = "\n".join(f'<itemref idref="{names[path]}"/>' for path in order)
    direction = ' page-progression-direction="rtl"' if runs_right_to_left(about.language) else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{_metadata(about, files)}\n'
        f'<meta name="cover" content="{names[COVER]}"/>\n</metadata>\n'
        f'<manifest>\n{manifest}\n</manifest>\n<spine toc="{names[NCX]}"{direction}>\n{spine}\n</spine>\n</package>\n'
    )


def _item(path: str, name: str) -> str:
    properties = f' properties="{_PROPERTIES[path]}"' if path in _PROPERTIES else ""
    return f'<item id="{name}" href="{text_html(path)}" media-type="{_TYPES[path.rpartition(".")[2]]}"{properties}/>'


def _metadata(about: About, files: Sequence[str]) -> str:
    lines = [
        f'<dc:identifier id="id">{plain_html(about.identifier)}</dc:identifier>',
        f"<dc:title>{plain_html(about.title)}</dc:title>",
        f"<dc:language>{plain_html(about.language)}</dc:language>",
    ]
    for number, author in enumerate(about.authors, 1):
        lines.append(f'<dc:creator id="author{number}">{plain_html(author)}</dc:creator>')
        lines.append(f'<meta refines="#author{number}" property="role" scheme="marc:relators">aut</meta>')
    lines.append(f"<dc:description>{plain_html(about.description)}</dc:description>")
    if about.published is not None:
        lines.append(f"<dc:date>{about.published.strftime('%Y-%m-%d')}</dc:date>")
    if about.source:
        lines.append(f"<dc:source>{plain_html(about.source)}</dc:source>")
    lines.append(f'<meta property="dcterms:modified">{about.modified.strftime("%Y-%m-%dT%H:%M:%SZ")}</meta>')
    return "\n".join([*lines, *_access(files)])


def _access(files: Sequence[str]) -> list[str]:
    """Return for whom it can be read. Whether each picture is described depends on the writer, so it is not said."""
    kinds = {path.rpartition(".")[2] for path in files if "/" in path}
    modes = ["textual"]
    modes += ["visual"] if kinds & set(_PICTURES) else []
    modes += ["auditory"] if kinds & {"mp3", "m4a"} else []
    told = [f'<meta property="schema:accessMode">{mode}</meta>' for mode in modes]
    if modes == ["textual"]:
        told.append('<meta property="schema:accessModeSufficient">textual</meta>')
    features = ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability")
    told += [f'<meta property="schema:accessibilityFeature">{feature}</meta>' for feature in features]
    told.append('<meta property="schema:accessibilityHazard">unknown</meta>')
    summary = "Text that can be resized and read aloud, with headings and contents. Pictures are described where the writer did so."  # noqa: E501
    told.append(f'<meta property="schema:accessibilitySummary">{summary}</meta>')
    return told
