"""The frame of every page of a book, as XHTML."""

from exporters.epub.language import UNKNOWN, runs_right_to_left
from exporters.writers._html_text import plain_html, text_html

STYLES = "book.css"


def page(title: str, body: str, *, language: str = UNKNOWN, kind: str = "", up: str = "") -> str:
    """Return a page; `kind` is what it is in the vocabulary of the format, `up` leads to the top folder.

    A page of an unknown language says nothing of it: it is then that of the book.
    """
    said = "" if language == UNKNOWN else f' lang="{text_html(language)}" xml:lang="{text_html(language)}"'
    direction = ' dir="rtl"' if runs_right_to_left(language) else ""
    epub_type = f' epub:type="{kind}"' if kind else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f"{said}{direction}>\n"
        f'<head>\n<title>{plain_html(title)}</title>\n<link rel="stylesheet" type="text/css" href="{up}{STYLES}"/>\n'
        f"</head>\n<body{epub_type}>\n{body}\n</body>\n</html>\n"
    )
