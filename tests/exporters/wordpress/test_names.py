"""What WordPress takes for one thing is told apart: logins, addresses of terms, dates of posts of one title."""

from datetime import UTC, datetime, timedelta

import pytest

from exporters.wordpress._names import Authors, Dates, Terms

NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)


def test_tags_that_differ_in_case_are_one_and_others_have_an_address_each() -> None:
    terms = Terms()

    assert terms.of("Essays") == terms.of("essays")
    assert [terms.of(name).slug for name in ("C", "C++", "C#", "Night & Day")] == ["c", "c-2", "c-3", "night-day"]


def test_a_tag_without_plain_letters_has_the_address_that_wordpress_makes() -> None:
    assert Terms().of("夜の 手紙").slug == "%e5%a4%9c%e3%81%ae-%e6%89%8b%e7%b4%99"


def test_two_authors_never_share_a_login() -> None:
    authors = Authors()
    logins = [
        authors.of(name).login for name in ("Maya Lind", "Maya. Lind", "María", "夜", "灯", "Maya Lind", "M" * 99)
    ]

    assert logins == ["maya-lind", "maya-lind-2", "maria", "author", "author-2", "maya-lind", "m" * 56]


@pytest.mark.parametrize("other", ["Twin", "twin", "TWIN!", "Twin \U0001f9ed", "Twiń"])
def test_titles_that_a_database_takes_for_one_get_different_seconds(other: str) -> None:
    dates = Dates()

    assert dates.of("Twin", NOON) == NOON
    assert dates.of(other, NOON + timedelta(milliseconds=3)) == NOON + timedelta(seconds=1)
    assert dates.of("Another", NOON) == NOON


def test_what_has_no_date_gets_the_same_one_in_every_export() -> None:
    first, second = ([dates.of("Draft", None) for _ in range(2)] for dates in (Dates(), Dates()))

    assert first == second == [datetime(2000, 1, 1, tzinfo=UTC), datetime(2000, 1, 1, 0, 0, 1, tzinfo=UTC)]
