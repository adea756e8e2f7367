"""An address as it goes into the envelope."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.letter.address import Written, written


@pytest.mark.parametrize(
    "address",
    [
        "ana@example.com",
        "=cmd@example.com",
        "o'brien+x@a.example.co",
        "a" * 64 + "@example.com",
        "a@" + "b" * 63 + ".example",
        "a@xn--bcher-kva.example",
    ],
)
def test_an_ordinary_address_stays_as_it_is(address: str) -> None:
    assert written(address) == Written(address, wide=False)


def test_a_server_in_other_letters_gets_the_name_that_the_dns_knows() -> None:
    assert written("ana@Bücher.example") == Written("ana@xn--bcher-kva.example", wide=False)
    assert written("anna@Straße.example") == Written("anna@xn--strae-oqa.example", wide=False)
    assert written("用户@例え.jp") == Written("用户@xn--r8jz45g.jp", wide=True)


@pytest.mark.parametrize(
    ("address", "because"),
    [
        ('"a b"@example.com', "quotation marks"),
        ('"ana"@example.com', "quotation marks"),
        ("a" * 65 + "@example.com", "64"),
        ("a" * 40 + "." + "a" * 40 + "@example.com", "64"),
        ("é" * 33 + "@example.com", "64"),
        ("a..b@example.com", "dot"),
        (".a@example.com", "dot"),
        ("a.@example.com", "dot"),
        ("a b@example.com", "may hold"),
        ("a@b@example.com", "may hold"),
        ("a\n@example.com", "may hold"),
        ("a\ud800@example.com", "may hold"),
        ("ana", "no address"),
        ("@example.com", "no address"),
        ("ana@", "name that cannot be"),
        ("ana@localhost", "name that cannot be"),
        ("ana@-x.example", "name that cannot be"),
        ("ana@[127.0.0.1]", "name that cannot be"),
        ("ana@ex ample.com", "name that cannot be"),
        ("ana@example.com>", "name that cannot be"),
        ("ana@" + "ü" * 70 + ".example", "name that cannot be"),
        ("a@" + "b" * 60 + ("." + "c" * 60) * 4 + ".example", "cannot be"),
        ("a" * 64 + "@" + ("c" * 60 + ".") * 3 + "example", "254"),
    ],
)
def test_what_no_mail_can_be_written_to_says_why(address: str, because: str) -> None:
    reason = written(address)
    assert isinstance(reason, str) and because in reason


@given(st.text(max_size=90))
def test_no_text_raises_and_none_that_passes_can_end_its_line_or_its_brackets(text: str) -> None:
    for address in (text, f"{text}@example.com", f"ana@{text}", f"ana@{text}.example"):
        found = written(address)
        if isinstance(found, Written):
            assert not set(found.text) & set('<>"\r\n\0 ,;')
            assert found.wide is not found.text.isascii()
            assert found.text.rpartition("@")[2].isascii()
