"""Templates that were filled in, and what has a fixed form without being one."""

from random import Random

from backup.risk.corpus import DRAFT, Corpus
from backup.risk.model import Finding
from backup.risk.rules.template_reuse import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.guilty_copies import few_towns, towns, towns_over_accounts
from tests.risk.making.posts import corpus, post
from tests.risk.making.prose import Prose


def findings(of: Corpus, **numbers: float) -> list[Finding]:
    return list(RULE.examine(of, thresholds(numbers)))


def test_all_posts_of_one_template_are_one_group() -> None:
    [finding] = findings(towns(Random(1), False))

    assert finding.numbers["posts"] == 12
    assert finding.severity == "high"


def test_a_template_over_several_accounts_is_one_group_that_says_so() -> None:
    [finding] = findings(towns_over_accounts(Random(1), False))

    assert "in 3 publications" in finding.title


def test_fewer_posts_than_the_writer_set_are_no_group() -> None:
    assert findings(few_towns(Random(1), False), template_posts=6) == []
    assert len(findings(few_towns(Random(1), False), template_posts=5)) == 1


def test_the_very_same_text_again_is_a_matter_for_another_rule() -> None:
    body = Prose(Random(1)).paragraphs(6)

    assert findings(corpus(post(number, body, title="Again") for number in range(6))) == []


def test_a_footer_as_long_as_a_third_of_each_post_is_no_template() -> None:
    prose = Prose(Random(1))
    footer = prose.paragraphs(2)

    assert findings(corpus(post(number, [*prose.paragraphs(4), *footer], title="Day") for number in range(20))) == []


def test_paragraphs_that_come_again_in_other_company_and_order_are_no_template() -> None:
    chance = Random(1)
    stock = Prose(chance).paragraphs(30, 2)

    posts = [post(number, chance.sample(stock, 10), title="Letter") for number in range(20)]

    assert findings(corpus(posts)) == []


def test_a_new_text_that_fills_in_an_old_template_is_told_before_it_is_published() -> None:
    old = towns(Random(1), False)
    new = "\n\n".join(paragraph.text.replace("Leeds", "Whitby") for paragraph in old.posts[0].paragraphs)

    [finding] = findings(old.with_draft(new, title="The best repairs of Whitby"))

    assert DRAFT in {evidence.post for evidence in finding.evidence}
    assert finding.numbers["posts"] == 13
