"""Texts published more than once: what is told apart, and what is shown."""

from dataclasses import replace
from random import Random

from backup.model import PostKind
from backup.risk.corpus import DRAFT, Corpus
from backup.risk.model import Confidence, Finding
from backup.risk.rules.duplicate_content import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.posts import corpus, post
from tests.risk.making.prose import Prose


def findings(of: Corpus) -> list[Finding]:
    return list(RULE.examine(of, thresholds()))


def text(seed: int, paragraphs: int = 6) -> list[str]:
    return Prose(Random(seed)).paragraphs(paragraphs)


def test_the_passage_that_two_posts_share_is_shown_as_it_was_written() -> None:
    shared = "The Harbour Master, who never SLEPT, wrote the height of the water down by hand."
    body = [shared, *text(1)]

    [finding] = findings(corpus([post(1, body, title="One"), post(2, body, title="Two")]))

    assert finding.evidence[0].passage.startswith("The Harbour Master, who never SLEPT")
    assert [evidence.post for evidence in finding.evidence] == ["quiet-harbour/1", "quiet-harbour/2"]
    assert finding.numbers["posts"] == 2


def test_a_cross_post_with_a_canonical_link_is_no_finding() -> None:
    first = post(1, text(1), title="One", publication="letters", platform="substack")
    later = post(2, text(1), title="One", canonical=first.url)

    assert findings(corpus([first, later])) == []
    assert findings(corpus([first, replace(later, canonical=None)])) != []


def test_a_canonical_link_to_the_same_site_in_another_spelling_counts() -> None:
    first = post(1, text(1), title="One", publication="letters", platform="substack")
    later = post(2, text(1), title="One", canonical="http://www.letters.substack.com/p/post-1/?utm_source=x")

    assert findings(corpus([first, later])) == []


def test_a_canonical_link_does_not_excuse_a_second_copy_on_one_platform() -> None:
    elsewhere = "https://somewhere.example/else"
    posts = [post(number, text(1), title="One", canonical=f"{elsewhere}/{number}") for number in (1, 2)]

    assert len(findings(corpus(posts))) == 1


def test_drafts_and_responses_are_not_published_twice() -> None:
    published = post(1, text(1), title="One")
    draft = post(2, text(1), title="Two", kind=PostKind.DRAFT)
    response = post(3, text(1), title="Three", kind=PostKind.RESPONSE)

    assert findings(corpus([published, draft, response])) == []


def test_a_draft_that_is_tried_is_compared_with_what_is_there() -> None:
    old = corpus([post(1, text(1), title="One"), post(2, text(2), title="Two")])
    tried = replace(old, posts=(replace(post(9, text(1), title="New"), key=DRAFT),), earlier=old.posts)

    [finding] = findings(tried)

    assert {evidence.post for evidence in finding.evidence} == {DRAFT, "quiet-harbour/1"}


def test_copies_among_what_came_before_are_not_told_again() -> None:
    old = (post(1, text(1), title="One"), post(2, text(1), title="Two"))

    assert findings(replace(corpus([post(9, text(3), title="New")]), earlier=old)) == []


def test_one_post_that_came_into_the_archive_twice_is_one() -> None:
    one = post(1, text(1), title="One")

    assert findings(corpus([one, replace(one, key="other/1", publication="other", id="other")])) == []


def test_six_long_posts_that_are_the_same_are_beyond_doubt_and_five_are_not() -> None:
    posts = [post(number, text(1, 8), title=f"Number {number}") for number in range(6)]

    assert [finding.confidence for finding in findings(corpus(posts))] == [Confidence.HIGH]
    assert [finding.confidence for finding in findings(corpus(posts[:5]))] == [Confidence.MEDIUM]


def test_text_that_only_fills_a_page_is_doubtful() -> None:
    body = ["Lorem ipsum dolor sit amet, consectetur adipiscing elit.", *text(1, 8)]

    [finding] = findings(corpus([post(number, body, title="Trial") for number in range(7)]))

    assert finding.confidence is Confidence.LOW


def test_two_posts_that_share_a_long_quote_are_two_posts() -> None:
    quote = text(9, 2)

    assert findings(corpus([post(number, [*text(number, 5), *quote], title="Essay") for number in (1, 2)])) == []


def test_many_groups_are_at_most_twelve_findings_that_count_them_all() -> None:
    posts = [post(2 * seed + twin, text(seed, 3), title=f"{seed}") for seed in range(20) for twin in (0, 1)]

    found = findings(corpus(posts))

    assert len(found) == 12
    assert sum(finding.numbers["posts"] for finding in found) == 40
