"""Bodies and pages that are not UTF-8 keep their letters."""

import codecs

import pytest

from backup.document import parse
from backup.document.decoding import decode
from backup.document.text import search_text
from backup.model import Body, BodyFormat

TEXT = "<p>Café, Señor “quoted”</p>"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("cp1252"), "windows-1252"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
@pytest.mark.parametrize("format_", [BodyFormat.SUBSTACK_HTML, BodyFormat.MEDIUM_HTML])
def test_a_body_keeps_its_letters_whatever_its_encoding(data: bytes, encoding: str, format_: BodyFormat) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.damaged) == (TEXT, encoding, False)
    body = Body(data=data, format=format_)
    assert "Café, Señor “quoted”" in search_text(body)
    assert "Café, Señor “quoted”" in str(parse(body))


@pytest.mark.parametrize("encoding", ["windows-1251", "iso-8859-2", "shift_jis", "koi8-r"])
def test_what_the_markup_says_of_its_encoding_counts(encoding: str) -> None:
    letters = {"iso-8859-2": "Zażółć gęślą", "shift_jis": "日本語の文章"}.get(encoding, "Привет, мир")
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}"><p>{letters}</p>'
    assert letters in decode(page.encode(encoding)).text


@pytest.mark.parametrize("name", ["utf-8", "no-such", "zlib", "base64", "rot13", "hex", "idna", "undefined"])
def test_an_encoding_that_cannot_be_is_passed_over(name: str) -> None:
    page = f'<meta charset="{name}"><p>Café</p>'
    assert decode(page.encode("cp1252")).text == page


def test_what_says_another_encoding_and_is_utf_8_is_read_as_utf_8() -> None:
    page = '<meta charset="windows-1251"><p>Café</p>'
    assert decode(page.encode()).text == page


def test_a_flipped_byte_in_utf_8_is_damage_and_not_another_encoding() -> None:
    decoded = decode("“One” — two – three".encode().replace("—".encode(), b"\xe2\x80\xff"))
    assert (decoded.damaged, decoded.encoding) == (True, "utf-8")


def test_the_sign_of_a_damaged_letter_that_somebody_wrote_is_no_damage() -> None:
    assert not decode("the sign \ufffd".encode()).damaged
