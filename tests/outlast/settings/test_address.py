"""A publication's address as a person types it."""

import pytest

from outlast.settings.address import name_from, whole_address


@pytest.mark.parametrize(
    ("platform", "typed", "address", "name"),
    [
        ("substack", "nightletters", "https://nightletters.substack.com", "nightletters"),
        ("substack", "NightLetters", "https://nightletters.substack.com", "nightletters"),
        ("substack", "nightletters.substack.com", "https://nightletters.substack.com", "nightletters"),
        (
            "substack",
            " https://nightletters.substack.com/p/x ",
            "https://nightletters.substack.com/p/x",
            "nightletters",
        ),
        ("substack", "https://substack.com/@maya", "https://substack.com/@maya", "maya"),
        ("substack", "www.nightletters.org", "https://www.nightletters.org", "nightletters"),
        ("medium", "@maya", "https://medium.com/@maya", "maya"),
        ("medium", "maya", "https://medium.com/@maya", "maya"),
        ("medium", "@maya.lind", "https://medium.com/@maya.lind", "maya-lind"),
        ("medium", "https://medium.com/@maya/a-story", "https://medium.com/@maya/a-story", "maya"),
        ("medium", "maya.medium.com", "https://maya.medium.com", "maya"),
        ("medium", "https://medium.com/night-letters", "https://medium.com/night-letters", "night-letters"),
        ("medium", "https://medium.com", "https://medium.com", ""),
        ("list", "letters.org/x", "https://letters.org/x", "letters"),
    ],
)
def test_an_address_and_the_name_in_it_are_understood(platform, typed, address, name):
    assert whole_address(platform, typed) == address
    assert name_from(platform, address) == name


@pytest.mark.parametrize("address", ["", "https://", "https://[::1", "https://夜"])
def test_where_there_is_no_name_there_is_none(address):
    assert name_from("substack", address) == ""
