"""WXR read the way WordPress's importer reads it (class-wxr-parser-simplexml.php): by element and namespace."""

from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from exporters import load
from exporters._base import Options, Report
from exporters.selection import Selection
from exporters.target import Folder

_WP = "{http://wordpress.org/export/1.2/}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_EXCERPT = "{http://wordpress.org/export/1.2/excerpt/}encoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A post, page or attachment as the importer has it after reading."""

    title: str
    guid: str
    author: str
    content: str
    excerpt: str
    wp: dict[str, str]
    """post_id, post_date, status …"""
    terms: list[tuple[str, str, str]] = field(default_factory=list)
    """Taxonomy, address, name."""
    meta: dict[str, str] = field(default_factory=dict)
    comments: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wxr:
    """One file."""

    version: str
    authors: dict[str, str]
    """Names by login."""
    terms: dict[str, str]
    """Names by address."""
    items: list[Item]


def read(path: Path) -> Wxr:
    """Return what a file holds."""
    channel = etree.parse(str(path)).getroot()[0]
    authors = {_of(one, "author_login"): _of(one, "author_display_name") for one in channel.findall(f"{_WP}author")}
    terms = {
        _of(one, slug): _of(one, name)
        for kind, slug, name in (("category", "category_nicename", "cat_name"), ("tag", "tag_slug", "tag_name"))
        for one in channel.findall(_WP + kind)
    }
    return Wxr(
        version=channel.findtext(f"{_WP}wxr_version") or "",
        authors=authors,
        terms=terms,
        items=[_item(one) for one in channel.findall("item")],
    )


def written(selection: Selection, folder: Path, options: Options | None = None) -> tuple[Report, list[Wxr]]:
    """Return the report of an export, and its files read back."""
    target = Folder(folder)
    report = load("wordpress")(options).write(selection, target)
    target.finish()
    return report, [read(path) for path in sorted(folder.glob("*.xml"))]


def _item(item: etree._Element) -> Item:
    return Item(
        title=item.findtext("title") or "",
        guid=item.findtext("guid") or "",
        author=item.findtext("{http://purl.org/dc/elements/1.1/}creator") or "",
        content=item.findtext(_CONTENT) or "",
        excerpt=item.findtext(_EXCERPT) or "",
        wp={one.tag.removeprefix(_WP): one.text or "" for one in item if one.tag.startswith(_WP) and not len(one)},
        terms=[(str(one.get("domain")), str(one.get("nicename")), one.text or "") for one in item.findall("category")],
        meta={_of(one, "meta_key"): _of(one, "meta_value") for one in item.findall(f"{_WP}postmeta")},
        comments=[
            {inner.tag.removeprefix(_WP): inner.text or "" for inner in one} for one in item.findall(f"{_WP}comment")
        ],
    )


def _of(element: etree._Element, name: str) -> str:
    return element.findtext(_WP + name) or ""
