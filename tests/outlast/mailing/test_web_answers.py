"""An answer that is to be a web address leads somewhere, or is refused."""

import pytest

from backup.errors import UsageError
from mailer.letter.library import Ask
from outlast.mailing.web_answers import fitting

ADDRESS = Ask(name="new_address", question="Where?", web_address=True)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("letters.example", "https://letters.example"),
        ("letters.example/p/here?a=1", "https://letters.example/p/here?a=1"),
        ("www.letters.example:8443", "https://www.letters.example:8443"),
        ("bücher.example", "https://bücher.example"),
        (" <https://letters.example/> ", "https://letters.example/"),
        ("http://letters.example", "http://letters.example"),
        ("HTTPS://Letters.example", "HTTPS://Letters.example"),
        ("", ""),
    ],
)
def test_a_plain_host_name_becomes_an_address(typed: str, kept: str) -> None:
    assert fitting(ADDRESS, typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "my new site",
        "https://letters.example or so",
        "letters",
        "maya@letters.example",
        "mailto:maya@letters.example",
        "javascript:alert(1)",
        "https://",
        "letters..example",
        "3.5",
        "Add it to your reader.",
    ],
)
def test_what_leads_nowhere_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(UsageError) as refused:
        fitting(ADDRESS, typed)
    assert typed in refused.value.what


def test_other_answers_are_words_as_they_are() -> None:
    assert fitting(Ask(name="next_words", question="How?"), "letters.example it is") == "letters.example it is"
