"""Texts in pieces, and the values between them."""

import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.letter.fields import Field
from mailer.letter.marks import Marks
from mailer.letter.quoted_printable import Place, in_html, in_text, pieces

VALUES = st.one_of(
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=300), st.text("=. From&<é\"'", max_size=200)
)
TEXTS = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=200),
        st.just("\n"),
        st.just("\t"),
        st.sampled_from(Field),
        st.sampled_from([".", "From ", " ", "="]),
    ),
    max_size=12,
)


def joined(parts: list[bytes | Place], value: str) -> bytes:
    return b"".join(part if isinstance(part, bytes) else in_text(value) for part in parts)


@given(TEXTS, VALUES)
def test_any_text_with_any_values_comes_back_and_no_line_of_it_needs_care(parts: list[str | Field], value: str) -> None:
    marks = Marks("0")
    text = "".join(marks.mark(part) if isinstance(part, Field) else part for part in parts)
    encoded = joined(pieces(text, marks, html=False), value)
    expected = "".join(value if isinstance(part, Field) else part for part in parts)
    assert quopri.decodestring(encoded).decode().replace("\r\n", "\n") == expected
    assert encoded.isascii()
    for line in encoded.split(b"\r\n"):
        assert len(line) <= 76 and b"\n" not in line and b"\r" not in line
        assert not line.startswith((b".", b"From ")) and not line.endswith((b" ", b"\t"))


@given(VALUES)
def test_a_value_in_html_is_escaped(value: str) -> None:
    decoded = quopri.decodestring(in_html(value)).decode()
    assert not set("<>\"'") & set(decoded)
    assert (
        decoded.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
        == value
    )


@pytest.mark.parametrize("placeholder", ["{{amazonSESUnsubscribeUrl}}", "%unsubscribe_url%", "{{{ pm:unsubscribe }}}"])
def test_a_providers_placeholder_stays_as_it_is(placeholder: str) -> None:
    assert in_text(placeholder) == in_html(placeholder) == placeholder.encode()
