"""What every page of Medium's account export has in common (formats: common head, and the form of its dates)."""

import html
from collections.abc import Iterable
from datetime import datetime

NAME = "Maya Lindqvist"
HANDLE = "mayalindqvist"
USER = "5c1f0e7a94b2"
STYLE = (
    "<style>\n      * {\n        font-family: Georgia, serif;\n      }\n      section {\n        width: 640px;\n"
    "        margin: auto;\n      }\n      </style>"
)
_HEAD = '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">'


def page(title: str, body: str) -> bytes:
    """Return a whole page."""
    return f"{_HEAD}<title>{html.escape(title, quote=False)}</title>{STYLE}</head><body>{body}</body></html>".encode()


def listing(title: str, items: Iterable[str], *, before: str = "", ordered: bool = False) -> bytes:
    """Return a page with one list; `items` are `<li>` elements."""
    tag = "ol" if ordered else "ul"
    heading = html.escape(title, quote=False)
    return page(title, f"<section><h3>{heading}</h3>{before}<{tag}>{''.join(items)}</{tag}></section>")


def stamp(time: datetime) -> str:
    """Return a time as Medium's side folders write it: `2019-04-6 6:20 am`, the day without a zero, UTC."""
    return f"{time:%Y-%m}-{time.day} {time.hour % 12 or 12}:{time:%M} {'am' if time.hour < 12 else 'pm'}"


def long_date(time: datetime) -> str:
    """Return a day in words: `April 6, 2019`."""
    return f"{time:%B} {time.day}, {time.year}"


def exported(when: datetime) -> str:
    """Return the line at the foot of a page that says when the export was made."""
    return f'<p>Exported from <a href="https://medium.com">Medium</a> on {long_date(when)}.</p>'
