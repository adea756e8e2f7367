"""Pictures of agencies, of free collections without a name, and with no source at all."""

from dataclasses import replace

import pytest

from backup.risk.corpus import Corpus, Picture
from backup.risk.model import Confidence, Finding
from backup.risk.rules.picture_sources import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.posts import corpus, post

SUBSTACK = "https://substackcdn.com/image/fetch/w_1456,f_auto/https%3A%2F%2Fimages.unsplash.com%2Fphoto-1"
OWN = "https://miro.medium.com/max/1/own.jpeg"


def findings(of: Corpus, **numbers: float) -> list[Finding]:
    return list(RULE.examine(of, thresholds(numbers)))


def account(*pictures: Picture) -> Corpus:
    return corpus([replace(post(1, ["A page."], title="A page"), media=pictures)])


@pytest.mark.parametrize(
    "picture",
    [
        Picture(url="https://media.gettyimages.com/id/1.jpg"),
        Picture(url="https://www.shutterstock.com/image-photo/1.jpg", alt="A lamp"),
        Picture(url=OWN, caption="A lamp. Alamy", credit="A lamp. Alamy"),
        Picture(url=OWN, caption="Photo: AP Photo/Quell"),
    ],
)
def test_a_picture_of_an_agency_is_told_with_low_confidence(picture: Picture) -> None:
    [finding] = findings(account(picture))

    assert finding.title.startswith("1 picture of agencies that sell licences: ")
    assert finding.confidence is Confidence.LOW
    assert finding.evidence[0].rows == (picture.url,)


def test_five_are_more_than_a_chance() -> None:
    [finding] = findings(account(*[Picture(url=f"https://media.istockphoto.com/{place}/1.jpg") for place in range(5)]))

    assert finding.confidence is Confidence.MEDIUM


def test_agencies_that_are_only_named_stay_doubtful() -> None:
    [finding] = findings(account(*[Picture(url=OWN, caption="Photo: Reuters")] * 9))

    assert finding.confidence is Confidence.LOW


def test_a_licence_that_is_named_is_enough() -> None:
    assert findings(account(Picture(url=OWN, caption="Photo: Getty Images, licensed"))) == []


def test_free_collections_without_a_name_are_doubtful() -> None:
    [finding] = findings(account(*[Picture(url=SUBSTACK)] * 5))

    assert finding.title == "5 pictures of free collections without a name: unsplash"
    assert finding.confidence is Confidence.LOW


def test_free_pictures_with_a_name_are_nothing() -> None:
    assert findings(account(*[Picture(url=SUBSTACK, credit="Unsplash")] * 9)) == []
    assert findings(account(*[Picture(url=SUBSTACK, caption="By Marta Quell")] * 9)) == []


def test_very_many_pictures_without_any_word_are_doubtful() -> None:
    [finding] = findings(account(*[Picture(url=OWN)] * 60))

    assert finding.title == "60 of 60 pictures have no caption, source or description"
    assert finding.confidence is Confidence.LOW


def test_own_pictures_with_a_word_and_a_few_without_are_nothing() -> None:
    assert findings(account(*[Picture(url=OWN, alt="The harbour")] * 90, *[Picture(url=OWN)] * 40)) == []
    assert findings(account(*[Picture(url=OWN)] * 49)) == []
    assert findings(account(Picture(url="https://example.org/a-note-on-reuters-/alamy.com"))) == []
